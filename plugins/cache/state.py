"""What the former build of one output knew: each file's parts, size and time, and what was found while making it.

It describes one folder of `.waypost/builds/`, whole: it is written in one transaction when that folder is, before the
output is switched to it. A state that is missing, damaged or of another form only means that every file is made again.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from plugins.cache.store import UNREADABLE, packed, unpacked
from plugins.core.digest import SIZE
from plugins.core.errors import Lost, Problem
from plugins.core.links import Ledger, Tagged
from plugins.core.records import dataclass
from plugins.core.unit import Made

_FORM = 3
_PATH = attrgetter("path")
_POSTS = "SELECT post FROM found JOIN lot ON lot.id = found.lot WHERE path = ?"
_SCHEMA = f"""
CREATE TABLE memory (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE unit (path TEXT PRIMARY KEY, parts BLOB, size INTEGER, mtime INTEGER, snippets INTEGER, problems BLOB);
CREATE TABLE lot (id INTEGER PRIMARY KEY, post TEXT, rows BLOB);
CREATE INDEX lot_post ON lot (post);
CREATE TABLE found (path TEXT, lot INTEGER, PRIMARY KEY (path, lot)) WITHOUT ROWID;
CREATE INDEX found_lot ON found (lot);
CREATE TRIGGER unused AFTER DELETE ON found WHEN NOT EXISTS (SELECT 1 FROM found WHERE lot = old.lot)
BEGIN DELETE FROM lot WHERE id = old.lot; END;
PRAGMA user_version = {_FORM};
"""
"""A lot is what files say of one post's links: a dozen feeds say the same, so it stands here once."""


@dataclass(frozen=True, slots=True)
class Known:
    """A unit of the former build. parts: as `as_bytes` gives them, b"" where they were not known."""

    parts: bytes
    size: int
    mtime: int
    snippets: int
    problems: bytes | None


def as_bytes(parts: Mapping[str, bytes] | None) -> bytes:
    """Parts as they are stored and compared."""
    return b"%d\0%b%b" % (len(parts), b"".join(parts.values()), "\0".join(parts).encode()) if parts else b""


def as_parts(data: bytes) -> dict[str, bytes]:
    """What `as_bytes` was given."""
    if not data:
        return {}
    count, _, rest = data.partition(b"\0")
    end = int(count) * SIZE
    values = [rest[at : at + SIZE] for at in range(0, end, SIZE)]
    return dict(zip(rest[end:].decode().split("\0"), values, strict=True))


class Packed(bytes):
    """A value to be remembered, as `packed` gives it."""


class State:
    """The state of one output in the file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: sqlite3.Connection | None = None
        self.units: dict[str, Known] = {}

    def load(self) -> None:
        """Read what is small and always needed: the units. Never raises."""
        if not self.path.exists():
            return
        if not self._is_sealed():
            return self._lost("not as the last build had left it")
        try:
            db = self._open()
            self.units = {row[0]: Known(*row[1:]) for row in db.execute("SELECT * FROM unit")}
        except sqlite3.Error as error:
            self._lost(error)

    def recall(self, name: str) -> Any:
        """What `commit` was given to remember under `name`; None where there is nothing whole."""
        if not self.path.exists():
            return None
        try:
            row = self._open().execute("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
            return unpacked(row[0]) if row else None
        except (sqlite3.Error, *UNREADABLE) as error:
            self._lost(error)
            return None

    def rows(self, post: str) -> Iterator[tuple[list[str], tuple[Tagged, ...]]]:
        """(paths of files, their tagged links that are `post`'s) of the former build: files that have the same links of
        it may come together. Raises Lost."""
        for lot, data in self._asked("SELECT id, rows FROM lot WHERE post = ?", post):
            paths = [path for (path,) in self._asked("SELECT path FROM found WHERE lot = ?", lot)]
            yield paths, tuple([Tagged(*row) for row in self._whole(data)])

    def posts_in(self, path: str) -> list[str]:
        """The ids of the posts whose tagged links the file had. Raises Lost."""
        return [post for (post,) in self._asked(_POSTS, path)]

    def problems_of(self, known: Known) -> tuple[Problem, ...]:
        """What was found while the unit was made. Raises Lost."""
        return self._whole(known.problems) if known.problems else ()

    def commit(self, made: Iterable[Made], gone: Iterable[str], memory: Mapping[str, Any]) -> None:
        """Write what is new, take out what is gone: one transaction."""
        try:
            db = self._open()
            with db:
                made, lost = sorted(made, key=_PATH), [(path,) for path in gone]  # in the order of the tables
                touched = [*((one.path,) for one in made), *lost]
                db.executemany("DELETE FROM found WHERE path = ?", touched if self.units else ())
                db.executemany("DELETE FROM unit WHERE path = ?", lost)
                db.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?)", map(_unit, made))
                _put_rows(db, made)
                remembered = [(name, _stored(value)) for name, value in memory.items()]
                db.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?)", remembered)
        except sqlite3.Error as error:
            self._lost(error)
        self.close()
        self._put_seal()

    def adopt(self, other: State) -> None:
        """Become what `other` has committed, which is no more then; or nothing, where that is lost."""
        other.close()
        self.forget()
        with suppress(FileNotFoundError):
            other.path.replace(self.path)
            seal_of(other.path).replace(seal_of(self.path))

    def forget(self) -> None:
        """Throw everything away, as --full asks."""
        self.close()
        self.units = {}
        journal = self.path.with_name(f"{self.path.name}-journal")  # SQLite would play it into what comes next
        for path in (self.path, journal, seal_of(self.path)):
            with suppress(OSError):
                path.unlink()

    def close(self) -> None:
        if self._db:
            self._db.close()
            self._db = None

    def _lost(self, why: object) -> None:
        print(f"the cache {self.path.name} is damaged ({why}): it is made anew", file=sys.stderr, flush=True)
        self.forget()

    def _asked(self, question: str, value: str | int) -> list[Any]:
        try:
            return self._open().execute(question, (value,)).fetchall()
        except sqlite3.Error as error:
            self._lost(error)
            raise Lost("the cache has lost what it knew of the output") from None

    def _whole(self, data: bytes) -> Any:
        try:
            return unpacked(data)
        except UNREADABLE as error:
            self._lost(error)
            raise Lost("the cache has lost what it knew of the output") from None

    def _is_sealed(self) -> bool:
        """Whether only builds have written the file: SQLite itself sees few of the bytes that somebody changes."""
        with suppress(OSError):
            return seal_of(self.path).read_text() == _seal(self.path)
        return False

    def _put_seal(self) -> None:
        with suppress(OSError):
            seal_of(self.path).write_text(_seal(self.path))

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(self.path, timeout=60)
            (form,) = self._db.execute("PRAGMA user_version").fetchone()
            if form != _FORM:
                self._db.close()
                with suppress(FileNotFoundError):
                    self.path.unlink()
                self._db = sqlite3.connect(self.path, timeout=60)
                self._db.executescript(_SCHEMA)
            self._db.execute("PRAGMA synchronous = OFF")
        return self._db


def _unit(made: Made) -> tuple[object, ...]:
    problems = packed(made.problems) if made.problems else None
    return made.path, as_bytes(made.parts), made.size, made.mtime, made.snippets, problems


def _stored(value: object) -> bytes:
    return value if isinstance(value, Packed) else packed(value)


def _put_rows(db: sqlite3.Connection, made: Iterable[Made]) -> None:
    (last,) = db.execute("SELECT ifnull(max(id), 0) FROM lot").fetchone()
    lots: dict[tuple[str, bytes], int] = {}
    found = [(one.path, lots.setdefault(lot, last + len(lots) + 1)) for one in made for lot in one.rows.items()]
    db.executemany("INSERT INTO lot VALUES (?, ?, ?)", ((number, *lot) for lot, number in lots.items()))
    db.executemany("INSERT INTO found VALUES (?, ?)", found)


def packed_rows(ledger: Ledger) -> dict[str, bytes]:
    """Id of a post → its rows, as they are kept."""
    return {
        post: _packed_lot(rows) if isinstance(rows, frozenset) else _packed_all(rows)
        for post, rows in ledger.by_post.items()
    }


def unpacked_rows(lots: Iterable[bytes]) -> list[Tagged]:
    """The rows in what `packed_rows` has given."""
    return [Tagged(*row) for lot in lots for row in unpacked(lot)]


def _packed_all(rows: Collection[Tagged]) -> bytes:
    return packed([tuple(row) for row in rows])


_packed_lot = lru_cache(maxsize=2048)(_packed_all)
"""A post's links in feeds are the same in each of a dozen files, and a set knows its hash."""


def seal_of(path: Path) -> Path:
    """The file beside a state that tells its size and time."""
    return path.with_name(f"{path.name}.seal")


def _seal(path: Path) -> str:
    stat = path.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"
