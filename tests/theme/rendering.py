"""Renders the theme's templates with exactly the names that the contract gives them, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import jinja2
from bs4 import BeautifulSoup
from markupsafe import Markup

from plugins.core.house import House
from plugins.core.memo import remembered
from plugins.core.post import Page, Post
from plugins.posts import templates
from plugins.posts.assets import Assets
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.quick import Quick

THEME = Path(__file__).resolve().parents[2] / "theme"
OWN = {
    "article": {"article"},
    "page": {"page"},
    "index": {"posts", "pager", "front"},
    "hub": {"term", "posts", "count", "pager", "entry", "feeds", "head"},
    "hubs": {"kind", "title", "groups", "head"},
    "archives": {"years"},
    "subscribe": {"page"},
    "search": {"facets", "indexes"},
    "404": set(),
}
GLOBALS = {"site", "vocabulary", "menu", "feed_links", "head_for", "leaving", "tagged", "asset"}

ENDS = ("rss.xml", "atom.xml", "json")
ASSETS = Assets({"THEME": THEME, "WAYPOST_STATIC": ["static"], "THEME_STATIC_DIR": "theme"}, Fingerprints())
JSONLD = Markup('{"@context": "https://schema.org"}')


class Meta(NamedTuple):
    attr: str
    key: str
    content: str


class Alternate(NamedTuple):
    type: str
    title: str
    href: str


@dataclass(frozen=True)
class Head:
    title: str
    description: str = "A description."
    canonical: str | None = "https://blog.example.com/here/"
    robots: str | None = None
    metas: tuple[Meta, ...] = (Meta("property", "og:type", "article"),)
    alternates: tuple[Alternate, ...] = (Alternate("application/rss+xml", "All posts", "/feeds/all.rss.xml"),)
    jsonld: Markup = JSONLD
    languages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Article:
    post: Post
    body: Markup
    head: Head
    share: None = None
    next_steps: tuple[Step, ...] = ()
    series: tuple[Post, ...] = ()
    whole: Post | None = None
    versions: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Sheet:
    page: Page
    body: Markup
    head: Head
    versions: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Step:
    post: Post
    why: str
    direction: str


@dataclass(frozen=True)
class Pager:
    number: int = 1
    pages: int = 1
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True)
class Reader:
    name: str
    url: str


@dataclass(frozen=True)
class FeedLink:
    title: str
    rss: str
    atom: str
    json: str
    about: str = ""
    readers: tuple[Reader, ...] = ()


@dataclass(frozen=True)
class FeedGroup:
    title: str
    feeds: tuple[FeedLink, ...]
    kind: str


READERS = Reader("Feedly", "https://feedly.com/i/subscription/feed%2Fx"), Reader("feed:", "feed:https://x")


def day(when: dt.datetime) -> str:
    return f"{when.day} {when:%B %Y}"


_FOLDER = TemporaryDirectory()
COMPILED = templates.compiled(Path(_FOLDER.name), "")
"""One for all environments: compiling takes longer than rendering."""
_KNOWN: dict[int, tuple[House, jinja2.Environment]] = {}


def environment(house: House) -> jinja2.Environment:
    """One for each house, as in a build: what templates remember of one is nothing to another."""
    if id(house) not in _KNOWN:
        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(THEME / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=COMPILED,
            extensions=[Quick],
        )
        env.filters.update(day=day, remembered=remembered)
        env.globals = {**common(house), "range": range}
        _KNOWN[id(house)] = house, env
    return _KNOWN[id(house)][1]


def common(house: House) -> dict[str, Any]:
    """The globals of the contract."""

    def head_for(
        title: str,
        description: str = "",
        address: str = "/",
        page: int = 1,
        noindex: bool = False,
        kind: str = "website",
        term: object = None,
    ) -> Head:
        robots, canonical = ("noindex", None) if noindex else (None, house.site.absolute(address))
        return Head(title, description, canonical, robots)

    def feed_links() -> list[FeedGroup]:
        kinds = {
            "All posts": ("all", "all", READERS, ""),
            "By stage": ("stage", "stages/interest", READERS, "What could we do?"),
            "By tag": ("tag", "tags/x", (), ""),
        }
        return [
            FeedGroup(
                title,
                (FeedLink(f"{title}: feed", *(f"/feeds/{f}.{end}" for end in ENDS), about, readers),),
                kind,
            )
            for title, (kind, f, readers, about) in kinds.items()
        ]

    return {
        "head_for": head_for,
        "feed_links": feed_links,
        **templates.common(house, ASSETS),
        **templates.read(house),
    }


def render(name: str, house: House, output_file: str, **own: Any) -> str:
    """The page as text. `own` must be exactly what the contract lists for the template."""
    assert set(own) == OWN[name]
    assert set(common(house)) == GLOBALS
    return environment(house).get_template(f"{name}.html").render(output_file=output_file, **own)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")
