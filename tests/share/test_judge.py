from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.post import Prepared
from plugins.share.judge import _INVITATIONS, _SIGNS, invitations
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
    for lines, line in (({"share": 17}, 17), ({"share": 17, "share.x": 19}, 19)):
        prepared = {post.path: Prepared(post.path, "post", None, lines=lines)}
        (problem,) = make(post, a_house(post, prepared=prepared)).problems
        assert str(problem).startswith(f"posts/small-posts-add-up.md:{line}: share.x: 5")


OPEN = [
    "Complete this: marketing is ____ #MarketingIs",
    "Marketing is ____. #MarketingIs",
    "#OurCloudMeans ___",
    "#OurCloudMeans___",
    "____ is the future of buying. #FutureOf",
    "Complete this: marketing is...",
    "Finish this sentence: buyers never …",
    "Finish the sentence: a good supplier is",
    "Please complete the sentence for us.",
    "In one line, complete this sentence: marketing is",
    "Fill in the blank: a seller is a",
    "Fill-in-the-blank Friday! #B2B",
    "A good supplier is [ ] #Suppliers",
    "A good supplier is [blank].",
    "I love #OurCloud because…",
    "#MarketingIs …",
    "Marketing is… #MarketingIs",
    "Tell us what you like with #OurCloud",
    "We are listening. Tell us your story #OurCloud",
    "Why not tell us your story using #OurCloud?",
    "Share your story with #OurCloud",
    "Marketing is____ #MarketingIs",
    "Can you finish this sentence? #B2B",
    "What does the cloud mean to you? Tell us with #OurCloudMeans",
    "Complete this: Marketing is: ____",
    "Show us your desk with #OurCloud",
    "Come and share with us a photo using #OurCloud",
    "Please finish our slogan #B2B",
    "Finish my sentence: a good supplier is",
    "A good supplier is (blank)",
    "A good supplier is ( ) #Suppliers",
]
ORDINARY = [
    "What did we miss? #OurCloud",
    "Buyers finish the sentence before sellers do. #B2B",
    "Your team fills in the blanks with guesses.",
    "Fill the gap between marketing and sales. #SalesAndMarketing",
    "Customers tell us what hurts, and we write it down. #Research",
    "In #B2B, nobody calls you back… they search.",
    "Three weeks of silence… #B2B",
    "It all began with #B2B…",
    "The field utm_source and __init__ and snake__case stay as they are.",
    "#snake__case is a tag",
    "Use __bold__ text sparingly.",
    "See https://example.com/a___b/?x=__ for the form.",
    "Ask @some__one about it.",
    "An open invitation to complete your slogan is an invitation to mock it.",
    "Never ask people to “finish the sentence”.",
    "Buyers […] search before they call. #Research",
    "- [ ] Ask sales #B2B",
    "Complete this worksheet before the meeting.",
    "Complete this form before Friday: it takes a minute.",
    "____________",
    "The list is empty: call list() or [] #Python",
    "#ThisIs how buyers search.",
    "Most teams complete the sale in March. #Sales",
    "Share your draft with sales first. #Sales",
    "What is it that sales tell us? #Sales",
    "The thesis is complete. This is the sentence #B2B buyers quote.",
]


@pytest.mark.parametrize(("text", "warned"), [(t, True) for t in OPEN] + [(t, False) for t in ORDINARY])
def test_open_invitations_are_told_from_ordinary_text(text: str, warned: bool) -> None:
    post = a_post(share={"linkedin": text})
    told = [problem.message for problem in make(post, a_house(post)).problems]
    assert told == ["an open invitation to finish a sentence or hashtag invites mockery"] * warned


INVITATION = re.compile("(?im)" + "|".join(f"(?:{one})" for one in _INVITATIONS))
PIECES = st.sampled_from(
    ["____", "__", "[ ]", "(_)", "[blank]", "(fill in the BLANK)", "fill in the blan\u212as",
     "#Tag", "#OurCloudIs", "＃タグ",
     "…", "...", "is", "are", "because", "f\u0130nish", "f\u0131nish",
     "\u0130s", "\u0131s", "needs", "#ItMakesUs", "#WhatHelps", "fini\u017fh", "Finish", "complete",
     "the sentence", "th\u0130s", "this:", "our slogan", "Tell us", "Show us", "my phrase",
     "\u017fhare with us", "share your story", "using",
     "under", ".", "?", "\n"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=7), st.sampled_from([" ", "", "\u2003"]))
def test_the_quick_look_misses_no_invitation(pieces: list[str], between: str) -> None:
    text = between.join(pieces).replace("@", "").replace("://", "")
    assert invitations([text]) == [INVITATION.search(text) is not None]


@given(st.lists(st.lists(PIECES, max_size=7).map(" ".join), max_size=4))
def test_each_text_of_a_post_is_judged_by_itself(texts: list[str]) -> None:
    assert invitations(texts) == [INVITATION.search(text) is not None for text in texts]


def test_letters_of_the_quick_look_fold_as_patterns_match_them() -> None:
    """Why it may look into case-folded text: no other character passes for one of its letters."""
    letters = set("".join(_SIGNS) + "is are means because needs helps makes lets me us") - {"i"}
    for letter in filter(str.isalpha, letters):
        alike = re.compile(letter, re.IGNORECASE)
        assert [sign for sign in map(chr, range(0x3000)) if alike.match(sign) and sign.casefold() != letter] == []
