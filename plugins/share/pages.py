"""The kit's pages for a marketer: one for each post, and an overview of all. They work from a file, and ask no server.

A page holds its kit as JSON and is drawn by the browser: to write the markup of seven networks here would take longer
than to compose their texts, and a text that is edited there has to be counted and drawn there anyway.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.share import Kit, as_json
from plugins.core.site import Site, output_path
from plugins.share.kit import channels
from plugins.share.own import words_of

FOLDER = Path(__file__).parent / "parts"
ROOT = "../../../"
"""From a post's page to the root of the site."""
_NOT_DRAWN: Any = {"snippets": {"__all__": {"facets": True, "posts": {"__all__": {"facets"}}}}}
_APART = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")
_PLACE = re.compile("<=([a-z]+)>")
"""Stands in a page for what is said of a post."""


def load() -> None:
    """Make what the posts' pages have in common now."""
    for has_stage in (True, False):
        _frame(has_stage)


def static(name: str) -> bytes:
    """A style sheet or script of the pages."""
    return (FOLDER / name).read_bytes()


def post_page(kit: Kit, post: Post, site: Site) -> bytes:
    """The page of one post's kit: the words of the template, and between them what is said of the post."""
    values = {
        "title": post.title,
        "lang": post.lang,
        "stage": post.stage.name if post.stage else "",
        "day": post.date.date().isoformat(),
        "page": ROOT + output_path(post.address),
        "slug": post.slug,
    }
    said = {name: escape(value).encode() for name, value in values.items()}
    said["data"] = _data(kit, post, site)
    words, names = _frame(bool(values["stage"]))
    return b"".join([part for word, name in zip(words, names, strict=False) for part in (word, said[name])]) + words[-1]


@lru_cache(maxsize=2)
def _frame(has_stage: bool) -> tuple[Sequence[bytes], Sequence[str]]:
    """(the words of the page of any post, the names of what stands between them): made once, because to render it takes
    as long as to write the kit."""
    names = ("title", "lang", "day", "page", "slug", "data", *(["stage"] if has_stage else []))
    page = _made("kit.html", {"stage": "", **{name: Markup(f"<={name}>") for name in names}}).decode()
    words = _PLACE.split(page)
    return [word.encode() for word in words[::2]], words[1::2]


def overview(house: House, posts: Sequence[Post]) -> bytes:
    """The page that lists all posts that have a kit."""
    shared = channels(house)
    stages = dict.fromkeys(stage.name for stage in house.vocabulary.stages.values())
    there = {post.stage.name for post in posts if post.stage}
    names = [channel.name for channel, _ in shared.values()]
    values = {
        "site": house.site,
        "posts": [_row(house, post) for post in posts],
        "channels": names,
        "stages": ["", *(name for name in stages if name in there)] if there else [],
    }
    return _made("kits.html", values)


def _row(house: House, post: Post) -> Mapping[str, str]:
    stage = post.stage.name if post.stage else ""
    words = (post.title, stage, *(term.name for term in post.tags))
    return {
        "slug": post.slug,
        "title": post.title,
        "lang": post.lang,
        "stage": stage,
        "day": f"{post.date:%Y-%m-%d}",
        "status": post.status if post.status != "published" else "",
        "asked": _asked(house, post),
        "find": " ".join(words).casefold(),
    }


def _asked(house: House, post: Post) -> str:
    """What the writer asked for, in words: own texts, composed threads."""
    known = house.vocabulary.channels
    names = {key: known[key].name for key in post.share if key in known}
    own = ", ".join(name for key, name in names.items() if words_of(post.share[key]))
    threads = ", ".join(name for key, name in names.items() if not words_of(post.share[key]))
    return "; ".join(filter(None, (f"own words: {own}" if own else "", f"thread: {threads}" if threads else "")))


def _data(kit: Kit, post: Post, site: Site) -> bytes:
    """The kit as JSON that may stand in a page: what could end its element stands as an escape."""
    image = ROOT + post.image.address.lstrip("/") if post.image else None
    data = b'%s, "kit": %s}' % (_told(site.name, post.lang, image), as_json(kit, exclude=_NOT_DRAWN))
    for sign, escaped in _APART:  # several times quicker than one look for all
        if sign[-1] in data:  # a byte is found at once, and the last of a long sign is rare
            data = data.replace(sign, escaped)
    return data


@lru_cache(maxsize=8)
def _told(site: str, lang: str, image: str | None) -> bytes:
    """The beginning of the data, most often the same for all posts."""
    return json.dumps({"site": site, "lang": lang, "image": image}, ensure_ascii=False)[:-1].encode()


def _made(name: str, values: Mapping[str, Any]) -> bytes:
    return f"{_templates().get_template(name).render(values)}\n".encode()


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
