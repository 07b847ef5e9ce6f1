from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from plugins.posts import progress
from plugins.posts.progress import PATIENCE, PAUSE, Progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that stands until it is moved."""
    found = SimpleNamespace(now=100.0)
    found.monotonic = lambda: found.now
    monkeypatch.setattr(progress, "time", found)
    return found


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_takes_no_second_is_not_told(clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as told:
        for n in range(10):
            clock.now += PATIENCE / 11
            told.tell("articles", n, 10)
    assert capsys.readouterr().err == ""


def test_without_a_terminal_a_line_now_and_then(clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as told:
        for n in range(1, 101):
            clock.now += PAUSE / 10
            told.tell("articles", n, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"{n} of 100 articles" for n in range(10, 101, 10)]


def test_who_was_told_of_the_way_is_told_of_the_end(clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as told:
        clock.now += PAUSE
        told.tell("files", 5, 9)
        clock.now += 0.1
        told.tell("files", 8, 9)
        told.tell("files", 9, 9)
    assert capsys.readouterr().err == "5 of 9 files\n9 of 9 files\n"


def test_who_was_told_nothing_is_not_told_of_the_end(
    clock: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress() as told:
        clock.now += PATIENCE + 0.5
        told.tell("files", 9, 9)
    assert capsys.readouterr().err == ""


def test_on_a_terminal_a_bar_that_is_gone_at_the_end(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with Progress() as told:
        clock.now += PATIENCE + 1
        told.tell("articles", 3, 10)
        told.tell("files", 1, 20)
        told.tell("articles", 10, 10)
        assert told._bar is not None
    assert [(task.description, task.completed, task.total) for task in told._bar.tasks] == [
        ("articles", 10, 10),
        ("files", 1, 20),
    ]
    assert not told._bar.live.is_started
    assert "articles" in terminal.getvalue()


def test_a_bar_ends_with_an_error_too(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    told = Progress()

    def fail() -> None:
        with told:
            clock.now += PATIENCE + 1
            told.tell("articles", 3, 10)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not told._bar.live.is_started
