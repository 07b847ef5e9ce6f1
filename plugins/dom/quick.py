"""A Markdown converter that does the same with less work: parts of Python-Markdown replaced by quicker ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension, extra
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import DelimiterProcessor, LinkInlineProcessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor

from plugins.dom.blocks import QuickBlocks, QuickHeading, QuickTable
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.inline import QuickInline
from plugins.dom.patterns import QuickEmphasis, QuickLink
from plugins.dom.trees import QuickAttributes, QuickPrettify, QuickUnescape, to_html

_OWN = "markdown.extensions"
_BLANK = re.compile(r"\n +\n")
OWN_EXTENSIONS = frozenset([*(name.removeprefix(f"{_OWN}.") for name in EXTENSIONS), *extra.extensions])
"""Of Markdown's own extensions those that are used here, and those that `extra` is made of."""


class Levels(dict[object, bool]):
    """Tag → whether it is one of `names`, in any spelling; worked out when it is first asked."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names, self.count = frozenset(names), len(names)

    def __missing__(self, tag: object) -> bool:
        found = isinstance(tag, str) and not self.names.isdisjoint((tag, tag.lower().rstrip("/")))
        self[tag] = found
        return found


class Converter(markdown.Markdown):
    """Markdown's converter, which gives its tree, too, and need not search a list to tell whether a tag is a block."""

    _known = Levels(())
    text = ""

    def build_extension(self, ext_name: str, configs: Mapping[str, Any]) -> Extension:
        """Markdown's own extensions without a look at what all installed packages offer, which takes longer than ten
        articles."""
        name = ext_name.removeprefix(f"{_OWN}.")
        if name not in OWN_EXTENSIONS:
            return super().build_extension(ext_name, configs)
        made: Extension = import_module(f"{_OWN}.{name}").makeExtension(**configs)
        return made

    @property
    def lines(self) -> list[str]:
        """The text in lines, as Markdown has it: extensions may ask."""
        return self.text.split("\n")

    def tree(self, text: str) -> Element:
        """The tree of a text, all processors of trees run over it: what `convert` writes as HTML."""
        self.text = text
        for preprocessor in self.preprocessors:
            if isinstance(preprocessor, QuickPreprocessor):
                self.text = preprocessor.changed(self.text)
            else:
                self.text = "\n".join(preprocessor.run(self.lines))
        root: Element = self.parser.parseDocument([self.text]).getroot()  # type: ignore[assignment]
        for processor in self.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return root

    def written(self, root: Element) -> str:
        """The HTML of a tree without its outermost tags, with what Markdown has put aside."""
        html = self.serializer(root)
        html = html[html.index(f"<{self.doc_tag}>") + len(self.doc_tag) + 2 : html.rindex(f"</{self.doc_tag}")].strip()
        for postprocessor in self.postprocessors:
            html = postprocessor.run(html)
        return html.strip()

    def convert(self, source: str) -> str:
        """Markdown's own, in two steps."""
        return self.written(self.tree(source)) if source.strip() else ""

    def is_block_level(self, tag: object) -> bool:
        """Whether `tag` is one of `block_level_elements`, to which extensions may add."""
        return self.levels()[tag]

    def levels(self) -> Levels:
        """The same of any tag, for who asks often."""
        if self._known.count != len(self.block_level_elements):
            self._known = Levels(self.block_level_elements)
        return self._known


class QuickPreprocessor(Preprocessor):
    """A preprocessor that takes a text as a whole: lines would only be joined again."""

    def changed(self, text: str) -> str:
        """The text, as Markdown's own preprocessor makes it."""
        return text if self.is_left(text) else "\n".join(super().run(text.split("\n")))

    def is_left(self, text: str) -> bool:
        """Whether a look at its signs tells that a text stays as it is."""
        raise NotImplementedError

    def run(self, lines: list[str]) -> list[str]:
        """Markdown's way in."""
        return self.changed("\n".join(lines)).split("\n")


class QuickWhitespace(QuickPreprocessor, NormalizeWhitespace):
    """Line ends, tabs and blank lines: nothing to do in a text without tabs whose blank lines hold no space."""

    def changed(self, text: str) -> str:
        return f"{text}\n\n" if self.is_left(text) else super().changed(text)

    def is_left(self, text: str) -> bool:
        return not (any(sign in text for sign in "\t\r\x02\x03") or text.endswith(" ") or _BLANK.search(text))


class QuickFences(QuickPreprocessor, FencedBlockPreprocessor):
    """Fenced code: none without a fence."""

    def is_left(self, text: str) -> bool:
        return ("`" not in text or "```" not in text) and ("~" not in text or "~~~" not in text)  # one is found sooner


class QuickHtml(QuickPreprocessor, HtmlBlockPreprocessor):
    """Blocks of raw HTML: none where no tag begins, and no character reference, which its parser takes apart too."""

    def is_left(self, text: str) -> bool:
        return "<" not in text and "&" not in text


QUICKER: dict[type, type] = {
    NormalizeWhitespace: QuickWhitespace,
    FencedBlockPreprocessor: QuickFences,
    HtmlBlockPreprocessor: QuickHtml,
    BlockParser: QuickBlocks,
    InlineProcessor: QuickInline,
    LinkInlineProcessor: QuickLink,
    DelimiterProcessor: QuickEmphasis,
    HashHeaderProcessor: QuickHeading,
    TableProcessor: QuickTable,
    PrettifyTreeprocessor: QuickPrettify,
    AttrListTreeprocessor: QuickAttributes,
    UnescapeTreeprocessor: QuickUnescape,
}


def quick_converter(extensions: Sequence[str]) -> Converter:
    """A converter with those of its parts replaced that are Python-Markdown's own and have a quicker one.

    A part stays the object that it is, with all that extensions put into it; only its class changes.
    """
    converter = Converter(extensions=list(extensions), output_format="html")
    for part in parts_of(converter):
        part.__class__ = QUICKER.get(type(part), type(part))
    converter.serializer = to_html
    return converter


def parts_of(converter: markdown.Markdown) -> tuple[object, ...]:
    """All that a converter does its work with, what writes the HTML apart."""
    parser = converter.parser
    return (
        *converter.preprocessors,
        parser,
        *parser.blockprocessors,
        *converter.inlinePatterns,
        *converter.treeprocessors,
    )
