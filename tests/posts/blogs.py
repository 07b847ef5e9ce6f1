"""Small content folders on disk, and the gate held before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.addresses import redirects, registry
from plugins.addresses.plugin import claims as address_claims
from plugins.core.errors import Problem, Refused
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.house import House
from plugins.core.post import Prepared
from plugins.hubs.plugin import list_claims
from plugins.posts import gate
from plugins.posts.plugin import claims
from plugins.posts.reader import Rules, prepare
from plugins.posts.sources import find
from tests.factories import a_site
from tests.site.blog import DATA, matter, post

WORDS = {stem: text for stem, text in DATA.items() if stem != "redirects"}
"""The miniature blog's data files; its redirects lead to posts that smaller ones lack."""
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
RULES = Rules(trusted=frozenset(["desk"]))


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files below `root`, which is given back."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def content(root: Path, files: Mapping[str, str | bytes] | None = None, data: Mapping[str, str] = WORDS) -> Path:
    """A content folder with the data files of the miniature blog, and `files`."""
    (root / "posts").mkdir(parents=True, exist_ok=True)
    return write(write(root, {f"data/{stem}.yaml": text for stem, text in data.items()}), files or {})


def a_house_at_the_gate(preview: bool = False, **settings: Any) -> House:
    house = House(site=a_site(preview=preview, **{"asked_for": "ignore", **settings}))
    house.claims += [claims, address_claims, partial(list_claims, per_page=10)]
    house.checks += [registry.clashes, redirects.check]
    return house


def enter(root: Path, preview: bool = False, **settings: Any) -> House:
    """The house after the gate, refused or not: its Problems are in `problems`."""
    house = a_house_at_the_gate(preview, **settings)
    try:
        gate.enter(house, find(root), NOW)
    except Refused:
        return house
    return house


def told(problems: list[Problem], root: Path | None = None) -> list[str]:
    """Problems as the terminal shows them, the folder of the test left out."""
    return [str(problem).removeprefix(f"{root}/") for problem in problems]


def prepared(kind: str = "post", path: str = "posts/first.md", body: str = "A body.\n", **fields: Any) -> Prepared:
    """A prepared post or page with valid front matter, fields overridden."""
    text = post(body, **fields) if kind == "post" else page(body, **fields)
    item = prepare(text.encode(), path, kind, RULES)  # type: ignore[arg-type]
    assert item.matter is not None, item.problems
    return item


def page(body: str = "A page.\n", **fields: Any) -> str:
    """A page's file."""
    nothing = dict.fromkeys(("id", "summary", "date", "authors", "stage"))
    return matter(**{**nothing, "title": "Page", **fields}) + "\n" + body


def both(item: Prepared) -> tuple[Prepared, PostMatter | PageMatter]:
    assert item.matter is not None
    return item, item.matter
