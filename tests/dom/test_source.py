from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.dom.source import _CODE, headings, letters, without_code

CASES = [
    ("a\nb", "a\nb"),
    ("a ~ b <i>", "a ~ b <i>"),
    ("a\tb\n\n\tc", "a\tb\n\n"),
    ("a `b` c", "a     c"),
    ("a ``b ` c`` d", "a           d"),
    ("a ` b", "a ` b"),
    ("```\na\n```\nb", "   \n \n   \nb"),
    ("~~~~\na\n~~~~\nb", "    \n \n    \nb"),
    ("a <!-- b\nc --> d", "a       \n      d"),
    ("a\n\n    b\n\nc", "a\n\n\n\nc"),
    ("a\n\n\tb", "a\n\n"),
    ("    a", ""),
    ("- a\n\n    b", "- a\n\n    b"),
    ("a\n    b", "a\n    b"),
]


@pytest.mark.parametrize(("text", "after"), CASES)
def test_code_and_comments_are_blanked(text: str, after: str) -> None:
    assert without_code(text) == after


@given(st.lists(st.sampled_from(["`", "```", "~~~", "<!--", "-->", "a", " ", "    ", "\t", "- "])).map("\n".join))
def test_every_line_keeps_its_number(text: str) -> None:
    assert without_code(text).count("\n") == text.count("\n")


AS_MEANT = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)|<!--.*?-->",
    re.M | re.S,
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from([*"`~a< \t\n\n", "```", "~~~", "\n```", "\n~~~", "\n\n", "<!--", "-->"])).map("".join))
def test_code_is_found_where_it_is_meant(text: str) -> None:
    assert [found.span() for found in _CODE.finditer(text)] == [found.span() for found in AS_MEANT.finditer(text)]


def by_line(source: str, text: str) -> list[tuple[int, str]]:
    """What `headings` gives, found by a look at each line."""
    shown = [line.strip("> \t") for line in text.split("\n")] + [""]
    return [
        (n, letters(line))
        for n, line in enumerate(source.split("\n"))
        if shown[n].startswith(("#", "<h", "<H")) or (shown[n] and shown[n + 1].startswith(("===", "---")))
    ]


_lines = st.lists(st.sampled_from([*"#>\t -=a\n\n", "<h", "<H2>", "===", "---", "`", "    ", "# a"]), max_size=20)


@given(_lines.map("".join))
def test_each_line_that_looks_like_a_heading_is_found_once(source: str) -> None:
    text = without_code(source)
    assert list(headings(source, text)) == by_line(source, text)


def test_lines_that_look_like_headings() -> None:
    assert list(headings("# a\n---\n---\n", "# a\n---\n---\n")) == [(0, "a"), (1, "")]
    source = "# A b\n\n> ## C [d](e)\n\nF\n===\n\n`# g`\n\n<h2>h</h2>\n\ni\n"
    assert list(headings(source, without_code(source))) == [(0, "Ab"), (2, "Cd"), (4, "F"), (9, "h2hh2")]
    assert letters("*A* [b](c)_d") == "Abd"
