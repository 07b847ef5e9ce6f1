from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dom.tree import parse
from plugins.dom.write import Writer
from tests.dom.cases import FIRST_LINE, html_of, lines_of, told

LINES = [
    ("inline", "[a](a.md)", [("a.md", 1)]),
    ("in order", "[a](a.md)\n\n[b](b.md) and\n[c](c.md)", [("a.md", 1), ("b.md", 3), ("c.md", 4)]),
    ("repeated", "[a](a.md)\n\n[b](a.md)\n\n[c](a.md)", [("a.md", 1), ("a.md", 3), ("a.md", 5)]),
    ("twice on a line", "[a](a.md) [b](a.md)\n\n[c](a.md)", [("a.md", 1), ("a.md", 1), ("a.md", 3)]),
    ("images", "![a](a.png)\n\n![b](b.png)", [("a.png", 1), ("b.png", 3)]),
    ("a linked image", "x\n\n[![a](a.png)](b.md)", [("b.md", 3), ("a.png", 3)]),
    ("by reference: where it is defined", "[a][r]\n\nText.\n\n[r]: a.md", [("a.md", 5)]),
    ("by reference, twice", "[a][r] [b][r]\n\n[r]: a.md", [("a.md", 3), ("a.md", 3)]),
    ("by reference, in brackets", "[a]\n\n[a]: <a.md> 'title'", [("a.md", 3)]),
    ("in a list", "- a\n- [b](b.md)\n    - [c](c.md)\n", [("b.md", 2), ("c.md", 3)]),
    ("in a loose list", "- a\n\n    [b](b.md)\n\n- [c](c.md)\n", [("b.md", 3), ("c.md", 5)]),
    ("in a numbered list", "1. a\n\n    [b](b.md)\n", [("b.md", 3)]),
    ("in a quote", "> a\n> [b](b.md)", [("b.md", 2)]),
    ("in a table", "| a | b |\n|---|---|\n| [c](c.md) | ![d](d.png) |\n", [("c.md", 3), ("d.png", 3)]),
    ("in a heading", "a\n\n## [b](b.md)", [("b.md", 3)]),
    ("in HTML", "a\n\n<p><a href='b.md'>b</a> <img alt=c src=c.png></p>", [("b.md", 3), ("c.png", 3)]),
    ("autolinks", "a\n\n<https://x.example/a>", [("https://x.example/a", 3)]),
    ("autolinked mail", "a\n\n<a@b.example>", [("mailto:a@b.example", 3)]),
    ("an ampersand", "a\n\n[b](https://x.example/?a=1&b=2)", [("https://x.example/?a=1&b=2", 3)]),
    ("an ampersand in HTML", 'a\n\n<a href="https://x.example/?a=1&amp;b=2">b</a>',
     [("https://x.example/?a=1&b=2", 3)]),
    ("with a title", "a\n\n[b](b.md 'c')", [("b.md", 3)]),
    ("in angle brackets", "a\n\n[b](<b c.md>)", [("b c.md", 3)]),
    ("not its beginning in a longer one", "[a](/a/b/)\n\n[b](/a/)", [("/a/b/", 1), ("/a/", 3)]),
    ("not its end in a longer one", "[a](x/a.md)\n\n[b](a.md)", [("x/a.md", 1), ("a.md", 3)]),
    ("not without its fragment", "[a](a.md#b)\n\n[b](a.md)", [("a.md#b", 1), ("a.md", 3)]),
    ("not in the text", "See a.md first.\n\n[b](a.md)", [("a.md", 3)]),
    ("not as the words of another", "[a.md](b.md)\n\n[b](a.md)", [("b.md", 1), ("a.md", 3)]),
    ("not in code", "`[a](a.md)`\n\n[b](a.md)", [("a.md", 3)]),
    ("not in code with two ticks", "``[a](a.md) ` ``\n\n[b](a.md)", [("a.md", 3)]),
    ("not in a fence", "```\n[a](a.md)\n```\n\n[b](a.md)", [("a.md", 5)]),
    ("not in a fence of tildes", "~~~~\n[a](a.md)\n~~~\n~~~~\n\n[b](a.md)", [("a.md", 6)]),
    ("not in indented code", "a\n\n    [a](a.md)\n    [a](a.md)\n\n[b](a.md)", [("a.md", 6)]),
    ("not in code indented by a tab", "a\n\n\t[a](a.md)\n\n[b](a.md)", [("a.md", 5)]),
    ("not in a comment", "<!-- [a](a.md)\n-->\n\n[b](a.md)", [("a.md", 4)]),
    ("after a lone tick", "a ` b\n\n[a](a.md)\n\nc ` d", [("a.md", 3)]),
    ("a lazy line is no code", "a\n    [b](b.md)", [("b.md", 2)]),
    ("in a footnote", "a[^1]\n\n[^1]: [b](b.md)\n", [("#fn:1", 1), ("b.md", 3), ("#fnref:1", 1)]),
    ("a set of sources", "a\n\n<img alt=b srcset='a.png 1x, b.png 2x'>", [("a.png 1x, b.png 2x", 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "lines"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_the_source_line_of_each_reference(source: str, lines: list[tuple[str, int]]) -> None:
    assert lines_of(source) == [(ref, line + FIRST_LINE - 1) for ref, line in lines]


@given(st.lists(st.sampled_from(["[a](a.md)", "![b](b.png)", "[c](a.md#c)", "`[a](a.md)`", "Text a.md."]), max_size=12))
def test_each_paragraphs_reference_has_its_paragraphs_line(parts: list[str]) -> None:
    expected = [FIRST_LINE + 2 * n for n, part in enumerate(parts) if part[0] in "[!"]
    assert [line for _, line in lines_of("\n\n".join(parts))] == expected


@given(st.integers(0, 20), st.booleans())
def test_guests_have_the_same_lines(gap: int, trusted: bool) -> None:
    assert lines_of("\n" * gap + "[a](a.md)\n\n<a href='b.md'>b</a>", trusted) == [
        ("a.md", FIRST_LINE + gap),
        ("b.md", FIRST_LINE + gap + 2),
    ]


OUTER = [
    ("</body></html>after", "after"),
    ("a</body>b</html>c<p>d</p>", "abc<p>d</p>"),
    ('<body onload="a>b" class=c>d', "d"),
    ("<body/onload=x>d", "d"),
    ("<html lang=de>d</html >e", "de"),
    ("d</html/>e", "de"),
    ('d</body ">e', "de"),
    ("<head>d</head>e", "de"),
    ("<header>d</header>", "<header>d</header>"),
    ("<bodyguard>d</bodyguard>", "<bodyguard>d</bodyguard>"),
    ("a</div></article></main>b", "ab"),
    ("<!DOCTYPE html>d", "d"),
    ("<!-- a -->b<!-- <p> -->c", "bc"),
    ("<?php echo 1 ?>d", "d"),
    ("a<!-- b", "a"),
    ("", ""),
    ("   ", ""),
]


@pytest.mark.parametrize(("html", "after"), OUTER)
def test_an_article_stays_in_its_place(html: str, after: str) -> None:
    tree = parse(html, "p.md", html, 1)
    body = Writer(tree).body()
    written = "".join(part if isinstance(part, str) else f"<{part.tag}>" for part in body)
    assert written.strip() in (after, f"<p>{after}</p>")


def test_headings_are_found_where_they_stand() -> None:
    source = "The Plan is A plan.\n\n# Plan\n\n`# A`\n\n# A\n\nPlan\n===\n\n> # A *B*\n"
    assert [line for line, field, _ in told(source) if field == "heading"] == [12, 16, 18, 21]


def test_many_links_keep_their_lines() -> None:
    source = "\n\n".join(f"[a](a{n}.md) [b](same.md)" for n in range(300))
    assert [line for _, line in lines_of(source)] == [FIRST_LINE + 2 * (n // 2) for n in range(600)]


def test_marks_of_footnotes_are_no_words() -> None:
    assert '<h2 id="title">' in html_of("## Title[^1]\n\n[^1]: note\n")


def test_elements_are_what_stands_there_now() -> None:
    tree = parse("<h1>a</h1><p>b <b>c</b></p><h3>d</h3>", "p.md", "", 1)
    first, paragraph, bold, last = tree.elements()
    assert list(tree.elements("h3", "h1", "x")) == [first, last]
    assert list(tree.elements("x")) == []
    bold.drop_tag()
    first.tag = "h2"
    tree.changed()
    assert list(tree.elements()) == [first, paragraph, last]
    assert list(tree.elements("h1", "b")) == []
    assert list(tree.elements("h2")) == [first]


def test_the_elements_that_were_given_attributes() -> None:
    tree = parse('<p>a <b class="c">d</b></p><table id="e"></table>', "posts/a.md", "", FIRST_LINE)
    assert [element.tag for element in tree.given()] == ["b", "table"]
    for element in tree.given():
        element.attrib.clear()
        element.tag = "i"
    assert [element.tag for element in tree.given()] == ["i", "i"]
    tree.changed()
    assert [*tree.given()] == []
