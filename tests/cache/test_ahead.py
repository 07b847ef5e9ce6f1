from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.cache import ahead

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {
    "": (ROOT / "pelicanconf.py", None, False),
    "--preview": (ROOT / "pelicanconf.py", None, True),
    "--settings x.py --content posts": (Path("x.py"), Path("posts"), False),
    "--output out --now 2026-01-01 --full --format json --why /": (ROOT / "pelicanconf.py", None, False),
}
"""What is understood, and what of it."""
OTHERS = (
    "--settings=x.py",
    "-s x.py",
    "--hold-back",
    "--no-such",
    "--full clean",
    "--why --preview",
    "--content",
    "--content a --content b",
    "--help",
)
"""What the task alone understands, or nobody."""
CODE = """
import json, sys
from pathlib import Path
from plugins.cache import ahead

begun = []
ahead._start = lambda told: begun.append(told) or dict
sys.argv = ["inv", "build", *sys.argv[1:]]
ahead.begin(sys.argv[1:], Path("ROOT"))
first = len(begun)
import tasks
import plugins.posts.build

def run(options):
    sys.stdout = sys.__stdout__
    print(json.dumps([first, [[str(part) for part in told] for told in begun]]))
    raise SystemExit(0)

plugins.posts.build.run = run
tasks.main()
"""


def asked(arguments: Sequence[str]) -> tuple[int, list[list[str]]]:
    """How many were begun before the task, and what in all, with the real reading of arguments."""
    command = [sys.executable, "-c", CODE.replace("ROOT", str(ROOT)), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, begun = json.loads(done.stdout)
    return first, begun


@pytest.mark.parametrize("said", PLAIN)
def test_plain_arguments_are_read_as_the_task_reads_them(said: str) -> None:
    """Else it would be begun twice: once with one understanding, and again with the other."""
    assert ahead._told(["build", *said.split()], ROOT) == PLAIN[said]
    assert asked(said.split()) == (1, [[str(part) for part in PLAIN[said]]])


@pytest.mark.parametrize("said", OTHERS)
def test_in_all_other_cases_nothing_is_begun_before_the_task(said: str) -> None:
    assert ahead._told(["build", *said.split()], ROOT) is None


@pytest.mark.parametrize(("said", "times"), [("--settings=pelicanconf.py", 1), ("--hold-back", 0)])
def test_then_the_task_begins_where_it_needs_it(said: str, times: int) -> None:
    first, begun = asked([said])
    assert (first, len(begun)) == (0, times)


@pytest.mark.parametrize("task", [[], ["check"], ["--list"], ["serve", "--preview"]])
def test_other_tasks_begin_with_nothing(task: list[str]) -> None:
    assert ahead._told(task, ROOT) is None


def test_what_was_begun_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = list[object]()

    def start(told: object) -> object:
        begun.append(told)
        return dict

    monkeypatch.setattr(ahead, "_start", start)
    ahead._begun[(Path("x.py"), None, False)] = dict
    for _ in range(2):
        assert ahead.begun(Path("x.py"), None, False)() == {}
    assert begun == [(Path("x.py"), None, False)]
