"""The indexes of one build: what a former build made is taken again, the rest is made while others work.

They are made in processes of their own, begun as soon as it is known what posts say and waited for where their files
are handed in, last of all. Of each index two things are kept: the files, and the shorter list of them, which is all
that a build needs in which nothing has changed.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from plugins.core.digest import digest
from plugins.core.errors import Misconfigured
from plugins.core.house import House
from plugins.core.post import Content, Post
from plugins.search.documents import address, document
from plugins.search.engine import EngineError, index
from plugins.search.shards import Shard, shards

_HINT = "build again, or leave the search out (WAYPOST['search'] = False)"
Listing = Mapping[str, bytes]
"""Path in an index's folder → digest of the file."""


class _Missing(LookupError):
    """It was not kept."""


class Bundles:
    """The indexes of the posts of a house. program: Pagefind; None where there is none."""

    def __init__(self, house: House, program: Path | None) -> None:
        self.house, self.program = house, program
        self.shards: list[Shard] | None = None
        self.fault = "" if program else "Pagefind has no program for this machine"
        self._listed: dict[bytes, Listing] = {}
        self._coming: list[Shard] = []
        self._wait: Callable[[], list[bytes]] = list
        self._open: tuple[bytes, Mapping[str, bytes]] = (b"", {})

    def begin(self) -> None:
        """Begin with all indexes that no former build has made. To be called when the posts are settled."""
        self.shards, self._coming = shards(self.house.public, self.house.site) if self.program else [], []
        for shard in self.shards:
            try:
                self._listed[shard.key] = json.loads(self._keep(listing_key(shard), _raise_missing))
            except _Missing:
                self._coming.append(shard)
        if self._coming:
            jobs = [partial(self._make, shard) for shard in self._coming]
            self._wait = self.house.workshop.apart(jobs) if self.house.workshop else lambda: [job() for job in jobs]

    def wait(self) -> list[tuple[Shard, Listing]]:
        """Every index with the list of its files; nothing where `fault` says why."""
        if self.shards is None:
            self.begin()
        coming, self._coming = self._coming, []
        try:
            made = self._wait() if coming else []
            self._listed |= {shard.key: json.loads(one) for shard, one in zip(coming, made, strict=True)}
        except EngineError as error:
            self.fault = str(error)
        return [] if self.fault else [(shard, self._listed[shard.key]) for shard in self.shards or ()]

    def file(self, shard: Shard, name: str) -> bytes:
        """One file of an index. Raises Misconfigured where it was lost, and its index cannot be made again."""
        if self._open[0] != shard.key:
            try:
                self._open = (shard.key, self._read(shard))
            except EngineError as error:
                raise Misconfigured(f"the search has lost {shard.folder}/{name}, and {error}: {_HINT}") from None
        return self._open[1][name]

    def _make(self, shard: Shard) -> bytes:
        """The list of an index's files, which are kept."""
        packed = self._keep(files_key(shard), partial(self._index, shard))
        listing = {name: digest(data).hex() for name, data in pickle.loads(packed).items()}
        return self._keep(listing_key(shard), lambda: json.dumps(listing).encode())

    def _index(self, shard: Shard) -> bytes:
        from plugins.search.letters import joined  # like `steady`, only where an index is made
        from plugins.search.steady import steadied

        assert self.program is not None
        files = joined(steadied(index(self.program, self._documents(shard)), shard.leads))
        return pickle.dumps({name: files[name] for name in sorted(files)})

    def _read(self, shard: Shard) -> Mapping[str, bytes]:
        """All files of an index; made anew where only the list of them was kept."""
        found: Mapping[str, bytes] = pickle.loads(self._keep(files_key(shard), partial(self._index, shard)))
        return found

    def _keep(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        return self.house.workshop.keep(key, make) if self.house.workshop else make()

    def _documents(self, shard: Shard) -> list[tuple[str, str]]:
        site = self.house.site
        return [(address(post, site), document(post, self._content(post), site)) for post in shard.posts]

    def _content(self, post: Post) -> Content:
        workshop = self.house.workshop
        if post.stored and workshop:
            return workshop.content(post.stored)
        return Content(post.body, post.headings, post.text)


def listing_key(shard: Shard) -> bytes:
    """The digest of all that the list of an index's files hangs on."""
    return digest(shard.key, "listing")


def files_key(shard: Shard) -> bytes:
    """The digest of all that an index's files hang on."""
    return digest(shard.key, "files")


def _raise_missing() -> bytes:
    raise _Missing
