"""The audit of a built site: every HTML file is read once, then all rules are asked; linear in the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plugins.audit.facts import Facts, read_facts
from plugins.audit.links import Output, link_problems
from plugins.audit.rules import RULES
from plugins.audit.whole import robots, sitemap, unique
from plugins.core.errors import Misconfigured, Problem
from plugins.core.manifest import HOME
from plugins.core.site import Site


def audit(folder: Path, site: Site) -> list[Problem]:
    """What is wrong with the site built in `folder`, sorted by file; empty where all is well.

    A Problem's path is a file of the output, its field "audit". The house's own folder (`_waypost`) is not audited,
    and a link into it is a Problem. Raises Misconfigured where there is no such folder.
    """
    if not folder.is_dir():
        raise Misconfigured(f"{folder} is no folder: build the site first")
    files = frozenset(path for path in _files(folder) if not path.startswith(f"{HOME}/"))
    pages = {path: read_facts(folder, path) for path in sorted(files) if path.endswith(".html")}
    output = Output(site, files, pages)
    return sorted(
        [*_of_pages(output), *unique(output.pages.values()), *robots(folder, output), *sitemap(folder, output)]
    )


def _of_pages(output: Output) -> Iterator[Problem]:
    for page in output.pages.values():
        yield from _of_page(page, output)


def _of_page(page: Facts, output: Output) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule(page)
    yield from link_problems(page, output)


def _files(folder: Path) -> Iterator[str]:
    """All files below `folder`, with slashes, relative to it."""
    for where, _, names in os.walk(folder):
        for name in names:
            yield (Path(where) / name).relative_to(folder).as_posix()
