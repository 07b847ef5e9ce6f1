from __future__ import annotations

import pickle
import re
import string

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from plugins.core.text import xml_safe
from plugins.dom.article import parse_article
from tests.dom.cases import html_of, parse
from tests.dom.test_active import ATTRIBUTES, ELEMENTS

BREAKERS = [
    "</article>",
    "</div></section></main></article></body></html>",
    "<div><div><div>",
    "<b><i><a href=x>",
    "a --> b <!-- c",
    "<!-- -- > --!> -->",
    "<![CDATA[ ]]> ]]>",
    "<table><tr><td>",
    "<table></article>",
    "<select><option>a",
    "<ul><li><ul><li>a",
    "<svg><g></article>",
    "<svg><foreignObject><p></article>",
    "<math><mtext></article>",
    "<iframe></article>",
    "<noscript></article>",
    "<title></article>",
    "<template></article>",
    "<button><button>a",
    "<p title='</article>'>a",
    "<p title=\"--></article><script>\">a",
    '<a href="</article>">a</a>',
    "[a](</article>)",
    "`</article>`",
    "```\n</article>\n",
    "<h2><h3>a",
    "<details><summary>a",
    "<p/></article/>",
    "<article><footer>",
    "<footer>mine</footer></article><footer>",
    *ELEMENTS,
    *(case[0] for case in ATTRIBUTES),
]  # fmt: skip


def in_a_page(html: str) -> str:
    return f'<main><article class="wp">{html}</article><footer class="wp">The end</footer></main>'


def frame_of(page: str) -> list[tuple[str, str]]:
    """The wrapper's own elements, each with the names above it."""
    soup = BeautifulSoup(page, "html.parser")
    return [(tag.name, " ".join(above.name for above in tag.parents)) for tag in soup.find_all(class_="wp")]


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("source", BREAKERS)
def test_no_article_breaks_out_of_its_place(source: str, trusted: bool) -> None:
    html = html_of(source, trusted)
    page = in_a_page(html)
    assert frame_of(page) == frame_of(in_a_page("<p>a</p>"))
    assert BeautifulSoup(page, "html.parser").find("footer", class_="wp").text == "The end"
    as_browsers_read = nh3.clean(page, tags={"main", "article", "footer"}, attributes={"*": {"class"}})
    assert as_browsers_read.endswith('</article><footer class="wp">The end</footer></main>')
    assert as_browsers_read.count('class="wp"') == 2


def test_the_parse_of_one_does_not_hang_on_the_one_before() -> None:
    sources = ["a[^1]\n\n[^1]: b", "[a]\n\n[a]: b.md", "*[ROI]: c\n\nROI", "# A", "<div><b>", "- a\n\n- b", "```\na"]
    alone = [parse(source) for source in sources]
    for first in sources:
        for n, source in enumerate(sources):
            parse(first)
            assert parse(source) == alone[n]
    assert html_of("b[^1] [a] ROI").strip() == "<p>b[^1] [a] ROI</p>"


RICH = """\
# Title *one*

A [link](b.md), an ![image](c.png), "quotes" -- and a note[^1].

| a | b |
|--:|---|
| 1 | [c](d.md) |

<div onclick="x" id="e">raw <b>f

[^1]: The note.
"""


@pytest.mark.parametrize("trusted", [True, False])
def test_the_same_text_gives_the_same_and_it_travels(trusted: bool) -> None:
    first, second = parse(RICH, trusted), parse(RICH, trusted)
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first
    assert pickle.dumps(first.body) == pickle.dumps(second.body)
    assert all(problem.path == "posts/a.md" for problem in first.problems)


def test_only_lines_hang_on_where_an_article_begins() -> None:
    here, there = parse_article(RICH, "a.md", 1, True), parse_article(RICH, "b.md", 101, True)
    assert (here.headings, here.anchors, here.text) == (there.headings, there.anchors, there.text)
    assert [p.line + 100 for p in here.problems] == [p.line for p in there.problems]


def test_lists_in_lists_without_end_are_told_as_such_by_the_reader() -> None:
    with pytest.raises(RecursionError):
        parse("<div>" * 5_000)
    assert html_of("a").strip() == "<p>a</p>"


