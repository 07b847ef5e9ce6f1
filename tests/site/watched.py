"""Runs tasks.py with every change of the file system counted, by Python's own audit events (PEP 578).

    python watched.py FOLDER ACTION AT -- task arguments ...

FOLDER: only changes below it count. ACTION: count (prints how many, at the end), kill (SIGKILL before change AT), full
(from change AT on the disk is full), offline (a connection or name look-up ends the process).
"""

from __future__ import annotations

import errno
import os
import runpy
import signal
import sys
from typing import Any

FOLDER, ACTION, AT = sys.argv[1], sys.argv[2], int(sys.argv[3])
CHANGES = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}
NET = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
GROWS = {"open", "os.link", "os.symlink", "os.mkdir"}
seen = 0


def is_change(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        path, _, flags = args
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        return bool(writes) and isinstance(path, str) and path.startswith(FOLDER)
    return event in CHANGES and any(isinstance(arg, str | os.PathLike) and str(arg).startswith(FOLDER) for arg in args)


def hook(event: str, args: tuple[Any, ...]) -> None:
    global seen
    if ACTION == "offline" and event in NET:
        os.write(2, f"network: {event} {args}\n".encode())
        os._exit(99)
    if is_change(event, args):
        seen += 1
        if ACTION == "kill" and seen == AT:
            os.kill(os.getpid(), signal.SIGKILL)
        if ACTION == "full" and seen >= AT and event in GROWS:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))


MAIN, leave = os.getpid(), os._exit


def told(code: int) -> None:
    """A task may leave without Python's own end."""
    if ACTION == "count" and os.getpid() == MAIN:
        os.write(1, f"changes: {seen}\n".encode())
    leave(code)


os._exit = told  # type: ignore[assignment]
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, root)
sys.argv = [os.path.join(root, "tasks.py"), *sys.argv[5:]]
sys.dont_write_bytecode = True
sys.addaudithook(hook)
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    if ACTION == "count":
        print(f"changes: {seen}", flush=True)
