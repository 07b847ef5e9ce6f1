"""The theme's own files: style sheets, scripts, fonts, under names that change whenever their content does, so that a
reader's browser may keep each of them for ever (RFC 8246, immutable)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from plugins.core.digest import digest
from plugins.core.errors import Misconfigured
from plugins.core.records import dataclass
from plugins.core.unit import Content, Unit
from plugins.posts import styles
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.scripts import shortened

_SHOWN = 8
"""Hexadecimal digits of a digest in a name: two states of one file share them once in four thousand million."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is published. path: below the output folder; found: digest of what is published."""

    path: str
    found: bytes
    make: Callable[[], Content]


class Assets:
    """The files below the theme's static folders, by their name there ("css/site.css").

    settings: Pelican's; steady: names stay what they are, for a preview that exchanges a sheet under its name.
    """

    def __init__(self, settings: Mapping[str, Any], prints: Fingerprints, steady: bool = False) -> None:
        self._where, self._steady, self._prints = str(settings["THEME_STATIC_DIR"]), steady, prints
        self._folders = [Path(settings["THEME"], name) for name in settings["WAYPOST_STATIC"]]

    def address(self, name: str) -> str:
        """The address on the site of the file `name`. Raises Misconfigured where the theme has none."""
        if name not in self.all:
            raise Misconfigured(f"a template asks for {name!r}, which is in no static folder of the theme")
        return f"/{self.all[name].path}"

    def units(self) -> Iterator[Unit]:
        """Each of them."""
        for asset in self.all.values():
            yield Unit(asset.path, "the theme", {"the file": asset.found}, asset.make)

    @cached_property
    def digest(self) -> bytes:
        """Of all names: what a page that links any of them depends on."""
        return digest(*(asset.path for asset in self.all.values()))

    @cached_property
    def all(self) -> Mapping[str, Asset]:
        """Name → file, sorted. A sheet that another one imports stands in that and nowhere else."""
        sheets = [name for name in self._files if name.endswith(".css")]
        inner = {part for name in sheets for part in styles.imports(name, self._text(name))}
        return {name: self._asset(name) for name in sorted(self._files) if name not in inner}

    @cached_property
    def _files(self) -> Mapping[str, tuple[Path, bytes]]:
        """Name → where it lies, and the digest of its bytes; of two the one in the folder that is named first."""
        found: dict[str, tuple[Path, bytes]] = {}
        for folder in self._folders:
            for name, mark in self._prints.below(folder):
                found.setdefault(name.replace("\\", "/"), (folder / name, mark))
        return found

    def _asset(self, name: str) -> Asset:
        source, found = self._files[name]
        if name.endswith(".js"):
            found = digest(self._script(name))
            return Asset(self._path(name, found), found, lambda: self._script(name))
        if not name.endswith(".css"):
            return Asset(self._path(name, found), found, lambda: source)
        found = digest(self._sheet(name))
        return Asset(self._path(name, found), found, lambda: self._sheet(name))

    def _path(self, name: str, found: bytes) -> str:
        stem, end = posixpath.splitext(name)
        return f"{self._where}/{name if self._steady else f'{stem}.{found.hex()[:_SHOWN]}{end}'}"

    def _sheet(self, name: str) -> bytes:
        """Read anew whenever it is asked for: a preview asks after every save."""
        try:
            return styles.bundle(name, self._text, self._published).encode()
        except KeyError as missing:
            raise Misconfigured(f"{name} of the theme imports {missing}, which is not there") from None

    def _script(self, name: str) -> bytes:
        try:
            return shortened(self._text(name)).encode()
        except UnicodeDecodeError:  # its own business, and the browsers'
            return self._files[name][0].read_bytes()

    def _text(self, name: str) -> str:
        return self._files[name][0].read_text(encoding="utf-8")

    def _published(self, name: str) -> str | None:
        """The name of a file that a sheet refers to, as it is published below the theme's folder."""
        if name not in self._files or name.endswith(".css"):
            return None
        return self._path(name, self._files[name][1]).removeprefix(f"{self._where}/")
