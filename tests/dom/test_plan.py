from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import InlineProcessor

from plugins.dom.plan import NEEDS, Plan
from tests.dom.markdowns import SIGNS, own

STOCK = own()
WALKS = [list(STOCK.treeprocessors[name].inlinePatterns) for name in ("inline", "smarty")]
PATTERNS = [pattern for walk in WALKS for pattern in walk]


def test_every_pattern_of_markdown_is_known() -> None:
    assert {pattern.pattern for pattern in PATTERNS} == set(NEEDS)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*"`\\[]()<>&;*_!^\"'-. \n", "80s", "a", "s", "--", *SIGNS]), max_size=12).map("".join))
def test_a_pattern_that_matches_is_planned(text: str) -> None:
    for walk in WALKS:
        plan = Plan(walk)
        found = [n for n, pattern in enumerate(walk) if pattern.getCompiledRegExp().search(text)]
        assert set(found) <= set(plan.places(text))
        assert plan.touches(text) or not found


@pytest.mark.parametrize("expression", NEEDS)
def test_what_is_replaced_by_a_placeholder_brings_no_sign(expression: str) -> None:
    for text in ("\x02klzzwxh:0012\x03", "\x02wzxhzdk:12\x03", "\x0242\x03"):
        assert not re.search(expression, text, re.S)
        assert not any(sign in text for sign in NEEDS[expression])


def test_a_pattern_that_is_not_known_always_runs() -> None:
    plan = Plan([InlineProcessor("x"), *WALKS[0]])
    assert plan.places("plain") == (0,)
    assert plan.touches("plain")


def test_references_are_not_looked_for_where_none_is_defined() -> None:
    names = [item.__class__.__name__ for item in WALKS[0]]
    with_them, without = Plan(WALKS[0], True).places("[a]"), Plan(WALKS[0], False).places("[a]")
    assert {names[n] for n in set(with_them) - set(without)} == {
        "ReferenceInlineProcessor",
        "ShortReferenceInlineProcessor",
    }
    assert [names[n] for n in without] == ["LinkInlineProcessor"]


def test_a_placeholder_is_reason_enough_to_look() -> None:
    assert Plan(WALKS[1]).touches("a\x02klzzwxh:0001\x03")
    assert not Plan(WALKS[1]).touches("a")


@given(st.lists(st.lists(st.sampled_from([*"`\\[*_!^\"'-. \n", "--", *SIGNS]), max_size=5).map("".join), max_size=4))
def test_the_plan_of_an_article_is_the_same_for_its_texts(texts: list[str]) -> None:
    for walk in WALKS:
        plan = Plan(walk)
        within = plan.within(" ".join(texts))
        assert [plan.places(text) for text in texts] == [within.places(text) for text in texts]
        assert [plan.touches(text) for text in texts] == [within.touches(text) for text in texts]


def test_a_pattern_that_is_not_known_may_bring_any_sign() -> None:
    plan = Plan([InlineProcessor("x"), *WALKS[0]])
    assert plan.within("plain").places("*") == plan.places("*") != plan.places("plain")
