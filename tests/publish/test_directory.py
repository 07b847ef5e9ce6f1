from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured
from plugins.publish.directory import Directory

ONE, TWO = "20261121T203301Z-1a2b3c4d", "20261121T203301Z-1a2b3c4d-2"


def make(root: Path, *paths: str, current: str = "") -> Directory:
    """A target with these folders ("x/") and files."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).mkdir(parents=True) if path.endswith("/") else (root / path).touch()
    if current:
        (root / "current").symlink_to(current)
    return Directory(root)


def test_releases_and_the_one_online(tmp_path: Path) -> None:
    place = make(tmp_path, f"releases/{TWO}/", f"releases/{ONE}/", "releases/README", current=f"releases/{TWO}")
    assert place.ids() == [ONE, TWO]
    assert place.current() == TWO
    place.require_ours()


def test_nothing_online(tmp_path: Path) -> None:
    assert Directory(tmp_path / "nowhere").current() is None
    assert make(tmp_path, "releases/", current=f"releases/{ONE}").current() is None


@pytest.mark.parametrize("pointee", ["/etc", "releases", "releases/v1", f"../releases/{ONE}", f"releases/{ONE}/posts"])
def test_a_current_that_leads_elsewhere_is_not_ours(tmp_path: Path, pointee: str) -> None:
    place = make(tmp_path, f"releases/{ONE}/posts/", current=pointee)
    with pytest.raises(Misconfigured, match=r"leads to .*, which is no release"):
        place.require_ours()


@pytest.mark.parametrize("path", ["current/", "current", "current/index.html"])
def test_a_current_that_is_no_link_is_not_ours(tmp_path: Path, path: str) -> None:
    with pytest.raises(Misconfigured, match="no symbolic link of Waypost"):
        make(tmp_path, path).require_ours()


@pytest.mark.parametrize(
    "paths", [["index.html"], [".git/"], ["releases/v1.0/"], ["releases/notes.md"], [".lock", "thesis.tex"]]
)
def test_a_folder_with_other_things_is_not_ours(tmp_path: Path, paths: list[str]) -> None:
    with pytest.raises(Misconfigured, match="is not empty and no target of Waypost"):
        make(tmp_path, *paths).require_ours()


@pytest.mark.parametrize(
    "paths",
    [
        [],
        [".lock"],
        [".lock", "releases/", "receipts/"],
        [".lock", "releases/", f".staging-{ONE}/index.html"],
        ["README", ".well-known/", f"releases/{ONE}/"],
    ],
)
def test_ours_at_every_moment_of_its_life(tmp_path: Path, paths: list[str]) -> None:
    make(tmp_path, *paths).require_ours()


def test_a_file_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(Misconfigured, match="is no folder"):
        Directory(tmp_path / "site").require_ours()
