"""The one pool of worker processes. Articles are prepared in workers that are ended when one takes too long.

Python-Markdown is quadratic or worse on some texts; no limit inside the process could stop it. pebble ends the worker,
starts another, and every other article is still prepared and reported. Articles go to the workers in portions; where a
portion fails, each of its articles gets a worker and a limit of its own, so that the one at fault is named.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from plugins.cache.apart import collect_seldom
from plugins.cache.orphans import end_with_parent
from plugins.cache.store import packed
from plugins.core.compact import changed
from plugins.core.errors import Problem
from plugins.core.later import put_off
from plugins.core.post import Content, Prepared
from plugins.core.records import dataclass
from plugins.posts.reader import prepare, warm_up
from plugins.posts.rules import Rules

if TYPE_CHECKING:
    from pebble import ProcessPool

_FEW = 3
"""So many articles are prepared one after the other, each in a process of its own: a pool takes longer to open."""
_PORTION = 24
_CUTS = 4
"""Shorter portions that each of the last two is cut into."""
_AHEAD = 8
"""Portions for each core that may be read, or be done, before anybody takes them."""
_TICK, _LAST_TICK = 0.02, 0.002
"""Seconds between two looks of the pool at its workers; and while it does its last portions, for so long it takes until
it sees that it shall end, and nobody does anything meanwhile."""
Packed = tuple[bytes, bytes]
"""Facts and content of one prepared article, as they are stored."""
_Waiting = tuple[Sequence["Job"], Any]
"""The jobs of a portion, and the future of their articles."""


@dataclass(frozen=True, slots=True)
class Job:
    """One source file to prepare. path: as Problems name it; key: under which it is stored."""

    path: str
    kind: Literal["post", "page"]
    source: bytes
    key: bytes = b""


def prepare_all(jobs: Iterable[Job], rules: Rules) -> Iterator[tuple[Job, Packed | Prepared]]:
    """Each job with what was prepared of it, packed, in the order given; what is ended comes as an article with one
    Problem. Jobs are asked for while the first ones are at work, and are given back while others still are."""
    coming, cores = iter(jobs), os.cpu_count() or 1
    first = list(islice(coming, max(_FEW + 1, _PORTION * cores)))
    if len(first) <= _FEW:
        for job in first:
            yield job, _alone(job, rules)
        return
    size = min(_PORTION, -(-len(first) // cores))
    with _pool(min(len(first), cores), rules) as pool:
        waiting = deque[_Waiting]()
        for some in _portions(chain(first, coming), size):
            waiting.append((some, pool.schedule(_portion, args=[some, rules], timeout=rules.max_seconds)))
            while waiting and (waiting[0][1].done() or len(waiting) > _AHEAD * cores):
                yield from _results(pool, *waiting.popleft(), rules)
        while waiting:
            if len(waiting) <= cores:
                _look_every(_LAST_TICK)
            yield from _results(pool, *waiting.popleft(), rules)


def _portions(jobs: Iterator[Job], size: int) -> Iterator[list[Job]]:
    """In portions of `size`; the last ones are short, so that nobody waits for a long one in the end."""
    some = list(islice(jobs, 2 * size))
    while len(some) == 2 * size:
        yield some[:size]
        some = [*some[size:], *islice(jobs, size)]
    step = max(1, size // _CUTS)
    yield from (some[at : at + step] for at in range(0, len(some), step))


def _pool(workers: int, rules: Rules) -> ProcessPool:
    """The pool; its workers are forked as soon as there is something to do, with all that they have in common."""
    with put_off({"pebble.asynchronous": ()}, {"asyncio": ()}):  # its decorators, which bring ssl along
        from pebble import ProcessPool  # after an edit nobody asks for it

    warm_up(rules)
    _look_every(_TICK)
    return ProcessPool(workers, context=_context(), initializer=_begin, initargs=(rules.max_memory,))


def _look_every(seconds: float) -> None:
    from pebble import CONSTS

    CONSTS.sleep_unit = seconds


def pack(item: Prepared, key: bytes) -> Packed:
    """An article as it is stored: what is needed to settle it, and what is needed to write it out."""
    return (
        packed(_facts(item, key), key),
        packed(Content(item.body, item.headings, item.text), key),
    )


def _facts(item: Prepared, key: bytes) -> Prepared:
    return changed(item, body=(), headings=(), text="", key=key)


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


def _results(
    pool: ProcessPool, jobs: Sequence[Job], future: Any, rules: Rules
) -> Iterator[tuple[Job, Packed | Prepared]]:
    """The articles of one portion; one by one where the portion failed."""
    from pebble import ProcessExpired

    try:
        yield from zip(jobs, future.result(), strict=True)
    except (TooLongError, MemoryError, ProcessExpired) as error:
        if len(jobs) == 1:
            yield jobs[0], _ended(jobs[0], error, rules)
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
