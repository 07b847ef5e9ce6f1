"""Which cases share a build: what is one file, and is told at that file, stands beside others of the same verdict.

That all Problems of all files are told at once is what makes this sound; a case that does not hold beside others is run
again alone, and that is what counts.
"""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.battery.case import POST, Case, File
from tests.battery.judge import judge, judge_beside, judge_run
from tests.battery.server import Ran, Server

MANY = 16
"""Cases in one build."""


@dataclass(frozen=True)
class Outcome:
    """What became of a case. wrong: why it does not hold; told: the line that its first words stand in."""

    case: Case
    wrong: str
    code: int | None
    seconds: float
    told: str


Job = tuple[Case, ...]


def jobs(cases: Sequence[Case], alone: bool = False) -> Iterator[Job]:
    """The cases, those that can be together first."""
    rest = list(cases)
    for verdict in () if alone else ("refused", "warned", "fine"):
        fit = [case for case in rest if case.verdict == verdict and _is_a_file(case)]
        yield from (tuple(fit[n : n + MANY]) for n in range(0, len(fit), MANY))
        rest = [case for case in rest if case not in fit]
    yield from ((case,) for case in rest)


def _is_a_file(case: Case) -> bool:
    """A post; or, where it is refused, another file that is told by its own name."""
    if not isinstance(case.change, File) or case.alone or case.task != ("build",):
        return False
    path = f"content/{case.change.name}"
    told = case.verdict == "refused" and not path.startswith("content/data/")
    return path == POST or (told and case.says[0].startswith(f"{path}:"))


def run(server: Server, job: Job) -> list[Outcome]:
    """The outcome of every case of a job."""
    if len(job) == 1:
        return [_alone(server, job[0])]
    ran = server.run([_seated(case, n) for n, case in enumerate(job)], ("build",))
    wrong = [_wrong(partial(judge_run, ran, job[0].verdict == "refused"))]
    seats = [f"content/{_seated(case, n).name}" for n, case in enumerate(job)]
    wrong += [_wrong(partial(judge_beside, case, ran, seat)) for case, seat in zip(job, seats, strict=True)]
    if wrong[0]:
        return [_alone(server, case) for case in job]
    good = [_outcome(case, ran, "", seat) for case, seat in zip(job, seats, strict=True)]
    return [_alone(server, one.case) if bad else one for one, bad in zip(good, wrong[1:], strict=True)]


def _seated(case: Case, n: int) -> File:
    """The post of a case under a name and an id of its own; another file as it is."""
    assert isinstance(case.change, File)
    if f"content/{case.change.name}" != POST:
        return case.change
    content = case.change.content
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return File(f"posts/case-{n}.md", data.replace(b"id: cafe0000", b"id: cafe1%03d" % n))


def _alone(server: Server, case: Case) -> Outcome:
    ran = server.run([case.change], case.task)
    return _outcome(case, ran, _wrong(partial(judge, case, ran)), POST)


def _outcome(case: Case, ran: Ran, wrong: str, path: str) -> Outcome:
    lines = [line for line in ran.told.splitlines() if line.strip()]
    pieces = [piece.replace(POST, path) for piece in case.says]
    told = next((line for piece in pieces for line in lines if piece in line), lines[0] if lines else "")
    return Outcome(case, wrong, ran.code, ran.seconds, told.replace(path, POST))


def _wrong(check: Callable[[], None]) -> str:
    try:
        check()
    except AssertionError as error:
        return str(error) or "it does not hold"
    return ""


class Battery:
    """Runs the job of a case that is asked for, and the next one meanwhile."""

    def __init__(self, folder: Path, every: Sequence[Job], processes: int = 2) -> None:
        self.every, self.of = every, {id(case): n for n, job in enumerate(every) for case in job}
        self.pool, self.servers = ThreadPoolExecutor(processes), queue.SimpleQueue[Server]()
        self.started: dict[int, Future[list[Outcome]]] = {}
        for n in range(processes):
            self.servers.put(Server(folder / str(n)))

    def outcome(self, case: Case) -> Outcome:
        """What became of a case."""
        number = self.of[id(case)]
        for n in (number, number + 1):
            if n < len(self.every) and n not in self.started:
                self.started[n] = self.pool.submit(self._run, n)
        return next(one for one in self.started[number].result() if one.case is case)

    def _run(self, number: int) -> list[Outcome]:
        server = self.servers.get()
        try:
            return run(server, self.every[number])
        finally:
            self.servers.put(server)

    def close(self) -> None:
        self.pool.shutdown()
        with contextlib.suppress(queue.Empty):
            while True:
                self.servers.get_nowait().close()