SIGNS = [*string.printable, *"äß日🚀\u00a0\u202e\u2028\ufeff"]
BITS = [
    "[a](", "](b.md)", "![", "![a](b.png)", "](javascript:alert(1))", "<script>", "</script>", "<SCRIPT SRC=//x>",
    "<p onclick=x>", "<img src=x onerror=y>", "<svg/onload=x>", '<a href="java\tscript:x">', "<a href=javascript:x>",
    "<iframe srcdoc='<script>'>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "</body>", "</html>",
    "<body onload=x>", "<plaintext>", "<textarea>", "<style>", "<title>", "<xmp>", "<table>", "<tr>", "<td>",
    "<div markdown=1>", "<b", "</", "&#106;", "&#x1f;", "&lt;script&gt;", "&", "```\n", "~~~\n", "\n    ", "\n\n",
    "- ", "1. ", "> ", "# ", "| a | b |\n|---|---|\n", "[^1]", "[^1]: ", "*[a]: ", "{: onclick=x #a .b }", "{#a}",
    "**", "__", "`", "``", "<wbr>", "<source src=a>", '"', "'", "=", ">",
]  # fmt: skip
MARKDOWN = st.one_of(
    st.lists(st.one_of(st.sampled_from(BITS), st.sampled_from(SIGNS)), max_size=40).map("".join),
    st.text(st.sampled_from(SIGNS), max_size=120),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
)


@given(MARKDOWN, st.booleans())
@example("<" + "a " * 500, True)
@example("<title>\x0b", True)
@example("a&#31;<script></script>&#31;b<table></table>\x0b", True)
@example("<b>" * 100 + "a", True)
@example("\x00\x0b\x0c\ufffe", True)
@example("<x" + "y" * 5_000 + ">", True)
def test_any_markdown_gives_sound_html(source: str, trusted: bool) -> None:
    parsed = parse(source, trusted)
    html = html_of(source, trusted)
    assert xml_safe(html) == html
    assert parse(source, trusted) == parsed
    assert "\n".join(map(" ".join, parsed.lines)) == parsed.text
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name not in ("script", "style", "base", "meta", "object", "embed", "form", "plaintext")
        assert not any(name.startswith("on") or name == "srcdoc" for name in tag.attrs)
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            address = re.sub(r"[\x00-\x20]", "", str(tag.get(name) or "")).lower()
            assert not address.startswith(("javascript:", "vbscript:", "data:text"))


@given(MARKDOWN, st.booleans())
def test_any_markdown_gives_balanced_tags(source: str, trusted: bool) -> None:
    html = html_of(source, trusted)
    assert not re.search(r"<!|<\?|<script", html, re.I)
    void = {"br", "hr", "img", "wbr", "source", "track", "input", "area", "col", "param"}
    stack: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-zA-Z][^\s>]*)", html):
        if closing:
            assert stack.pop() == name
        elif name not in void:
            stack.append(name)
    assert stack == []
    assert frame_of(in_a_page(html)) == frame_of(in_a_page(""))


@given(MARKDOWN, st.booleans())
def test_reading_it_again_gives_the_same_text(source: str, trusted: bool) -> None:
    html = html_of(source, trusted)
    again = lxml_html.document_fromstring(f"<html><body><div>{html}</div></body></html>")
    first = lxml_html.document_fromstring("<html><body><div></div></body></html>")
    assert len(again.findall("body")) == len(first.findall("body")) == 1
    soup = BeautifulSoup(html, "html.parser")
    assert "".join(again.text_content().split()) == "".join(soup.get_text().split())


@given(MARKDOWN)
def test_headings_and_anchors_are_in_the_page(source: str) -> None:
    parsed = parse(source)
    ids = [str(tag["id"]) for tag in BeautifulSoup(html_of(source), "html.parser").find_all(id=True)]
    assert len(ids) == len({*ids})
    assert {*ids} == parsed.anchors
    assert {heading.id for heading in parsed.headings} <= parsed.anchors


@given(MARKDOWN)
def test_lines_are_lines_of_the_source(source: str) -> None:
    last = 10 + source.count("\n")
    parsed = parse(source)
    assert all(10 <= problem.line <= last for problem in parsed.problems)
    assert all(10 <= part.line <= last for part in parsed.body if not isinstance(part, str))
