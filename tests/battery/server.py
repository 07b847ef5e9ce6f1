"""The other end of runner.py: the blog is built once, and each run gets a copy of it and of its output."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.battery.case import Change, a_blog
from tests.battery.outputs import check_output
from tests.battery.runner import ROOT
from tests.site.blog import NOW, Blog, tree

_BUILT = re.compile(r"/\.waypost/builds/[^/]+/")
SECONDS = 15
"""A command that takes longer hangs: limits are 2 seconds for an article, and several commands run at once."""


@dataclass(frozen=True)
class Ran:
    """A command that ran. code: None where it hung; former, now: the output before and after, by file and hash."""

    blog: Blog
    code: int | None
    seconds: float
    told: str
    former: dict[str, str]
    now: dict[str, str]


def _copy(source: str, target: str) -> None:
    """The former output by hard links, as builds have it; what a case may write to by copies, also what is kept
    between builds: databases are written in place."""
    (os.link if _BUILT.search(source) else shutil.copy2)(source, target)


class Server:
    """One process that runs commands, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.battery.runner"],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.base, self.former = a_blog(folder / "base" / "blog"), {}
        ran = self._command(self.base, ["build"])
        assert ran.code == 0, ran.told
        check_output(self.base, {}, ran.now)
        self.former = ran.now

    def close(self) -> None:
        """End the process: it ends when nothing is asked any more."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def run(self, changes: Sequence[Change], task: Sequence[str]) -> Ran:
        """A command after these changes, in a folder of its own; the one before is gone then."""
        shutil.rmtree(self.folder / str(self.count), ignore_errors=True)
        self.count += 1
        home = self.folder / str(self.count)
        shutil.copytree(self.base.root, home / "blog", symlinks=True, copy_function=_copy)
        blog = Blog(home / "blog")
        for change in changes:
            change(blog)
        return self._command(blog, list(task))

    def _command(self, blog: Blog, task: list[str]) -> Ran:
        argv = [*task, "--settings", "pelicanconf.py", *([] if "--now" in task else ["--now", NOW])]
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"cwd": str(blog.root), "argv": argv, "seconds": SECONDS}) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        told = b"".join((blog.root.parent / name).read_bytes() for name in ("stdout", "stderr"))
        text = told.decode("utf-8", "surrogateescape")
        return Ran(blog, reply["code"], reply["seconds"], text, self.former, tree(blog.output))
