"""Small built sites and targets for these tests, and the one question: is what readers get whole?"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from plugins.core.manifest import Manifest, Summary, home
from plugins.publish.disk import Disk
from plugins.publish.receipt import Receipt
from plugins.publish.run import publish

NOW = dt.datetime(2026, 11, 21, 20, 33, 1, tzinfo=dt.UTC)
URL = "https://blog.example.com"
OLD = {
    "index.html": b"old home",
    "404.html": b"gone",
    "posts/a/index.html": b"a",
    "posts/b/index.html": b"b, old",
    "feeds/all.rss.xml": b"<rss/>",
    "static/site.css": b"p{}",
}
NEW = {
    **{path: data for path, data in OLD.items() if path != "posts/a/index.html"},
    "index.html": b"new home",
    "posts/b/index.html": b"b, new",
    "posts/c/index.html": b"c",
}


class Fast(Disk):
    """The real disk without waiting for it: a kill, unlike a power cut, loses nothing that was written."""

    def fsync(self, path: Path) -> None:
        os.stat(path, follow_symlinks=False)


def write_output(root: Path, files: Mapping[str, bytes], preview: bool = False) -> Path:
    """A built site in the fresh folder `root`, with a manifest and a ledger in `_waypost/`."""
    summary = Summary(files=1, posts=1, drafts=0, scheduled=0, hidden=0, by_stage={}, pages=0, feeds=1, snippets=0,
                      links=0, warnings=0)  # fmt: skip
    manifest = Manifest(
        site="Site", url=URL, preview=preview, sources="0" * 8, summary=summary, scheduled={}, posts=()
    ).model_dump_json()
    at_home = {home("posts.json"): manifest.encode(), home("links.csv"): b"post\n"}
    for path, data in {**files, **at_home}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def put_online(output: Path, target: Path, seconds: int = 0, **options: object) -> tuple[Receipt, list[str]]:
    """Publishes, `seconds` after NOW; gives the receipt and the lines that were echoed."""
    said: list[str] = []
    settings = {"now": NOW + dt.timedelta(seconds=seconds), "disk": Fast(), "echo": said.append, **options}
    return publish(output, str(target), **settings), said  # type: ignore[arg-type]


def read_tree(root: Path) -> dict[str, bytes]:
    """Every file below `root` with its bytes; links and empty folders are told by odd keys."""
    found: dict[str, bytes] = {}
    for folder, folders, files in os.walk(root):
        for name in files:
            path = Path(folder, name)
            odd = "link:" if path.is_symlink() else ""
            found[odd + path.relative_to(root).as_posix()] = path.read_bytes()
        if not folders and not files:
            found[f"empty:{Path(folder).relative_to(root).as_posix()}"] = b""
    return found


def online(target: Path) -> dict[str, bytes]:
    """What readers get."""
    return read_tree(target / "current")


def assert_tidy(target: Path) -> None:
    """No rubbish: each release has its receipt, which fits it, and nothing else stands there."""
    assert set(os.listdir(target)) == {".lock", "releases", "receipts", "current"}
    assert os.readlink(target / "current") in {f"releases/{name}" for name in os.listdir(target / "releases")}
    assert (target / ".lock").read_bytes() == b""
    assert {f"{name}.json" for name in os.listdir(target / "releases")} == set(os.listdir(target / "receipts"))
    for path in (target / "receipts").iterdir():
        receipt = Receipt.model_validate_json(path.read_bytes())
        sizes = {name: len(data) for name, data in read_tree(target / "releases" / receipt.release).items()}
        assert sizes == {name: file.size for name, file in receipt.files.items()}
