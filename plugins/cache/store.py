"""Prepared articles kept between builds, by what they were made of: no clock of a file system is asked.

One SQLite file (the stdlib's, made for being killed in the middle and for two at once). Each value carries a checksum
of its own: what a disk or a careless hand has damaged is told, thrown away and made again. What is not SQLite at all is
too.
"""

from __future__ import annotations

import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS content (key BLOB PRIMARY KEY, value BLOB NOT NULL);
"""
_TABLES = ("facts", "content")
_NOT_NOW = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
"""Primary result codes (sqlite.org/rescode.html) that tell of the machine; all others tell of the file."""
_SIZE = 4
"""Bytes of a checksum."""
_PAGE = 65_536
"""Bytes of a page of a new file, the most there may be: an article is written and read in one piece, not in four."""
_CACHE = 32_768
"""KiB of pages that a process keeps at hand: one page has several articles, which are asked for in another order."""
_AT_ONCE = 64
"""So many are read in one transaction: nobody who writes waits for long."""
_SPARE = 500
"""Entries that may lie in the store unused, besides as many as are in use: former versions come back (git checkout)."""


def packed(value: object, key: bytes = b"") -> bytes:
    """A value as it is stored under `key`, with the checksum of both before it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _sum(key, data) + data


def unpacked(data: bytes, key: bytes = b"") -> Any:
    """The value. Raises ValueError where it is not what was stored, or was stored under another key: an index that is
    damaged leads to a value that is whole."""
    value = memoryview(data)[_SIZE:]
    if _sum(key, value) != data[:_SIZE]:
        raise ValueError("damaged")
    return pickle.loads(value)


def _sum(key: bytes, data: bytes | memoryview) -> bytes:
    """CRC-32, as gzip has it: it finds what was damaged, and nobody who means it. A digest takes four times as long."""
    return crc32(data, crc32(key)).to_bytes(_SIZE, "big")


UNREADABLE = (ValueError, AttributeError, ImportError, TypeError, EOFError, pickle.UnpicklingError)
"""What `unpacked` raises where a value is damaged, or was written by other code."""


class Store:
    """The store in one folder. Values are bytes as `packed` gives them; nothing here raises for a damaged file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "articles.sqlite"
        self._connection: sqlite3.Connection | None = None
        self._told = False
        self._in_one = False
        self._reads = 0

    def get(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is there of `keys`."""

        def read(db: sqlite3.Connection) -> dict[bytes, bytes]:
            if not self._in_one:
                return dict(_rows(db, table, keys))
            if not db.in_transaction:
                db.execute("BEGIN")
            found = dict(_rows(db, table, keys))
            self._reads += 1
            if self._reads % _AT_ONCE == 0:
                db.rollback()
            return found

        found: dict[bytes, bytes] = self._try(read, {})
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While it lasts, what is read is read in few transactions: else the disk is asked each time whether anybody
        has written since. Whoever wants to write waits for the end of one."""
        self._in_one, self._reads = True, 0
        try:
            yield
        finally:
            self._in_one = False
            if self._connection:
                self._connection.rollback()

    def there(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of `keys` that are there."""
        found: set[bytes] = self._try(lambda db: set(_there(db, keys)), set())
        return found

    def is_new(self) -> bool:
        """Whether nothing was ever put; SQLite, which would wait for whoever holds it, is not asked."""
        return not self.path.exists()

    def put(self, entries: Mapping[bytes, tuple[bytes, bytes]]) -> bool:
        """Store key → (facts, content), all or none of it. Whether it is stored."""

        def write(db: sqlite3.Connection) -> bool:
            with db:
                for place, table in enumerate(_TABLES):
                    rows = [(key, values[place]) for key, values in entries.items()]
                    db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
            return True

        return not entries or bool(self._try(write, False))

    def prune(self, used: Iterable[bytes]) -> None:
        """Throw the oldest of what is not `used` away, where too much of it lies there."""
        wanted = set(used)

        def write(db: sqlite3.Connection) -> None:
            (total,) = db.execute("SELECT count(*) FROM facts").fetchone()
            if total <= 2 * len(wanted) + _SPARE:
                return
            idle = [row for row in db.execute("SELECT key FROM facts ORDER BY rowid") if row[0] not in wanted]
            with db:
                for table in _TABLES:
                    db.executemany(f"DELETE FROM {table} WHERE key = ?", idle[: total - len(wanted) - _SPARE // 2])
            db.execute("VACUUM")

        self._try(write, None)

    def damaged(self, why: object) -> None:
        """Say so, and begin anew."""
        print(f"the cache {self.path.name} is damaged ({why}): it is made anew", file=sys.stderr, flush=True)
        self.close()
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """To be opened again by whoever needs it; before a fork, since no connection survives one."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _try(self, work: Callable[[sqlite3.Connection], Any], otherwise: Any) -> Any:
        """`work` on the open store; `otherwise` where it cannot be: a build without a cache is slow, not wrong."""
        try:
            return work(self._open())
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW:
                self._unusable(error)
            else:
                self.damaged(error)
        return otherwise

    def _unusable(self, why: object) -> None:
        """Say so, once a build."""
        if not self._told:
            print(f"the cache cannot be used ({why})", file=sys.stderr, flush=True)
        self._told = True

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
            # one thread at a time, as `posts.living` holds it; which one is no matter
            self._connection = sqlite3.connect(self.path, timeout=60, check_same_thread=False)
            self._connection.execute(f"PRAGMA page_size = {_PAGE}")
            self._connection.text_factory = bytes  # a value that is damaged may say it was text; its digest tells
            self._connection.execute("PRAGMA synchronous = OFF")  # a kill loses nothing; losing power costs the cache
            self._connection.execute(f"PRAGMA cache_size = {-_CACHE}")
            self._connection.executescript(_SCHEMA)
        return self._connection


def _there(db: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        yield from (key for (key,) in db.execute(f"SELECT key FROM content WHERE key IN ({marks})", some))


def _rows(db: sqlite3.Connection, table: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        yield from db.execute(f"SELECT key, value FROM {table} WHERE key IN ({marks})", some)
