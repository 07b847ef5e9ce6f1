from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.text import graphemes
from plugins.share.alike import LINK, likeness
from plugins.share.compose import compose
from plugins.share.drafts import Drafts
from plugins.share.networks import NETWORKS
from plugins.share.room import Room
from plugins.share.texts import fields_of, fill
from tests.factories import a_post, a_site

URL = "https://blog.example.com/posts/small-posts-add-up/?utm_source=x&utm_medium=social&utm_id=abcd2345"
P, T = "Nobody can say which post moved a deal.", "Tie each post to a stage."
S, Q = "Why the logic between posts is the idea.", "Which of your posts did a buyer quote back to you?"
TAGS = ("#BuyingStages", "#Sales", "#B2B", "#Fourth")

WHOLE = {
    "linkedin": f"{P}\n\n{T}\n\n{Q}\n\n{URL}\n\n#BuyingStages #Sales #B2B",
    "x": f"{P}\n\n{Q}\n\n{URL}\n\n#BuyingStages #Sales",
    "bluesky": f"{T} {Q}\n\n{URL}\n\n#BuyingStages #Sales",
    "mastodon": f"{S}\n\n{Q}\n\n{URL}\n\n#BuyingStages #Sales #B2B",
    "facebook": f"{S}\n\n{T}\n\n{Q}\n\n{URL}",
    "threads": f"{T}\n\n{P}\n\n{Q}\n\n{URL}\n\n#BuyingStages",
    "email": f"Hello,\n\n{P}\n\n{S}\n\n{Q}\n\n{URL}",
}


def room(network: str, **parts: object) -> Room:
    return Room(NETWORKS[network], **{"url": URL, "hashtags": TAGS, "subject": "Small posts", **parts})  # type: ignore[arg-type]


def composed(network: str, taken: frozenset[str] = frozenset(), template: str = "", **post: object) -> str:
    core = compose(room(network), Drafts(fields_of(a_post(**post), a_site())), taken, template)
    assert core is not None
    return room(network).fullest(core)


@pytest.mark.parametrize("network", WHOLE)
def test_each_network_has_its_own_order(network: str) -> None:
    assert composed(network) == WHOLE[network]


FALLBACKS = [
    ("linkedin", {"takeaways": ()}, f"{P}\n\n{Q}"),
    ("linkedin", {"question": None}, f"{P}\n\n{T}"),
    ("linkedin", {"problem": None}, f"{S}\n\n{T}\n\n{Q}"),
    ("linkedin", {"problem": None, "takeaways": (), "question": None}, S),
    ("mastodon", {"problem": None}, f"{S}\n\n{Q}"),
    ("x", {"question": None}, f"{P}\n\n{T}"),
    ("x", {"takeaways": (), "problem": None}, f"{S}\n\n{Q}"),
    ("bluesky", {"takeaways": (P,), "question": Q}, f"{P} {Q}"),
    ("email", {"question": None}, f"Hello,\n\n{P} {T}\n\n{S}"),
    ("email", {"lang": "de"}, f"{P}\n\n{S}\n\n{Q}"),
    ("linkedin", {"summary": P, "takeaways": (P,)}, f"{P}\n\n{Q}"),
]


@pytest.mark.parametrize(("network", "post", "core"), FALLBACKS)
def test_what_is_missing_is_made_up_for(network: str, post: dict[str, object], core: str) -> None:
    assert composed(network, **post).startswith(f"{core}\n\n{URL}")


def test_a_text_that_another_network_has_is_not_used_again() -> None:
    assert composed("x", frozenset([likeness(f"{P} {Q}")])).startswith(f"{T}\n\n{Q}\n\n{URL}")


def test_hashtags_are_the_first_to_go() -> None:
    long = "Which of your posts did a buyer quote back to you, and " + "who told you so, " * 8 + "in the end?"
    text = composed("x", question=long, problem="Nobody knows which post it was.")
    assert text == f"Nobody knows which post it was.\n\n{long}\n\n{URL}\n\n#BuyingStages"


def test_a_shorter_thought_is_better_than_half_of_a_longer_one() -> None:
    long = "Tie each post to a stage, and " * 10 + "to a link."
    assert composed("x", problem=long, takeaways=(long,)).startswith(f"{Q}\n\n{URL}")


