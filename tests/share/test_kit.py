from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.frontmatter import ShareThread
from plugins.core.house import House
from plugins.core.post import Picture, Post, Term
from plugins.core.share import Kit, Snippet
from plugins.core.vocabulary import Channel
from plugins.share.alike import LINK, likeness
from plugins.share.kit import channels, make
from plugins.share.networks import NETWORKS
from plugins.share.units import is_sharable
from tests.factories import a_house, a_post, a_site, a_stage, a_vocabulary

CLEAN = "https://blog.example.com/posts/small-posts-add-up/"
DEFAULT = ["linkedin", "x", "bluesky", "mastodon", "email"]


def all_networks(*posts: Post, **templates: dict[str, str]) -> House:
    """A house with one channel for each network."""
    known = {
        key: Channel(name=key, source=key, medium="social", network=key, templates=templates.get(key, {}))
        for key in NETWORKS
    }
    return a_house(*posts, site=a_site(share_channels=list(known)), vocabulary=a_vocabulary(channels=known))


def snippets(post: Post, house: House | None = None) -> dict[str, Snippet]:
    return {s.channel: s for s in make(post, house or a_house(post)).kit.snippets}


def test_a_kit_tells_whose_it_is_and_has_a_snippet_for_each_channel() -> None:
    post = a_post(stage=a_stage("interest", inferred=True), image=Picture("/posts/x/a.png", "A chart", 10, "image/png"))
    kit = make(post, a_house(post)).kit
    assert [s.channel for s in kit.snippets] == DEFAULT
    assert (kit.id, kit.slug, kit.title, kit.stage, kit.stage_inferred, kit.url) == (
        "abcd2345", "small-posts-add-up", "Small posts add up", "interest", True, CLEAN,
    )  # fmt: skip
    assert (kit.image, kit.image_alt) == ("https://blog.example.com/posts/x/a.png", "A chart")
    assert {(s.image, s.image_alt) for s in kit.snippets} == {(kit.image, kit.image_alt)}
    assert Kit.model_validate_json(kit.model_dump_json()) == kit


def test_each_snippet_carries_its_own_channels_link_and_the_ledger_knows_it() -> None:
    post = a_post()
    house = a_house(post)
    made = snippets(post, house)
    for channel, snippet in made.items():
        source, medium = house.vocabulary.channels[channel].source, house.vocabulary.channels[channel].medium
        assert snippet.url == (
            f"{CLEAN}?utm_source={source}&utm_medium={medium}&utm_campaign=small-posts-add-up"
            "&utm_content=interest.share&utm_id=abcd2345"
        )
        assert snippet.text.count(snippet.url) == 1
    rows = {(row.channel, row.placement, row.tagged) for row in house.ledger.rows}
    assert rows == {(channel, "share", s.url) for channel, s in made.items()}


def test_what_each_network_needs_beside_the_text() -> None:
    made = snippets(a_post())
    assert made["linkedin"].fold == 210
    assert made["email"].subject == "Small posts add up"
    assert made["x"].subject is None
    assert made["bluesky"].bytes == len(made["bluesky"].text.encode())
    assert len(made["bluesky"].facets) == 2
    assert made["x"].facets == ()
    assert str(made["mastodon"].intent).startswith("https://mastodon.social/share?text=Why")
    assert all(s.composed and not s.warnings for s in made.values())


def test_the_x_snippet_counts_its_link_as_23() -> None:
    snippet = snippets(a_post())["x"]
    assert snippet.count == len(snippet.text) - len(snippet.url) + 23


OWN = [
    ("What moved it?", f"What moved it?{{0}}{LINK}"),
    ("Read {url} first. What moved it?", f"Read {LINK} first. What moved it?"),
    (f"Read {CLEAN} first.", f"Read {LINK} first."),
    (f"Read {CLEAN}.", f"Read {LINK}."),
    ("{url} and {url}", f"{LINK} and "),
    ("Read https://x.example/part-two/ first.", f"Read https://x.example/part-two/ first.{{0}}{LINK}"),
    (f"{{url}} is {CLEAN}, too.", f"{LINK} is {LINK}, too."),
    ("  One.\r\n\r\nTwo.\n", f"One.\n\nTwo.{{0}}{LINK}"),
]


@pytest.mark.parametrize(("written", "text"), OWN)
def test_the_writers_own_text_wins_with_the_link_where_it_says(written: str, text: str) -> None:
    snippet = snippets(a_post(share={"linkedin": written}))["linkedin"]
    assert snippet.text == text.replace("{0}", "\n\n").replace(LINK, snippet.url)
    assert not snippet.composed


