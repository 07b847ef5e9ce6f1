"""Every page of the theme: what must hold for all of them, full, empty and hostile."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import meta, nodes

from tests.factories import a_house
from tests.theme.cases import HOSTILE, pages
from tests.theme.rendering import ASSETS, GLOBALS, OWN, THEME, environment, soup

PAGES = pages()
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
EARLY = (THEME / "templates/partials/early.js").read_text(encoding="utf-8").removesuffix("\n")
PARSER = environment(a_house())
VOID = {"br", "hr", "img", "link", "meta", "input", "source", "wbr"}


@pytest.fixture(params=sorted(PAGES), scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(name: str) -> BeautifulSoup:
    return soup(PAGES[name])


class Nesting(HTMLParser):
    """Notes every end tag that does not close the element opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> in line {self.getpos()[0]}")


def test_elements_are_nested(name: str) -> None:
    parser = Nesting()
    parser.feed(PAGES[name])
    parser.close()
    assert (parser.faults, parser.open) == ([], [])


def test_what_stands_in_every_page_is_small() -> None:
    assert len(EARLY.encode()) < 300
    scripts = [asset.make() for name, asset in ASSETS.all.items() if name.endswith(".js")]
    moved = (THEME.parent / "plugins/addresses/parts/moved.js").read_bytes()
    assert sum(len(script) for script in (*scripts, moved) if isinstance(script, bytes)) + len(EARLY) < 5_000


def test_begins_with_the_doctype(name: str) -> None:
    assert PAGES[name].startswith("<!doctype html>\n<html lang=")


def test_one_h1_and_no_level_skipped(page: BeautifulSoup) -> None:
    levels = [int(h.name[1]) for h in page.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def _says(tag: Tag) -> str:
    """Its text, also where it waits in a template, which get_text leaves out."""
    return "".join(tag.find_all(string=True, recursive=True)).strip()


def test_headings_and_links_say_something(page: BeautifulSoup) -> None:
    silent = [tag for tag in page.find_all(["h1", "h2", "h3", "a", "title"]) if not _says(tag)]
    assert [tag for tag in silent if not (tag.name == "a" and "site-name" in tag["class"])] == []


def test_landmarks(page: BeautifulSoup) -> None:
    assert len(page.find_all("main")) == 1
    assert len(page.select("body > header")) == 1
    assert len(page.select("body > footer")) == 1
    assert page.select_one("header nav[aria-label]")
    skip = page.select_one("body > a.skip")
    assert skip is not None
    assert page.main is not None
    assert skip["href"] == "#" + str(page.main["id"])


def test_ids_are_unique_and_labels_lead_to_them(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    assert {str(tag["aria-labelledby"]) for tag in page.select("[aria-labelledby]")} <= set(ids)


def test_no_script_but_our_own_and_the_data_of_head(page: BeautifulSoup) -> None:
    """Each of them optional: one that is named by its hash in the policy of the site, the others block nothing."""
    early, switch, address, data, *below = page.select("script")
    assert (early.attrs, early.string) == ({}, EARLY)
    needed = [name for name, of in (("copy", ".copy"), ("search", "form.search")) if page.select(of)]
    for script, name in zip((switch, address, *below), ("theme", "address", *needed), strict=True):
        assert set(script.attrs) == {"defer", "src"}
        assert re.fullmatch(rf"(?:/blog)?/theme/js/{name}\.[0-9a-f]{{8}}\.js", str(script["src"]))
    assert data.attrs == {"type": "application/ld+json"}
    handlers = [tag.name for tag in page.find_all(True) if any(a.startswith("on") for a in tag.attrs)]
    assert handlers == []
    assert page.select("style, [style]") == []


def test_nothing_hostile_comes_through(name: str) -> None:
    assert "<script>alert" not in PAGES[name]
    assert "{{" not in PAGES[name]
    shown = soup(PAGES[name]).get_text()
    assert (HOSTILE in shown) == name.startswith("hostile/")


def test_internal_links_are_clean(page: BeautifulSoup) -> None:
    hrefs = [str(a["href"]) for a in page.find_all("a")]
    assert [h for h in hrefs if "utm_" in h and not h.startswith("https://www.example.com/")] == []


def test_links_stay_below_the_path_of_the_site(name: str, page: BeautifulSoup) -> None:
    addresses = [str(t[a]) for t in page.select("a, link, img") for a in ("href", "src") if t.get(a)]
    own = [a for a in addresses if not a.startswith(("https://", "feed:", "#"))]
    base = "/blog/" if name.startswith(("bare/", "below/")) else "/"
    alternates = {str(link["href"]) for link in page.select("link[rel=alternate]")}
    assert [a for a in own if not a.startswith(base) and a not in alternates] == []
    assert not any("//" in a for a in own)


def test_head_has_all_of_head(name: str, page: BeautifulSoup) -> None:
    assert page.head is not None
    assert page.title is not None
    assert page.title.get_text() != ""
    alternate = page.head.select_one("link[rel=alternate]")
    assert isinstance(alternate, Tag)
    assert (alternate["type"], alternate["href"]) == ("application/rss+xml", "/feeds/all.rss.xml")
    canonical = page.head.select("link[rel=canonical]")
    robots = page.head.select("meta[name=robots]")
    lost = name.endswith("/404")
    assert (len(canonical), len(robots)) == ((0, 1) if lost else (1, 0))
    assert page.head.select("meta[property='og:type'][content=article]")
    assert page.head.select("meta[name=viewport]")


def test_every_time_is_for_machines_too(page: BeautifulSoup) -> None:
    for time in page.find_all("time"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d", str(time["datetime"]))


TEXT = re.compile(r'site\.text\(\s*"([a-z_]+)",\s*"([^"]*)"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_fixed_text_can_be_changed(path: Path) -> None:
    source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.S)
    words = re.sub(r"<!doctype html>|<[^>]*>|\b[a-z-]+=\"[^\"]*\"", " ", source)
    assert re.findall(r"[^\W\d_]{2,}", words) == []
    assert re.findall(r'(?:alt|title|aria-label|placeholder)="[^"]*[a-z]', source) == []


def test_a_text_has_one_default() -> None:
    found = [pair for path in TEMPLATES for pair in TEXT.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 50
    assert len({key for key, _ in found}) == len(set(found))
    calls = sum(path.read_text(encoding="utf-8").count("site.text(") for path in TEMPLATES)
    assert calls == len(found)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_asks_for_more_than_the_contract_gives(path: Path) -> None:
    """The house least of all: what a page depends on could not be known."""
    tree = PARSER.parse(path.read_text(encoding="utf-8"))
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    made |= {part.target for part in tree.find_all(nodes.Import)}
    asked = meta.find_undeclared_variables(tree) - made
    own = OWN.get(path.stem, set()) if path.parent.name == "templates" else set()
    frame = {"output_file", "head"} if path.stem == "base" else set()
    assert asked <= GLOBALS | own | frame | {"range"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_parts_are_imported_once_and_know_no_page(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"with context|{% include|{%- include", source) == ["{% include"] * (path.stem == "frame")
