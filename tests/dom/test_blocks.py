from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dom.blocks import KNOWN, QuickBlocks, is_prose
from plugins.dom.convert import convert
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.quick import quick_converter
from tests.dom.markdowns import own

PROSE = [
    "a",
    "Words, words: words.",
    "a\nb",
    "É - 1. b\nword",
    "日本",
    "a | b\nc | d",
    "a # b > c [d]: e",
]
NO_PROSE = [
    "", "\n", "\na", "a\n", "# a", "a\n# b", "- a", "a\n- b", "1. a", "> a", "a\n> b", "    a", " a", "a\n===",
    "a\n---", "***", "a\n***", "[a]: b", "a\n[a]: b", "[^1]: b", "*[A]: b", "a\n*[A]: b", ": a", "a\n: b",
    "| a |\n|--|\n", "a | b\n--|--", "_a_", "\x02wzxhzdk:0\x03", "a\n\x02", "٣. a", "²a", "+ a",
]  # fmt: skip


@pytest.mark.parametrize("block", PROSE)
def test_what_is_prose(block: str) -> None:
    assert is_prose(block)


@pytest.mark.parametrize("block", NO_PROSE)
def test_what_is_not(block: str) -> None:
    assert not is_prose(block)


STOCK = own()
PROCESSORS = list(STOCK.parser.blockprocessors)


def test_every_processor_of_markdown_is_known_but_the_last() -> None:
    assert [type(one) for one in PROCESSORS if type(one) not in KNOWN] == [type(PROCESSORS[-1])]
    parser = quick_converter(EXTENSIONS).parser
    convert("a")
    parser.parseBlocks(Element("div"), ["a"])
    assert isinstance(parser, QuickBlocks)
    assert parser.prose is parser.blockprocessors["paragraph"]


_line = st.tuples(st.characters(categories=["L"]), st.text("ab -=_*+#:>[]^|1.\\`{}\t\u2028\x85\x02", max_size=12))
_parents = st.sampled_from(["div", "ul", "ol", "li", "dd", "dl", "blockquote", "p", "pre"])


@given(st.lists(_line.map("".join), min_size=1, max_size=3).map("\n".join), _parents, st.none() | _parents)
def test_nobody_but_the_last_takes_prose(block: str, tag: str, sibling: str | None) -> None:
    assert is_prose(block)
    parent = Element(tag)
    if sibling:
        SubElement(parent, sibling)
    for processor in PROCESSORS[:-1]:
        blocks = [block, "next"]
        assert not processor.test(parent, block) or processor.run(parent, blocks) is False, type(processor)
        assert blocks == [block, "next"]
