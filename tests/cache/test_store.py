from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cache import store
from plugins.cache.store import UNREADABLE, Store, packed, unpacked


def keys(*numbers: int) -> list[bytes]:
    return [b"key%05d" % number for number in numbers]


def entries(*numbers: int) -> dict[bytes, tuple[bytes, bytes]]:
    return {
        key: (packed(("facts", n), key), packed("content" * n, key))
        for n, key in zip(numbers, keys(*numbers), strict=True)
    }


def in_a_child(work: Callable[[], Any]) -> int:
    """What the process ended with that did `work`."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@given(st.recursive(st.none() | st.text() | st.binary() | st.integers(), st.lists, max_leaves=9), st.binary())
def test_a_value_comes_back(value: object, key: bytes) -> None:
    assert unpacked(packed(value, key), key) == value


@given(st.text(max_size=40), st.integers(0), st.integers(0, 7))
def test_a_damaged_value_is_known(text: str, place: int, bit: int) -> None:
    data = bytearray(packed(text, b"key"))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(UNREADABLE):
        unpacked(bytes(data), b"key")


@pytest.mark.parametrize("data", [b"", b"short", packed("x", b"key")[:-1], packed("x", b"key") + b"x"])
def test_so_is_one_that_is_cut_or_goes_on(data: bytes) -> None:
    with pytest.raises(UNREADABLE):
        unpacked(data, b"key")


def test_a_value_under_another_key_is_damaged() -> None:
    """Where an index is damaged, a value is found that is whole, and another article's."""
    with pytest.raises(UNREADABLE):
        unpacked(packed("x", b"one"), b"other")


def test_what_was_put_is_there_for_the_next(tmp_path: Path) -> None:
    Store(tmp_path).put(entries(1, 2))
    again = Store(tmp_path)
    found = again.get("facts", keys(1, 2, 3))
    assert {key: unpacked(data, key) for key, data in found.items()} == {
        key: ("facts", n) for n, key in zip((1, 2), keys(1, 2), strict=True)
    }
    assert again.there(keys(2, 3)) == set(keys(2))
    assert unpacked(again.get("content", keys(2))[keys(2)[0]], keys(2)[0]) == "contentcontent"


def test_more_keys_than_one_question_takes(tmp_path: Path) -> None:
    """SQLite limits the variables of a statement."""
    some = Store(tmp_path)
    some.put(entries(*range(1234)))
    assert len(some.get("content", keys(*range(2000)))) == 1234
    assert some.there(keys(*range(2000))) == set(keys(*range(1234)))


def test_an_article_needs_no_more_than_one_page(tmp_path: Path) -> None:
    Store(tmp_path).put(entries(1))
    with closing(sqlite3.connect(tmp_path / "articles.sqlite")) as db:
        assert db.execute("PRAGMA page_size").fetchone() == (65_536,)


def test_a_value_is_replaced(tmp_path: Path) -> None:
    some = Store(tmp_path)
    some.put(entries(1))
    some.put({keys(1)[0]: (b"other", b"new")})
    assert some.get("facts", keys(1)) == {keys(1)[0]: b"other"}


class _Stopping(dict[bytes, tuple[bytes, bytes]]):
    """Entries that end the process when they are asked for the second time: between one table and the other."""

    times = 0

    def items(self) -> Any:
        self.times += 1
        if self.times > 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().items()


def test_killed_between_two_tables_it_has_all_or_nothing(tmp_path: Path) -> None:
    Store(tmp_path).put(entries(1))
    assert in_a_child(lambda: Store(tmp_path).put(_Stopping(entries(1, 2, 3)))) == signal.SIGKILL
    some = Store(tmp_path)
    assert some.there(keys(1, 2, 3)) == set(keys(1))
    assert list(some.get("facts", keys(1, 2, 3))) == keys(1)
    some.put(entries(2, 3))
    assert some.there(keys(1, 2, 3)) == set(keys(1, 2, 3))


def test_many_processes_at_once(tmp_path: Path) -> None:
    def put(start: int) -> None:
        for n in range(start, start + 10):
            Store(tmp_path).put(entries(n))

    children = []
    for start in range(0, 40, 10):
        child = os.fork()
        if child == 0:
            put(start)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert Store(tmp_path).there(keys(*range(40))) == set(keys(*range(40)))


def test_after_close_a_forked_process_opens_its_own(tmp_path: Path) -> None:
    some = Store(tmp_path)
    some.put(entries(1))
    some.close()
    assert in_a_child(lambda: some.put(entries(2))) == 0
    assert some.there(keys(1, 2)) == set(keys(1, 2))


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "garbage": lambda path: path.write_bytes(b"garbage " * 1000),
    "a beginning that is none": lambda path: path.write_bytes(b"SQLite format 4\0" + path.read_bytes()[16:]),
    "cut": lambda path: os.truncate(path, 5000),
    "pages overwritten": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\x41" * 8192),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_told_once_and_made_anew(tmp_path: Path, how: str, capfd: pytest.CaptureFixture[str]) -> None:
    first = Store(tmp_path)
    first.put(entries(*range(30)))
    first.close()
    DAMAGE[how](first.path)
    some = Store(tmp_path)
    assert some.get("facts", keys(1, 2)) == {}
    some.put(entries(1, 2))
    assert some.there(keys(1, 2, 3)) == set(keys(1, 2))
    assert some.get("content", keys(1)) == {keys(1)[0]: entries(1)[keys(1)[0]][1]}
    err = capfd.readouterr().err
    assert err.startswith("the cache articles.sqlite is damaged (")
    assert err.endswith("): it is made anew\n")
    assert err.count("\n") == 1


