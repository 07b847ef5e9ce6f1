from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.blog import ROOT

BEGIN = """
import os, sys, time
from pathlib import Path
from plugins.cache import pool, workshop
from plugins.core.unit import Unit
from plugins.posts.rules import Rules
from tests.factories import a_house

def work(*_):
    os.write(1, (str(os.getpid()) + os.linesep).encode())
    time.sleep(600)
"""
WORK = {
    "units in forked processes": """
workshop.FEW, workshop.cores = 0, lambda: 2
units = [Unit(f"{n}.html", "x", None, work) for n in range(30)]
workshop.Workshop(a_house(), units, Path(sys.argv[1]), None, {}, lambda path, data: []).make()
""",
    "articles in the pool": """
pool.prepare = work
list(pool.prepare_all([pool.Job(f"{n}.md", "post", b"") for n in range(40)], Rules(max_seconds=500)))
""",
    "one article in a process of its own": """
pool.prepare = work
list(pool.prepare_all([pool.Job("one.md", "post", b"")], Rules(max_seconds=500)))
""",
}


@pytest.fixture
def parent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", BEGIN + WORK[request.param], str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("parent", WORK, indirect=True)
def test_who_starts_workers_and_is_killed_leaves_none(parent: subprocess.Popen[str]) -> None:
    """Each worker holds the other end of this pipe: it ends when the last of them does."""
    assert parent.stdout
    worker = int(parent.stdout.readline())
    assert worker != parent.pid
    os.kill(worker, 0)
    parent.kill()
    parent.wait()
    while True:
        assert select.select([parent.stdout.fileno()], [], [], 60)[0], "a worker is left"
        if not os.read(parent.stdout.fileno(), 1 << 16):
            return
