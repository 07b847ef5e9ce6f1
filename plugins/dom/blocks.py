"""Markdown's block parser, which asks about a block only who can take it: a line that begins with "#" is no list.

Python-Markdown asks sixteen processors about each block before the last one takes it for a paragraph. All but the last
look for a sign, a digit or a space at the beginning of some line; most lines of an article begin with a letter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from markdown import blockprocessors as md
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, def_list, footnotes, md_in_html, sane_lists, tables
from markdown.util import STX

_NO_LINE, _DIGIT = "", "0"
_BULLETS = frozenset(" *+-")
_NUMBERED = frozenset((" ", _DIGIT))


class QuickTable(tables.TableProcessor):
    """Tables: a look at the second line tells most blocks from them, and most rows have neither code nor escapes."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block is a table: its second line draws one, and has as many columns as the first."""
        second = block.split("\n", 2)[1:2]
        return bool(second) and _RULE.issuperset(second[0]) and super().test(parent, block)

    def _split(self, row: str) -> list[str]:
        plain = "`" not in row and "\\" not in row
        return row.split("|") if plain else super()._split(row)  # type: ignore[misc]


_RULE = frozenset("|:- ")

_HEADING = re.compile(r"(#{1,6})([^#\\\n]*)")
"""A block that is a heading and nothing else, without a sign that may end its words or protect one."""


class QuickHeading(md.HashHeaderProcessor):
    """Headings after number signs: most are a block of their own, and Markdown's expression goes letter by letter."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a heading begins some line of a block."""
        return _HEADING.fullmatch(block) is not None or super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """The heading, and what stands before it in its block, put into `parent`."""
        found = _HEADING.fullmatch(blocks[0])
        if found is None:
            super().run(parent, blocks)
        else:
            del blocks[0]
            SubElement(parent, f"h{len(found[1])}").text = found[2].strip()


BEGINS: dict[type, frozenset[str]] = {
    md_in_html.MarkdownInHtmlProcessor: frozenset(STX),
    md.EmptyBlockProcessor: frozenset((_NO_LINE,)),
    md.ListIndentProcessor: frozenset(" "),
    def_list.DefListIndentProcessor: frozenset(" "),
    md.CodeBlockProcessor: frozenset(" "),
    tables.TableProcessor: _RULE,
    QuickTable: _RULE,
    md.HashHeaderProcessor: frozenset("#"),
    QuickHeading: frozenset("#"),
    md.SetextHeaderProcessor: frozenset("=-"),
    md.HRProcessor: frozenset(" -_*"),
    md.OListProcessor: _NUMBERED,
    md.UListProcessor: _BULLETS,
    sane_lists.SaneOListProcessor: _NUMBERED,
    sane_lists.SaneUListProcessor: _BULLETS,
    def_list.DefListProcessor: frozenset(" :"),
    md.BlockQuoteProcessor: frozenset(" >"),
    footnotes.FootnoteBlockProcessor: frozenset(" ["),
    abbr.AbbrBlockprocessor: frozenset("*"),
    md.ReferenceProcessor: frozenset(" ["),
}
"""Processor → signs of which one begins some line of every block that it takes ("0": any decimal digit, "": an empty
line). Others are asked about every block."""

SIGNS = frozenset().union(*BEGINS.values())


class QuickBlocks(BlockParser):
    """Markdown's parser of blocks, which asks nobody about a block who cannot take it."""

    processors: list[md.BlockProcessor] = []
    asked: dict[frozenset[str], list[md.BlockProcessor]] = {}

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse `blocks` into `parent`, in order; `blocks` is empty then.

        One function, as Markdown's is: it calls itself through processors, and how deep it may is counted in frames.
        """
        if len(self.processors) != len(self.blockprocessors):
            self.processors, self.asked = list(self.blockprocessors), {}
        while blocks:
            signs = beginnings(blocks[0])
            for processor in self.asked.get(signs) or self._asked(signs):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _asked(self, signs: frozenset[str]) -> list[md.BlockProcessor]:
        """The processors, in Markdown's order, without those that no block with these beginnings is for."""
        able = [p for p in self.processors if type(p) not in BEGINS or not signs.isdisjoint(BEGINS[type(p)])]
        self.asked[signs] = able
        return able


def beginnings(block: str) -> frozenset[str]:
    """The signs of `SIGNS` that lines of a block begin with."""
    return _signs(frozenset([line[:1] for line in block.split("\n")])) if "\n" in block else _sign(block[:1])


@lru_cache(maxsize=1000)
def _sign(first: str) -> frozenset[str]:
    return _signs(frozenset((first,)))


@lru_cache(maxsize=1000)
def _signs(first: frozenset[str]) -> frozenset[str]:
    """Those among the first letters of lines."""
    signs = SIGNS & first
    return signs | {_DIGIT} if any(map(str.isdecimal, first)) else signs
