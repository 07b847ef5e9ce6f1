from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.post import Heading
from tests.dom.cases import html_of, parse, told

HEADINGS = [
    ("ids from words", "## Buying stages\n\n## What's next?", [(2, "buying-stages"), (2, "whats-next")]),
    ("the same words", "## A\n\n## A\n\n## A", [(2, "a"), (2, "a-2"), (2, "a-3")]),
    ("the next one is taken", "## A\n\n## A 2\n\n## A", [(2, "a"), (2, "a-2"), (2, "a-3")]),
    ("given ids stay", "## A {#b}\n\n## B", [(2, "b"), (2, "b-2")]),
    ("a given id later", "## A\n\n## B {#a}", [(2, "a-2"), (2, "a")]),
    ("an id elsewhere", "## A\n\n<p id='a'>b</p>", [(2, "a-2")]),
    ("markup in words", "## *A* `b` [c](c.md)", [(2, "a-b-c")]),
    ("h1 is demoted", "# A\n\n## B\n\n### C", [(2, "a"), (2, "b"), (3, "c")]),
    ("setext", "A\n===\n\nB\n---", [(2, "a"), (2, "b")]),
    ("raw", "<h3>A</h3>", [(3, "a")]),
    ("other scripts", "## 購買の段階", [(2, "gou-mai-noduan-jie")]),
]


@pytest.mark.parametrize(("source", "headings"), [c[1:] for c in HEADINGS], ids=[c[0] for c in HEADINGS])
def test_headings(source: str, headings: list[tuple[int, str]]) -> None:
    parsed = parse(source)
    assert [(h.level, h.id) for h in parsed.headings] == headings
    soup = BeautifulSoup(html_of(source), "html.parser")
    assert [(int(h.name[1]), h["id"]) for h in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])] == headings
    assert {name for _, name in headings} <= parsed.anchors


def test_a_heading_keeps_its_words() -> None:
    assert parse("## *A* &  `b`").headings == (Heading(2, "a-b", "A & b"),)
    (emoji,) = parse("## 🚀").headings
    assert emoji.text == "🚀"
    assert emoji.id


@given(st.lists(st.sampled_from(["A", "B", "A 2", "🚀", "a", "A-2", "!", "B {#a}"]), max_size=12))
def test_every_id_stands_once(words: list[str]) -> None:
    parsed = parse("\n\n".join(f"## {w}" for w in words))
    ids = [h.id for h in parsed.headings]
    assert len({*ids}) == len(ids) == len(words)
    assert all(ids)


LEVELS = [
    ("# A", [(10, "the title is the page's only h1")]),
    ("# A\n\n# B", [(10, "the title is the page's only h1"), (12, "the title is the page's only h1")]),
    ("## A\n\n#### B", [(12, "jumps from h2 to h4")]),
    ("### A", [(10, "jumps from h1 to h3")]),
    ("## A\n\n### B\n\n## C", []),
    ("# A\n\n### B", [(10, "the title is the page's only h1")]),
]


@pytest.mark.parametrize(("source", "problems"), LEVELS)
def test_the_order_of_headings_is_a_warning(source: str, problems: list[tuple[int, str]]) -> None:
    assert [(line, message) for line, _, message in told(source)] == problems
    assert all(p.severity == "warning" for p in parse(source).problems)


IDS = [
    ("<p id=a>b</p>\n\n<p id=a>c</p>", [(10, "the id 'a' stands twice")]),
    ('<p id="a">b</p>\n\n<p id="a">c</p>\n\n<p id="a">d</p>',
     [(12, "the id 'a' stands twice"), (14, "the id 'a' stands twice")]),
    ("## A {#x}\n\n## B {#x}", [(12, "the id 'x' stands twice")]),
    ('<p id="">b</p>', [(10, "an id is empty")]),
    ("a[^1] b[^1] c[^2]\n\n[^1]: d\n[^2]: e", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "problems"), IDS)
