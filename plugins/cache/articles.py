"""Prepared articles: from the store where nothing they are made of has changed, else prepared and stored."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from plugins.cache.store import UNREADABLE, Store, unpacked
from plugins.core.digest import digest
from plugins.core.errors import Lost
from plugins.core.house import Wanted
from plugins.core.post import Content, Prepared
from plugins.posts.fingerprints import contents, unreadable
from plugins.posts.packages import PREPARING, versions
from plugins.posts.rules import Rules

ENGINE = Path(__file__).resolve().parents[1]
RECENT = 64_000_000
"""Bytes of articles made in this build that are kept in memory."""
_TOGETHER = 96
"""Articles that are looked up, and stored, at once."""
_CODE = ("core", "dom", "posts")
"""The rooms whose code prepares an article."""


@lru_cache(maxsize=1)
def engine() -> bytes:
    """The digest of all code that prepares an article: ours, and the packages that it calls."""
    names = (f"{ENGINE}/{room}/{name}" for room in _CODE for name in sorted(os.listdir(ENGINE / room)))
    ours = [contents(name) for name in names if name.endswith(".py")]
    return digest(sys.version, *versions(PREPARING), *ours)


Tell = Callable[[int, int], None]
"""(articles that are done, articles in all): how far it is."""
Ended = Mapping[bytes, Prepared]
"""Key → what stands for an article that was ended: its path and the Problem."""
Hear = Callable[[Mapping[bytes, bytes]], None]
"""Is told key → facts, packed, of articles that are stored now."""
Arrived = Callable[[Prepared], None]
"""Is told an article, without what is long of it."""
Wait = Callable[[Hear], Ended]
"""Waits for whoever has begun to `fill` the store; gives what that gave, and tells meanwhile what it is told."""


def nobody(hear: Hear) -> Ended:
    """Who waits for nobody."""
    return {}


class Articles:
    """The articles of one build, on top of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.used: list[bytes] = []
        self.ended: Ended = {}
        self._recent: dict[bytes, bytes] = {}

    def prepare(
        self,
        files: Sequence[Wanted],
        rules: Rules,
        tell: Tell = lambda done, total: None,
        wait: Wait = nobody,
        arrived: Arrived = lambda item: None,
    ) -> list[Prepared]:
        """One prepared article for each file, in their order, without body, headings and text. arrived: told those that
        whoever began before tells of."""
        keys = [_key(file, rules) for file in files]
        found: dict[bytes, Prepared] = {}

        def hear(facts: Mapping[bytes, bytes]) -> None:
            for key, data in facts.items():
                found[key] = item = unpacked(data, key)
                arrived(item)

        ended = wait(hear)
        self.ended = {**self.ended, **ended}
        found |= self._stored([key for key in keys if key not in found])
        found |= {key: self.ended[key] for key in keys if key in self.ended}
        missing = [place for place, key in enumerate(keys) if key not in found]
        jobs = []
        for at in missing:
            read = _read(files[at], rules)
            if isinstance(read, Prepared):
                found[keys[at]] = read
            else:
                keys[at] = read[0]
                jobs.append(read)
        self.store.close()
        made = {}
        for key, one in _made(jobs, rules):
            made[key] = one
            tell(len(made), len(jobs))
        stored = {key: one for key, one in made.items() if not isinstance(one, Prepared)}
        self.store.put(stored)
        self._remember(stored)
        found |= {key: one if isinstance(one, Prepared) else unpacked(one[0], key) for key, one in made.items()}
        self.used = keys
        return [found[key] for key in keys]

    def fill(
        self, files: Iterable[Wanted], rules: Rules, tell: Callable[[int], None], hear: Hear = lambda facts: None
    ) -> dict[bytes, Prepared]:
        """Prepare what is not stored yet, and store it while more is prepared. tell: is told how many there are by now;
        hear: the facts of each that is stored. Returns what was ended, and so is not stored."""
        ended: dict[bytes, Prepared] = {}
        some: dict[bytes, tuple[bytes, bytes]] = {}
        for count, (key, one) in enumerate(_made(self._missing(files, rules), rules), start=1):
            if isinstance(one, Prepared):
                ended[key] = one
            else:
                some[key] = one
            if len(some) == _TOGETHER:
                self._put(some, hear)
                some = {}
            tell(count)
        self._put(some, hear)
        self.store.close()
        return ended

    def _put(self, some: Mapping[bytes, tuple[bytes, bytes]], hear: Hear) -> None:
        if some and self.store.put(some):
            hear({key: facts for key, (facts, _) in some.items()})

    def _missing(self, files: Iterable[Wanted], rules: Rules) -> Iterator[_Read]:
        """Those that are not stored, read."""
        coming = iter(files)
        while some := {_key(file, rules): file for file in islice(coming, _TOGETHER)}:
            there = self.store.there(list(some))
            self.store.close()  # the workers are forked when the first of these are asked for
            reads = (_read(file, rules) for key, file in some.items() if key not in there)
            yield from (read for read in reads if not isinstance(read, Prepared))  # the build will come upon all others

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


def _read(file: Wanted, rules: Rules) -> _Read | Prepared:
    """A file with the key of what was read: somebody may have saved it since its digest was taken. Where it was taken
    away since, what stands for it."""
    try:
        source = file.read()
    except OSError as error:
        return Prepared(file.path, file.kind, None, problems=(unreadable(file.path, error),))
    return _key(replace(file, digest=digest(source)), rules), file, source


def _made(reads: Iterable[_Read], rules: Rules) -> Iterator[tuple[bytes, Any]]:
    """Key and prepared article, packed; the pool with all that converts Markdown is loaded where there is a job."""
    coming = iter(reads)
    for first in coming:
        from plugins.cache.pool import Job, prepare_all

        jobs = (Job(file.path, file.kind, source, key) for key, file, source in chain((first,), coming))
        yield from ((job.key, one) for job, one in prepare_all(jobs, rules))


def _key(file: Wanted, rules: Rules) -> bytes:
    """Everything that preparing reads."""
    said, trusted = _said(rules)
    return digest(engine(), file.kind, file.path, file.digest, said, *trusted)


@lru_cache(maxsize=1)
def _said(rules: Rules) -> tuple[str, list[str]]:
    """What the rules say: for each article of a build the same."""
    said = (sorted(rules.embeds), rules.extensions, rules.max_bytes, rules.max_seconds, rules.max_memory)
    return repr(said), sorted(rules.trusted)
