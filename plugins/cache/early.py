"""Begin before Pelican is there: to load it takes a third of a second, in which another core can prepare articles.

A process beside the build reads the settings file, finds what is new, and puts it into the store. Whatever goes wrong
in it, the build itself will come upon and tell. What took too long is handed over, so that it is not tried twice.
"""

from __future__ import annotations

import atexit
import os
import pickle
import runpy
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plugins.core.house import House
from plugins.core.post import Prepared
from plugins.core.setup import make_site

Ended = Mapping[bytes, Prepared]
"""Key → what stands for an article that was ended: its path and the Problem."""


def start(settings: Path, content: Path | None, preview: bool) -> Callable[[], Ended]:
    """Start it. Returns what waits for its end; where the system cannot fork there is nothing to wait for."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return dict
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException), os.fdopen(there, "wb") as pipe:
            pickle.dump(_prepare(settings, content, preview), pipe)
        os._exit(0)
    os.close(there)
    atexit.register(_end, child)

    def wait() -> Ended:
        with os.fdopen(here, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError, ChildProcessError):
            data = pipe.read()
            os.waitpid(child, 0)
            atexit.unregister(_end)
            ended: Ended = pickle.loads(data)
            return ended
        return {}

    return wait


def _end(child: int) -> None:
    """Where the build ended before it asked, nobody needs what it began."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _prepare(settings: Path, content: Path | None, preview: bool) -> Ended:
    from plugins.cache.articles import Articles
    from plugins.cache.store import Store
    from plugins.posts.data import load
    from plugins.posts.fingerprints import Fingerprints
    from plugins.posts.progress import Progress
    from plugins.posts.rules import rules_of
    from plugins.posts.settled import Kind, wanted
    from plugins.posts.sources import find

    said: dict[str, Any] = runpy.run_path(str(settings))
    cache = settings.resolve().parent / ".waypost" / "cache"
    sources = find(content or settings.resolve().parent / said["PATH"], Fingerprints(cache / "files"))
    house = House(site=make_site(said, preview))
    house.vocabulary, _ = load(sources)
    kinds: dict[str, Kind] = dict.fromkeys(sources.posts, "post")
    kinds |= dict.fromkeys(sources.pages, "page")
    files = [wanted(sources, name, kind) for name, kind in kinds.items()]
    with Progress() as progress:
        return Articles(Store(cache)).fill(files, rules_of(house), lambda n, of: progress.tell("articles", n, of))
