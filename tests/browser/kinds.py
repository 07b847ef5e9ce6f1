"""The kinds of page that a site has, and one of each: the largest, which has most of what can go wrong."""

from __future__ import annotations

from pathlib import Path

KINDS = {
    "home": "index.html",
    "list": "page/*/index.html",
    "article": "posts/*/index.html",
    "stages": "stages/index.html",
    "stage": "stages/*/index.html",
    "audience": "audiences/*/index.html",
    "industries": "industries/index.html",
    "industry": "industries/*/index.html",
    "author": "authors/*/index.html",
    "tag": "tags/*/index.html",
    "category": "categories/*/index.html",
    "series": "series/*/index.html",
    "archive": "archives/index.html",
    "search": "search/index.html",
    "foreign": "posts/uktub-lil-qari-al-thani/index.html",
    "page": "*/index.html",
    "subscribe": "subscribe/index.html",
    "lost": "404.html",
}
"""Kind → where its files lie below the published site. A new kind is a line here; "page" is what no other
line names; "foreign" is written from the right, on a site that is not."""


def addresses(root: Path) -> dict[str, str]:
    """Kind → the address of the largest page of that kind, of those that the site has."""
    taken: set[Path] = {path for kind, glob in KINDS.items() if kind != "page" for path in root.glob(glob)}
    hubs = {root / glob.split("/")[0] / "index.html" for glob in KINDS.values()}
    found = {}
    for kind, glob in KINDS.items():
        files = set(root.glob(glob)) - (taken | hubs if kind == "page" else set())
        files = {path for path in files if not is_redirect(path)}
        if files:
            largest = max(sorted(files), key=lambda path: path.stat().st_size)
            found[kind] = "/" + largest.relative_to(root).as_posix().removesuffix("index.html")
    return found


def is_redirect(path: Path) -> bool:
    """Whether a page only sends its reader on."""
    return b'http-equiv="refresh"' in path.read_bytes()
