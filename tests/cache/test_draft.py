"""Tests of the state that is written beside its build."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from plugins.cache.cache import FEW
from plugins.cache.draft import Draft
from plugins.cache.state import State
from tests.cache.test_cache import Site
from tests.cache.test_state import WARNING, loaded, made, row, written

FILES = (made("one", "a", "b", problems=(WARNING,), snippets=2), made("two", "a"))


def drafted(path: Path) -> Draft:
    state = State(path)
    state.load()
    return Draft(state, FILES, lambda: {"snapshot": [1, 2]})


def known(state: State) -> object:
    return state.units, {post: list(state.rows(post)) for post in "ab"}, state.recall("snapshot"), state.recall("of")


def test_it_is_what_would_have_been_written_here(tmp_path: Path) -> None:
    drafted(tmp_path / "draft.state").commit({"of": "it"})
    here = written(tmp_path / "here.state", *FILES, snapshot=[1, 2], of="it")
    assert known(loaded(tmp_path / "draft.state")) == known(here)
    assert list(here.rows("b")) == [(["one"], (row("b"),))]
    assert not list(tmp_path.glob("*.draft*"))


def test_before_its_end_nobody_sees_it(tmp_path: Path) -> None:
    written(tmp_path / "state", made("old"), of="the former")
    draft = drafted(tmp_path / "state")
    draft._wait()
    assert loaded(tmp_path / "state").units.keys() == {"old"}
    assert loaded(tmp_path / "state").recall("of") == "the former"


def test_what_a_killed_build_drafted_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "state.draft").write_bytes(b"half of a")
    (tmp_path / "state.draft.seal").write_text("9 1")
    drafted(tmp_path / "state").commit({})
    assert loaded(tmp_path / "state").units.keys() == {"one", "two"}
    assert not list(tmp_path.glob("*.draft*"))


def test_what_a_killed_commit_began_is_not_played_into_it(tmp_path: Path) -> None:
    path = tmp_path / "state"
    written(path, *FILES, of="the former")
    child = os.fork()
    if not child:
        db = sqlite3.connect(path)
        db.execute("PRAGMA cache_size = 1")
        db.execute("UPDATE memory SET value = randomblob(100000)")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (tmp_path / "state-journal").exists()
    state = State(path)
    state.forget()
    Draft(state, FILES, dict).commit({"of": "it"})
    assert loaded(path).recall("of") == "it"
    assert not list(tmp_path.glob("*-journal"))


def test_a_lost_process_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, write = os.getpid(), Draft._write

    def killed(self: Draft) -> None:
        write(self)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Draft, "_write", killed)
    drafted(tmp_path / "state").commit({"of": "it"})
    assert loaded(tmp_path / "state").units.keys() == {"one", "two"}


def test_where_it_could_not_be_written_the_next_build_knows_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state.draft").mkdir()
    drafted(tmp_path / "state").commit({"of": "it"})
    assert loaded(tmp_path / "state").units == {}
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("cores", [1, 2])
def test_a_build_of_many_files_is_remembered_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr("plugins.cache.cache.cores", lambda: cores)
    site = Site(tmp_path)
    texts = [(f"file {number}", str(number), ["a"]) for number in range(FEW + 2)]
    site.build(*texts)
    found = site.build(*texts, ("more", "1", ["b"]))
    assert found.made == {"more"}
    assert site.open().recall("begun") == 2
    assert site.open().recall("books") == 2
