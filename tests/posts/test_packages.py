from __future__ import annotations

import importlib.metadata
import sys
import sysconfig
from pathlib import Path

import pytest

from plugins.posts.packages import PREPARING, WRITING, is_optimized, versions
from plugins.posts.stale import ground
from tests.factories import a_site


@pytest.mark.parametrize("name", sorted(WRITING))
def test_the_version_is_the_one_that_is_installed(name: str) -> None:
    """Where a package is not installed (tzdata, where the system knows the zones) there is none."""
    try:
        expected = [f"{name} {importlib.metadata.version(name)}"]
    except importlib.metadata.PackageNotFoundError:
        expected = []
    assert versions({name}) == expected


def test_what_prepares_has_a_say_in_what_is_written() -> None:
    assert PREPARING < WRITING


def test_another_version_is_another_ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that another Jinja has made is not linked, but made again."""
    from plugins.posts.fingerprints import Fingerprints

    def grounds(*installed: str) -> bytes:
        for name in installed:
            (tmp_path / name).mkdir(exist_ok=True)
        return ground(a_site(), "", tmp_path / "engine", Fingerprints())

    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    first = grounds("Jinja2-3.1.6.dist-info", "pytest-9.0.dist-info")
    assert versions(WRITING) == ["jinja2 3.1.6"]
    assert grounds("pytest-9.1.dist-info") == first
    assert grounds("twitter_text_parser-3.0.0.dist-info") != first


@pytest.mark.parametrize(
    "entry", ["Feed_Gen-1.0.0.dist-info", "feed.gen-1.0.0.egg-info", "feed_gen-1.0.0-py3.11.egg-info"]
)
def test_a_package_is_known_however_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    """An older pip installs what has no wheel in the form of setuptools."""
    (tmp_path / entry).mkdir()
    (tmp_path / "feed_gen").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert versions({"feed-gen"}) == ["feed-gen 1.0.0"]


@pytest.mark.parametrize(
    ("prefix", "said", "expected"),
    [
        ("/usr", "'--prefix=/usr'", True),
        ("/usr/local", "'--enable-optimizations' '--with-lto'", True),
        ("/home/me/.pyenv/versions/3.13.1", "'--enable-shared'", False),
        ("C:\\Python", None, True),
    ],
)
def test_whether_python_was_built_to_be_quick(
    monkeypatch: pytest.MonkeyPatch, prefix: str, said: str | None, expected: bool
) -> None:
    monkeypatch.setattr(sys, "base_prefix", prefix)
    monkeypatch.setattr(sysconfig, "get_config_var", {"CONFIG_ARGS": said}.get)
    assert is_optimized() is expected
