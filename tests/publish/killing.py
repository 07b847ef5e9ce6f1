"""Disks that count, fail, pause or kill their process at the Nth change, and the processes that publish with them."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from plugins.core.errors import PublishFailed
from plugins.publish.disk import Disk
from plugins.publish.run import rollback
from tests.publish.sites import Fast, put_online

CHANGES = tuple(name for name, value in vars(Disk).items() if callable(value) and not name.startswith("_"))
FILLS = ("write", "copy")
"""Changes that can be cut off half way: a kill leaves a part of the file."""

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])


class Counting(Fast):
    """Writes down each change in `done` and calls `at(number from 1, name, arguments)` before and `after` after it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def at(self, number: int, name: str, arguments: tuple[Any, ...]) -> None: ...

    def after(self, number: int) -> None: ...


def _counted(name: str) -> Callable[..., Any]:
    def change(self: Counting, *arguments: Any) -> Any:
        self.done.append(name)
        number = len(self.done)
        self.at(number, name, arguments)
        result = getattr(Fast, name)(self, *arguments)
        self.after(number)
        return result

    return change


for _name in CHANGES:
    setattr(Counting, _name, _counted(_name))


class Killing(Counting):
    """SIGKILL at change `number`: "before" it, in its midst ("torn": half of the file is there), or "after" it."""

    def __init__(self, number: int, how: str) -> None:
        super().__init__()
        self.number, self.how = number, how

    def at(self, number: int, name: str, arguments: tuple[Any, ...]) -> None:
        if number == self.number and self.how != "after":
            if self.how == "torn":
                data = arguments[1] if name == "write" else Path(arguments[0]).read_bytes()
                path = arguments[0] if name == "write" else arguments[1]
                Path(path).write_bytes(data[: len(data) // 2])
            _die()

    def after(self, number: int) -> None:
        if number == self.number:
            _die()


class Failing(Counting):
    """A disk that is full at change `number`, and with `for_good` at every later one that needs room."""

    def __init__(self, number: int, for_good: bool) -> None:
        super().__init__()
        self.number, self.for_good = number, for_good

    def at(self, number: int, name: str, arguments: tuple[Any, ...]) -> None:
        later = self.for_good and number > self.number and name in ("write", "copy", "mkdir", "symlink", "link")
        if number == self.number or later:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Pausing(Counting):
    """Tells that it has come to its first rename, under the lock, and waits."""

    def __init__(self, reached: Event, go_on: Event) -> None:
        super().__init__()
        self.reached, self.go_on = reached, go_on

    def at(self, number: int, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "rename" and not self.reached.is_set():
            self.reached.set()
            self.go_on.wait()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _publish_killed(output: Path, target: Path, number: int, how: str, keep: int) -> None:
    put_online(output, target, seconds=2, keep=keep, disk=Killing(number, how))


def _roll_back_killed(target: Path, number: int, how: str) -> None:
    rollback(str(target), echo=lambda line: None, disk=Killing(number, how))


def publish_paused(output: Path, target: Path, reached: Event, go_on: Event) -> None:
    """For a process of its own: publishes, and pauses in the midst of it."""
    put_online(output, target, disk=Pausing(reached, go_on))


def publish_or_give_way(output: Path, target: Path, ready: Any) -> None:
    """For a process of its own: ends with 3 where another one has the lock."""
    ready.wait()
    try:
        put_online(output, target)
    except PublishFailed as failed:
        with contextlib.suppress(BrokenPipeError):
            os._exit(failed.exitcode)


def killed(work: Callable[..., None], *arguments: Any) -> bool:
    """Whether the process that does this was killed; False: it came to its end. Anything else is a failed test."""
    process = processes.Process(target=work, args=arguments, daemon=True)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def publish_killed(output: Path, target: Path, number: int, how: str, keep: int = 5) -> bool:
    return killed(_publish_killed, output, target, number, how, keep)


def roll_back_killed(target: Path, number: int, how: str) -> bool:
    return killed(_roll_back_killed, target, number, how)


def moments(done: list[str]) -> list[tuple[int, str]]:
    """Every moment of death: before and after each change, and amid those that fill a file."""
    return [
        (number, how)
        for number, name in enumerate(done, 1)
        for how in (("before", "torn", "after") if name in FILLS else ("before", "after"))
    ]
