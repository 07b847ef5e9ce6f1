"""The library twitter-text, a part at a time: the whole takes a fifth of a second to import, in which a build makes the
kits of a hundred posts. Most of that goes into its table of emoji and into what the table is read with, and few texts
have any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

_PARTS = "twitter_text_parts"
"""The package under a name of its own: under the library's, importing any part of it would import all."""
_EMOJI = re.compile(r"(?m)^([0-9A-F]{3,}(?: [0-9A-F]+)*) *;")
_LEFT_OUT = "# group: Component"
"""Skin tones and hair, which the library does not take for emoji by themselves."""


def part(name: str) -> ModuleType:
    """The library's module `name`, with those that it imports itself."""
    if _PARTS not in sys.modules:
        package = ModuleType(_PARTS)
        package.__path__ = [str(folder())]
        sys.modules[_PARTS] = package
    return import_module(f"{_PARTS}.{name}")


@cache
def folder() -> Path:
    """Where the library lies; to find it imports nothing."""
    spec = find_spec("twitter_text")
    assert spec is not None
    return Path((spec.submodule_search_locations or [])[0])


def emoji() -> Iterator[tuple[int, ...]]:
    """The code points of each emoji, in the order of the library's table (Unicode's emoji-test.txt)."""
    table = (folder() / "regexp/emoji-test.txt").read_text("utf-8")
    for group in re.split(r"(?m)^(?=# group:)", table):
        if not group.startswith(_LEFT_OUT):
            yield from (tuple(int(point, 16) for point in found.split()) for found in _EMOJI.findall(group))


USUAL = frozenset(
    (
        *("com", "org", "net", "info", "biz", "edu", "gov", "int", "io", "co", "ai", "app", "dev", "blog", "tech"),
        *("eu", "at", "be", "ch", "cz", "de", "dk", "es", "fi", "fr", "ie", "it", "nl", "no", "pl", "pt", "se", "uk"),
        *("ar", "au", "br", "ca", "cn", "in", "jp", "kr", "mx", "nz", "sg", "us", "za"),
    )
)
"""Top-level domains of most sites: of these nothing has to be loaded, and the library's two patterns of all that there
are take as long to compile as the kits of twenty posts."""


@cache
def _domains() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return part("regexp.valid_gtld").valid_gtld, part("regexp.valid_cctld").valid_cctld


@lru_cache(maxsize=64)
def is_top_level(name: str) -> bool:
    """Whether `name`, ASCII letters in lower case, is a top-level domain."""
    return name in USUAL or any(pattern.fullmatch(name) for pattern in _domains())


def may_have_host(text: str) -> bool:
    """Whether there is a top-level domain after any dot in `text`, which is ASCII; without one there is no host."""
    lower = text.lower()
    after = [dot.end() for dot in re.finditer(r"\.", lower)]
    return any(lower.startswith("xn--", at) or any(one.match(lower, at) for one in _domains()) for at in after)
