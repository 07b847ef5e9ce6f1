"""Tests of work done in forked processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.cache import apart
from plugins.cache.apart import begin, begin_telling
from plugins.cache.cache import Cache
from plugins.core.errors import Misconfigured
from tests.factories import a_house
from tests.site.blog import ROOT


def _never() -> int:
    raise AssertionError("nobody was lost")


def test_what_it_gives_comes_from_another_process() -> None:
    wait = begin(os.getpid, _never)
    assert wait() not in (os.getpid(), 0)


def test_what_it_gives_may_be_long() -> None:
    assert begin(lambda: b"x" * 5_000_000, bytes)() == b"x" * 5_000_000


def test_what_it_changes_stays_there() -> None:
    seen: list[int] = []
    begin(lambda: seen.append(1), _never)()  # type: ignore[arg-type, return-value]
    assert seen == []


def test_what_it_raises_is_raised_here() -> None:
    def work() -> int:
        raise Misconfigured("no theme")

    with pytest.raises(Misconfigured, match="no theme"):
        begin(work, _never)()


def test_a_lost_process_is_made_up_for() -> None:
    def work() -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return "there"

    assert begin(work, lambda: "here")() == "here"


def test_what_it_tells_is_heard_before_its_end() -> None:
    here, there = os.pipe()

    def work(tell: Callable[[object], None]) -> bytes:
        tell({"first": "x" * 500_000})
        tell(os.read(here, 4))  # written by who has heard the first
        return b"end"

    heard: list[object] = []

    def hear(said: object) -> None:
        heard.append(said)
        os.write(there, b"good" if len(heard) == 1 else b"")

    assert begin_telling(work, bytes)(hear) == b"end"
    assert heard == [{"first": "x" * 500_000}, b"good"]


def test_what_a_lost_process_told_was_heard() -> None:
    def work(tell: Callable[[object], None]) -> str:
        tell(1)
        os.kill(os.getpid(), signal.SIGKILL)
        return "there"

    heard: list[object] = []
    assert begin_telling(work, lambda: "here")(heard.append) == "here"
    assert heard == [1]


@pytest.mark.parametrize("error", [ZeroDivisionError, EOFError])
def test_who_fails_to_hear_ends_it(error: type[Exception]) -> None:
    def work(tell: Callable[[object], None]) -> None:
        tell(os.getpid())
        time.sleep(600)

    seen: list[int] = []

    def hear(process: int) -> None:
        seen.append(process)
        raise error

    with pytest.raises(error):
        begin_telling(work, lambda: None)(hear)
    assert os.waitpid(seen[0], 0)[1] == 1 << 8  # ended by itself, long before it was done


def test_without_fork_it_is_done_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert begin(_never, os.getpid)() == os.getpid()


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_jobs_are_shared_out_and_answered_in_their_order(tmp_path: Path, count: int) -> None:
    cache = Cache(tmp_path, a_house())
    wait = cache.apart([lambda n=n: f"{n} {os.getpid()}".encode() for n in range(count)])  # type: ignore[misc]
    found = [answer.decode().split() for answer in wait()]
    assert [number for number, _ in found] == [str(n) for n in range(count)]
    assert str(os.getpid()) not in {process for _, process in found}


KILLED = """
import os, sys, time
from plugins.cache.apart import begin

def work():
    os.write(1, b"begun\\n")
    time.sleep(600)

begin(work, work)
begin(work, work)
time.sleep(600)
"""


def test_whoever_is_killed_leaves_nothing_at_work() -> None:
    """All of them hold the other end of this pipe: it ends when the last of them does."""
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == [b"begun\n"] * 2
        process.kill()
        assert process.communicate(timeout=60)[0] == b""


def test_the_door_to_it_is_in_one_module() -> None:
    """Who forks by hand forgets something: the pipe that ends the child, the store that must be closed before."""
    found = [path for path in (ROOT / "plugins").rglob("*.py") if "os.fork()" in path.read_text(encoding="utf-8")]
    assert found == [Path(apart.__file__)]
