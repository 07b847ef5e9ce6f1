from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured
from plugins.publish.targets import find_target, open_target


def test_folders_and_file_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    place = (tmp_path / "my site").resolve()
    for target in ("my site", "./my site", "~/my site", str(place), f"file://{tmp_path}/my%20site",
                   f"FILE://localhost{tmp_path}/my%20site", f"file:{tmp_path}/my%20site/"):  # fmt: skip
        assert find_target(target).root == place
    assert not place.exists()


@pytest.mark.parametrize("target", ["s3://bucket/blog", "https://example.com", "sftp://host/x", "remote:blog",
                                    "deploy@example.com:/srv/www"])  # fmt: skip
def test_another_kind_of_target_is_told_what_exists(target: str) -> None:
    with pytest.raises(Misconfigured, match=r"cannot publish to '.*': a target is a folder .* or file:///srv/www/blog"):
        find_target(target)


@pytest.mark.parametrize("target", ["", " ", "a\0b"])
def test_no_target(target: str) -> None:
    with pytest.raises(Misconfigured, match="no target given"):
        find_target(target)


@pytest.mark.parametrize("target", ["file://srv/www", "file:///srv?x=1", "file:///srv#x", "file:srv"])
def test_file_urls_that_are_none(target: str) -> None:
    with pytest.raises(Misconfigured, match="no file: address of this machine"):
        find_target(target)


@pytest.mark.parametrize("target", ["output", "output/site", "."])
def test_target_and_output_lie_apart(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".lock").touch()  # else "." is refused for what stands in it
    with pytest.raises(Misconfigured, match="lie in each other"):
        open_target(target, (tmp_path / "output").resolve())
    assert open_target("output2", (tmp_path / "output").resolve()).root == (tmp_path / "output2").resolve()
