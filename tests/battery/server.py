"""The other end of runner.py: the blog is built once, and each case gets a copy of it and of its output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.battery.case import Case, a_blog
from tests.battery.runner import ROOT
from tests.site.blog import NOW, Blog, tree

SECONDS = 25
"""A command that takes longer hangs: limits are 2 seconds for an article, and two cases run at once."""


@dataclass(frozen=True)
class Ran:
    """A case that ran. code: None where it hung; former: the output before, by file and hash."""

    case: Case
    blog: Blog
    code: int | None
    seconds: float
    out: bytes
    err: bytes
    former: dict[str, str]

    @property
    def told(self) -> str:
        return (self.out + self.err).decode("utf-8", "surrogateescape")


class Server:
    """One process that runs cases, one after the other."""

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
        self.base = a_blog(folder / "base" / "blog")
        code, _ = self._run(self.base, ["build"])
        told = "".join((folder / "base" / name).read_text() for name in ("stdout", "stderr"))
        assert code == 0, told
        self.former = tree(self.base.output)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def run(self, case: Case) -> Ran:
        """The case in a folder of its own, beside nothing else; what is not needed any more goes when the next comes."""
        self.count += 1
        home = self.folder / str(self.count)
        shutil.rmtree(self.folder / str(self.count - 1), ignore_errors=True)
        shutil.copytree(self.base.root, home / "blog", symlinks=True)
        blog = Blog(home / "blog")
        case.change(blog)
        code, seconds = self._run(blog, list(case.task))
        out, err = ((home / name).read_bytes() for name in ("stdout", "stderr"))
        return Ran(case, blog, code, seconds, out, err, self.former)

    def _run(self, blog: Blog, task: list[str]) -> tuple[int | None, float]:
        argv = [*task, "--settings", "pelicanconf.py", *([] if "--now" in task else ["--now", NOW])]
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"cwd": str(blog.root), "argv": argv, "seconds": SECONDS}) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        return reply["code"], reply["seconds"]
