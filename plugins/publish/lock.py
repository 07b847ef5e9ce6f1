"""One publish at a time: a lock that the system drops when its holder dies, however it dies."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from plugins.core.errors import PublishFailed
from plugins.core.text import printable
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk


@contextmanager
def locked(disk: Disk, place: Directory) -> Iterator[None]:
    """The target is ours alone while inside; its folder exists.

    Raises PublishFailed at once where another process has it, and names it. The file itself is never removed: a lock
    on a removed file would keep nobody out.
    """
    handle = disk.open_lock(place.lock)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishFailed(f"another publish to {place.root} is under way{_holder(handle)}; try later") from None
        disk.stamp(handle, f"process {os.getpid()}, since {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        try:
            yield
        finally:
            disk.stamp(handle, "")
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    """Who has it, as they wrote it down; "" in the moment before they did."""
    text = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
    return f" ({printable(text)})" if text else ""
