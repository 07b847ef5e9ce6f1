"""Workers end with the process that started them, however it ended.

Whoever is killed cannot tell them; they would wait for their next task for ever, or convert a hostile text to its end,
and hold the lock that they inherited: the next build would wait for a process that nobody sees.
"""

from __future__ import annotations

import multiprocessing
import os
from threading import Thread
from typing import Any


def end_with_parent() -> None:
    """To be called once in a worker. A thread waits for the end of a pipe that only the parent holds, and workers that
    were started later: the last one ends first, and lets the one before it go."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end, args=(parent,), daemon=True).start()


def _end(parent: Any) -> None:
    parent.join()
    os._exit(1)
