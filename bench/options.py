"""What `./inv bench` can be told."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import SMALLEST
from bench.tools import NOT_ASKED, TOOLS


@dataclass(frozen=True, slots=True)
class Options:
    """posts: numbers of posts, rising; tools: names in TOOLS, all installed; asked: whether the caller named them."""

    posts: tuple[int, ...]
    rounds: int
    tools: tuple[str, ...]
    asked: bool
    peers: Path | None
    out: Path | None
    keep: bool

    @property
    def command(self) -> str:
        """As one would type it again; folders of this machine are left out."""
        parts = ["./inv bench --posts", ",".join(map(str, self.posts)), "--rounds", str(self.rounds)]
        parts += ["--tools", ",".join(self.tools)] if self.asked else []
        return " ".join([*parts, *(["--peers FOLDER"] if self.peers else [])])


def read(arguments: Sequence[str]) -> Options:
    """Raises SystemExit(2), after saying why, where they make no sense."""
    parser = argparse.ArgumentParser(prog="./inv bench", add_help=False, allow_abbrev=False)
    parser.add_argument("--posts", type=_numbers, default="100,1000,10000")
    parser.add_argument("--rounds", type=_positive, default=3)
    parser.add_argument("--tools", type=_names)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--keep", action="store_true")
    told = parser.parse_args(arguments)
    if told.peers and not told.peers.is_dir():
        parser.error(f"there is no folder {told.peers}")
    if told.out and not told.out.parent.is_dir():
        parser.error(f"there is no folder {told.out.parent}")
    there = [name for name in TOOLS if TOOLS[name].find(told.peers)]
    missing = [name for name in told.tools or () if name not in there]
    if missing:
        parser.error(f"not installed: {', '.join(missing)}. Put them on PATH, or name their folder with --peers FOLDER")
    tools = told.tools or tuple(name for name in there if name not in NOT_ASKED)
    return Options(told.posts, told.rounds, tools, bool(told.tools), told.peers, told.out, told.keep)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(sorted({_positive(part.strip()) for part in text.split(",")}))
    if numbers[0] < SMALLEST:
        raise argparse.ArgumentTypeError(f"at least {SMALLEST} posts: each links to three others")
    return numbers


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    unknown = [name for name in names if name not in TOOLS]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)} (known: {', '.join(TOOLS)})")
    return names
