from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from plugins.posts.beside import beside


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def test_it_is_where_python_keeps_compiled_modules(tmp_path: Path) -> None:
    assert beside(tmp_path / "theme/base.html") == tmp_path / "theme/__pycache__"


def test_whoever_wants_it_elsewhere_has_it_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    assert beside(Path("/engine/base.html")) == tmp_path / "kept/engine"


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert beside(tmp_path / "base.html") is None


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_kept_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        (tmp_path / "__pycache__").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: not Path(path).is_relative_to(tmp_path) or mode != os.W_OK)
    assert beside(tmp_path / "base.html") is None


def test_a_prefix_that_no_file_system_takes_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself passes over it."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / ("a" * 300)))
    assert beside(Path("/engine/base.html")) is None
