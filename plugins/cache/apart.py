"""Work that a forked process does while this one goes on; what it gives comes back through a pipe."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


def begin(work: Callable[[], T], otherwise: Callable[[], T] | None = None) -> Callable[[], T]:
    """Begin with `work`. Returns what waits for its end, and then gives what it gave or raises what it raised; to be
    called once. Nothing else that `work` changes is seen here.

    otherwise: asked instead where the system knows no fork, and where the process was lost; None: `work`.
    """
    instead = otherwise or work
    if not hasattr(os, "fork"):
        return instead
    here, there = os.pipe()
    alive, life = os.pipe()  # `life` is open as long as this process, or any that it starts from now on
    child = os.fork()
    if child == 0:
        os.close(life)
        collect_seldom()
        threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
        with suppress(BaseException), os.fdopen(there, "wb") as pipe:
            pickle.dump(_outcome(work), pipe)
        os._exit(0)
    os.close(there)
    os.close(alive)

    def wait() -> T:
        with os.fdopen(here, "rb") as pipe:
            data = pipe.read()
        os.close(life)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
        return _given(data, instead)

    return wait


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


def _outcome(work: Callable[[], T]) -> tuple[T | None, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


def _given(data: bytes, otherwise: Callable[[], T]) -> T:
    try:
        given, error = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        return otherwise()
    if error is not None:
        raise error
    found: T = given
    return found