UNUSABLE: dict[str, Callable[[Path], Any]] = {
    "a folder": lambda path: path.mkdir(parents=True),
    "a file in the way": lambda path: path.parent.write_text(""),
}


@pytest.mark.parametrize("how", UNUSABLE)
def test_where_it_cannot_be_used_there_is_none(tmp_path: Path, how: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A build without a cache is slow, not wrong."""
    some = Store(tmp_path / "cache")
    UNUSABLE[how](some.path)
    some.put(entries(1))
    assert some.get("facts", keys(1)) == {}
    assert some.there(keys(1)) == set()
    some.prune(keys(1))
    some.close()
    assert capfd.readouterr().err == "the cache cannot be used (unable to open database file)\n"


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of 100 entries where 20 may lie unused."""
    monkeypatch.setattr(store, "_SPARE", 20)
    some = Store(tmp_path)
    for n in range(100):
        some.put(entries(n))
    yield some
    some.close()


def test_pruning_keeps_what_is_used_and_of_the_rest_the_newest(full: Store) -> None:
    used = range(0, 30, 3)
    full.prune(keys(*used))
    left = full.there(keys(*range(100)))
    assert left == set(keys(*used, *range(90, 100)))
    assert set(full.get("facts", keys(*range(100)))) == left
    assert {key: unpacked(data, key) for key, data in full.get("facts", keys(99)).items()} == {
        keys(99)[0]: ("facts", 99)
    }


def test_while_little_lies_unused_nothing_is_thrown_away(full: Store) -> None:
    full.prune(keys(*range(40)))
    assert len(full.there(keys(*range(100)))) == 100


def test_pruning_gives_the_room_back(full: Store) -> None:
    full.put({key: (b"facts", bytes(20_000)) for key in keys(*range(100))})
    before = full.path.stat().st_size
    full.prune([])
    full.close()
    assert full.path.stat().st_size < before / 2


def test_many_readings_in_one_hold_writers_up_to_its_end(tmp_path: Path) -> None:
    one = Store(tmp_path)
    one.put(entries(1, 2))
    with closing(sqlite3.connect(one.path, timeout=0)) as other:
        write = partial(other.execute, "DELETE FROM facts")
        with one.reading():
            assert write().rowcount == 2  # nothing was read yet
            other.rollback()
            assert [one.get("content", [key]) for key in keys(1, 2, 3)] == [
                {key: values[1]} for key, values in entries(1, 2).items()
            ] + [{}]
            write()
            with pytest.raises(sqlite3.OperationalError):
                other.commit()
            other.rollback()
        assert len(one.get("facts", keys(1, 2))) == 2
        write()
        other.commit()
    assert one.get("facts", keys(1, 2)) == {}


def test_who_writes_waits_for_some_of_many_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 3)
    one, could = Store(tmp_path), []
    one.put(entries(1))
    with closing(sqlite3.connect(one.path, timeout=0)) as other, one.reading():
        for _ in range(7):
            assert one.get("content", keys(1))
            other.execute("INSERT OR REPLACE INTO facts VALUES ('x', 'y')")
            try:
                other.commit()
                could.append(True)
            except sqlite3.OperationalError:
                other.rollback()
                could.append(False)
    assert could == [False, False, True, False, False, True, False]


def test_a_reading_ends_where_its_work_fails_or_the_file_was_closed(tmp_path: Path) -> None:
    one = Store(tmp_path)
    one.put(entries(1))
    with suppress(ZeroDivisionError), one.reading():
        assert one.get("content", keys(1))
        raise ZeroDivisionError
    with one.reading():
        assert one.get("content", keys(1))
        one.close()
        assert one.get("content", keys(1))
    one.put(entries(2))
    assert Store(tmp_path).there(keys(1, 2)) == {*keys(1, 2)}


def test_it_is_plain_sqlite(tmp_path: Path) -> None:
    some = Store(tmp_path)
    some.put(entries(1))
    some.close()
    with sqlite3.connect(some.path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_whether_anything_was_ever_put(tmp_path: Path) -> None:
    assert Store(tmp_path / "none").is_new()
    some = Store(tmp_path)
    some.put(entries(1))
    assert not some.is_new()
    assert not Store(tmp_path).is_new()


def test_nobody_waits_to_learn_that(tmp_path: Path) -> None:
    """A store that somebody else holds is no new one; to ask SQLite would take a minute."""
    Store(tmp_path).put(entries(1))
    with closing(sqlite3.connect(tmp_path / "articles.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not Store(tmp_path).is_new()
