from __future__ import annotations

import pytest

from tests.dom.cases import html_of, parse, told

CASES = {
    "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |": ['"align-start"', '"align-center"', '"align-end"'],
    '<p style="text-align: END;">a</p>': ['<p class="align-end">a</p>'],
    '<p class="wide" style="text-align:Left">a</p>': ['class="wide align-start"'],
    '<p style="">a</p>': ["<p>a</p>"],
}


@pytest.mark.parametrize("source", CASES)
def test_alignment_is_a_class(source: str) -> None:
    html = html_of(source)
    assert [part for part in CASES[source] if part not in html] == []
    assert "style" not in html
    assert told(source) == []


def test_a_table_of_a_guest_is_aligned_too() -> None:
    source = "| a |\n|--:|\n| 1 |"
    assert html_of(source, trusted=False).count('class="align-end"') == 2


@pytest.mark.parametrize("style", ["color: red", "text-align: left; color: red", "text-align: justify"])
def test_any_other_style_is_told_and_taken_out(style: str) -> None:
    source = f'Before.\n\n<p style="{style}">a</p>'
    (problem,) = parse(source).problems
    assert (problem.line, problem.severity) == (parse("Before.\n\n![](a.png)").problems[0].line, "warning")
    assert problem.message == f"style={style[:40]!r} is not shown"
    assert "style" not in html_of(source)


def test_each_style_is_told_at_its_own_line() -> None:
    lines = {
        2: 'In our style: <span style="color:red">a</span>, in style.',
        4: "Style is all.",
        6: "<p STYLE='border:0'>b</p>",
        8: '<p style="color:red">c</p>',
        10: '`style="top:0"` is code.',
        12: '<p class="x" style=top:0>d</p>',
        13: "<p\nstyle='color:red'>c</p>",
        14: '<p title="style" style = "a:b&amp;c">e</p>',
    }
    source = "\n".join(lines.get(n, "") for n in range(1, 16))
    first = parse("![](a.png)").problems[0].line - 1
    assert [problem.line - first for problem in parse(source).problems] == [2, 6, 8, 12, 14, 15]


def test_a_drawing_in_the_text_has_no_styles_of_its_own() -> None:
    assert html_of('<svg><rect style="fill: red" width="1"></rect></svg>').count("style") == 0


OLD = {
    "<center>a <b>b</b></center>": '<div class="align-center">a <b>b</b></div>',
    '<p class="x" align="RIGHT">a</p>': '<p class="x align-end">a</p>',
    '<table><tr><td align="center">a</td></tr></table>': '<td class="align-center">a</td>',
    "a <strike>b</strike> <tt>c</tt>": "<p>a <s>b</s> <code>c</code></p>",
    '<iframe src="https://x.example/" frameborder="0" title="A"></iframe>': 'example/" title="A"></iframe>',
    '<ol type="a"><li value="3">a</li></ol>': '<ol type="a"><li value="3">a</li></ol>',
}


@pytest.mark.parametrize("source", OLD)
def test_what_is_something_else_by_now_becomes_that_without_a_word(source: str) -> None:
    assert OLD[source] in html_of(source)
    assert told(source) == []


DROPPED = {
    "<font color=red>a</font> <font size=2>b</font>": ["<font>", "<font>"],
    "<marquee>a</marquee>": ["<marquee>"],
    '<table bgcolor="#fff" border=1 cellpadding="3"><tr><td width="50%" nowrap>a</td></tr></table>': [
        "bgcolor='#fff'",
        "border='1'",
        "cellpadding='3'",
        "width='50%'",
        "nowrap",
    ],
    '![a](a.png){: align="left" width="90" }': ["align='left'"],
    '<p align="justify">a</p>': ["align='justify'"],
    "a<br clear=all>b": ["clear='all'"],
    "<hr noshade size=1>": ["noshade", "size='1'"],
    '<ul type="square"><li>a</li></ul>': ["type='square'"],
}


@pytest.mark.parametrize("source", DROPPED)
def test_looks_of_old_are_told_at_their_line_and_taken_out(source: str) -> None:
    line = parse("![](a.png)").problems[0].line + 2
    found = parse(f"Of `<font>`, align and width.\n\n{source}").problems
    assert [(p.line, p.message, p.severity) for p in found] == [
        (line, f"{what} is not shown", "warning") for what in DROPPED[source]
    ]
    html = html_of(source)
    assert [what for what in DROPPED[source] if what.rstrip(">").partition("=")[0] in html] == []
    assert parse(html).problems == ()
