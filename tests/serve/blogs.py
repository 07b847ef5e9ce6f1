"""A miniature blog with a theme of its own, and `./inv serve` on it as people run it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.serve.chromium import LIMIT
from tests.site.blog import NOW, ROOT, Blog, make


def a_blog(root: Path) -> Blog:
    """The theme is a copy: tests edit it."""
    blog = make(root)
    shutil.copytree(ROOT / "theme", root / "theme")
    blog.setting('THEME = "theme"')
    return blog


def hear_ctrl_c() -> None:
    """As in a terminal: what a shell starts in the background, CI's tests among them, inherits that it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Served:
    """A server in a process of its own, at a free port, ready."""

    def __init__(self, blog: Blog, *more: str, port: int = 0) -> None:
        self.blog = blog
        self._log = blog.root / "serve.log"
        command = [sys.executable, str(ROOT / "tasks.py"), "serve", "--settings", "pelicanconf.py"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(port), "--now", NOW, *more],
                cwd=blog.root,
                stdout=log,
                stderr=log,
                preexec_fn=hear_ctrl_c,
            )
        self.address = self.until(r"serving (\S+/)")
        self.port = int(self.address.split(":")[2].split("/")[0])

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def until(self, words: str) -> str:
        """The first group of a pattern, as soon as the terminal shows it."""
        end = time.monotonic() + LIMIT
        while not (found := re.search(words, self.log)):
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.02)
        return found[1] if found.groups() else found[0]

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ctrl-C. Gives the exit code."""
        self.process.send_signal(how)
        return self.process.wait(LIMIT)
