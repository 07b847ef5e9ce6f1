"""Prepared articles: from the store where nothing they are made of has changed, else prepared and stored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from plugins.cache.store import UNREADABLE, Store, unpacked
from plugins.core.digest import digest
from plugins.core.errors import Lost
from plugins.core.house import Wanted
from plugins.core.post import Content, Prepared
from plugins.posts.packages import PREPARING, versions
from plugins.posts.rules import Rules

ENGINE = Path(__file__).resolve().parents[1]
RECENT = 64_000_000
"""Bytes of articles made in this build that are kept in memory."""
_CODE = ("core", "dom", "posts")
"""The rooms whose code prepares an article."""


@lru_cache(maxsize=1)
def engine() -> bytes:
    """The digest of all code that prepares an article: ours, and the packages that it calls."""
    ours = [path.read_bytes() for room in _CODE for path in sorted((ENGINE / room).glob("*.py"))]
    return digest(sys.version, *versions(PREPARING), *ours)


Tell = Callable[[int, int], None]
"""(articles that are done, articles in all): how far it is."""


class Articles:
    """The articles of one build, on top of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.used: list[bytes] = []
        self.ended: Mapping[bytes, Prepared] = {}
        self._recent: dict[bytes, bytes] = {}

    def prepare(self, files: Sequence[Wanted], rules: Rules, tell: Tell = lambda done, total: None) -> list[Prepared]:
        """One prepared article for each file, in their order, without body, headings and text."""
        keys = [_key(file, rules) for file in files]
        found = {**self._stored(keys), **{key: self.ended[key] for key in keys if key in self.ended}}
        missing = [place for place, key in enumerate(keys) if key not in found]
        jobs = [_read(files[at], rules) for at in missing]
        for at, job in zip(missing, jobs, strict=True):
            keys[at] = job[0]
        self.store.close()
        made = _made(jobs, rules, tell)
        stored = {key: one for key, one in made.items() if not isinstance(one, Prepared)}
        self.store.put(stored)
        self._remember(stored)
        found |= {key: one if isinstance(one, Prepared) else unpacked(one[0], key) for key, one in made.items()}
        self.used = keys
        return [found[key] for key in keys]

    def fill(self, files: Sequence[Wanted], rules: Rules, tell: Tell) -> dict[bytes, Prepared]:
        """Prepare what is not stored yet, and store it. Returns what was ended, and so is not stored."""
        keys = {_key(file, rules): file for file in files}
        missing = keys.keys() - self.store.there(list(keys))
        jobs = [_read(file, rules) for key, file in keys.items() if key in missing]
        self.store.close()
        made = _made(jobs, rules, tell)
        self.store.put({key: one for key, one in made.items() if not isinstance(one, Prepared)})
        self.store.close()
        return {key: one for key, one in made.items() if isinstance(one, Prepared)}

    def content(self, key: bytes) -> Content:
        """What is long of an article. Raises Lost where it cannot be read."""
        data = self._recent.get(key) or self.store.get("content", [key]).get(key)
        if data is None:  # its facts may still be there, and would be found again
            self.store.damaged("an article has lost its text")
            raise Lost("the cache has lost an article")
        try:
            content: Content = unpacked(data, key)
            return content
        except UNREADABLE as error:
            self.store.damaged(error)
            raise Lost("the cache has lost an article") from None

    def let_go(self) -> None:
        """Nobody will ask for many texts any more: the room is wanted for the reports."""
        self._recent = {}

    def has(self, keys: Sequence[bytes]) -> bool:
        """Whether all of them are stored."""
        return set(keys) <= self.store.there(keys)

    def _remember(self, stored: Mapping[bytes, tuple[bytes, bytes]]) -> None:
        """What was just made will be asked for at once, by forked processes too: so much of it is kept at hand."""
        room = RECENT
        for key, (_, content) in stored.items():
            room -= len(content)
            if room < 0:
                return
            self._recent[key] = content

    def _stored(self, keys: Sequence[bytes]) -> dict[bytes, Prepared]:
        found = {}
        for key, data in self.store.get("facts", keys).items():
            try:
                found[key] = unpacked(data, key)
            except UNREADABLE as error:
                self.store.damaged(error)
                return {}
        return found


_Read = tuple[bytes, Wanted, bytes]
"""A key, a file, and its bytes."""


def _read(file: Wanted, rules: Rules) -> _Read:
    """A file with the key of what was read: somebody may have saved it since its digest was taken."""
    source = file.read()
    return _key(replace(file, digest=digest(source)), rules), file, source


def _made(jobs: Sequence[_Read], rules: Rules, tell: Tell) -> dict[bytes, Any]:
    """Key → the prepared article, packed; the pool with all that converts Markdown is loaded where there is a job."""
    if not jobs:
        return {}
    from plugins.cache.pool import Job, prepare_all

    files = [Job(file.path, file.kind, source, key) for key, file, source in jobs]
    return dict(zip((job.key for job in files), prepare_all(files, rules, tell), strict=True))


def _key(file: Wanted, rules: Rules) -> bytes:
    """Everything that preparing reads."""
    said = (sorted(rules.embeds), rules.extensions, rules.max_bytes, rules.max_seconds, rules.max_memory)
    return digest(engine(), file.kind, file.path, file.digest, repr(said), *sorted(rules.trusted))
