from __future__ import annotations

import pytest

from plugins.dom.frame import misread
from tests.dom.cases import html_of, parse, told

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
