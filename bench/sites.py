"""A tool's site in a folder of its own: made once, then built, edited and built again."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Article
from bench.timing import Measured, measure
from bench.tools import TOOLS, Tool, modules_of

PEERS = Path(__file__).resolve().parent / "peers"


@dataclass(frozen=True, slots=True)
class Site:
    """name: the tool's in TOOLS; command: what builds; modules: node_modules where the tool needs some."""

    name: str
    tool: Tool
    command: Sequence[str]
    folder: Path
    modules: Path | None = None

    @property
    def output(self) -> Path:
        return self.folder / self.tool.output

    def found(self) -> None:
        """Write all but the posts."""
        (self.folder / self.tool.posts).mkdir(parents=True)
        if (PEERS / self.name).is_dir():
            shutil.copytree(PEERS / self.name, self.folder, dirs_exist_ok=True)
        for name, text in self.tool.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if self.modules:
            shutil.copy(self.modules.parent / "package.json", self.folder)
            (self.folder / "node_modules").symlink_to(self.modules)

    def write(self, post: Article) -> None:
        """Write a post's source file, or write it again with other words."""
        name = self.tool.name.format(slug=post.slug, date=f"{post.date:%Y-%m-%d}")
        (self.folder / self.tool.posts / name).write_text(self.tool.write(post), encoding="utf-8")

    def clear(self) -> None:
        """Put aside the built site and all that the tool keeps between builds, beside the site's folder. Nothing is
        removed: for a minute and more ext4 passes over each inode that was freed of late before it gives a new one
        (`recently_deleted`, fs/ext4/ialloc.c), and a tool with many files pays for what another one left."""
        aside = Path(tempfile.mkdtemp(prefix="away-", dir=self.folder.parent))
        for path in (self.output, *(self.folder / name for name in self.tool.kept)):
            if path.is_symlink() or path.exists():
                path.rename(aside / path.name)

    def build(self) -> Measured:
        return measure(self.command, self.folder, self.folder.with_suffix(".log"), self.tool.environment)

    def page(self, post: Article) -> str:
        """A post's built page; empty where there is none."""
        path = self.output / "posts" / post.slug / "index.html"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def pages(self) -> int:
        """How many HTML pages the built site has."""
        return sum(name.endswith(".html") for _, _, names in os.walk(self.output) for name in names)


def make_sites(names: Iterable[str], posts: Iterable[Article], folder: Path, peers: Path | None) -> list[Site]:
    """The sites of the named tools, all of the same posts. The tools must be there: see `tools`."""
    sites = [_site(name, folder, peers) for name in names]
    for site in sites:
        site.found()
    for post in posts:
        for site in sites:
            site.write(post)
    return sites


def _site(name: str, folder: Path, peers: Path | None) -> Site:
    tool = TOOLS[name]
    command = tool.find(peers)
    assert command is not None, name
    return Site(name, tool, command, folder / name, modules_of(tool.modules, peers) if tool.modules else None)
