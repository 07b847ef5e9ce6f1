from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.body import fill
from plugins.dom.convert import UnconvertibleError
from plugins.dom.frame import SURE, is_sure, misread
from plugins.dom.passes import PASSES
from plugins.dom.tree import parse as parse_tree
from plugins.dom.write import VOID, Writer
from tests.dom.cases import convert, html_of, parse, told
from tests.dom.markdowns import texts

SOUND = [
    "",
    "text",
    "<p>a</p>\n<ul><li>b</li></ul>",
    '<p title="&lt;/div&gt; > <b>">a</p>',
    "<table><tr><td>a</td></tr></table>",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    "a<br>b<wbr>c<hr><img>",
    "<image></image>",
    "<svg><path></path></svg>",
    "<p><ul><li>a</li></ul></p>",
    '<iframe title="a"></iframe>',
    "<noscript><p>a</p></noscript>",
]


@pytest.mark.parametrize("html", SOUND)
def test_what_stays_in_its_frame(html: str) -> None:
    assert misread(html) is None


BROKEN = [
    ("</div>", "div"),
    ("<p>a</p></div><p>b</p><div>", "div"),
    ("<table>a<div><table><tr><td>b</td></tr></table></div></table>", "table"),
    ("<b>a", "div"),
    ("<textarea>", "div"),
]


@pytest.mark.parametrize(("html", "tag"), BROKEN)
def test_what_breaks_out_is_named(html: str, tag: str) -> None:
    assert misread(html) == tag


def test_a_body_that_breaks_out_is_a_problem_with_its_line_and_not_published() -> None:
    source = "Before.\n\n<table>text<table><tr><td>a</td></tr></table>\n\nAfter.\n"
    (problem,) = [p for p in parse(source).problems if "frame" in p.message]
    assert (problem.line, problem.field, problem.severity) == (12, "html", "error")
    assert problem.message == "<table> stands where browsers end the article's frame"
    assert html_of(source) == ""


INSIDE = ["<b>a <i>b\n\nc", "</div></article>a", "<table><tr><td>a", "a <!-- b", "| a |\n|---|\n| b |"]


@pytest.mark.parametrize("source", INSIDE)
def test_what_is_unclosed_or_closed_twice_stays_inside(source: str) -> None:
    assert [message for _, _, message in told(source) if "frame" in message] == []
    assert misread(html_of(source)) is None


def test_bodies_of_markdown_are_sure_and_odd_ones_are_not() -> None:
    assert is_sure(
        nestings("# a\n\n- b *c*\n\n> d\n\n| e |\n|---|\n| f |\n\ng[^1] `h`\n\n    i\n\nj\n: k\n\n[^1]: l\n")
    )
    source = "# a\n\n- b *c*\n\n> d\n\n| e |\n|---|\n| f |\n\ng[^1] `h`\n\n    i\n\nj\n: k\n\n[^1]: l\n"
    assert is_sure(nestings(source))
    assert is_sure(nestings("<div><p>a <b>b</b></p></div>"))
    for odd in ("<button>a</button>", "<svg></svg>", "<select><option>a", "<table><caption>a</caption></table>"):
        assert not is_sure(nestings(odd)), odd


def nestings(source: str) -> set[tuple[str, str]]:
    writer = Writer(parse_tree(convert(source), "a.md", source, 1))
    writer.body()
    return writer.nestings


_HTML = st.sampled_from(
    "<a href=b> </a> <b> </b> <i> </i> <p> </p> <div> </div> <table> </table> <thead> <tbody> <tr> <td> </td> </tr> "
    "<ul> </ul> <li> </li> <dl> <dt> <dd> </dl> <h2> </h2> <pre> </pre> <br> <img> <hr> <wbr> <code> </code> <span> "
    "</span> <button> <select> <option> <svg> <form> <noscript> <blockquote> </blockquote> a \n \n\n".split(" ")
)


@settings(max_examples=400)
@given(texts | st.lists(_HTML, max_size=25).map("".join))
def test_a_body_that_is_sure_is_read_as_it_is_written(source: str) -> None:
    try:
        html = convert(source)
    except (UnconvertibleError, RecursionError):
        return
    for passed in ((), PASSES):
        tree = parse_tree(html, "a.md", source, 1)
        for change in passed:
            change(tree)
        writer = Writer(tree)
        body = fill(writer.body(), lambda slot, reference: reference)
        assert not is_sure(writer.nestings) or misread(body) is None


Shape = list[tuple[int, "Shape"]]
_shapes = st.recursive(st.just([]), lambda inner: st.lists(st.tuples(st.integers(0, 40), inner), max_size=4))


@settings(max_examples=500)
@given(_shapes)
def test_any_tree_of_sure_nestings_is_read_as_it_is_written(shape: Shape) -> None:
    assert misread(written("", shape)) is None


def written(parent: str, shape: Shape) -> str:
    """A tree of that shape; each number chooses among the elements that are sure where they stand."""
    may = sorted(inner for outer, inner in SURE if outer == parent)
    parts = [""] if parent in ("table", "tr", "tbody", "thead") else ["t"]
    for number, inner in shape if may else ():
        tag = may[number % len(may)]
        parts.append(f"<{tag}>" if tag in VOID else f"<{tag}>{written(tag, inner)}</{tag}>")
    return "".join(parts)
