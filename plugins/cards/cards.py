"""The cards of one build: what has one, where it stands, what it is made of, and how it is drawn.

A card's address carries a digest of all that is seen on it. Networks keep a picture by its address, for weeks: a new
title needs a new one, and an edit of the text below must not ask them all to fetch the same again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.cards.cmap import glyphs
from plugins.cards.words import is_plain, shown
from plugins.core.digest import digest
from plugins.core.post import Picture, Post, Term
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary

if TYPE_CHECKING:
    from plugins.cards.studio import Studio

FOLDER = "cards"
OTHERS = "hubs"
"""Folder of the cards of what is no post: hubs, and the site itself."""
DRAWING = "card.svg"
WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook, LinkedIn and X show whole (1.91 to 1)."""
_SHOWN = 16
"""Hexadecimal digits of the digest in an address: two cards of one post differ in them."""

Keep = Callable[[Callable[[], bytes]], bytes]
"""What was kept of what is made here, else what is made now."""


def anew(make: Callable[[], bytes]) -> bytes:
    """Keeps nothing."""
    return make()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a card is of. name: of its file, in the folder of the cards; stage: a key, or ""."""

    name: str
    title: str
    authors: str = ""
    stage: str = ""
    stage_name: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What the card tells, by the names of the places in the drawing."""
        return {"title": self.title, "authors": self.authors, "stage": self.stage_name}


class Cards:
    """The cards of a site: of its posts without an image of their own, its hubs and itself. folder: the theme's;
    without a drawing there are none."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        self._known: tuple[Vocabulary, bytes] | None = None

    @cached_property
    def is_on(self) -> bool:
        return self.site.settings.cards and (self.folder / DRAWING).is_file()

    @cached_property
    def ground(self) -> bytes:
        """The digest of the drawing, its fonts, and what stands on every card."""
        files = sorted([self.folder / DRAWING, *fonts_in(self.folder)]) if self.is_on else []
        parts = (part for path in files for part in (path.name, path.read_bytes()))
        return digest(self.site.name, self.site.host, *parts)

    def picture(self, subject: Subject, stages: Vocabulary) -> Picture:
        """The card. Its size in bytes is not known before it is made."""
        said = (subject.title, subject.authors, subject.stage_name, "" if subject.authors else self.site.name)
        alt = " · ".join(dict.fromkeys(filter(None, said)))
        return Picture(self.address(subject, self.seen(subject, stages)), alt, 0, "image/png", WIDTH, HEIGHT)

    def address(self, subject: Subject, seen: bytes) -> str:
        """Where a card stands. seen: the digest of what is seen on it; left out in a preview, which no network sees,
        and where an edited title must not change which paths there are."""
        return f"/{FOLDER}/{subject.name}{'' if self.site.preview else '-' + seen.hex()[:_SHOWN]}.png"

    def seen(self, subject: Subject, stages: Vocabulary) -> bytes:
        """The digest of all that is seen on a card."""
        return digest(self._way(stages), subject.title, subject.authors, subject.stage_name, subject.stage)

    def _way(self, stages: Vocabulary) -> bytes:
        """The digest of what all cards have in common, asked for with each of them."""
        if self._known is None or self._known[0] is not stages:
            self._known = stages, digest(self.ground, *stages.stages)
        return self._known[1]

    def lacks(self, post: Post) -> bool:
        """Whether no font here draws a letter of the post's title, so that the site's name takes its place."""
        title = post.title  # most are drawn letter by letter, which is quickly seen
        if title.isascii() or (is_plain(title, self._covers) and any(map(str.isalnum, title))):
            return False
        return not shown(title, self._covers)

    @cached_property
    def _covers(self) -> frozenset[int]:
        try:
            return frozenset[int]().union(*(glyphs(path.read_bytes()) for path in fonts_in(self.folder)))
        except ValueError:  # whoever draws tells which font, and that ends the build
            return frozenset()

    @cached_property
    def studio(self) -> Studio:
        """Who draws; loaded where a card is drawn."""
        from plugins.cards.studio import Studio

        return Studio((self.folder / DRAWING).read_text(encoding="utf-8"), fonts_in(self.folder), self.site)

    def draw(self, subject: Subject, stages: Vocabulary, keep: Keep = anew) -> bytes:
        """The PNG. keep: used where that takes long. Raises Misconfigured where the drawing has a fault."""
        return self.studio.draw(subject.texts, subject.stage, tuple(stages.stages), keep)

    def prepare(self, stages: Vocabulary) -> None:
        """Draw all that many cards share. Raises Misconfigured where the drawing has a fault."""
        for key, name in [("", ""), *((key, stage.name) for key, stage in stages.stages.items())]:
            self.studio.prepare(key, tuple(stages.stages), name)


def of_post(post: Post) -> Subject:
    """What the card of a post tells."""
    stage = post.stage
    return Subject(post.id, post.title, _authors(post), stage.key if stage else "", stage.name if stage else "")


def of_term(term: Term, stages: Vocabulary) -> Subject:
    """What the card of a hub tells: its name; for a stage the question that its readers ask."""
    name = f"{OTHERS}/{term.address.strip('/').replace('/', '-')}"
    if term.kind != "stage":
        return Subject(name, term.name)
    known = stages.stages.get(term.key)
    return Subject(name, (known.question if known else "") or term.name, "", term.key, term.name)


def of_site(site: Site) -> Subject:
    """What the card of the home page tells, and of all pages without one of their own."""
    return Subject(f"{OTHERS}/home", site.subtitle or site.name)


def _authors(post: Post) -> str:
    return ", ".join(byline.name for byline in post.authors)


def fonts_in(folder: Path) -> list[Path]:
    """The font files of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".ttf", ".otf"))


def key_of(seen: bytes) -> bytes:
    """The digest of all that a card's bytes hang on, the packages that draw apart."""
    return digest(_code(), seen)


@lru_cache(maxsize=1)
def _code() -> bytes:
    """The digest of the code that draws."""
    return digest(*(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))
