from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.post import Byline, Term
from plugins.core.vocabulary import Author, Stage, Track
from plugins.hubs.pages import Group, HubPage, Overview, description, home_pages, hub_pages, overviews, years
from plugins.hubs.paging import Pager
from tests.factories import STAGES, a_house, a_post, a_site, a_stage, a_vocabulary


def _posts(n: int, **parts):
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        a_post(id=f"post{i:04}", slug=f"p{i}", date=day + dt.timedelta(days=i), **{"stage": a_stage(), **parts})
        for i in range(n)
    ]


def _hub(house, key: str, per_page: int = 10) -> list[HubPage]:
    return [page for page in hub_pages(house, per_page) if page.term.key == key]


def test_a_page_for_every_word_of_the_data_files_in_their_order_then_for_the_writers_own():
    series = Term("series", "on-buying", "On buying", "/series/on-buying/")
    house = a_house(a_post(series=series))
    assert [page.address for page in hub_pages(house, 10)] == [
        *(f"/stages/{key}/" for key in STAGES),
        "/audiences/cmo/",
        "/industries/finance/",
        "/authors/desk/",
        "/series/on-buying/",
        "/tags/buying-stages/",
    ]


def test_a_hub_without_posts_has_its_page_too():
    house = a_house()
    (page,) = _hub(house, "epiphany")
    assert (page.posts, page.count, page.pager) == ((), 0, Pager(1, 1, None, None))
    assert page.entry == house.vocabulary.stages["epiphany"]
    assert "buying-stages" not in [page.term.key for page in hub_pages(house, 10)]


@pytest.mark.parametrize(
    ("n", "sizes"),
    [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])],
)
def test_pages_in_folders_newest_first(n, sizes):
    pages = _hub(a_house(*_posts(n)), "interest", 3)
    assert [len(page.posts) for page in pages] == sizes
    assert [post.slug for page in pages for post in page.posts] == [f"p{i}" for i in reversed(range(n))]
    addresses = ["/stages/interest/", "/stages/interest/page/2/", "/stages/interest/page/3/"][: len(sizes)]
    assert [page.address for page in pages] == addresses
    assert [(page.pager.number, page.pager.pages, page.count) for page in pages] == [
        (number, len(sizes), n) for number in range(1, len(sizes) + 1)
    ]
    assert [page.pager.newer for page in pages] == [None, *addresses[:-1]]
    assert [page.pager.older for page in pages] == [*addresses[1:], None]


@given(st.lists(st.sampled_from(sorted(STAGES)), max_size=20), st.integers(1, 7))
@settings(max_examples=50)
def test_every_post_stands_once_on_its_stage_and_nowhere_else(stages, per_page):
    posts = [a_post(id=f"post{i:04}", slug=f"p{i}", stage=a_stage(key)) for i, key in enumerate(stages)]
    house = a_house(*posts)
    pages = [page for page in hub_pages(house, per_page) if page.term.kind == "stage"]
    assert all(len(page.posts) <= per_page for page in pages)
    assert sorted(post.id for page in pages for post in page.posts) == [post.id for post in posts]
    assert all(post.stage.key == page.term.key for page in pages for post in page.posts)
    assert len({page.address for page in pages}) == len(pages)


@pytest.mark.parametrize(("status", "shown"), [("hidden", 0), ("draft", 1), ("scheduled", 1), ("published", 1)])
def test_hidden_posts_are_in_no_list_and_a_preview_shows_the_others(status, shown):
    house = a_house(a_post(status=status), site=a_site(preview=True))
    assert _hub(house, "interest")[0].count == shown
    assert len(_hub(house, "buying-stages")) == shown
    assert [group.count for o in overviews(house) if o.kind == "tag" for group in o.groups] == [1] * shown


@pytest.mark.parametrize(
    ("kinds", "key", "feeds"),
    [
        (("stage",), "interest", 3),
        (("stage",), "cmo", 0),
        (("audience",), "cmo", 3),
        ((), "interest", 0),
        (("tag",), "buying-stages", 3),
    ],
)
def test_a_hub_names_its_feeds_where_it_has_some(kinds, key, feeds):
    (page,) = _hub(a_house(a_post(), site=a_site(feed_kinds=kinds)), key)
    assert len(page.feeds) == feeds
    if feeds:
        folder = page.term.address.strip("/")
        assert page.feeds["rss"] == f"/feeds/{folder}.rss.xml"


