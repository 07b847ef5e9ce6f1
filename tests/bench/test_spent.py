from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.spent import by_place, place_of
from bench.tools import ROOT

PLACES = [
    (f"{ROOT}/plugins/dom/tree.py", "plugins/dom"),
    (f"{ROOT}/plugins/__init__.py", "plugins"),
    (f"{ROOT}/theme/templates/article.html", "theme"),
    (f"{ROOT}/.venv/lib/python3.11/site-packages/markdown/core.py", "markdown"),
    ("/usr/lib/python3.12/json/decoder.py", "Python: json"),
    ("/usr/lib/python3.12/re/__init__.py", "Python: re"),
    ("<frozen importlib._bootstrap>", "importing"),
    ("<string>", "Python's library"),
]


@pytest.mark.parametrize(("path", "place"), PLACES)
def test_places(path: str, place: str) -> None:
    assert place_of(path) == place


def test_what_c_functions_take_counts_where_they_were_called() -> None:
    ours, theirs = (f"{ROOT}/plugins/dom/tree.py", 1, "f"), ("/x/site-packages/markdown/core.py", 1, "g")
    called = {ours: (1, 1, 0.25, 0.25), theirs: (1, 1, 0.5, 0.5)}
    stats = {ours: (1, 1, 1.0, 2.0, {}), ("~", 0, "<len>"): (2, 2, 0.75, 0.75, called)}
    assert by_place([stats, stats]) == {"plugins/dom": 2.5, "markdown": 1.0}


SCRIPT = """
import os, sys
def work():
    return sum(n * n for n in range(200_000))
child = os.fork()
if not child:
    for _ in range(20):
        work()
    os.{end}
os.waitpid(child, 0)
work()
{last}
"""


@pytest.mark.parametrize("last", ["sys.exit(5)", "os._exit(5)"])
@pytest.mark.parametrize("end", ["_exit(0)", "kill(os.getpid(), 9)"], ids=["by itself", "killed"])
def test_children_are_profiled_too(end: str, last: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT.replace("{end}", end).replace("{last}", last))
    command = [sys.executable, "-m", "bench.profiled", str(tmp_path), str(tmp_path / "script.py")]
    assert subprocess.run(command, cwd=ROOT).returncode == 5
    stats = {path.stem: marshal.loads(path.read_bytes()) for path in tmp_path.glob("*.prof")}
    assert len(stats) == 2
    for name, found in stats.items():
        assert any(function == "work" for _, _, function in found), name
