from __future__ import annotations

from itertools import product
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor

from plugins.dom.blocks import _HEADING, BEGINS, SIGNS, QuickBlocks, QuickHeading, QuickTable, beginnings
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.quick import quick_converter
from plugins.dom.trees import to_html
from tests.dom.cases import convert
from tests.dom.markdowns import own

PROSE = [
    "a",
    "Words, words: words.",
    "a\nb",
    "É - 1. b\nword",
    "日本",
    "a | b\nc | d",
    "a # b > c [d]: e",
    "²a",
    "“a\n(b",
]
OTHERS = [
    ("", {""}), ("\n", {""}), ("\na", {""}), ("a\n", {""}), ("# a", {"#"}), ("a\n# b", {"#"}), ("- a", {"-"}),
    ("1. a\n2. b", {"0"}), ("٣. a", {"0"}), ("> a\nb", {">"}), ("    a", {" "}), ("a\n===", {"="}), ("_a_", {"_"}),
    ("a\n[b]: c", {"["}), ("*[A]: b\n: c", {"*", ":"}), ("| a |\n|--|", {"|"}), ("\x02wzxhzdk:0\x03", {"\x02"}),
]  # fmt: skip


@pytest.mark.parametrize("block", PROSE)
def test_what_begins_with_no_sign(block: str) -> None:
    assert beginnings(block) == frozenset()


@pytest.mark.parametrize(("block", "signs"), OTHERS)
def test_signs_at_the_beginnings_of_lines(block: str, signs: set[str]) -> None:
    assert beginnings(block) == signs


STOCK = own()
PROCESSORS = list(STOCK.parser.blockprocessors)


def _asked(block: str) -> list[str]:
    parser = quick_converter(EXTENSIONS).parser
    assert isinstance(parser, QuickBlocks)
    parser.processors = list(parser.blockprocessors)
    return [type(processor).__name__ for processor in parser._asked(beginnings(block))]


def test_every_processor_of_markdown_is_known_but_the_last() -> None:
    assert [type(one) for one in PROCESSORS if type(one) not in BEGINS] == [ParagraphProcessor]
    assert type(PROCESSORS[-1]) is ParagraphProcessor


def test_who_is_asked() -> None:
    assert _asked("a") == ["ParagraphProcessor"]
    assert _asked("# a") == ["QuickHeading", "ParagraphProcessor"]
    assert _asked("> a\n> b") == ["BlockQuoteProcessor", "ParagraphProcessor"]
    assert _asked("1. a\nb") == ["SaneOListProcessor", "ParagraphProcessor"]


def test_the_parser_of_articles_is_the_quick_one() -> None:
    convert("a")
    assert isinstance(quick_converter(EXTENSIONS).parser, QuickBlocks)


_begin = st.sampled_from(sorted(SIGNS)) | st.sampled_from(["  ", "   ", "    ", "1. ", "- ", "a", "“", "٣", "²", "&"])
_line = st.tuples(_begin | st.characters(), st.text("ab -=_*+#:>[]^|1.\\`{}\t\u2028\x85\x02", max_size=12))
_blocks = st.lists(_line.map("".join), min_size=1, max_size=3).map("\n".join)
_TAGS = ["div", "ul", "ol", "li", "dd", "dl", "blockquote", "p", "pre"]
_parents = st.sampled_from(_TAGS)


def takes_nothing(block: str, tag: str, sibling: str | None) -> None:
    """None of the processors that are not asked about a block does anything with it."""
    for processor in PROCESSORS[:-1]:
        if BEGINS[type(processor)].isdisjoint(beginnings(block)):
            parent, blocks = Element(tag), [block, "next"]
            if sibling:
                SubElement(parent, sibling).text = "a"
            assert not processor.test(parent, block) or processor.run(parent, blocks) is False, type(processor)
            assert blocks == [block, "next"]


@given(_blocks, _parents, st.none() | _parents)
def test_who_is_not_asked_takes_nothing(block: str, tag: str, sibling: str | None) -> None:
    takes_nothing(block, tag, sibling)


MARKS = [
    "# a",
    "===",
    "---",
    "* * *",
    "1. a",
    "- a",
    ": a",
    "> a",
    "[^1]: a",
    "[a]: b",
    "*[A]: b",
    "|-|-|",
    "a|b",
    "\x02",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", ["", "a\n", "a|b\n"])
def test_nor_of_any_mark_however_indented(mark: str, before: str) -> None:
    for indent, sibling in product(["", " ", "   ", "    ", "a "], [None, *_TAGS]):
        takes_nothing(f"{before}{indent}{mark}", "div", sibling)


_rows = st.lists(st.text("|:- a`\\", max_size=9) | st.sampled_from(["|-|-|", "a|b", "|:-", "|"]), max_size=4)


@given(_rows.map("\n".join))
def test_the_same_blocks_are_tables(block: str) -> None:
    quick, stock = (md.parser.blockprocessors["table"] for md in (quick_converter(EXTENSIONS), STOCK))
    assert isinstance(quick, QuickTable)
    assert quick.test(Element("div"), block) == stock.test(Element("div"), block)


@given(st.text("|a`\\ ", max_size=20))
def test_a_row_has_the_same_cells(row: str) -> None:
    quick, stock = (md.parser.blockprocessors["table"] for md in (quick_converter(EXTENSIONS), STOCK))
    assert quick._split(row) == stock._split(row)


def _headings(converter: Markdown, block: str) -> tuple[bool, list[str], str]:
    """Whether a block is taken for a heading, the blocks that are left then, and what it became."""
    parent, blocks = Element("div"), [block, "next"]
    processor = converter.parser.blockprocessors["hashheader"]
    takes = processor.test(parent, block)
    if takes:
        processor.run(parent, blocks)
    return takes, blocks, to_html(parent)


@given(st.lists(st.sampled_from(["#", "##", "######", " ", "a", "\\", "\\#", "\n", "\t", "\u2028"])).map("".join))
def test_the_same_blocks_are_headings(block: str) -> None:
    quick = quick_converter(EXTENSIONS)
    assert isinstance(quick.parser.blockprocessors["hashheader"], QuickHeading)
    assert _headings(quick, block) == _headings(STOCK, block)


def test_a_heading_of_a_block_of_its_own_has_the_short_way() -> None:
    assert all(map(_HEADING.fullmatch, ["# a", "######b c ", "#", "## *a* `b`"]))
    assert not any(map(_HEADING.fullmatch, ["# a #", "# a\nb", "a\n# b", "# \\a", "#######", " # a"]))
