"""Serves until somebody ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from plugins.core.errors import Problem
from plugins.serve.board import Board
from plugins.serve.hosts import address_of
from plugins.serve.keeper import Keeper, named
from plugins.serve.server import Server
from plugins.serve.site import Site
from plugins.serve.watch import Watch


def run(
    site: Site,
    host: str,
    port: int,
    words: Callable[[Sequence[Problem]], str],
    echo: Callable[[str], None],
    first: AbstractContextManager[Any],
) -> None:
    """Serve `site` and keep it new until Ctrl-C. Raises Misconfigured where nobody can listen at `host` and `port`.

    words: Problems as the terminal shows them; echo: prints a line at once; first: goes around the first reading, which
    may take a while.
    """
    keeper = Keeper(site, Board(f"{time.time_ns():x}"), words, echo)
    server, watch = Server(host, port, keeper), Watch(site, echo)
    try:
        watch.start()  # before anything is read: what is saved meanwhile is not lost
        with first:
            keeper.refresh()
        threading.Thread(target=server.serve_forever, daemon=True, name="serve").start()
        echo(f"serving {address_of(host, server.server_port)}{site.base}/ (Ctrl-C ends it)")
        for paths in watch.changes():
            keeper.refresh(named(paths, (*site.folders, site.settings.parent)), watch.is_calm)
    except KeyboardInterrupt:
        echo("")
    finally:
        watch.stop()
        server.server_close()
