"""The metas of a page: its stage, its authors, and how networks show it.

Sources: the Open Graph protocol (ogp.me) with its `article:` properties; X's documentation of card markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from plugins.core.post import Picture, Post
from plugins.core.site import Site
from plugins.head.nodes import picture_url

_LOCALES = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT", "nl": "nl_NL", "pt": "pt_PT"}


class Meta(NamedTuple):
    """One `<meta>`; `attr` says which attribute holds its key."""

    attr: Literal["name", "property"]
    key: str
    content: str


def open_graph(
    site: Site, title: str, description: str, url: str | None, kind: str, lang: str, image: Picture | None = None
) -> Iterator[Meta]:
    """How networks show a page. url: None for a page without an address of its own; kind: "article" or "website"."""
    shown = {"og:title": title, "og:description": description, "og:type": kind, "og:url": url or ""}
    shown |= {"og:site_name": site.name, "og:locale": locale_of(lang)}
    if image:
        shown |= {"og:image": picture_url(site, image), "og:image:type": image.type}
        if image.width:
            shown |= {"og:image:width": str(image.width), "og:image:height": str(image.height)}
        shown |= {"og:image:alt": image.alt, "twitter:image:alt": image.alt}
    yield from (Meta(_attribute(key), key, content) for key, content in shown.items() if content)
    yield Meta("name", "twitter:card", "summary_large_image" if image else "summary")


def _attribute(key: str) -> Literal["name", "property"]:
    return "name" if key.startswith("twitter:") else "property"


def stage_and_authors(post: Post) -> Iterator[Meta]:
    """The metas by which programs (and the site's own analytics) know a post's buying stage, and its authors."""
    if post.stage:
        yield Meta("name", "buying-stage", post.stage.key)
        if post.stage.inferred:
            yield Meta("name", "buying-stage-inferred", "true")
    yield Meta("name", "author", ", ".join(byline.name for byline in post.authors))


def article(post: Post, site: Site) -> Iterator[Meta]:
    """The `article:` properties of a post. Times are ISO 8601 with offset; authors are the URLs of their hubs."""
    yield Meta("property", "article:published_time", post.date.isoformat())
    if post.modified:
        yield Meta("property", "article:modified_time", post.changed.isoformat())
    yield from (Meta("property", "article:author", site.absolute(by.term.address)) for by in post.authors)
    if post.stage:
        yield Meta("property", "article:section", post.stage.name)
    yield from (Meta("property", "article:tag", tag.name) for tag in post.tags)


def locale_of(lang: str) -> str:
    """A language tag as Open Graph writes it (language_TERRITORY); "" where no territory is known."""
    language, _, rest = lang.partition("-")
    territory = next((part for part in rest.split("-") if len(part) == 2), "")
    return f"{language}_{territory.upper()}" if territory else _LOCALES.get(language, "")
