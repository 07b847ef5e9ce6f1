"""What every template may use (the theme's contract), and what was compiled of them in this build.

Templates never get the house: a page shall depend on what it is given by name, so that it can be known whether any of
that changed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache

from plugins.core.dates import day
from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.memo import remembered
from plugins.core.post import Post
from plugins.posts.assets import Assets
from plugins.posts.beside import beside
from plugins.posts.compiled import Compiled

_CODE = ("calls.py", "defaults.py", "plugin.py", "quick.py", "templates.py", "warm.py")
"""What has a say in how templates are compiled."""


def common(house: House, assets: Assets) -> dict[str, Any]:
    """Globals that are known before anything is read. asset(name): where a file of the theme stands; leaving(url, slug,
    placement): a link on a page that is no post's; tagged(url, post, placement): a link of a post's own page."""

    def asset(name: str) -> str:
        return house.site.local(assets.address(name))

    def tagged(url: str, post: Post, placement: str) -> str:
        return house.tagged(url, post, house.site.settings.site_channel, placement)

    return {"site": house.site, "asset": asset, "leaving": house.leaving, "tagged": tagged}


def read(house: House) -> dict[str, Any]:
    """Globals that the content folder gives: to be asked once the gate has read it."""
    return {"vocabulary": house.vocabulary, "menu": tuple(house.menu)}


def filters(house: House) -> Mapping[str, Any]:
    """day: a moment as a day in the site's zone; remembered: a macro that is asked once for the same arguments."""

    @lru_cache(maxsize=4096)
    def in_words(moment: dt.datetime) -> str:
        return day(moment, house.site)

    return {"day": in_words, "remembered": remembered}


def compiled(folder: Path, told: str, own: Path | None = None) -> BytecodeCache:
    """Compiled templates kept in `folder` between builds. Jinja knows them by their source alone, so others' are thrown
    away where settings differ (told), or the code that has a say: how a template is compiled depends on both.

    own: the engine's templates, where no setting has a say in how they are compiled; these are kept beside them.
    """
    place = beside(own / "base.html") if own else None
    code = digest(sys.version, jinja2.__version__, *(Path(__file__).with_name(name).read_bytes() for name in _CODE))
    mine = _place(folder, digest(told, code))
    return Compiled(mine, own, _place(place, digest(str(own), code)) if place else None)


def _place(folder: Path, key: bytes) -> Path:
    """Where they lie in `folder`. Others are thrown away."""
    mine = folder / f"templates-{key.hex()[:12]}"
    for other in folder.glob("templates-*"):
        if other != mine:
            shutil.rmtree(other, ignore_errors=True)
    return mine