def test_ids_stand_once(source: str, problems: list[tuple[int, str]]) -> None:
    assert [(line, message) for line, _, message in told(source)] == problems
    ids = [tag["id"] for tag in BeautifulSoup(html_of(source), "html.parser").find_all(id=True)]
    assert len(ids) == len({*ids})
    assert all(ids)


IMAGES = [
    ("![](a.png)", [(10, "image", "a.png has no alt text")]),
    ("![ ](a.png)", [(10, "image", "a.png has no alt text")]),
    ("x\n\n<img src='a.png'>", [(12, "image", "a.png has no alt text")]),
    ("<img src='a.png' alt=''>", [(10, "image", "a.png has no alt text")]),
    ("<img src='a.png' alt='' role='presentation'>", []),
    ("![two bars](a.png)", []),
    ("![two bars](a.png)\n\n![](a.png)", [(12, "image", "a.png has no alt text")]),
    ("![][a]\n\n[a]: a.png", [(12, "image", "a.png has no alt text")]),
    ("`![](a.png)`", []),
]


@pytest.mark.parametrize(("source", "problems"), IMAGES)
def test_images_are_described(source: str, problems: list[tuple[int, str, str]]) -> None:
    assert told(source) == problems
    assert all(p.severity == "error" and p.hint for p in parse(source).problems)


def test_images_wait_for_their_turn() -> None:
    image = BeautifulSoup(html_of("![a](a.png)"), "html.parser").img
    assert (image["src"], image["alt"], image["loading"], image["decoding"]) == ("a.png", "a", "lazy", "async")


TABLE = "| a | b |\n|---|---|\n| c | d |\n"


@pytest.mark.parametrize(
    "source", [TABLE, f"x\n\n{TABLE}\ny", f"{TABLE}\n{TABLE}", f"> {TABLE}".replace("\n|", "\n> |")]
)
def test_tables_scroll_by_themselves(source: str) -> None:
    soup = BeautifulSoup(html_of(source), "html.parser")
    for table in soup.find_all("table"):
        assert table.parent.name == "div"
        assert table.parent["class"] == ["table"]
        assert (table.parent["tabindex"], table.parent["role"]) == ("0", "group")
        assert [*table.parent.children] == [table]
    assert len(soup.find_all("table")) == len(soup.find_all(class_="table")) == source.count("c |")


def test_what_follows_a_table_follows_it() -> None:
    html = html_of("<div><table><tr><td>a</td></tr></table>after <b>it</b></div>")
    assert html.strip().endswith("</table></div>after <b>it</b></div>")
    inner = html_of("<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>")
    assert inner.count('<div class="table"') == inner.count("</table></div>") == 2


CORNERS = [
    ("| | b |\n|---|---|\n| c | d |\n", ["td", "th", "td", "td"]),
    (TABLE, ["th", "th", "td", "td"]),
    ('<table><tr><th scope="col"> </th><th><img src="a.png" alt="b"></th></tr></table>', ["td", "th"]),
]


@pytest.mark.parametrize(("source", "cells"), CORNERS)
def test_a_heading_cell_without_words_is_a_cell(source: str, cells: list[str]) -> None:
    found = BeautifulSoup(html_of(source), "html.parser").find_all(["th", "td"])
    assert [cell.name for cell in found] == cells
    assert not [cell for cell in found if cell.name == "td" and cell.get("scope")]


LINKS = [
    ("[](a.md)", [(10, "link", "the link to a.md has no words")]),
    ("[ ](a.md)", [(10, "link", "the link to a.md has no words")]),
    ("<a href='a.md'><b> </b></a>", [(10, "link", "the link to a.md has no words")]),
    ("[a](a.md)\n\n[](a.md)", [(12, "link", "the link to a.md has no words")]),
    ("[![b](b.png)](a.md)", []),
    ("<a href='a.md' aria-label='b'></a>", []),
    ("<a id='b'></a>", []),
]


@pytest.mark.parametrize(("source", "problems"), LINKS)
def test_links_have_words(source: str, problems: list[tuple[int, str, str]]) -> None:
    assert told(source) == problems
