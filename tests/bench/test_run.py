"""The whole, with ten posts: what is made of it, and never how long it took."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import articles
from bench.rounds import WORKS
from bench.run import _spent
from bench.sites import make_sites
from bench.tools import ROOT


def inv(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tasks.py"), "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("bench") / "results.md"
    done = inv("--posts", "10", "--rounds", "1", "--tools", "ours,pelican", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count(" round 1 ") == 2 * len(WORKS)
    assert done.stdout == out.read_text()
    return done.stdout


def test_saves_were_seen_in_a_browser(told: str) -> None:
    assert re.search(r"^Ready after \d+\.\d s\.$", told, re.M)
    for edit in ("body", "title"):
        assert re.search(rf"^\| a {edit} \| \d+ \| \d+-\d+ \| 3 \|$", told, re.M)


def test_the_tables(told: str) -> None:
    heads = [line for line in told.splitlines() if line.startswith("#")]
    assert heads == [
        *("# How fast", "## 10 posts", "## From a save to the browser (10 posts)", "## Where our time goes (10 posts)"),
        *("### Cold", "### One edited body", "### Imports"),
    ]
    seconds = r"\d+\.\d\d \| \d+\.\d\d-\d+\.\d\d \| \d+\.\d\d \| \d+ \| \d+\.\d\d \(\d+\.\d\d-\d+\.\d\d\) \| \d+ \|"
    for work in WORKS.values():
        for tool in ("Waypost", "stock Pelican"):
            assert re.search(rf"^\| {work} \| {tool} \| {seconds}$", told, re.M), (work, tool)


def test_the_machine_and_the_command(told: str) -> None:
    assert "- `./inv bench --posts 10 --rounds 1 --tools ours,pelican`\n" in told
    assert re.search(
        r"^- \d{4}-\d\d-\d\d; \d+ cores .*; Python 3\.\d+\.\d+(, built without optimization)?; load before: \d",
        told,
        re.M,
    )
    assert re.search(r"^- Waypost \d+\.\d+\.\d+, stock Pelican 4\.12\.\d+$", told, re.M)
    assert str(ROOT) not in told


def test_where_the_time_went(told: str) -> None:
    cold, warm = (told.partition(f"### {title}")[2].partition("###")[0] for title in ("Cold", "One edited body"))
    for table in (cold, warm):
        assert "| importing |" in table
        assert re.search(r"^\| plugins/\w+ \| \d+\.\d\d \| \d+\.\d\d \| \d+% \|$", table, re.M)
    assert re.search(r"^\| all \| \d+ \|$", told, re.M)


def test_wrong_usage_ends_with_2_and_words() -> None:
    done = inv("--posts", "3")
    assert done.returncode == 2
    assert "at least 4 posts" in done.stderr


def test_a_profile_that_fails_is_told_and_loses_nothing(tmp_path: Path) -> None:
    [ours] = make_sites(("ours",), articles(4), tmp_path, None)
    (ours.folder / "content/data/stages.yaml").unlink()
    told = _spent(ours, 4, 0)
    assert "A build under the profiler ended with 1" in told
    assert "Nothing was written" in told
