from __future__ import annotations

import datetime as dt

import pytest

from plugins.core.house import StaticFile, Suggestion
from plugins.core.post import Page, Post
from plugins.core.vocabulary import Offer, Stage, Topic
from plugins.posts.settle import Settler, picture
from tests.factories import a_site, a_vocabulary
from tests.posts.blogs import NOW, both, prepared

UTC = dt.UTC


def _post(vocabulary=None, suggested=None, site=None, **fields) -> Post:
    settler = Settler(site or a_site(), vocabulary or a_vocabulary(), NOW, suggested or {})
    return settler.post(*both(prepared(**fields)))


def test_a_post_has_its_words_from_the_vocabulary():
    post = _post(audience=["cmo"], industry="finance", stage="interest", tags=["Buying stages"], series="On buying")
    assert (post.path, post.slug, post.address) == ("posts/first.md", "first", "/posts/first/")
    assert [(term.kind, term.key, term.name, term.address) for term in post.terms] == [
        ("stage", "interest", "Interest", "/stages/interest/"),
        ("audience", "cmo", "Chief marketing officers", "/audiences/cmo/"),
        ("industry", "finance", "Finance", "/industries/finance/"),
        ("series", "on-buying", "On buying", "/series/on-buying/"),
        ("tag", "buying-stages", "Buying stages", "/tags/buying-stages/"),
        ("author", "desk", "The Research Desk", "/authors/desk/"),
    ]
    assert (post.text, post.words, post.lang) == ("A body.", 2, "en")
    assert (post.stage.question, post.stage.inferred) == ("What could we do about it?", False)


def test_a_tag_a_category_and_a_series_have_the_intro_of_the_data_file():
    topics = {(kind, "sums"): Topic(intro=f"On a {kind}.") for kind in ("tag", "category", "series")}
    post = _post(a_vocabulary(topics=topics), tags=["Sums", "Other"], category="sums", series="SUMS")
    assert [term.intro for term in (*post.tags, post.category, post.series)] == [
        "On a tag.",
        "",
        "On a category.",
        "On a series.",
    ]


def test_a_word_said_twice_is_one_word():
    """Or the post would stand twice on the hub's page and in its feed."""
    post = _post(tags=["Pricing", "pricing", "PRICING "], authors=["desk", "Desk"], audience=["cmo", "cmo"])
    assert [term.name for term in post.tags] == ["Pricing"]
    assert (len(post.authors), len(post.audiences)) == (1, 1)
    assert len({(term.kind, term.key) for term in post.terms}) == len(post.terms)


def test_unknown_words_are_left_out_so_that_all_problems_can_be_told():
    post = _post(audience=["x"], industry=["y"], authors=["z"], stage="w", offer="v")
    assert (post.audiences, post.industries, post.authors, post.stage, post.offer) == ((), (), (), None, None)
    assert (post.offer_key, post.offer_url) == ("", "")


@pytest.mark.parametrize(
    ("status", "date", "settled"),
    [
        ("published", "2026-05-31", "published"),
        ("published", "2026-06-01T00:00Z", "published"),
        ("published", "2026-06-01T00:01Z", "scheduled"),
        ("published", "2026-06-01 01:59", "published"),
        ("published", "2026-06-01 02:01", "scheduled"),
        ("draft", "2030-01-01", "draft"),
        ("draft", "2020-01-01", "draft"),
        ("hidden", "2030-01-01", "hidden"),
    ],
)
def test_what_is_to_come_is_scheduled(status, date, settled):
    """It is midnight UTC, two in the morning in Berlin, where the site stands."""
    assert _post(status=status, date=date).status == settled


def test_dates_without_zone_are_the_sites():
    post = _post(date="2026-01-05 09:30", modified="2026-03-05T09:30-05:00", reviewed="2026-07-01")
    assert post.date == dt.datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    assert post.modified == dt.datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
    assert post.reviewed == dt.datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert _post(site=a_site(TIMEZONE="Asia/Tokyo"), date="2026-01-05").date.utcoffset() == dt.timedelta(hours=9)


_OFFERS = {
    "early": Offer(label="A", url="https://x.example/a", stages=("epiphany", "interest")),
    "late": Offer(label="B", url="https://x.example/b", stages=("interest",)),
}
_STAGES = {
    "epiphany": Stage(name="E", question="?", offer="late"),
    "interest": Stage(name="I", question="?"),
    "loyalty": Stage(name="L", question="?"),
}


@pytest.mark.parametrize(
    ("stage", "offer", "settled"),
    [
        ("epiphany", None, "late"),
        ("interest", None, "early"),
        ("loyalty", None, ""),
        (None, None, ""),
        ("loyalty", "late", "late"),
        ("epiphany", "none", ""),
        ("epiphany", "None", ""),
    ],
)
def test_the_offer_is_the_posts_else_its_stages_else_one_that_fits(stage, offer, settled):
    post = _post(a_vocabulary(stages=_STAGES, offers=_OFFERS), stage=stage, offer=offer)
    assert post.offer_key == settled
    assert (post.offer, post.offer_url) == ((_OFFERS[settled], _OFFERS[settled].url) if settled else (None, ""))


@pytest.mark.parametrize(
    ("stage", "suggested", "key", "inferred"),
    [
        (None, "loyalty", "loyalty", True),
        ("interest", "loyalty", "interest", False),
        (None, "gone", None, False),
        (None, None, None, False),
    ],
)
def test_a_suggested_stage_is_marked_and_never_goes_before_the_writers(stage, suggested, key, inferred):
    found = {"posts/first.md": Suggestion(suggested, ("it says so",))} if suggested else {}
    post = _post(suggested=found, stage=stage)
    assert (post.stage.key if post.stage else None) == key
    assert (bool(post.stage and post.stage.inferred), post.stage.evidence if inferred else ()) == (
        inferred,
        ("it says so",) if inferred else (),
    )


@pytest.mark.parametrize(
    ("fields", "menu"),
    [({}, True), ({"menu": False}, False), ({"status": "hidden"}, False), ({"status": "draft"}, False)],
)
def test_a_page(fields, menu):
    settler = Settler(a_site(DEFAULT_LANG="de"), a_vocabulary(), NOW, {})
    page = settler.page(*both(prepared("page", path="pages/who we are.md", modified="2026-01-01", **fields)))
    assert type(page) is Page
    assert (page.slug, page.address, page.lang, page.menu) == ("who-we-are", "/who-we-are/", "de", menu)
    assert (page.summary, page.modified.utcoffset()) == ("", dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/a/b.PNG", "image/png"),
        ("/a.jpeg", "image/jpeg"),
        ("/a.svg", "image/svg+xml"),
        ("/a", "application/octet-stream"),
    ],
)
def test_a_picture_says_what_it_is(address, kind):
    shown = picture(address, "A dot", StaticFile("posts/a/b.png", address, 70))
    assert (shown.address, shown.alt, shown.size, shown.type) == (address, "A dot", 70, kind)
