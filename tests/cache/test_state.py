from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cache.state import State, as_bytes, as_parts, packed_rows, seal_of
from plugins.cache.store import unpacked
from plugins.core.digest import SIZE
from plugins.core.errors import Lost, Problem
from plugins.core.links import Ledger, Tagged
from plugins.core.unit import Made

PARTS = {"settings": b"s" * SIZE, "the post": b"p" * SIZE}
WARNING = Problem("posts/a.md", 3, "share", "is long", "Shorten it.", "warning")


def row(post: str, placement: str = "item") -> Tagged:
    clean = f"https://example.com/{post}"
    return Tagged(post, post, "interest", "rss", placement, post, "Referral", clean, f"{clean}?utm", False)


def a_ledger(rows: Iterable[Tagged]) -> Ledger:
    ledger = Ledger()
    for one in rows:
        ledger.include(frozenset({one}))
    return ledger


def made(path: str, *posts: str, problems: tuple[Problem, ...] = (), snippets: int = 0) -> Made:
    rows = packed_rows(a_ledger(row(post) for post in posts))
    return Made(path, PARTS, len(path), 10**18 + len(path), rows, problems, snippets)


def written(path: Path, *some: Made, gone: tuple[str, ...] = (), **memory: Any) -> State:
    """The state as the next build finds it."""
    state = State(path)
    state.load()
    state.commit(some, gone, memory)
    return loaded(path)


def loaded(path: Path) -> State:
    state = State(path)
    state.load()
    return state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "output.state"


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.binary(min_size=16, max_size=16))
)
def test_parts_come_back(parts: dict[str, bytes]) -> None:
    assert as_parts(as_bytes(parts)) == parts


def test_rows_that_many_files_have_are_packed_once() -> None:
    lot = frozenset((row("one"), row("one", "stage")))
    files = []
    for other in ("two", "three"):
        ledger = a_ledger([row(other)])
        ledger.include(lot)
        files.append(packed_rows(ledger))
    assert [sorted(file) for file in files] == [["one", "two"], ["one", "three"]]
    assert files[0]["one"] is files[1]["one"]
    assert {Tagged(*cells) for cells in unpacked(files[0]["one"])} == lot


def test_unknown_parts_are_like_no_others() -> None:
    assert as_bytes(None) == b""
    assert as_bytes(PARTS) != as_bytes({**PARTS, "the post": b"q" * SIZE})
    assert as_bytes(PARTS) != as_bytes({"settings": PARTS["settings"]})


def test_what_a_build_found_the_next_one_knows(path: Path) -> None:
    state = written(path, made("index.html", "a", "b", problems=(WARNING,), snippets=2), made("x/feed.xml", "a"))
    assert set(state.units) == {"index.html", "x/feed.xml"}
    known = state.units["index.html"]
    assert (as_parts(known.parts), known.size, known.mtime, known.snippets) == (PARTS, 10, 10**18 + 10, 2)
    assert state.problems_of(known) == (WARNING,)
    assert state.problems_of(state.units["x/feed.xml"]) == ()
    assert sorted(state.posts_in("index.html")) == ["a", "b"]
    assert state.posts_in("nowhere") == []
    assert list(state.rows("a")) == [(["index.html", "x/feed.xml"], (row("a"),))]
    assert list(state.rows("b")) == [(["index.html"], (row("b"),))]


def test_what_is_made_anew_takes_the_place_of_the_former(path: Path) -> None:
    written(path, made("one", "a", "b", problems=(WARNING,)), made("two", "a"), made("three", "c"))
    state = written(path, made("one", "c"), gone=("three",))
    assert set(state.units) == {"one", "two"}
    assert state.problems_of(state.units["one"]) == ()
    assert state.posts_in("one") == ["c"]
    assert list(state.rows("c")) == [(["one"], (row("c"),))]
    assert list(state.rows("a")) == [(["two"], (row("a"),))]
    assert state.posts_in("three") == []


