from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.timing import measure

MIB = 2**20


def test_what_it_says_and_how_it_ends(tmp_path: Path) -> None:
    done = measure([sys.executable, "-c", "print('one\\ntwo'); raise SystemExit(3)"], tmp_path, tmp_path / "log", {})
    assert (done.code, done.said) == (3, "two")
    assert (tmp_path / "log").read_text() == "one\ntwo\n"


def test_a_signal_is_told_as_a_negative_code(tmp_path: Path) -> None:
    done = measure(["sh", "-c", "kill -9 $$"], tmp_path, tmp_path / "log", {})
    assert done.code == -9


def test_the_folder_and_the_environment(tmp_path: Path) -> None:
    done = measure(["sh", "-c", 'echo "$PWD $WORD"'], tmp_path, tmp_path / "log", {"WORD": "yes"})
    assert done.said == f"{tmp_path.resolve()} yes"


@pytest.mark.parametrize("inside", [True, False], ids=["itself", "its child"])
def test_the_peak_is_that_of_the_largest_process(inside: bool, tmp_path: Path) -> None:
    large = "b = bytearray(300 * 2**20); b[::4096] = b'x' * len(b[::4096])"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}], check=True)"
    done = measure([sys.executable, "-c", large if inside else child], tmp_path, tmp_path / "log", {})
    assert done.code == 0
    assert 300 <= done.peak < 900
