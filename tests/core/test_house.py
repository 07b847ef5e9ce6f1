from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from plugins.core.body import Body, Slot
from plugins.core.house import KEY, house_of
from plugins.core.post import Post, Target, Term
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary
from tests.factories import a_house, a_page, a_post, a_site, a_stage, a_vocabulary

UTM = "utm_source={}&utm_medium={}&utm_campaign=small-posts-add-up&utm_content=interest.{}&utm_id=abcd2345"
ON_PAGE = "blog", "referral"
IN_FEED = "rss", "referral"


def link(ref: str, text: str = "Read it", no_track: bool = False) -> Body:
    return (Slot("link", "a", (("href", ref),), (), 1, text, no_track), f"{text}</a>")


LINKS = [
    ("internal", Target("internal", "/posts/b/#c"), "/posts/b/#c", "https://blog.example.com/posts/b/?{}#c"),
    ("fragment of the same page", Target("internal", "#c"), "#c",
     "https://blog.example.com/posts/small-posts-add-up/#c"),
    ("measured together", Target("internal", "https://docs.example.com/"), "https://docs.example.com/",
     "https://docs.example.com/?{}"),
    ("owned", Target("owned", "https://www.example.com/a?b=1#c"), "https://www.example.com/a?b=1&{}#c",
     "https://www.example.com/a?b=1&{}#c"),
    ("owned with utm", Target("owned", "https://www.example.com/?utm_source=x"),
     "https://www.example.com/?utm_source=x", "https://www.example.com/?utm_source=x"),
    ("external", Target("external", "https://other.example/a"), "https://other.example/a", "https://other.example/a"),
    ("mail", Target("other", "mailto:a@b.example"), "mailto:a@b.example", "mailto:a@b.example"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "page", "feed"), [c[1:] for c in LINKS], ids=[c[0] for c in LINKS])
def test_links_on_a_page_and_in_a_feed(target: Target, page: str, feed: str) -> None:
    post = a_post(body=link("ref"), targets={"ref": target})
    house = a_house(post)
    for html, channel, expected in (
        (house.page_html(post), ON_PAGE, page),
        (house.feed_html(post, "rss"), IN_FEED, feed),
    ):
        url = expected.format(UTM.format(*channel, "read-it")).replace("&", "&amp;")
        assert html == f'<a href="{url}">Read it</a>'
    expected_rows = ("{}" in page) + ("{}" in feed)
    assert len(house.ledger.rows) == expected_rows


def test_an_offer_names_the_placement() -> None:
    post = a_post(body=link("offer:review"), targets={"offer:review": Target("offer", "https://o.example/", "review")})
    house = a_house(post)
    assert "utm_content=interest.offer-review&amp;" in house.page_html(post)
    assert [row.placement for row in house.ledger.rows] == ["offer-review"]


def test_no_track_opts_out_everywhere() -> None:
    post = a_post(body=link("ref", no_track=True), targets={"ref": Target("owned", "https://www.example.com/")})
    house = a_house(post)
    assert house.page_html(post) == house.feed_html(post, "rss") == '<a href="https://www.example.com/">Read it</a>'
    assert house.ledger.rows == []


def test_images_are_never_tagged() -> None:
    slot = Slot("image", "img", (("src", "a.png"), ("srcset", "a.png 1x, b.png 2x")), (("alt", "A"),))
    targets = {"a.png": Target("internal", "/posts/a.png"), "b.png": Target("owned", "https://www.example.com/b.png")}
    post = a_post(body=(slot,), targets=targets)
    house = a_house(post, site=a_site(SITEURL="https://x.example/blog"))
    page, feed = "/blog/posts/a.png", "https://x.example/blog/posts/a.png"
    rest = "https://www.example.com/b.png 2x"
    assert house.page_html(post) == f'<img src="{page}" srcset="{page} 1x, {rest}" alt="A">'
    assert house.feed_html(post, "rss") == f'<img src="{feed}" srcset="{feed} 1x, {rest}" alt="A">'
    assert house.ledger.rows == []


def test_a_site_below_a_path() -> None:
    post = a_post(body=link("ref"), targets={"ref": Target("internal", "/posts/b/")})
    house = a_house(post, site=a_site(SITEURL="https://x.example/blog"))
    assert '"/blog/posts/b/"' in house.page_html(post)
    assert '"https://x.example/blog/posts/b/?utm_source=rss' in house.feed_html(post, "rss")


def test_dead_references_lose_their_attribute_and_anchors_keep_theirs() -> None:
    body = (*link("dead"), Slot("anchor", "h2", (("id", "a"),)), "A</h2>")
    post = a_post(body=body)
    assert a_house(post).page_html(post) == '<a>Read it</a><h2 id="a">A</h2>'


def test_a_channel_that_the_site_lacks_tags_nothing() -> None:
    post = a_post(body=link("ref"), targets={"ref": Target("owned", "https://www.example.com/")})
    house = a_house(post, vocabulary=a_vocabulary(channels={}))
    assert house.arrival("rss") is None
    assert "utm_" not in house.page_html(post) + house.feed_html(post, "rss")
    assert house.tagged("https://www.example.com/", post, "rss", "x") == "https://www.example.com/"


def test_the_placement_comes_from_the_words_not_from_the_position() -> None:
    target = {"ref": Target("owned", "https://www.example.com/report.pdf")}
    two = a_post(body=(*link("ref", "One"), *link("ref", "Two"), *link("ref", "")), targets=target)
    house = a_house(two)
    house.page_html(two)
    assert {row.placement for row in house.ledger.rows} == {"one", "two", "report-pdf"}
    alone = a_post(body=link("ref", "Two"), targets=target)
    assert house.page_html(alone) in house.page_html(two)