def test_what_stands_before_the_question_is_cut_and_the_question_is_not() -> None:
    long = "Tie each post to a stage, and " * 10 + "to a link."
    taken = frozenset([likeness(Q)])
    text = composed("x", taken, problem=long, takeaways=(long,))
    assert text.startswith("Tie each post to a stage, and Tie")
    assert f"…\n\n{Q}\n\n{URL}" in text
    for template in ("{problem}\n\n{question}", "{problem}\n\n{question}\n{url}"):
        own = composed("x", template=template, problem=long)
        assert own.partition(URL)[0] == text.partition(URL)[0]


def test_an_echo_is_avoided_where_something_else_can_be_said() -> None:
    echo = "Nobody can say which post helped."
    assert composed("mastodon", problem=P, summary=echo).startswith(f"{echo}\n\n{Q}")
    assert composed("email", problem=P, summary=echo).startswith(f"Hello,\n\n{T}\n\n{echo}\n\n{Q}")
    assert composed("facebook", takeaways=(echo,), summary=P).startswith(f"{P}\n\n{Q}\n\n{URL}")


def test_an_echo_is_said_where_the_network_has_nothing_else_of_its_own() -> None:
    echo = "Nobody can say whether it worked. It costs, and nobody can say whether it worked."
    text = composed("linkedin", summary=echo, problem=None, takeaways=(), question=None)
    assert text.startswith(f"{echo}\n\n{URL}")


def test_a_hashtag_of_the_writer_is_not_repeated() -> None:
    assert composed("linkedin", question="What are #buyingstages to you?").endswith("#Sales #B2B #Fourth")


def test_a_channels_template_wins_and_may_place_the_link() -> None:
    assert composed("linkedin", template="New: {title}\n{url}\n\n{question}") == (
        f"New: Small posts add up\n{URL}\n\n{Q}\n\n#BuyingStages #Sales #B2B"
    )


def test_a_template_that_is_too_long_is_cut_and_keeps_its_link() -> None:
    summary = " ".join(f"Buyers make {n} searches before they call." for n in range(12))
    text = composed("x", template="{summary}\n\n{url}", summary=summary)
    assert text == f"{summary.partition(' Buyers make 6')[0]}\n\n{URL}"


def test_a_link_that_alone_is_too_long_leaves_no_text() -> None:
    fields = fields_of(a_post(), a_site())
    assert compose(room("bluesky", url="https://blog.example.com/" + "a" * 280), Drafts(fields), ()) is None
    assert compose(room("bluesky", url="https://blog.example.com/" + "a" * 275), Drafts(fields), ()) == ""


PIECES = st.sampled_from(
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301",
        "購買。",
        "End. Next",
        " ",
        "https://example.com/a?b=c",
        "@a@b.social",
        "{url}",
    ]
)
FIELD = st.lists(PIECES | st.text(max_size=30), max_size=8).map("".join)
LONG = FIELD | FIELD.map(lambda text: text * 12)


@given(st.sampled_from(sorted(NETWORKS)), LONG, LONG, LONG, LONG, LONG)
@settings(deadline=None, max_examples=150)
def test_whatever_is_written_the_text_fits_and_carries_its_link_once(
    network: str, title: str, summary: str, problem: str, takeaway: str, question: str
) -> None:
    post = a_post(title=title, summary=summary, problem=problem, takeaways=(takeaway,), question=question)
    fields = fields_of(post, a_site())
    here = room(network, subject=title[:200])
    core = compose(here, Drafts(fields), ())
    if core is None:
        assert network == "email"
        assert not here.fits("")
        return
    text = here.fullest(core)
    assert here.network.count(text, here.subject) <= here.network.limit
    assert text.count(URL) == 1
    assert text.split(URL)[1].strip() == " ".join(tag for tag in TAGS if tag in text.split(URL)[1])
    assert compose(here, Drafts(fields), ()) == core


@given(LONG.filter(lambda text: fields_of(a_post(summary=text), a_site())["summary"] != ""))
@settings(deadline=None)
def test_a_composed_text_is_a_beginning_of_what_was_written(summary: str) -> None:
    fields = fields_of(a_post(summary=summary), a_site())
    whole = fill("{summary}", fields)
    core = compose(room("bluesky"), Drafts(fields), (), "{summary}") or ""
    parts = graphemes(core)
    kept = parts if core == whole or not parts or parts[-1] != "…" else parts[:-1]
    assert LINK not in core
    assert kept == graphemes(whole)[: len(kept)]
