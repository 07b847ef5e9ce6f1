"""A Markdown converter that does the same with less work: parts of Python-Markdown replaced by quicker ones."""

from __future__ import annotations

from collections.abc import Sequence

import markdown
from markdown.blockparser import BlockParser
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX

from plugins.dom.blocks import QuickBlocks
from plugins.dom.inline import QuickInline


class Converter(markdown.Markdown):
    """Markdown's converter, which is asked about each tag whether it is a block, and need not search a list."""

    levels: frozenset[str] = frozenset()

    def is_block_level(self, tag: object) -> bool:
        """Whether `tag` is one of `block_level_elements`, to which extensions may add."""
        if len(self.levels) != len(self.block_level_elements):
            self.levels = frozenset(self.block_level_elements)
        return isinstance(tag, str) and tag.lower().rstrip("/") in self.levels


class QuickWhitespace(NormalizeWhitespace):
    """Line ends, tabs and blank lines: nothing to do in a text without tabs whose lines begin with no space."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if any(sign in source for sign in ("\t", "\n ", "\r", "\x02", "\x03")):
            return super().run(lines)
        return [*lines, "", ""]


class QuickFences(FencedBlockPreprocessor):
    """Fenced code: none without a fence."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        return super().run(lines) if "```" in source or "~~~" in source else lines


class QuickHtml(HtmlBlockPreprocessor):
    """Blocks of raw HTML: none where no tag begins, and no character reference, which its parser takes apart too."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        return super().run(lines) if "<" in source or "&" in source else lines


class QuickUnescape(UnescapeTreeprocessor):
    """What a backslash protected."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


QUICKER: dict[type, type] = {
    NormalizeWhitespace: QuickWhitespace,
    FencedBlockPreprocessor: QuickFences,
    HtmlBlockPreprocessor: QuickHtml,
    BlockParser: QuickBlocks,
    InlineProcessor: QuickInline,
    UnescapeTreeprocessor: QuickUnescape,
}


def quick_converter(extensions: Sequence[str]) -> markdown.Markdown:
    """A converter with those of its parts replaced that are Python-Markdown's own and have a quicker one.

    A part stays the object that it is, with all that extensions put into it; only its class changes.
    """
    converter = Converter(extensions=list(extensions), output_format="html")
    for part in (*converter.preprocessors, converter.parser, *converter.treeprocessors):
        part.__class__ = QUICKER.get(type(part), type(part))
    return converter