def test_a_page_carries_links_too() -> None:
    page = a_page(body=link("ref"), targets={"ref": Target("owned", "https://www.example.com/")})
    html = a_house().page_html(page)
    assert "utm_campaign=about&amp;utm_content=page.read-it" in html
    assert "utm_id" not in html


def test_filling_twice_gives_the_same() -> None:
    post = a_post(body=link("ref"), targets={"ref": Target("owned", "https://www.example.com/")})
    house = a_house(post)
    assert (house.page_html(post), house.feed_html(post, "rss")) == (
        house.page_html(post),
        house.feed_html(post, "rss"),
    )
    assert len(house.ledger.rows) == 2


DAYS = {f"p{n}": dt.datetime(2026, 3, n, tzinfo=dt.UTC) for n in range(1, 6)}
SERIES = Term("series", "way", "The way", "/series/way/")
STATUS = ["published", "hidden", "draft", "scheduled", "published"]


def posts(**parts: Any) -> list[Post]:
    pairs = zip(DAYS.items(), STATUS, strict=True)
    return [a_post(slug=s, id=f"id{s}", date=d, status=status, **parts) for (s, d), status in pairs]


def test_who_is_shown_where() -> None:
    house = a_house(*posts())
    assert [p.slug for p in house.posts] == ["p5", "p4", "p3", "p2", "p1"]
    assert [p.slug for p in house.listed] == ["p5", "p4", "p3", "p1"]
    assert [p.slug for p in house.public] == ["p5", "p1"]


def test_a_series_runs_from_the_oldest_and_shows_nothing_hidden() -> None:
    house = a_house(*posts(series=SERIES), a_post(slug="alone"))
    assert {key: [p.slug for p in found] for key, found in house.series().items()} == {"way": ["p1", "p3", "p4", "p5"]}
    assert a_house(a_post()).series() == {}


def test_named_by_id_and_slug_is_what_is_not_hidden() -> None:
    house = a_house(*posts())
    named = house.named()
    assert named["p3"] is named["idp3"] is house.posts[2]
    assert sorted(named) == ["idp1", "idp3", "idp4", "idp5", "p1", "p3", "p4", "p5"]


def test_of_two_that_share_a_name_the_newest_has_it() -> None:
    old = a_post(slug="aaaa0001", id="old00000", date=DAYS["p1"])
    new = a_post(slug="new", id="aaaa0001", date=DAYS["p2"])
    assert a_house(old, new).named()["aaaa0001"].slug == "new"


def test_once_is_asked_once_for_each_value_and_each_house() -> None:
    asked: list[object] = []

    def make(site: Site, word: str) -> str:
        asked.append(word)
        return f"{site.name}: {word}"

    house, other = a_house(), a_house(site=a_site(SITENAME="Other"))
    assert [house.once(make, word) for word in ("a", "b", "a")] == [
        "The Waypost: a",
        "The Waypost: b",
        "The Waypost: a",
    ]
    assert other.once(make, "a") == "Other: a"
    assert asked == ["a", "b", "a"]


def test_terms_of_the_data_files_come_first_in_their_order() -> None:
    tags = (Term("tag", "zebra", "Zebra", "/tags/zebra/"), Term("tag", "ant", "Ant", "/tags/ant/"))
    hidden = a_post(slug="h", status="hidden", tags=(Term("tag", "secret", "Secret", "/tags/secret/"),))
    terms = a_house(a_post(tags=tags, series=SERIES), hidden).terms()
    stages = ["epiphany", "awareness", "interest", "confidence", "loyalty"]
    assert [t.key for t in terms] == [*stages, "cmo", "finance", "desk", "way", "ant", "zebra"]
    assert len({t.address for t in terms}) == len(terms)
    assert terms[0].intro == "Posts for Epiphany."


def test_by_term() -> None:
    house = a_house(*posts(), a_post(slug="none", stage=None))
    groups = house.by_term(house.public)
    assert [p.slug for p in groups["stage", "interest"]] == ["p5", "p1"]
    assert [p.slug for p in groups["author", "desk"]] == [p.slug for p in house.public]
    assert ("stage", "loyalty") not in groups


def test_menu() -> None:
    pages = [
        a_page(slug="b", title="B", order=1),
        a_page(slug="a", title="A", order=1),
        a_page(slug="first", title="Z", order=0),
        a_page(slug="out", title="Out", menu=False),
        a_page(slug="hidden", title="Hidden", status="hidden"),
    ]
    assert [p.slug for p in a_house(pages=pages).menu] == ["first", "a", "b"]


def test_an_empty_house() -> None:
    house = a_house(vocabulary=Vocabulary())
    assert (house.listed, house.public, house.menu, house.terms(), house.by_term([])) == ([], [], [], [], {})
    assert a_stage().key == "interest"


def test_house_of() -> None:
    house = a_house()
    assert house_of({KEY: house}) is house
    with pytest.raises(KeyError):
        house_of({})


def test_what_leaves_a_page_that_is_no_posts_is_tagged_where_it_is_owned() -> None:
    house = a_house()
    tagged = house.leaving("https://www.example.com/desk", "desk", "author")
    assert tagged == (
        "https://www.example.com/desk?utm_source=blog&utm_medium=referral&utm_campaign=desk&utm_content=page.author"
    )
    assert [row.tagged for row in house.ledger.rows] == [tagged]
    assert house.leaving("https://else.example/", "desk", "author") == "https://else.example/"
