"""Rules for the site as a whole: no two pages alike, robots.txt, sitemap.xml (sitemaps.org protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from lxml import etree

from plugins.audit.facts import Facts
from plugins.audit.links import Output
from plugins.audit.rules import problem
from plugins.core.errors import Problem
from plugins.core.links import is_web_url


def unique(pages: Iterable[Facts]) -> Iterator[Problem]:
    """Indexable pages with the title or the description of another: a warning, for both can be found and read."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for page in (page for page in pages if page.indexable):
        for seen, words, what in ((titles, page.titles, "title"), (descriptions, page.descriptions, "description")):
            if not any(words):
                continue
            first = seen.setdefault(words[0], page.path)
            if first != page.path:
                hint = "Readers of a result page cannot tell them apart; give each its own."
                message = f"the page has the same {what} as {first}"
                yield problem(page.path, message, hint, severity="warning")


def robots(folder: Path, output: Output) -> Iterator[Problem]:
    """robots.txt is there, and each Sitemap line of it leads to a file of the output (RFC 9309, section 2.2.4)."""
    if "robots.txt" not in output.files:
        yield problem("robots.txt", "the file is missing", "The build writes it; was its room switched off?")
        return
    lines = (folder / "robots.txt").read_text("utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        key, _, value = line.partition(":")
        if key.strip().lower() == "sitemap":
            yield from _exists("robots.txt", value.strip(), output, number)


def sitemap(folder: Path, output: Output) -> Iterator[Problem]:
    """sitemap.xml is there (not asked of a preview, which nobody may index), and what it lists can be had."""
    if "sitemap.xml" not in output.files:
        if not output.site.preview:
            yield problem("sitemap.xml", "the file is missing", "The build writes it; was its room switched off?")
        return
    todo, done = ["sitemap.xml"], {"sitemap.xml"}
    while todo:
        path = todo.pop()
        try:
            listed = list(_locations(folder / path))
        except etree.XMLSyntaxError as error:
            yield problem(path, f"the sitemap is no XML ({error.msg})", "Build again.")
            continue
        for url, line, is_map in listed:
            yield from _listed(path, url, output, line)
            place = output.place(url)
            if is_map and place and place.file in output.files and place.file not in done:
                done.add(place.file)
                todo.append(place.file)


def _locations(file: Path) -> Iterator[tuple[str, int, bool]]:
    """(URL, line, whether it is another sitemap) of each `loc`. Raises XMLSyntaxError."""
    root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    for loc in root.iter("{*}loc"):
        parent = loc.getparent()
        is_map = parent is not None and etree.QName(parent).localname == "sitemap"
        yield (loc.text or "").strip(), cast(int, loc.sourceline), is_map


def _exists(path: str, url: str, output: Output, line: int) -> Iterator[Problem]:
    place = output.place(url)
    if place is None or not is_web_url(url):
        yield problem(path, f'"{url}" is no whole address on {output.site.url}', "It lists this site only.", line)
    elif place.file not in output.files:
        yield problem(path, f'"{url}" is listed, and the site has no such file', "Build again.", line)


def _listed(path: str, url: str, output: Output, line: int) -> Iterator[Problem]:
    yield from _exists(path, url, output, line)
    place = output.place(url)
    page = output.pages.get(place.file) if place else None
    if page is not None and not page.indexable:
        yield problem(path, f'"{url}" is listed, and says that it shall not be indexed', "Leave it out.", line)
