"""Design §1: a text ends in a question. Held over all networks, posts of any kind, and the sample."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plugins.core.post import Post
from plugins.core.share import Snippet
from plugins.core.text import sentences
from plugins.share.alike import likeness
from plugins.share.kit import make
from plugins.share.networks import NETWORKS
from plugins.share.texts import fields_of, fill
from tests.factories import a_post, a_site
from tests.share.samples import house_of_samples, published, snippets
from tests.share.test_kit import all_networks

CHANNELS = ["linkedin", "x", "bluesky", "mastodon", "facebook", "email"]


def before_link(snippet: Snippet) -> str:
    """The words before the link, without the numbers of a thread's posts."""
    words = snippet.text.partition(snippet.url)[0].rstrip()
    return re.sub(r" \d+/\d+$", "", words, flags=re.M) if snippet.posts else words


def question_of(post: Post) -> str:
    return fill("{question}", fields_of(post, a_site()))


def composed(post: Post) -> dict[str, Snippet]:
    return {s.channel: s for s in make(post, all_networks(post)).kit.snippets if s.composed}


LONG = "Marketing measures what it can count and forgets what a buyer remembers. " * 12
POSTS = [
    ("all fields", {}),
    ("no problem", {"problem": None}),
    ("no takeaway", {"takeaways": ()}),
    ("neither", {"problem": None, "takeaways": ()}),
    ("all too long but the question", {"problem": LONG, "takeaways": (LONG,), "summary": LONG}),
    ("a summary that asks it too", {"summary": "Which of your posts did a buyer quote back to you? It is one."}),
    ("a problem that asks it too", {"problem": "Which of your posts did a buyer quote back to you?"}),
    ("without its mark", {"question": "Which of your posts moved a deal"}),
    ("two sentences", {"question": "Which post moved a deal? And who told you so?"}),
    ("another script", {"question": "どの記事が役に立ちましたか？", "lang": "ja"}),
]


@pytest.mark.parametrize("fields", [fields for _, fields in POSTS], ids=[name for name, _ in POSTS])
def test_every_network_ends_in_the_question(fields: dict[str, object]) -> None:
    post = a_post(**fields)
    made = composed(post)
    assert set(made) == set(NETWORKS)
    assert [key for key, s in made.items() if not before_link(s).endswith(question_of(post))] == []


def test_a_question_that_does_not_fit_is_left_to_the_networks_that_have_room() -> None:
    post = a_post(question="Which of your posts " + "and of theirs " * 20 + "was quoted?")
    made = composed(post)
    ends = {key for key, s in made.items() if before_link(s).endswith(question_of(post))}
    assert ends == set(NETWORKS) - {"x", "bluesky"}
    assert before_link(made["x"]) == "Nobody can say which post moved a deal.\n\nTie each post to a stage."


def test_an_arabic_post_without_a_question_ends_in_arabic() -> None:
    arabic = {"lang": "ar", "title": "منشورات صغيرة", "summary": "المنشورات الصغيرة تتراكم.", "problem": None}
    made = composed(a_post(**arabic, takeaways=(), question=None))
    assert set(made) == set(NETWORKS)
    assert [key for key, snippet in made.items() if "What could we do" in snippet.text] == []


WORDS = st.lists(
    st.sampled_from("buyers pay first. Why? sales “we” know, it… 購買。 costs us".split()), max_size=25
).map(" ".join)


@given(WORDS, WORDS, WORDS, WORDS, st.sampled_from(["Why?", "Who pays", "Do buyers pay first?", "What costs us?"]))
@settings(deadline=None, max_examples=60)
def test_whatever_is_written_around_it(title: str, summary: str, problem: str, takeaway: str, question: str) -> None:
    post = a_post(title=title, summary=summary, problem=problem, takeaways=(takeaway,), question=question)
    asked = {"", likeness(question)}
    named, told = ({likeness(one) for one in sentences(text)} - asked for text in (title, summary))
    assume(named and told and named != told)  # else there are not seven different things to say
    made = composed(post)
    assert [key for key, s in made.items() if not before_link(s).endswith(question_of(post))] == []


@pytest.mark.parametrize("post", published(), ids=lambda post: post.slug)
def test_the_sample_ends_in_its_questions(post: Post) -> None:
    made = snippets(post, house_of_samples(CHANNELS))
    assert list(made) == CHANNELS
    for snippet in made.values():
        end = sentences(before_link(snippet))[-1]
        assert end.endswith(("?", "؟"))
        assert end == sentences(question_of(post))[-1] or not snippet.composed
        assert snippet.warnings == ()
