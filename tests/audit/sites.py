"""Built sites for the audit's tests: a sound page, and a folder of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plugins.audit.facts import Facts, facts_of
from plugins.audit.links import Output
from plugins.core.site import Site
from tests.factories import a_site

HOME = "https://blog.example.com"
ROBOTS = f"User-agent: *\nAllow: /\nSitemap: {HOME}/sitemap.xml\n"


def a_sheet(body: str = "<h1>One</h1>", head: str = "", path: str = "index.html", name: str = "One") -> str:
    """A sound HTML page; `head` is added to its <head>, `name` makes title and description its own."""
    address = path.removesuffix("index.html")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name} · The Waypost</title>\n'
        f'<meta name="description" content="About {name}.">\n<link rel="canonical" href="{HOME}/{address}">\n{head}'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def a_sitemap(*urls: str) -> str:
    entries = "".join(f"<url>\n<loc>{url}</loc></url>\n" for url in urls)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def an_output(files: Mapping[str, str], site: Site | None = None) -> Output:
    """An Output as `audit` makes it, of texts by path."""
    pages: dict[str, Facts] = {path: facts_of(path, text) for path, text in files.items() if path.endswith(".html")}
    return Output(site or a_site(), frozenset(files), pages)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder
