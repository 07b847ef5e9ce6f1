"""Pages alike, robots.txt and sitemap.xml."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.audit.facts import facts_of
from plugins.audit.whole import robots, sitemap, unique
from tests.audit.sites import HOME, ROBOTS, a_sheet, a_sitemap, an_output, write
from tests.factories import a_site

NOINDEX = '<meta name="robots" content="noindex">'


def test_pages_alike_are_warned_of() -> None:
    first, second = a_sheet(name="One"), a_sheet(name="One", path="b/index.html")
    found = list(unique([facts_of("a.html", first), facts_of("b.html", second)]))
    assert [(f.path, f.message, f.severity) for f in found] == [
        ("b.html", "the page has the same title as a.html", "warning"),
        ("b.html", "the page has the same description as a.html", "warning"),
    ]


@pytest.mark.parametrize("second", [a_sheet(name="Two"), a_sheet(name="One", head=NOINDEX), "<title></title>"])
def test_pages_that_differ_or_are_not_listed(second: str) -> None:
    assert list(unique([facts_of("a.html", a_sheet()), facts_of("b.html", second), facts_of("c.html", "")])) == []


def test_robots_is_there_and_its_sitemap_too(tmp_path: Path) -> None:
    files = {"robots.txt": ROBOTS, "sitemap.xml": a_sitemap()}
    assert list(robots(write(tmp_path, files), an_output(files))) == []
    (missing,) = robots(tmp_path, an_output({}))
    assert (missing.path, missing.message) == ("robots.txt", "the file is missing")
    (dead,) = robots(tmp_path, an_output({"robots.txt": ROBOTS}))
    assert (dead.line, dead.message) == (3, f'"{HOME}/sitemap.xml" is listed, and the site has no such file')


SITEMAPS = [
    ("another page", a_sitemap(f"{HOME}/", f"{HOME}/y/"), 6, f'"{HOME}/y/" is listed, and the site has no such file'),
    ("another host", a_sitemap("https://a.example/"), 4, '"https://a.example/" is no whole address on'),
    ("no whole address", a_sitemap("/"), 4, '"/" is no whole address on'),
    ("hidden from search", a_sitemap(f"{HOME}/hidden/"), 4, f'"{HOME}/hidden/" is listed, and says that it shall not'),
    ("no XML", "<urlset>", 1, "the sitemap is no XML"),
    ("empty", "", 1, "the sitemap is no XML"),
]


def _files(text: str) -> dict[str, str]:
    return {"sitemap.xml": text, "index.html": a_sheet(), "hidden/index.html": a_sheet(head=NOINDEX), "a.png": ""}


@pytest.mark.parametrize(("text", "line", "said"), [c[1:] for c in SITEMAPS], ids=[c[0] for c in SITEMAPS])
def test_a_sitemap_that_is_wrong(tmp_path: Path, text: str, line: int, said: str) -> None:
    files = _files(text)
    (found,) = sitemap(write(tmp_path, files), an_output(files))
    assert (found.path, found.line) == ("sitemap.xml", line)
    assert said in found.message


def test_a_sitemap_that_is_right(tmp_path: Path) -> None:
    files = _files(a_sitemap(f"{HOME}/", f"{HOME}/a.png"))
    assert list(sitemap(write(tmp_path, files), an_output(files))) == []


def test_a_sitemap_of_sitemaps_is_followed(tmp_path: Path) -> None:
    index = (
        f"<sitemapindex><sitemap>\n<loc>{HOME}/sitemap.xml</loc></sitemap><sitemap><loc>{HOME}/b.xml</loc></sitemap>"
    )
    files = {**_files(f"{index}</sitemapindex>"), "b.xml": a_sitemap(f"{HOME}/y/")}
    (found,) = sitemap(write(tmp_path, files), an_output(files))
    assert (found.path, found.line) == ("b.xml", 4)


def test_only_a_preview_may_be_without(tmp_path: Path) -> None:
    (missing,) = sitemap(tmp_path, an_output({}))
    assert (missing.path, missing.message) == ("sitemap.xml", "the file is missing")
    assert list(sitemap(tmp_path, an_output({}, a_site(preview=True)))) == []
