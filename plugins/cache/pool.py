"""The one pool of worker processes. Articles are prepared in workers that are ended when one takes too long.

Python-Markdown is quadratic or worse on some texts; no limit inside the process could stop it. pebble ends the worker,
starts another, and every other article is still prepared and reported. Articles go to the workers in portions; where a
portion fails, each of its articles gets a worker and a limit of its own, so that the one at fault is named.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from plugins.cache.apart import collect_seldom
from plugins.cache.orphans import end_with_parent
from plugins.cache.store import packed
from plugins.core.errors import Problem
from plugins.core.post import Content, Prepared
from plugins.core.records import dataclass
from plugins.posts.reader import prepare
from plugins.posts.rules import Rules

if TYPE_CHECKING:
    from pebble import ProcessPool

_FEW = 3
"""So many articles are prepared one after the other, each in a process of its own: a pool takes longer to open."""
_PORTION = 24
Packed = tuple[bytes, bytes]
"""Facts and content of one prepared article, as they are stored."""
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One source file to prepare. path: as Problems name it; key: under which it is stored."""

    path: str
    kind: Literal["post", "page"]
    source: bytes
    key: bytes = b""


def prepare_all(jobs: Sequence[Job], rules: Rules, tell: Tell = lambda done, total: None) -> list[Packed | Prepared]:
    """Every job prepared and packed, in the order given; what is ended comes back as an article with one Problem."""
    if len(jobs) <= _FEW:
        return [_alone(job, rules) for job in jobs]
    from pebble import ProcessPool  # after an edit nobody asks for it

    workers = max(1, min(len(jobs), os.cpu_count() or 1))
    size = max(1, min(_PORTION, -(-len(jobs) // workers)))
    portions = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    done: list[Packed | Prepared] = []
    with ProcessPool(
        max_workers=workers,
        context=_context(),
        initializer=_begin,
        initargs=(rules.max_memory,),
    ) as pool:
        waiting = [pool.schedule(_portion, args=[some, rules], timeout=rules.max_seconds) for some in portions]
        for some, future in zip(portions, waiting, strict=True):
            done += _results(pool, some, future, rules)
            tell(len(done), len(jobs))
    return done


def pack(item: Prepared, key: bytes) -> Packed:
    """An article as it is stored: what is needed to settle it, and what is needed to write it out."""
    return (
        packed(_facts(item, key), key),
        packed(Content(item.body, item.headings, item.text), key),
    )


def _facts(item: Prepared, key: bytes) -> Prepared:
    return replace(item, body=(), headings=(), text="", key=key)


def _portion(jobs: Sequence[Job], rules: Rules) -> list[Packed]:
    return [pack(prepare(job.source, job.path, job.kind, rules), job.key) for job in jobs]


def _alone(job: Job, rules: Rules) -> Packed | Prepared:
    """One article in one process: what a save in an editor asks for."""
    context = _context()
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, job, rules), daemon=True)
    process.start()
    there.close()
    try:
        found = here.recv() if here.poll(rules.max_seconds) else TooLongError()
    except EOFError as gone:
        found = gone
    process.kill()
    process.join()
    return _ended(job, found, rules) if isinstance(found, Exception) else found


def _send(there: Any, job: Job, rules: Rules) -> None:
    end_with_parent()
    _limit_memory(rules.max_memory)
    try:
        there.send(_portion([job], rules)[0])
    except MemoryError as error:
        there.send(error)


def _results(pool: ProcessPool, jobs: Sequence[Job], future: Any, rules: Rules) -> Iterator[Packed | Prepared]:
    """The articles of one portion; one by one where the portion failed."""
    from pebble import ProcessExpired

    try:
        yield from future.result()
    except (TooLongError, MemoryError, ProcessExpired) as error:
        if len(jobs) == 1:
            yield _ended(jobs[0], error, rules)
            return
        alone = [pool.schedule(_portion, args=[[job], rules], timeout=rules.max_seconds) for job in jobs]
        for job, one in zip(jobs, alone, strict=True):
            yield from _results(pool, [job], one, rules)


def _ended(job: Job, error: Exception, rules: Rules) -> Prepared:
    if isinstance(error, TooLongError):
        message = f"took longer than {rules.max_seconds:g} seconds to convert"
        hint = 'Look for long runs of [, <, * or deep lists, or raise WAYPOST["max_seconds"].'
    elif isinstance(error, MemoryError):
        message = f"took more than {rules.max_memory // 2**20} MiB of memory to convert"
        hint = "Look for what repeats or nests, or split the file."
    else:
        message, hint = "ended the process that converted it", "Look for what repeats or nests, or split the file."
    return Prepared(job.path, job.kind, None, problems=(Problem(job.path, 1, "file", message, hint),))


def _context() -> Any:
    """fork, where there is it: the workers have all modules already."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in methods else None)


def _begin(limit: int) -> None:
    """In a worker, before its first article."""
    end_with_parent()
    collect_seldom()
    _limit_memory(limit)


def _limit_memory(limit: int) -> None:
    """Address space beyond what the worker has now (RLIMIT_AS); a system that knows no such limit goes without."""
    with suppress(OSError, ValueError):
        pages = int(open("/proc/self/statm").read().split()[0])  # noqa: SIM115
        total = pages * resource.getpagesize() + limit
        resource.setrlimit(resource.RLIMIT_AS, (total, total))
