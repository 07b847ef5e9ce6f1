"""Work that a forked process does while this one goes on; what it gives comes back through a pipe."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
Tell = Callable[[Any], None]
_Outcome = tuple[object, Exception | None] | None
_MORE, _LAST = "more", "last"


def begin(work: Callable[[], T], otherwise: Callable[[], T] | None = None) -> Callable[[], T]:
    """Begin with `work`. Returns what waits for its end, and then gives what it gave or raises what it raised; to be
    called once. Nothing else that `work` changes is seen here.

    otherwise: asked instead where the system knows no fork, and where the process was lost; None: `work`.
    """
    wait = begin_telling(lambda tell: work(), otherwise or work)
    return lambda: wait(lambda said: None)


def begin_telling(work: Callable[[Tell], T], otherwise: Callable[[], T]) -> Callable[[Tell], T]:
    """The same of work that tells on the way what it has. Whoever waits for its end is told it meanwhile; before that
    the work goes on until the pipe is full."""
    if not hasattr(os, "fork"):
        return lambda hear: otherwise()
    here, there = os.pipe()
    alive, life = os.pipe()  # `life` is open as long as this process, or any that it starts from now on
    child = os.fork()
    if child == 0:
        os.close(life)
        collect_seldom()
        threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
        with suppress(BaseException), os.fdopen(there, "wb") as pipe:
            _put(pipe, _LAST, _outcome(lambda: work(lambda said: _put(pipe, _MORE, said))))
        os._exit(0)
    os.close(there)
    os.close(alive)

    def wait(hear: Tell) -> T:
        try:
            with os.fdopen(here, "rb") as pipe:
                outcome = _heard(pipe, hear)
        finally:
            os.close(life)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
        return _given(outcome, otherwise)

    return wait


def _put(pipe: BinaryIO, kind: str, said: object) -> None:
    pickle.dump((kind, said), pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _heard(pipe: BinaryIO, hear: Tell) -> _Outcome:
    """What came of the work; None where its process was lost."""
    while True:
        try:
            kind, said = pickle.load(pipe)
        except (EOFError, pickle.UnpicklingError):
            return None
        if kind == _LAST:
            return said  # type: ignore[no-any-return]
        hear(said)


def collect_seldom() -> None:
    """To be called once in a forked process, whose work leaves little that needs it. What was there before the fork is
    shared, and not looked through again."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    gc.enable()


def _end_with(alive: int) -> None:
    """Nobody needs what is made for a process that has ended, and whoever is killed cannot say so."""
    os.read(alive, 1)
    os._exit(1)


def _outcome(work: Callable[[], object]) -> tuple[object, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


def _given(outcome: _Outcome, otherwise: Callable[[], T]) -> T:
    if outcome is None:
        return otherwise()
    given, error = outcome
    if error is not None:
        raise error
    return given  # type: ignore[return-value]
