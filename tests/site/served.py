"""The sample blog, published once, and what stands in its pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-30"


@dataclass(frozen=True)
class Published:
    """output: the built site, with the folder that stays at home; root: what a web server gives."""

    output: Path
    root: Path

    @property
    def pages(self) -> Iterator[Path]:
        """Every HTML file that readers get."""
        return iter(sorted(self.root.rglob("*.html")))

    def host_file(self, name: str) -> Path:
        return self.output / "_waypost" / "hosts" / name


def publish(folder: Path) -> Published:
    """The sample, built and published below `folder` by the command that people use."""
    output, target = folder / "output", folder / "srv"
    command = [sys.executable, str(ROOT / "tasks.py"), "publish", "--now", NOW]
    done = subprocess.run(
        [*command, "--output", str(output), "--target", str(target)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Published(output, target / "current")


@cache
def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "lxml")


def tags(soup: BeautifulSoup, *names: str) -> list[Tag]:
    return [tag for tag in soup.find_all(list(names) or True) if isinstance(tag, Tag)]
