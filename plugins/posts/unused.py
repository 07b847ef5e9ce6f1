"""What Pelican imports, and a build of ours does not use: readers, feeds and a server of its own, and its coloured log.

`core.later` loads each of these as soon as somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from plugins.core.later import put_off_for_good
from plugins.posts.packages import version

RESTRUCTURED_TEXT: Mapping[str, Collection[str]] = {
    "docutils": (),
    "docutils.core": (),
    "docutils.io": (),
    "docutils.parsers.rst.languages": ("get_language",),
    "docutils.writers.html4css1": ("HTMLTranslator", "Writer"),
    "pelican.rstdirectives": (),  # tells docutils of Pelican's directives
}
UNUSED: tuple[Mapping[str, Collection[str]], ...] = (
    RESTRUCTURED_TEXT,
    {"rich.console": ("Console",), "rich.logging": ("RichHandler",)},
    {"dateutil": (), "dateutil.parser": ()},
    {"feedgenerator": ("Atom1Feed", "Rss201rev2Feed", "get_tag_uri")},
    {"markdown": ("Markdown",)},
    {"anyio": ()},  # watchfiles imports it, for those who watch asynchronously
    {"pelican.server": ("ComplexHTTPRequestHandler", "RootedHTTPServer")},
)
"""Modules that are loaded together → the names that are imported from each."""
MADE = ("Console", "RichHandler")
"""Of these Pelican makes objects when it is imported."""


def put_off_metadata() -> None:
    """Put off importlib.metadata, which Invoke, Pelican and pydantic import to tell a version; ours is told without."""
    put_off_for_good({"importlib.metadata": ("entry_points",)}, {"version": version})
