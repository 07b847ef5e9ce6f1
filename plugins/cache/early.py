"""Begin before Pelican is there: to load it takes a third of a second, in which another core can prepare articles.

A process beside the build reads the settings file, finds what is new, and puts it into the store. Whatever goes wrong
in it, the build itself will come upon and tell. What took too long is handed over, so that it is not tried twice.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.cache.apart import begin_telling
from plugins.core.house import House
from plugins.core.later import put_off
from plugins.core.setup import make_site

if TYPE_CHECKING:
    from plugins.cache.articles import Ended, Hear, Wait


def start(settings: Path, content: Path | None, preview: bool) -> Wait:
    """Start it. Returns what waits for its end."""
    nothing: Callable[[], Ended] = dict
    waiting = begin_telling(partial(_prepare, settings, content, preview), nothing)

    def wait(hear: Hear) -> Ended:
        try:
            return waiting(hear)
        except Exception:
            return nothing()

    return wait


def _prepare(settings: Path, content: Path | None, preview: bool, hear: Hear) -> Ended:
    from plugins.cache.articles import Articles
    from plugins.cache.store import Store
    from plugins.posts.data import load
    from plugins.posts.fingerprints import Fingerprints
    from plugins.posts.progress import Progress
    from plugins.posts.rules import rules_of
    from plugins.posts.settled import Kind, unlooked, wanted
    from plugins.posts.sources import find

    with put_off({"jinja2": ("StrictUndefined",)}):  # settings name it, and nobody here asks for it
        said: dict[str, Any] = runpy.run_path(str(settings))
    cache = settings.resolve().parent / ".waypost" / "cache"
    sources = find(content or settings.resolve().parent / said["PATH"], Fingerprints(cache / "files"))
    house = House(site=make_site(said, preview))
    house.vocabulary, _ = load(sources)
    kinds: dict[str, Kind] = dict.fromkeys(sources.posts, "post")
    kinds |= dict.fromkeys(sources.pages, "page")
    store = Store(cache)
    look = unlooked if store.is_new() else wanted
    files = (look(sources, name, kind) for name, kind in kinds.items())
    with Progress() as progress:
        done = partial(progress.tell, "articles", total=len(kinds))
        return Articles(store).fill(files, rules_of(house), done, hear)
