"""Markdown's block parser, with a short way for prose: most blocks of an article are paragraphs, and look it.

Python-Markdown asks sixteen processors about each block before the last one takes it for a paragraph.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import blockprocessors as md
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, def_list, footnotes, md_in_html, sane_lists, tables

KNOWN: frozenset[type] = frozenset(
    (
        md_in_html.MarkdownInHtmlProcessor,
        md.EmptyBlockProcessor,
        md.ListIndentProcessor,
        def_list.DefListIndentProcessor,
        md.CodeBlockProcessor,
        tables.TableProcessor,
        md.HashHeaderProcessor,
        md.SetextHeaderProcessor,
        md.HRProcessor,
        md.OListProcessor,
        md.UListProcessor,
        sane_lists.SaneOListProcessor,
        sane_lists.SaneUListProcessor,
        def_list.DefListProcessor,
        md.BlockQuoteProcessor,
        footnotes.FootnoteBlockProcessor,
        abbr.AbbrBlockprocessor,
        md.ReferenceProcessor,
    )
)
"""Processors that take no block of which every line begins with a letter: they look for a sign, a digit, a space or a
placeholder at the beginning of some line (of the second one, where it is a table or an underlined heading)."""


class QuickBlocks(BlockParser):
    """Markdown's parser of blocks, which asks no processor about prose where it knows all but the last of them."""

    processors: list[md.BlockProcessor] = []
    prose: md.BlockProcessor | None = None

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse `blocks` into `parent`, in order; `blocks` is empty then.

        One function, as Markdown's is: it calls itself through processors, and how deep it may is counted in frames.
        """
        if len(self.processors) != len(self.blockprocessors):
            self._learn()
        while blocks:
            if self.prose is not None and is_prose(blocks[0]):
                self.prose.run(parent, blocks)
                continue
            for processor in self.processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _learn(self) -> None:
        self.processors = list(self.blockprocessors)
        *others, last = self.processors
        if type(last) is md.ParagraphProcessor and all(type(other) in KNOWN for other in others):
            self.prose = last


def is_prose(block: str) -> bool:
    """Whether every line of a block begins with a letter."""
    if "\n" not in block:
        return block[:1].isalpha()
    return all(line[:1].isalpha() for line in block.split("\n"))
