from __future__ import annotations

import pytest

from plugins.core.post import Prepared
from plugins.share.kit import make
from tests.factories import a_house, a_post

CASES = [
    ("a good text", {"x": "Which post moved a deal?"}, []),
    ("two that say the same", {"x": "Which post moved it?", "linkedin": "Which post\nmoved it? #Sales"},
     [("share.x", "warning", "says the same as the text for linkedin")]),
    ("a blank to fill in", {"x": "#OurCloudMeans ___"},
     [("share.x", "warning", "an open invitation to finish a sentence or hashtag invites mockery")]),
    ("tell us with", {"x": "Tell us what you like with #OurCloud"},
     [("share.x", "warning", "an open invitation to finish a sentence or hashtag invites mockery")]),
    ("finish the sentence", {"x": "Finish the sentence: a good supplier is"},
     [("share.x", "warning", "an open invitation to finish a sentence or hashtag invites mockery")]),
    ("a question with a hashtag is none", {"x": "What did we miss? #OurCloud"}, []),
    ("too much attention", {"linkedin": "word " * 270},
     [("share.linkedin", "warning", "1,514 characters ask for more attention than LinkedIn readers give")]),
    ("too long on LinkedIn is one Problem", {"linkedin": "word " * 600},
     [("share.linkedin", "error", "3,164 of 3,000 characters on LinkedIn, link included")]),
    ("too many bytes", {"bluesky": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 120},
     [("share.bluesky", "error", "3,164 of 3,000 bytes on Bluesky, link included")]),
    ("a mail that its address cannot hold", {"email": "wörd " * 200},
     [("share.email", "error", "2,646 of 2,000 characters of the mailto address on E-mail, link included")]),
]  # fmt: skip


@pytest.mark.parametrize(("share", "told"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_judge(share: dict[str, str], told: list[tuple[str, str, str]]) -> None:
    post = a_post(share=share)
    made = make(post, a_house(post))
    assert [(p.field, p.severity, p.message) for p in made.problems] == told
    for snippet in made.kit.snippets:
        assert list(snippet.warnings) == [m for field, _, m in told if field == f"share.{snippet.channel}"]


def test_a_problem_stands_at_the_line_of_the_field() -> None:
    post = a_post(share={"x": "word " * 100})
    prepared = {post.path: Prepared(post.path, "post", None, lines={"share": 17})}
    (problem,) = make(post, a_house(post, prepared=prepared)).problems
    assert str(problem).startswith("posts/small-posts-add-up.md:17: share.x: 5")
