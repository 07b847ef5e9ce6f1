"""What lies over a page when something is wrong: every Problem, readable on a phone and in the dark."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.core.errors import Problem
from plugins.core.text import printable

_MOST = 40
"""Problems that are listed; a faulty data file can have one for each post."""
_FOLDER = Path(__file__).parent / "parts"
_PARTS = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PARTS.filters["printable"] = printable


def overlay(problems: Sequence[Problem], shown: bool) -> str:
    """A dialog with its style, for `live.js` to lay over a page. shown: whether there is a last good state below."""
    return _made("overlay.html", problems=problems, shown=shown)


def failed_page(problems: Sequence[Problem]) -> bytes:
    """A page in the place of one that could not be made; it needs no script to be read."""
    return _made("failed.html", problems=problems).encode()


def empty_page() -> bytes:
    """A page in the place of all others while no state of the site was good; the overlay comes over it."""
    return _made("empty.html").encode()


def script() -> bytes:
    """The script of every page."""
    return (_FOLDER / "live.js").read_bytes()


def _made(name: str, **values: Any) -> str:
    return _PARTS.get_template(name).render(most=_MOST, **values)
