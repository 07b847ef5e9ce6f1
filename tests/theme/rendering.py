"""Renders the theme's templates with exactly the names that the contract gives them, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from bs4 import BeautifulSoup
from markupsafe import Markup

from plugins.core.house import House
from plugins.core.post import Page, Post

THEME = Path(__file__).resolve().parents[2] / "theme"
OWN = {
    "article": {"article"},
    "page": {"page"},
    "index": {"articles_page", "articles_paginator", "articles_previous_page", "articles_next_page"},
    "hub": {"term", "posts", "count", "pager", "entry", "feeds", "head"},
    "hubs": {"kind", "title", "groups", "head"},
    "archives": set(),
    "subscribe": {"page"},
    "404": set(),
}


JSONLD = Markup('{"@context": "https://schema.org"}')


@dataclass(frozen=True)
class Meta:
    attr: str
    key: str
    content: str


@dataclass(frozen=True)
class Alternate:
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


@dataclass(frozen=True)
class Article:
    post: Post
    body: Markup
    head: Head
    share: None = None
    next_steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Sheet:
    page: Page
    body: Markup
    head: Head


@dataclass(frozen=True)
class Step:
    post: Post
    why: str
    direction: str


@dataclass(frozen=True)
class ListPage:
    object_list: tuple[Article, ...] = ()
    number: int = 1
    url: str = ""


@dataclass(frozen=True)
class Paginator:
    num_pages: int = 1


@dataclass(frozen=True)
class Pager:
    number: int = 1
    pages: int = 1
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True)
class FeedLink:
    title: str
    rss: str
    atom: str
    json: str


@dataclass(frozen=True)
class FeedGroup:
    title: str
    feeds: tuple[FeedLink, ...]


def day(when: dt.datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["day"] = day
    return env


ENVIRONMENT = environment()


def render(name: str, house: House, output_file: str, **own: Any) -> str:
    """The page as text. `own` must be exactly what the contract lists for the template."""
    assert set(own) == OWN[name]

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
        kinds = {"All posts": "all", "By stage": "stages/interest"}
        return [
            FeedGroup(
                title,
                (FeedLink(f"{title}: feed", f"/feeds/{f}.rss.xml", f"/feeds/{f}.atom.xml", f"/feeds/{f}.json"),),
            )
            for title, f in kinds.items()
        ]

    common = {"head_for": head_for, "feed_links": feed_links, "output_file": output_file}
    return ENVIRONMENT.get_template(f"{name}.html").render(site=house.site, house=house, **common, **own)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")
