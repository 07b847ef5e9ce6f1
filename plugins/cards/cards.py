"""The cards of one build: which posts have one, where it stands, what it is made of, and how it is drawn.

A card's address carries a digest of all that is seen on it. Networks keep a picture by its address, for weeks: a new
title needs a new one, and an edit of the text below must not ask them all to fetch the same again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.cards.cmap import glyphs
from plugins.cards.words import shown
from plugins.core.digest import digest
from plugins.core.post import Picture, Post
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary

if TYPE_CHECKING:
    from plugins.cards.studio import Studio

FOLDER = "cards"
DRAWING = "card.svg"
WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook, LinkedIn and X show whole (1.91 to 1)."""
_SHOWN = 16
"""Hexadecimal digits of the digest in an address: two cards of one post differ in them."""


class Cards:
    """The cards of posts that have no image of their own. folder: the theme's; without a drawing there are none."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site

    @cached_property
    def is_on(self) -> bool:
        return self.site.settings.cards and (self.folder / DRAWING).is_file()

    @cached_property
    def ground(self) -> bytes:
        """The digest of the drawing, its fonts, and what stands on every card."""
        files = sorted([self.folder / DRAWING, *fonts_in(self.folder)]) if self.is_on else []
        parts = (part for path in files for part in (path.name, path.read_bytes()))
        return digest(self.site.name, self.site.host, *parts)

    def picture(self, post: Post, stages: Vocabulary) -> Picture | None:
        """The card of a post; None where it needs none. Its size in bytes is not known before it is made."""
        if post.image or not self.is_on:
            return None
        alt = " · ".join(filter(None, (post.title, _authors(post), post.stage.name if post.stage else "")))
        return Picture(self.address(post, self.seen(post, stages)), alt, 0, "image/png", WIDTH, HEIGHT)

    def address(self, post: Post, seen: bytes) -> str:
        """Where the card of a post stands. seen: the digest of what is seen on it; left out in a preview, which no
        network sees, and where an edited title must not change which paths there are."""
        return f"/{FOLDER}/{post.id}{'' if self.site.preview else '-' + seen.hex()[:_SHOWN]}.png"

    def seen(self, post: Post, stages: Vocabulary) -> bytes:
        """The digest of all that is seen on a post's card."""
        return digest(self.ground, *texts_of(post).values(), post.stage.key if post.stage else "", *stages.stages)

    def lacks(self, post: Post) -> bool:
        """Whether no font here draws a letter of the post's title, so that the site's name takes its place."""
        return not post.title.isascii() and not shown(post.title, self._covers)

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

    def draw(self, post: Post, stages: Vocabulary) -> bytes:
        """The PNG. Raises Misconfigured where the drawing has a fault."""
        return self.studio.draw(texts_of(post), post.stage.key if post.stage else "", tuple(stages.stages))


def texts_of(post: Post) -> Mapping[str, str]:
    """What a card tells of a post, by the names of the places in the drawing."""
    return {"title": post.title, "authors": _authors(post), "stage": post.stage.name if post.stage else ""}


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