def lots(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [post for (post,) in db.execute("SELECT post FROM lot ORDER BY post")]


def test_rows_that_many_files_have_are_kept_once_and_as_long_as_one_has_them(path: Path) -> None:
    written(path, made("one", "a", "b"), made("two", "a"), made("three", "a", "c"))
    assert lots(path) == ["a", "b", "c"]
    written(path, made("one", "d"), gone=("three",))
    assert lots(path) == ["a", "d"]
    state = written(path, gone=("two",))
    assert lots(path) == ["d"]
    assert list(state.rows("a")) == []


FILES = st.dictionaries(st.sampled_from("uvwxyz"), st.sets(st.sampled_from("abc")))


@given(st.lists(FILES, max_size=4), st.sets(st.sampled_from("uvwxyz")))
def test_each_build_knows_the_posts_of_each_file(builds: list[dict[str, set[str]]], gone: set[str]) -> None:
    known: dict[str, set[str]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "output.state"
        for build in builds:
            written(path, *(made(name, *posts) for name, posts in build.items())).close()
            known |= build
        state = written(path, gone=tuple(gone))
        known = {name: posts for name, posts in known.items() if name not in gone}
        assert {name: set(state.posts_in(name)) for name in "uvwxyz"} == {
            name: known.get(name, set()) for name in "uvwxyz"
        }
        found = {
            (name, post) for post in "abc" for names, rows in state.rows(post) for name in names if rows == (row(post),)
        }
        state.close()
    assert found == {(name, post) for name, posts in known.items() for post in posts}


def test_memory_is_kept_name_by_name(path: Path) -> None:
    written(path, made("one"), a=[1, 2], b={"x": None})
    state = written(path, a=3)
    assert (state.recall("a"), state.recall("b"), state.recall("c")) == (3, {"x": None}, None)


def test_what_is_forgotten_is_gone(path: Path, tmp_path: Path) -> None:
    state = written(path, made("one", "a"), a=1)
    state.forget()
    assert (state.units, state.recall("a")) == ({}, None)
    state.close()
    assert loaded(path).units == {}
    state.commit([made("two")], (), {})
    assert set(loaded(path).units) == {"two"}


def test_a_state_that_is_not_there_is_empty_and_no_news(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert (loaded(path).units, loaded(path).recall("x")) == ({}, None)
    assert capfd.readouterr().err == ""


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "garbage": lambda path: path.write_bytes(b"garbage " * 1000),
    "cut": lambda path: os.truncate(path, 6000),
    "empty": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\x17"),
    "of somebody else": lambda path: path.write_bytes(path.read_bytes()),
    "without its seal": lambda path: seal_of(path).unlink(),
    "with another seal": lambda path: seal_of(path).write_text("12 34"),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_what_somebody_else_has_written_is_told_once_and_forgotten(
    path: Path, how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    written(path, *(made(f"page{n}", "a") for n in range(50)), memory="x")
    DAMAGE[how](path)
    state = loaded(path)
    assert (state.units, state.recall("memory")) == ({}, None)
    err = capfd.readouterr().err
    assert err.startswith("the cache output.state is damaged (")
    assert err.count("\n") == 1
    state.commit([made("one")], (), {"memory": "y"})
    assert loaded(path).recall("memory") == "y"
    assert capfd.readouterr().err == ""


def test_the_form_of_another_version_is_made_anew(path: Path) -> None:
    written(path, made("one"))
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    state = State(path)
    state._put_seal()
    assert loaded(path).units == {}


def spoil(path: Path, statement: str) -> State:
    """The state with something in it changed as a disk does, past the file system's clock."""
    state = written(path, made("one", "a", problems=(WARNING,)), made("two", "b"), memory="x")
    with sqlite3.connect(path) as db:
        db.execute(statement)
    state = State(path)
    state._put_seal()
    state.load()
    return state


ASKED: dict[str, tuple[str, Callable[[State], Any]]] = {
    "links": ("UPDATE lot SET rows = x'00'", lambda state: list(state.rows("a"))),
    "problems": (
        "UPDATE unit SET problems = x'001122'",
        lambda state: state.problems_of(state.units["one"]),
    ),
    "a table": ("DROP TABLE found", lambda state: state.posts_in("one")),
}


@pytest.mark.parametrize("name", ASKED)
def test_where_it_cannot_be_read_in_the_middle_of_a_build_the_build_begins_anew(
    path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    statement, ask = ASKED[name]
    state = spoil(path, statement)
    with pytest.raises(Lost):
        ask(state)
    assert capfd.readouterr().err.count("\n") == 1
    assert loaded(path).units == {}


def test_memory_that_is_damaged_is_none(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    state = spoil(path, "UPDATE memory SET value = x'00112233'")
    assert state.recall("memory") is None
    assert "is damaged" in capfd.readouterr().err


class _Gone:
    """Stands for a class of other code: nobody can read it."""

    def __reduce__(self) -> Any:
        return _nothing, ()


def _nothing() -> None:
    raise AttributeError("no such class")


def test_memory_of_other_code_is_none(path: Path) -> None:
    assert pickle.dumps(_Gone())
    assert written(path, made("one"), memory=_Gone()).recall("memory") is None


def test_two_builds_with_one_state_one_after_the_other(path: Path) -> None:
    """The lock of the output keeps them apart; a state that was loaded before is still no harm."""
    written(path, made("one"))
    early, late = loaded(path), loaded(path)
    early.commit([made("two")], (), {"folder": "early"})
    late.commit([made("three")], (), {"folder": "late"})
    assert loaded(path).recall("folder") == "late"
