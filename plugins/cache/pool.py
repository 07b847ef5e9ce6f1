"""The one pool of worker processes. Each article is prepared in a worker that is ended when it takes too long.

Python-Markdown is quadratic or worse on some texts; no limit inside the process could stop it. pebble ends the worker,
starts another, and every other article is still prepared and reported.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from typing import Any

from pebble import ProcessExpired, ProcessPool

from plugins.core.errors import Problem
from plugins.core.house import Job
from plugins.core.post import Prepared
from plugins.posts.reader import Rules, prepare


def prepare_all(jobs: Sequence[Job], rules: Rules) -> list[Prepared]:
    """Every job prepared, in the order given; what is ended comes back as an article with one Problem."""
    with ProcessPool(
        max_workers=min(len(jobs), os.cpu_count() or 1),
        context=_context(),
        initializer=_limit_memory,
        initargs=(rules.max_memory,),
    ) as pool:
        waiting = [
            pool.schedule(prepare, args=[job.source, job.path, job.kind, rules], timeout=rules.max_seconds)
            for job in jobs
        ]
        return [_result(job, future, rules) for job, future in zip(jobs, waiting, strict=True)]


def _result(job: Job, future: Any, rules: Rules) -> Prepared:
    try:
        prepared: Prepared = future.result()
        return prepared
    except TooLongError:
        message = f"took longer than {rules.max_seconds:g} seconds to convert"
        hint = 'Look for long runs of [, <, * or deep lists, or raise WAYPOST["max_seconds"].'
    except MemoryError:
        message = f"took more than {rules.max_memory // 2**20} MiB of memory to convert"
        hint = "Look for what repeats or nests, or split the file."
    except ProcessExpired:
        message, hint = "ended the process that converted it", "Look for what repeats or nests, or split the file."
    return Prepared(job.path, job.kind, None, problems=(Problem(job.path, 1, "file", message, hint),))


def _context() -> Any:
    """fork, where there is it: the workers have all modules already."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in methods else None)


def _limit_memory(limit: int) -> None:
    """Address space beyond what the worker has now (RLIMIT_AS); a system that knows no such limit goes without."""
    with suppress(OSError, ValueError):
        pages = int(open("/proc/self/statm").read().split()[0])  # noqa: SIM115
        total = pages * resource.getpagesize() + limit
        resource.setrlimit(resource.RLIMIT_AS, (total, total))
