"""What took long to make, kept between builds under a digest of all that it is made of: one file each.

A file is written aside and renamed, so that a kill leaves it whole or not there; each carries a digest of its own, so
that a damaged one is made again. Forked workers write here at the same time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from plugins.core.digest import SIZE, digest

SPARE = 500
"""Files that may lie here unused: former versions come back."""


class Kept:
    """The folder. maker: digest of whatever makes things besides what their keys tell."""

    def __init__(self, folder: Path, maker: bytes) -> None:
        self.folder, self._maker = folder, maker

    def keep(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What is kept under `key`; else what `make` gives, which is kept from now on where the disk takes it."""
        path = f"{self.folder}/{self.name(key)}"
        with suppress(OSError), open(path, "rb") as file:
            data = file.read()
            if data[:SIZE] == digest(key, data[SIZE:]):
                return data[SIZE:]
        made = make()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(path, digest(key, made) + made)
        return made

    def name(self, key: bytes) -> str:
        return digest(self._maker, key).hex()

    def prune(self, used: Callable[[], Collection[bytes]], most: int) -> None:
        """Throw away what nobody uses, where more than `most` and some to spare lie here. used: the keys."""
        with suppress(OSError):
            names = os.listdir(self.folder)
            if len(names) <= most + SPARE:
                return
            wanted = {self.name(key) for key in used()}
            for name in names:
                if name not in wanted:
                    os.unlink(f"{self.folder}/{name}")


def _write(path: str, data: bytes) -> None:
    aside = f"{path}.{os.getpid()}"
    with open(aside, "wb") as file:
        file.write(data)
    os.replace(aside, path)