def test_an_own_text_that_is_too_long_is_an_error_and_never_cut() -> None:
    post = a_post(share={"x": "word " * 60})
    made = make(post, a_house(post))
    (problem,) = made.problems
    assert (problem.path, problem.field, problem.severity) == ("posts/small-posts-add-up.md", "share.x", "error")
    assert problem.message == "324 of 280 weighted characters on X, link included"
    assert problem.hint == "Shorten it by 44, or make it a thread."
    assert ("word " * 60).strip() in made.kit.snippets[1].text


def test_a_channel_that_only_the_writer_asked_for_is_shared_on() -> None:
    known = {**a_vocabulary().channels, "facebook": Channel(name="F", source="f", medium="social", network="facebook")}
    post = a_post(share={"facebook": "What moved it?"})
    house = a_house(post, vocabulary=a_vocabulary(channels=known), site=a_site(share_channels=DEFAULT))
    assert [*snippets(post, house)] == [*DEFAULT, "facebook"]
    assert [*channels(house)] == DEFAULT


def test_a_channel_with_a_network_is_shared_on_where_the_settings_name_none() -> None:
    channel = Channel(name="F", source="f", medium="social", network="facebook")
    post = a_post()
    house = a_house(post, vocabulary=a_vocabulary(channels={**a_vocabulary().channels, "our-page": channel}))
    assert [*snippets(post, house)] == [*DEFAULT, "our-page"]
    assert [*snippets(post, a_house(post, site=a_site(share_channels=[])))] == []


def test_a_second_channel_of_one_network_has_another_text() -> None:
    linkedin = Channel(name="L", source="linkedin", medium="social", network="linkedin")
    post = a_post()
    vocabulary = a_vocabulary(channels={"linkedin": linkedin, "linkedin-sales": linkedin})
    house = a_house(post, vocabulary=vocabulary, site=a_site(share_channels=["linkedin", "linkedin-sales"]))
    one, other = (s.text for s in snippets(post, house).values())
    assert likeness(one) != likeness(other)


def test_templates_of_a_channel_set_text_subject_and_instance() -> None:
    post = a_post()
    templates: Any = {
        "email": {"subject": "For {author}: {title}"},
        "mastodon": {"instance": "social.example.com"},
        "linkedin": {"text": "{title}, for {stage}."},
    }
    made = snippets(post, all_networks(post, **templates))
    assert made["email"].subject == "For The Research Desk: Small posts add up"
    assert str(made["mastodon"].intent).startswith("https://social.example.com/share?text=")
    assert made["linkedin"].text.startswith("Small posts add up, for Interest.\n\nhttps://")


def test_a_link_longer_than_the_network_takes_is_told_and_left_out() -> None:
    post = a_post(slug="a" * 120)
    made = make(post, a_house(post))
    assert "bluesky" not in {s.channel for s in made.kit.snippets}
    (problem,) = made.problems
    assert (problem.field, problem.severity) == ("share.bluesky", "warning")


SENTENCES = " ".join(f"A buyer asks question number {n} long before the first call with a seller." for n in range(9))
THREADS: list[tuple[str, Any]] = [
    ("posts as they are written", ("First of all, this.", "Then that.", "What did you find?")),
    ("own words, broken", ShareThread(thread=True, text=SENTENCES)),
    ("composed", ShareThread(thread=True)),
]


@pytest.mark.parametrize("share", [share for _, share in THREADS], ids=[name for name, _ in THREADS])
@pytest.mark.parametrize("network", ["x", "bluesky", "mastodon"])
def test_a_thread_has_numbered_posts_that_each_fit_and_one_link(network: str, share: Any) -> None:
    post = a_post(share={network: share}, summary=SENTENCES, image=Picture("/a.png", "A", 1, "image/png"))
    made = make(post, all_networks(post))
    assert made.problems == ()
    snippet = {s.channel: s for s in made.kit.snippets}[network]
    count = len(snippet.posts)
    assert count > 1
    assert [f"{n}/{count}" in part.text for n, part in enumerate(snippet.posts, 1)] == [True] * count
    assert max(part.count for part in snippet.posts) == snippet.count <= snippet.limit
    assert snippet.text == "\n\n".join(part.text for part in snippet.posts)
    assert snippet.text.count(snippet.url) == 1
    assert str(snippet.intent).endswith(quote(snippet.posts[0].text, safe=""))
    assert snippet.composed == (share == ShareThread(thread=True))
    assert [bool(part.facets) for part in snippet.posts] == [
        network == "bluesky" and snippet.url in part.text for part in snippet.posts
    ]
    assert Kit.model_validate_json(made.kit.model_dump_json()) == made.kit


