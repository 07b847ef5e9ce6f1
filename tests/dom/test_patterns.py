from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import DelimiterProcessor, InlineProcessor, LinkInlineProcessor

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.patterns import _EMPHASIS, _LINK, QuickEmphasis, QuickLink
from plugins.dom.quick import quick_converter
from tests.dom.markdowns import own

QUICK, STOCK = quick_converter(EXTENSIONS), own()


def test_the_patterns_are_replaced() -> None:
    patterns = QUICK.inlinePatterns
    assert (type(patterns["link"]), type(patterns["em_strong"])) == (QuickLink, QuickEmphasis)


@pytest.mark.parametrize("kind", [LinkInlineProcessor, DelimiterProcessor])
def test_markdown_still_asks_them_in_the_same_way(kind: type[InlineProcessor]) -> None:
    assert list(inspect.signature(kind.handleMatch).parameters) == ["self", "m", "data"]


PLAIN = {
    _LINK: ["a](b)", "](b)", "*a* `b`](/c?d=e&f#g)", "a\nb](offer:x)", "a](\\b)"],
    _EMPHASIS: ["*a*", "**a b**", "*a\nb*c", "**a**.", "*[a](b)*"],
}
OTHERS = {
    _LINK: ["a](b 'c')", "a](<b>)", "[a](b)](c)", "a](b(c))", "a]( b)", "a]()", "a](b", "a](b'c')", "a](\x02klz\x03)"],
    _EMPHASIS: ["* a*", "*a *", "**a*", "*a**", "***a***", "*a_b_*", "*a **b** c*", "**", "****", "_a_", "*\n*"],
}


@pytest.mark.parametrize(("pattern", "text"), [(pattern, text) for pattern, texts in PLAIN.items() for text in texts])
def test_what_has_the_short_way(pattern, text):
    assert pattern.match(text)


@pytest.mark.parametrize(("pattern", "text"), [(pattern, text) for pattern, texts in OTHERS.items() for text in texts])
def test_what_is_left_to_markdown(pattern, text):
    assert not pattern.match(text)


def same(text: str) -> None:
    assert QUICK.reset().convert(text) == STOCK.reset().convert(text)


_emphasis = st.sampled_from(["*", "**", "_", "a", "b c", " ", "\n", "\\*", "`*`", "***", "__", ".", "é"])
_links = st.sampled_from(
    ["[", "](", "]", "(", ")", "a", "!", "<", ">", "'t'", '"', " ", "\n", "\\", "*", "`", "/b_c&d"]
)


@settings(max_examples=400)
@given(st.lists(_emphasis, max_size=14).map("".join))
def test_any_emphasis_is_what_markdown_makes_of_it(text: str) -> None:
    same(text)


@settings(max_examples=400)
@given(st.lists(_links, max_size=14).map("".join))
def test_any_link_is_what_markdown_makes_of_it(text: str) -> None:
    same(text)


@settings(max_examples=300)
@given(st.lists(_links | _emphasis | st.sampled_from(["[a](b)", "*a*", "**b**"]), max_size=14).map("".join))
def test_both_together_are_too(text: str) -> None:
    same(text)


@given(st.text(st.sampled_from("[]!a\n")))
def test_brackets_are_found_where_markdown_finds_them(text: str) -> None:
    quick, stock = (converter.inlinePatterns["link"].getCompiledRegExp() for converter in (QUICK, STOCK))
    assert quick is not stock
    assert [found.span() for found in quick.finditer(text)] == [found.span() for found in stock.finditer(text)]
