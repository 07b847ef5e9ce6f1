"""Whole pages of the theme as data: every template, full and empty, and with text that means harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from markupsafe import Markup

from plugins.core.house import House
from plugins.core.post import Byline, Heading, Page, Picture, Post, StageOf, Term
from plugins.core.site import Site
from plugins.core.vocabulary import Author, Offer, Stage, Track, Vocabulary
from plugins.hubs.front import front
from plugins.hubs.pages import overviews, years
from plugins.search.units import facets
from tests.factories import UTC, a_house, a_page, a_post, a_site, a_stage, a_vocabulary
from tests.theme.rendering import Article, Head, Pager, Sheet, Step, render

HOSTILE = "<script>alert(1)</script>\"'"
BODY = Markup("<p>A body.</p><h2>A part</h2><p>More.</p><h3>A detail</h3><p>Most.</p>")
MODIFIED = dt.datetime(2026, 3, 9, tzinfo=UTC)
HEADINGS = tuple(Heading(2 + n % 2, f"h{n}", f"Part {n}") for n in range(8))
SERIES = Term("series", "sums", "Sums", "/series/sums/")


def full_house(site: Site | None = None) -> House:
    """Five posts over two years: one in a series, one inferred, one draft, one without stage."""
    posts = (
        a_post(series=SERIES, part_of="whole"),
        a_post(
            slug="second",
            id="second22",
            title="Second",
            series=SERIES,
            part_of="whole",
            date=dt.datetime(2026, 4, 1, 9, tzinfo=UTC),
        ),
        a_post(slug="whole", id="whole333", title="The whole", stage=a_stage("epiphany", inferred=True)),
        a_post(
            slug="old",
            id="old44444",
            title="Old",
            stage=None,
            words=900,
            headings=HEADINGS,
            date=dt.datetime(2024, 12, 31, tzinfo=UTC),
        ),
        a_post(slug="draft", id="draft555", title="Draft post", status="draft"),
    )
    return a_house(
        *posts, pages=(a_page(modified=MODIFIED),), site=site or a_site(preview=True, description="What it is for.")
    )


def house_below() -> House:
    """The full house, served below a path."""
    return full_house(a_site(SITEURL="https://example.com/blog"))


def bare_house() -> House:
    """No posts, no pages, no data files, no subtitle, below a path."""
    return a_house(vocabulary=Vocabulary(), site=a_site(SITESUBTITLE="", SITEURL="https://example.com/blog"))


def hostile_house() -> House:
    """Text that means harm in every place where writers, data files or settings may put it."""
    bad = HOSTILE
    author = Author(name=bad, kind="person", role=bad, credentials=bad, bio=bad)
    term = {k: Term(k, "k", bad, f"/{k}/k/", bad) for k in ("stage", "audience", "industry", "author", "tag")}
    post = a_post(
        title=bad,
        summary=bad,
        authors=(Byline(term["author"], author),),
        stage=StageOf(term["stage"], bad, True, (bad,)),
        audiences=(term["audience"],),
        industries=(term["industry"],),
        tags=(term["tag"],),
        series=Term("series", "s", bad, "/series/s/"),
        part_of="abcd2345",
        takeaways=(bad,),
        question=bad,
        lang=bad,
        discuss={bad: "https://example.net/" + bad},
        offer=Offer(label=bad, url="https://www.example.com/", text=bad),
        offer_url="https://www.example.com/?q=" + bad,
        image=Picture("/x.png?" + bad, bad, 1, "image/png"),
    )
    vocabulary = a_vocabulary(
        stages={"k": Stage(name=bad, question=bad, intro=bad), "l": Stage(name=bad, question=bad)},
        audiences={"k": Track(name=bad, intro=bad)},
        authors={"k": author},
    )
    site = a_site(SITENAME=bad, SITESUBTITLE=bad, DEFAULT_LANG=bad, description=bad, texts={"skip": bad})
    return a_house(post, pages=(a_page(title=bad, summary=bad),), vocabulary=vocabulary, site=site)


def article(house: House, post: Post, **parts: object) -> str:
    family = {
        "series": house.series().get(post.series.key, ()) if post.series else (),
        "whole": house.summation_of(post),
    }
    shown = Article(post, BODY, Head(post.title), **family, **parts)  # type: ignore[arg-type]
    return render("article", house, f"posts/{post.slug}/index.html", article=shown)


def index(house: House, number: int = 1, pages: int = 1) -> str:
    address = {0: None, 1: "/", pages + 1: None}
    newer, older = (address.get(n, f"/page/{n}/") for n in (number - 1, number + 1))
    name = "index.html" if number == 1 else f"page/{number}/index.html"
    values = {"posts": tuple(house.listed), "pager": Pager(number, pages, newer, older)}
    return render("index", house, name, front=front(house) if number == 1 else None, **values)


def hub(house: House, term: Term, posts: tuple[Post, ...] = (), pager: Pager | None = None) -> str:
    v = house.vocabulary
    entries = {"stage": v.stages, "audience": v.audiences, "industry": v.industries, "author": v.authors}
    feeds = {f: house.site.feed(f, "stage", term.key) for f in ("rss", "atom", "json")} if term.kind == "stage" else {}
    return render(
        "hub",
        house,
        term.address[1:] + "index.html",
        term=term,
        posts=posts,
        count=len(posts),
        pager=pager or Pager(),
        entry=entries.get(term.kind, {}).get(term.key),
        feeds=feeds,
        head=Head(term.name),
    )


def hubs(house: House, kind: str = "stage") -> str:
    groups = next((o.groups for o in overviews(house) if o.kind == kind), ())
    return render("hubs", house, "stages/index.html", kind=kind, title="Stages", groups=groups, head=Head("Stages"))


def sheet(house: House, page: Page, name: str = "page") -> str:
    return render(name, house, f"{page.slug}/index.html", page=Sheet(page, BODY, Head(page.title)))


def archives(house: House) -> str:
    return render("archives", house, "archives/index.html", years=years(house))


def subscribe(house: House) -> str:
    return render("subscribe", house, "subscribe/index.html", page=None)


def search(house: House, indexes: str = '[["/search/en-0/"]]') -> str:
    return render("search", house, "search/index.html", facets=facets(house), indexes=indexes)


def lost(house: House) -> str:
    return render("404", house, "404.html")


def steps(house: House) -> tuple[Step, ...]:
    return tuple(Step(house.posts[0], f"Goes {way}.", way) for way in ("forward", "sideways", "back"))


def _of(house: House) -> Iterator[tuple[str, str]]:
    yield "index", index(house)
    yield "index-2-of-3", index(house, 2, 3)
    yield "archives", archives(house)
    yield "subscribe", subscribe(house)
    yield "search", search(house)
    yield "search-missing", search(house, "")
    yield "404", lost(house)
    yield "hubs", hubs(house)
    yield "hubs-author", hubs(house, "author")
    yield "tag-empty", hub(house, Term("tag", "t", "A tag", "/tags/t/"))
    yield "page", sheet(house, house.pages[0] if house.pages else a_page())
    yield "subscribe-page", sheet(house, a_page(slug="subscribe", title="Follow us"), "subscribe")
    for post in house.posts:
        yield f"article-{post.slug}", article(house, post, next_steps=steps(house))
    for term in house.terms():
        pager = Pager(2, 3, term.address, f"{term.address}page/3/")
        yield f"{term.kind}-{term.key}", hub(house, term, tuple(house.listed))
        yield f"{term.kind}-{term.key}-2", hub(house, term, tuple(house.listed), pager)


def pages() -> dict[str, str]:
    """Name of the case → the page as text."""
    houses: dict[str, Callable[[], House]] = {
        "full": full_house,
        "below": house_below,
        "bare": bare_house,
        "hostile": hostile_house,
    }
    found = {f"{name}/{case}": html for name, make in houses.items() for case, html in _of(make())}
    alone = replace(
        a_post(title="Long " * 20),
        problem=None,
        stage=None,
        audiences=(),
        industries=(),
        tags=(),
        offer=None,
        question=None,
        takeaways=(),
    )
    return {**found, "bare/article": article(bare_house(), alone)}