def test_composed_threads_of_a_post_differ() -> None:
    thread = ShareThread(thread=True)
    post = a_post(share=dict.fromkeys(("x", "bluesky", "mastodon"), thread), summary=SENTENCES)
    made = make(post, all_networks(post))
    assert len({likeness(s.text.replace(s.url, "")) for s in made.kit.snippets}) == len(NETWORKS)
    assert made.problems == ()


def test_a_post_of_a_thread_that_is_too_long_is_named() -> None:
    post = a_post(share={"x": ("Short.", "word " * 60, "Why?")})
    (problem,) = make(post, a_house(post)).problems
    assert problem.message == "post 2 of 3: 303 of 280 weighted characters on X, link included"
    assert problem.hint == "Shorten it by 23."


def test_a_thread_that_nobody_reads_to_its_end_is_a_problem() -> None:
    post = a_post(share={"x": ShareThread(thread=True, text=SENTENCES * 9)})
    (problem,) = make(post, a_house(post)).problems
    assert problem.message == "makes a thread of 28 posts, and X readers follow 25 at most"


def test_the_same_thread_on_two_networks_is_told_of() -> None:
    post = a_post(share={"x": ("One.", "Two?"), "bluesky": ("One.", "Two?")})
    (problem,) = make(post, a_house(post)).problems
    assert problem.message == "says the same as the text for x"


def test_hashtags_come_from_the_tags_once_each() -> None:
    tags = tuple(
        Term("tag", key, key, "/") for key in ("buying stages", "Buying-Stages", "B2B", "2026", "sales", "more")
    )
    assert snippets(a_post(tags=tags))["linkedin"].text.endswith("\n\n#BuyingStages #B2B #Sales")


def test_a_kit_is_the_same_whenever_it_is_made_and_its_links_stand_in_the_ledger_once() -> None:
    """The page and the file of a post each make it."""
    post = a_post()
    house = a_house(post)
    made, rows = make(post, house), house.ledger.rows
    assert make(post, house) == made
    assert house.ledger.rows == rows


@pytest.mark.parametrize(("preview", "slugs"), [(False, ["p"]), (True, ["p", "d", "s"])])
def test_hidden_posts_get_no_kit_and_drafts_only_in_a_preview(preview: bool, slugs: list[str]) -> None:
    statuses = {"p": "published", "d": "draft", "s": "scheduled", "h": "hidden"}
    posts = [a_post(slug=slug, status=status) for slug, status in statuses.items()]
    house = a_house(*posts, site=a_site(preview=preview))
    assert [post.slug for post in posts if is_sharable(post, house)] == slugs


def test_a_post_without_stage_has_a_kit() -> None:
    post = a_post(stage=None)
    assert make(post, a_house(post)).kit.stage == ""


SHORT = st.sampled_from(["Nobody knows.", "Why?", "It costs.", "購買。", "", "A"]) | st.text(max_size=12)


@given(SHORT, SHORT, SHORT, SHORT, SHORT, st.integers(1, 40))
@settings(deadline=None, max_examples=60)
def test_no_two_networks_get_the_same_words_and_all_fit(
    title: str, summary: str, problem: str, takeaway: str, question: str, times: int
) -> None:
    title = title if likeness(title) else "T"  # a post without a title is refused
    fields = {"title": title, "summary": " ".join([summary] * times), "problem": " ".join([problem] * times)}
    post = a_post(**fields, takeaways=(takeaway,), question=" ".join([question] * times))
    house = all_networks(post)
    kit = make(post, house).kit
    cores = [likeness(s.text.replace(s.url, "")) for s in kit.snippets]
    assert len(cores) == len(NETWORKS)
    assert len(set(cores)) == len(cores)
    assert all(s.count <= s.limit for s in kit.snippets)
    assert make(post, house).kit == kit


@given(st.permutations(range(4)))
@settings(deadline=None, max_examples=10)
def test_a_kit_is_the_same_whatever_kits_were_made_before(order: list[int]) -> None:
    words = (
        "Nobody knows which post it was.",
        "Which one was it?",
        "購買の前に。 " * 20,
        "We cut, and cut again. " * 30,
    )
    posts = [a_post(slug=f"p{i}", id=f"abcd000{i}", summary=words[i], problem=words[i - 1]) for i in range(4)]
    house = all_networks(*posts)
    assert [make(posts[i], house).kit for i in order] == [make(posts[i], all_networks(posts[i])).kit for i in order]
