"""The units of this room: the copies of every image that has any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import Claim, House, StaticFile
from plugins.core.site import output_path
from plugins.core.unit import Unit


def claims(house: House) -> Iterable[Claim]:
    """The files of all copies."""
    for file, _, address in _copies(house):
        yield Claim(_path(address), f"copy of {file.source}", f"{house.content}/{file.source}")


def units(house: House) -> Iterator[Unit]:
    """All copies; made where the workshop has not kept them."""
    for file, width, address in _copies(house):
        yield _copy(house, file, width, address)


def _copies(house: House) -> Iterator[tuple[StaticFile, int, str]]:
    for file in house.files:
        for width, address in file.raster.scales if file.raster else ():
            yield file, width, address


def _path(address: str) -> str:
    return output_path(unquote(address))


def _copy(house: House, file: StaticFile, width: int, address: str) -> Unit:
    assert file.raster is not None
    key = digest(_code(), file.raster.digest, str(width))

    def make() -> bytes:
        from plugins.images.scale import BrokenImageError, scale  # Pillow is only loaded where a copy is made

        keep: Callable[[bytes, Callable[[], bytes]], bytes] = (
            house.workshop.keep if house.workshop else lambda key, make: make()
        )
        try:
            return keep(key, lambda: scale(house.published(file), width))
        except BrokenImageError as error:
            hint = "Save it anew."
            house.findings.problems.append(Problem(f"{house.content}/{file.source}", 1, "file", str(error), hint))
            return b""

    return Unit(_path(address), f"copy of {file.source}", {"the image and its width": key}, make, repeats=True)


@lru_cache(maxsize=1)
def _code() -> bytes:
    """The digest of the code that scales."""
    return digest(Path(__file__).with_name("scale.py").read_bytes())
