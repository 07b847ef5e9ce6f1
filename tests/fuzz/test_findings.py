"""The long run's own parts: what is written down, what is counted, and that it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.findings import Run, TooLong, limited, place
from tests.fuzz.long import Tally, _note

ROOT = Path(__file__).resolve().parents[2]


def check(data: bytes) -> None:
    if data == b"slow":
        while True:
            pass
    if data == b"swallowed":
        try:
            check(b"slow")
        except Exception:
            return
    assert data != b"bad", "this is bad"
    if data.startswith(b"x"):
        raise ValueError(data)


def _run(found: Path, *inputs: bytes) -> Run:
    run = Run(check, found, 60)
    for data in inputs:
        run.try_out(data)
    return run


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(TooLong), limited(0.05):
        check(b"swallowed")


def test_the_limit_is_over_with_its_block() -> None:
    with limited(0.05):
        pass
    assert sum(range(3_000_000)) > 0


def test_each_finding_is_written_once_with_its_traceback(tmp_path: Path) -> None:
    run = _run(tmp_path, b"good", b"bad", b"x1", b"x2", b"bad")
    assert (run.executions, run.timeouts) == (5, 0)
    inputs = sorted(path.read_bytes() for path in tmp_path.glob("*.bin"))
    assert inputs == [b"bad", b"x1"]
    told = "".join(path.read_text() for path in tmp_path.glob("*.txt"))
    assert "AssertionError: this is bad" in told
    assert "ValueError: b'x1'" in told


def test_what_takes_too_long_is_counted_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.findings.limited", lambda: limited(0.05))
    run = _run(tmp_path, b"slow")
    assert (run.executions, run.timeouts) == (1, 1)
    assert [path.read_bytes() for path in tmp_path.glob("slow/*.bin")] == [b"slow"]
    assert list(tmp_path.glob("*.bin")) == []


def test_a_finding_is_named_by_its_place() -> None:
    names = []
    for data in (b"bad", b"x1", b"x2"):
        with pytest.raises((AssertionError, ValueError)) as caught:
            check(data)
        names.append(place(caught.value))
    assert names[0].startswith("AssertionError-")
    assert "this-is-bad" in names[0]
    assert names[1] == names[2]
    assert all("/" not in name for name in names)


def test_what_a_child_says_is_added_up() -> None:
    tally = Tally()
    for line in (
        "RUN 200 1",
        "#512\tNEW    cov: 2694 ft: 8517 corp: 270/30kb lim: 412 exec/s: 40",
        "FOUND /tmp/f/AssertionError-x",
        "FOUND /tmp/f/AssertionError-x",
        "FOUND /tmp/f/slow/0123",
        "RUN 400 2",
    ):
        _note(line, tally, (1000, 3))
    assert tally.findings == ["/tmp/f/AssertionError-x"]
    assert str(tally) == "1,400 executions, 5 timeouts; coverage: 2694 branches, 8517 features, 270 inputs; 1 findings"


def test_a_long_run_ends_with_its_figures(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.long", "--minutes", "0.05", "--found", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == (0 if run.stdout.rstrip().endswith("; 0 findings") else 1), run.stdout + run.stderr
    assert int(run.stdout.split(" executions")[0].replace(",", "")) > 0
