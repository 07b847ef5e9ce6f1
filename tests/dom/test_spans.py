from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import LinkInlineProcessor

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.plan import Plan
from plugins.dom.quick import quick_converter
from plugins.dom.spans import apart, are_known
from tests.dom.markdowns import SIGNS, own

QUICK, STOCK = quick_converter(EXTENSIONS), own()
PATTERNS = list(QUICK.inlinePatterns)
PLAN = Plan(PATTERNS, referring=False)

PLAIN = [
    ("a [b](c) d", ("a ", [("a", "b", " d")])),
    ("*a* and\n**b c**.", (None, [("em", "a", " and\n"), ("strong", "b c", ".")])),
    ("[](x)*a*[b\nc](/d?e=f&g_h#i)", (None, [("a", "", None), ("em", "a", None), ("a", "b\nc", None)])),
    ("a] (b) ! *c*]", ("a] (b) ! ", [("em", "c", "]")])),
    ('don\'t -- "*a*"...', ("don't -- \"", [("em", "a", '"...')])),
]
OTHERS = [
    *(
        "*a* [b]",
        "*a* ![b](c)",
        "*a* [^1](b)",
        "[^1](b)",
        "[*a*](b)",
        "*[a](b)*",
        "[a [b](c)](d)",
        "[a](b*c*)",
        "*a*_b_",
    ),
    *(
        "[a](b 'c')",
        "[a](<b>)",
        "[a](b(c))",
        "[a](\\b)",
        "[a](`b`)",
        "[a_b_](c)",
        "[a](b) `c`",
        "[a](b) \\*",
        "[a](b) &lt;",
    ),
    *("* a*", "*a *", "**a*", "*a**", "***a***", "*a **b** c*", "**", "*\n*", "*a*  \nb", "*a* \x02klzzwxh:0000\x03"),
]


@pytest.mark.parametrize(("text", "found"), PLAIN)
def test_what_is_taken_apart(text, found):
    before, elements = apart(text, PLAN)
    assert (before, [(element.tag, element.text, element.tail) for element in elements]) == found


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_left_to_markdown(text):
    assert apart(text, PLAN) is None


def test_only_markdowns_own_links_and_emphasis_are_known() -> None:
    assert are_known(PATTERNS, PLAN)
    assert not are_known(PATTERNS, Plan(PATTERNS, referring=True))
    foreign = quick_converter(EXTENSIONS)
    foreign.inlinePatterns.register(LinkInlineProcessor(r"\[(?=!)", foreign), "mine", 165)
    patterns = list(foreign.inlinePatterns)
    assert not are_known(patterns, Plan(patterns, referring=False))
    named = quick_converter(EXTENSIONS)
    named.inlinePatterns["em_strong"].add("*", "b,i")
    assert not are_known(list(named.inlinePatterns), PLAN)


def test_nothing_is_taken_apart_where_the_text_defines_references() -> None:
    text = "[a](b) [c]\n\n[c]: /d"
    assert QUICK.reset().convert(text) == STOCK.reset().convert(text) == '<p><a href="b">a</a> <a href="/d">c</a></p>'


_spans = st.sampled_from(["[a b](c)", "[d](/e?f=g&h_i)", "[](j)", "*k*", "**l m**", "*n\no*", "[p](q*r*)", "*[s](t)*"])
_others = st.sampled_from([*"[]()*!^ \n", "a", "**", "](", "  \n", *SIGNS])


@settings(max_examples=500)
@given(st.lists(_spans | st.sampled_from([" ", "a", "\n", ", ", "!", "*", "["]) | _others, max_size=12).map("".join))
def test_any_text_is_what_markdown_makes_of_it(text: str) -> None:
    assert QUICK.reset().convert(text) == STOCK.reset().convert(text)


@given(st.lists(_spans, max_size=8).map(" ".join))
def test_an_item_with_a_list_in_it_too(words: str) -> None:
    text = f"- {words}\n    - {words}\n\n    {words}\n"
    assert QUICK.reset().convert(text) == STOCK.reset().convert(text)
