"""The theme's files for the site's root: browsers and feed readers ask for /favicon.ico there, whatever a page says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from plugins.core.digest import digest
from plugins.core.house import Claim, House
from plugins.core.unit import Unit

FOLDER = "root"
"""The folder of a theme whose files stand at the root."""
_OWNER = "the theme"


def found(theme: Path) -> list[Path]:
    """The files of a theme that stand at the root, by name."""
    folder = theme / FOLDER
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def claims(files: Sequence[Path], house: House) -> Iterator[Claim]:
    """All that the site has not in content/extra itself."""
    given = {file.address for file in house.files}
    yield from (Claim(path.name, _OWNER) for path in files if f"/{path.name}" not in given)


def units(files: Sequence[Path], house: House) -> Iterator[Unit]:
    """The same, as they are."""
    by_name = {path.name: path for path in files}
    for claim in claims(files, house):
        data = by_name[claim.path].read_bytes()
        yield Unit(claim.path, _OWNER, {"the file": digest(data)}, partial(bytes, data))