def test_overviews_count_the_posts_of_each_word():
    house = a_house(*_posts(3), a_post(stage=a_stage("loyalty"), tags=()))
    found = {overview.kind: overview for overview in overviews(house)}
    assert list(found) == ["stage", "audience", "industry", "author", "tag"]
    assert [(group.term.key, group.count) for group in found["stage"].groups] == [
        ("epiphany", 0),
        ("awareness", 0),
        ("interest", 3),
        ("confidence", 0),
        ("loyalty", 1),
    ]
    assert [(group.term.name, group.count) for group in found["tag"].groups] == [("buying stages", 3)]
    assert [group.question for group in found["stage"].groups] == [question for _, question in STAGES.values()]
    assert {group.question for group in found["tag"].groups} == {""}
    assert (found["industry"].title, found["industry"].address) == ("Industries", "/industries/")


def test_a_site_without_words_has_no_hubs():
    house = a_house(vocabulary=a_vocabulary(stages={}, audiences={}, industries={}, authors={}))
    assert (list(hub_pages(house, 10)), list(overviews(house))) == ([], [])


def test_titles_are_texts_of_the_site():
    house = a_house(site=a_site(texts={"hubs_stage": "Stufen"}))
    assert next(overviews(house)).title == "Stufen"


def test_words_that_only_differ_in_spelling_share_a_hub():
    one = Term("tag", "pricing", "Pricing", "/tags/pricing/")
    two = Term("tag", "pricing", "pricing", "/tags/pricing/")
    house = a_house(a_post(tags=(one,)), a_post(id="other000", slug="other", tags=(two,)))
    (page,) = _hub(house, "pricing")
    assert page.count == 2


BIO = Author(name="Ada", kind="organization", bio="Writes on buying.")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("interest", "Posts for Interest."),
        ("ada", "Writes on buying."),
        ("bare", "Bare · The Waypost"),
        ("buying-stages", "buying stages · The Waypost"),
    ],
)
def test_what_search_engines_show_of_a_hub(key, words):
    stages = {**a_vocabulary().stages, "bare": Stage(name="Bare", question="?")}
    post = a_post(authors=(Byline(Term("author", "ada", "Ada", "/authors/ada/"), BIO),))
    house = a_house(post, vocabulary=a_vocabulary(stages=stages, authors={"ada": BIO}))
    assert description(_hub(house, key)[0], house) == words


def test_what_search_engines_show_of_an_overview():
    groups = tuple(Group(Term("tag", f"t{n}", f"Tag {n}", f"/tags/t{n}/"), 1) for n in range(15))
    overview = Overview("tag", "Tags", "/tags/", groups)
    names = ", ".join(f"Tag {n}" for n in range(12))
    assert description(overview, a_house()) == f"Tags · The Waypost: {names}"


@pytest.mark.parametrize(
    ("n", "per_page", "addresses"),
    [(0, 5, ["/"]), (5, 5, ["/"]), (6, 5, ["/", "/page/2/"]), (11, 5, ["/", "/page/2/", "/page/3/"]), (11, 0, ["/"])],
)
def test_the_home_page_has_all_posts_newest_first(n, per_page, addresses):
    parts = list(home_pages(a_house(*_posts(n), a_post(slug="h", status="hidden")), per_page))
    assert [part.address for part in parts] == addresses
    assert [post.slug for part in parts for post in part.posts] == [f"p{i}" for i in reversed(range(n))]
    assert [part.pager.newer for part in parts] == [None, *addresses[:-1]]


def test_the_archive_is_by_the_year_that_the_date_says():
    """A moment of New Year's night is in two years; the post's own zone decides, as for the date that is shown."""
    west = dt.timezone(dt.timedelta(hours=-5))
    dates = {
        "c": dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        "b": dt.datetime(2025, 12, 31, 23, tzinfo=west),
        "a": dt.datetime(2026, 1, 1, 1, tzinfo=dt.UTC),
    }
    house = a_house(*(a_post(slug=slug, id=f"idof000{slug}", date=date) for slug, date in dates.items()))
    assert [(year, [post.slug for post in posts]) for year, posts in years(house)] == [
        (2026, ["c", "a"]),
        (2025, ["b"]),
    ]
    assert years(a_house(a_post(status="hidden"))) == ()


def test_a_series_is_read_from_its_beginning():
    series = Term("series", "on-buying", "On buying", "/series/on-buying/")
    posts = [
        a_post(slug=f"p{n}", id=f"post{n:04}", date=dt.datetime(2026, 1, n, tzinfo=dt.UTC), series=series)
        for n in (1, 2, 3)
    ]
    pages = [page for page in hub_pages(a_house(*posts), 2) if page.term == series]
    assert [[post.slug for post in page.posts] for page in pages] == [["p1", "p2"], ["p3"]]


def test_a_hub_in_the_list_says_what_it_is_about_in_one_sentence():
    tracks = {"cmo": Track(name="Marketing", intro="You own the plan. And more besides.")}
    found = {one.kind: one.groups for one in overviews(a_house(vocabulary=a_vocabulary(audiences=tracks)))}
    assert [group.about for group in found["audience"]] == ["You own the plan."]
