"""What `./inv audit` says of a published site, for people.

    python -m tests.browser.report ROOT OUTPUT [--base /blog] [--without-lighthouse]

ROOT: what a server gives; OUTPUT: the built site, with what stays at home. Exit code 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.addresses.servers import caddy
from tests.browser import lighthouse
from tests.browser.checker import check
from tests.browser.kinds import addresses
from tests.browser.seen import LOOKS, covered, faint, look, texts, violations
from tests.browser.tools import version
from tests.serve.chromium import Browser

SHOWN = 20
MEASURED = ("home", "article", "industry", "search")
"""Kinds of page that Lighthouse measures, where the site has them."""


@dataclass(frozen=True)
class Finding:
    """One check. told: what was looked at, and what came out; faults: what is wrong, one line each."""

    name: str
    told: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        more = [f"… and {len(self.faults) - SHOWN} more"] if len(self.faults) > SHOWN else []
        lines = [f"{'wrong' if self.faults else 'good '}  {self.name}: {self.told}", *self.faults[:SHOWN], *more]
        return "\n       ".join(lines)


def markup(root: Path, output: Path) -> Finding:
    """HTML, CSS and SVG of all pages and of the share kit."""
    kit = output / "_waypost" / "share"
    places = [place.resolve() for place in (root, kit) if place.is_dir()]
    pages = sum(1 for place in places for _ in place.rglob("*.html"))
    found = check(places)
    errors = sum(message.kind != "warning" for message in found)
    told = f"pages: {pages}, errors: {errors}, warnings: {len(found) - errors}"
    return Finding(f"HTML, CSS, SVG (Nu HTML checker {version('vnu-jar')})", told, tuple(map(str, found)))


def eyes(browser: Browser, url: str, pages: dict[str, str]) -> Iterator[Finding]:
    """Accessibility, contrast, and what can be pressed: each kind of page, on both screens, in both schemes."""
    rules, pale, hidden, least = list[str](), list[str](), list[str](), 21.0
    browser.logged.clear()
    for kind, path in pages.items():
        tab = browser.tab("about:blank")
        tab.ask("Log.enable")
        tab.ask("Runtime.enable")
        tab.go(url + path)
        for how in LOOKS:
            look(tab, how)
            where = f"{path} ({kind}, {how.screen}, {how.scheme})"
            rules += [f"{where}: {told}" for told in violations(tab)]
            found = texts(tab)
            least = min([least, *(text.ratio for text in found)])
            pale += [f"{where}: {text.words!r} has {text.ratio:.2f}:1" for text in faint(found)]
            hidden += [f"{where}: {told}" for told in covered(tab)]
        browser.close_tabs()
    looked = f"{len(pages)} kinds of page, phone and desktop, light and dark"
    name = f"Accessibility (axe-core {version('axe-core')})"
    yield Finding(name, f"{looked}: {len(rules)} violations", tuple(rules))
    yield Finding("Contrast (AA, body text AAA)", f"{least:.1f}:1 or more: {len(pale)} too faint", tuple(pale))
    yield Finding("Links and buttons", f"{len(hidden)} with something over them", tuple(hidden))
    yield Finding("Console", f"{len(browser.logged)} messages", tuple(browser.logged))


def speed(url: str, pages: dict[str, str]) -> Iterator[Finding]:
    """Lighthouse's figures, page by page."""
    name = f"Lighthouse {version('lighthouse', 'lighthouse')}, mobile"
    for kind in (kind for kind in MEASURED if kind in pages):
        found = lighthouse.measure(url + pages[kind])
        scores = ", ".join(f"{name.replace('-', ' ')} {score}" for name, score in found.scores.items())
        more = f"CLS {found.shift:.3f}, LCP {found.paint / 1000:.2f} s, TBT {found.blocked:.0f} ms"
        told = f"{pages[kind]}: {scores}; {more}, {found.weight / 1000:.0f} kB"
        yield Finding(f"{name}, {kind}", told, tuple(found.faults))


@contextmanager
def served(root: Path, output: Path, base: str) -> Iterator[str]:
    """The site, by Caddy with the build's own headers, below the path where it lies. Gives its address."""
    with tempfile.TemporaryDirectory(prefix="waypost-") as made:
        folder = Path(made)
        top = folder / "top"
        (top / base.strip("/")).parent.mkdir(parents=True, exist_ok=True)
        if base:
            (top / base.strip("/")).symlink_to(root.resolve())
        snippet = output / "_waypost" / "hosts" / "site.caddyfile"
        with caddy(folder, top if base else root, snippet) as server:
            yield f"http://127.0.0.1:{server.port}{base}"


def findings(root: Path, output: Path, base: str, with_lighthouse: bool) -> Iterator[Finding]:
    """All checks, one after the other, each told as soon as it is done."""
    pages = addresses(root)
    yield markup(root, output)
    # Chromium's helpers may write into the profile for a moment after it is ended.
    aside = tempfile.TemporaryDirectory(prefix="waypost-", ignore_cleanup_errors=True)
    with served(root, output, base) as url, aside as profile:
        browser = Browser(Path(profile))
        try:
            yield from eyes(browser, url, pages)
        finally:
            browser.close()
        if with_lighthouse:
            yield from speed(url, pages)


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("root", type=Path)
    asked.add_argument("output", type=Path)
    asked.add_argument("--base", default="")
    asked.add_argument("--without-lighthouse", action="store_true")
    told = asked.parse_args(arguments)
    wrong = 0
    try:
        for finding in findings(told.root, told.output, told.base, not told.without_lighthouse):
            print(finding, flush=True)
            wrong += bool(finding.faults)
    except AssertionError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
