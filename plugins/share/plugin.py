"""The door: checks and kits before anything is written, `article.share` for the theme, a file per post for machines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.errors import Problem
from plugins.core.house import House, house_of
from plugins.core.manifest import home
from plugins.core.share import Kit
from plugins.share.checks import check
from plugins.share.kit import Shelf, sharable

KEY = "WAYPOST_SHARE"
_LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")


def open_shelf(pelican: Pelican) -> None:
    """A fresh shelf for this build, filled when the house runs its checks."""
    shelf = pelican.settings[KEY] = Shelf()

    def checked(house: House) -> Iterable[Problem]:
        shelf.made.clear()  # with --hold-back the gate is tried more than once, each time with fewer posts
        return check(house, shelf)

    house_of(pelican.settings).checks.append(checked)


def attach(generators: Iterable[Any]) -> None:
    """`article.share` on every article: its Kit, or None where it has none (hidden posts)."""
    for generator in generators:
        if not hasattr(generator, "articles"):
            continue
        house, shelf = house_of(generator.settings), generator.settings[KEY]
        kits = _kits(house, shelf)
        for name in _LISTS:
            for article in getattr(generator, name, ()):
                post = getattr(article, "post", None)
                article.share = kits.get(post.slug) if post else None


def write(pelican: Pelican) -> None:
    """`_waypost/share/<slug>.json` for each kit."""
    house, shelf = house_of(pelican.settings), pelican.settings[KEY]
    kits = _kits(house, shelf)
    folder = Path(pelican.output_path, home("share"))
    folder.mkdir(parents=True, exist_ok=True)
    for slug, kit in kits.items():
        (folder / f"{slug}.json").write_text(kit.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
    house.written["snippets"] = sum(len(kit.snippets) for kit in kits.values())


def _kits(house: House, shelf: Shelf) -> dict[str, Kit]:
    return {post.slug: shelf.of(post, house).kit for post in sharable(house)}


def register() -> None:
    # The lists are final only when all generators are done; the output folder is only when all is written.
    signals.initialized.connect(open_shelf)
    signals.all_generators_finalized.connect(attach)
    signals.finalized.connect(write)
