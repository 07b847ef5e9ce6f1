"""The sample blog as plain data: front matter and data files through the core models, bodies through Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import yaml
from bs4 import BeautifulSoup
from pydantic import TypeAdapter

from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.vocabulary import FILES

ROOT = Path(__file__).resolve().parents[2] / "content"
TODAY = "2026-11-30"
"""The day after which a post of the sample counts as scheduled; fixed, so that the tests say the same every year."""


@dataclass(frozen=True)
class Source:
    """One file of the sample: its path, its validated front matter, its body as written and as parsed HTML."""

    path: Path
    matter: Any
    body: str
    html: BeautifulSoup

    @property
    def words(self) -> int:
        return len(self.html.get_text(" ").split())

    @property
    def prose(self) -> list[str]:
        """Paragraphs, list items, cells, quotes, code and headings: where a figure may stand."""
        blocks = self.html.find_all(["p", "li", "td", "th", "dt", "dd", "pre", "h2", "h3"])
        return [block.get_text() for block in blocks if not block.find(["p", "li"])]


def _source(path: Path, model: Any) -> Source:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    html = markdown.markdown(body, extensions=["extra", "sane_lists"])
    return Source(path, model.model_validate(yaml.safe_load(head)), body, BeautifulSoup(html, "lxml"))


@cache
def posts() -> tuple[Source, ...]:
    return tuple(_source(path, PostMatter) for path in sorted(ROOT.glob("posts/*.md")))


@cache
def pages() -> tuple[Source, ...]:
    return tuple(_source(path, PageMatter) for path in sorted(ROOT.glob("pages/*.md")))


def published() -> list[Source]:
    """The posts that a production build on TODAY lists."""
    return [p for p in posts() if p.matter.status == "published" and str(p.matter.date) <= TODAY]


def scheduled() -> list[Source]:
    return [p for p in posts() if p.matter.status == "published" and str(p.matter.date) > TODAY]


@cache
def data(name: str) -> Any:
    """One data file through its model."""
    raw = yaml.safe_load((ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(FILES[name]).validate_python(raw)
