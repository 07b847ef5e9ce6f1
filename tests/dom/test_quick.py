from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagPattern, SimpleTextInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.dom.convert import UnconvertibleError
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.quick import QUICKER, parts_of, quick_converter
from tests.dom.cases import convert
from tests.dom.markdowns import bodies, own, texts

BODIES = bodies()


def outcome(converter: Markdown, text: str) -> str:
    """The HTML, or the name of what went wrong."""
    converter.reset()
    try:
        return converter.convert(text)
    except Exception as error:
        return type(error).__name__


def quick_outcome(text: str) -> str:
    try:
        return convert(text)
    except UnconvertibleError as error:
        return str(error).partition(":")[0]
    except RecursionError as error:
        return type(error).__name__


def test_there_are_texts_to_compare() -> None:
    assert len(BODIES) > 300


@pytest.mark.parametrize("part", range(10))
def test_the_blogs_and_the_batterys_texts_are_what_markdown_makes_of_them(part: int) -> None:
    stock = own()
    for text in BODIES[part::10]:
        html = outcome(stock, text)
        assert quick_outcome(text) == html, text
        if html.isalpha():  # it failed, and what it was doing is not forgotten
            stock = own()


ORDER = [
    ("footnotes are counted level by level", "- a[^1]\n\n[^1]: b[^1]\n"),
    ("also in definitions", "a[^1]\n: b[^1]\n\n- c[^1]\n    - d[^1]\n\n[^1]: e[^1]\n"),
    ("code in emphasis in emphasis in emphasis", "*a **b _c `d` [e](f)_ g** h* `i`"),
    ("patterns go on where they were", "`a **__---\n\\)_***--\n\nb _c*d{*e}-[_[})f)([)g( *h_ -\"'|i"),
    ("a link in a link", "[a [b](c) *d*](e) [f [g]](h) ![i [j](k)](l)"),
    ("quotes about markup", "\"*a*\" '**b**' \"'c'\" '[d](e)'s \"`f`\" -- '80s..."),
]


@pytest.mark.parametrize("text", [c[1] for c in ORDER], ids=[c[0] for c in ORDER])
def test_the_order_of_the_walk(text: str) -> None:
    assert quick_outcome(text) == outcome(own(), text)


@settings(max_examples=400)
@given(texts)
def test_any_text_is_what_markdown_makes_of_it(text: str) -> None:
    assert quick_outcome(text) == outcome(own(), text)


@settings(max_examples=100)
@given(st.lists(texts, min_size=1, max_size=3), texts)
def test_so_it_is_after_other_texts(formers: list[str], text: str) -> None:
    for former in formers:
        quick_outcome(former)
    assert quick_outcome(text) == outcome(own(), text)


def test_every_part_that_has_a_quicker_one_is_replaced() -> None:
    parts = [type(part) for part in parts_of(quick_converter(EXTENSIONS))]
    assert set(QUICKER.values()) <= set(parts)
    assert not set(QUICKER) & set(parts)


PARTS = [
    ("normalize_whitespace", ["a", "b\tc", "", " ", "  d", "\x02e", "f\rg"]),
    ("normalize_whitespace", ["a", "b", "", "c "]),
    ("fenced_code_block", ["a", "```", "b", "```"]),
    ("fenced_code_block", ["a", "~~~", "b", "~~~"]),
    ("fenced_code_block", ["a", "``b``", "~~c~~"]),
    ("html_block", ["a", "<p>b</p>", "c"]),
    ("html_block", ["a &amp; b", "&c"]),
    ("html_block", ["a &#39 b"]),
    ("html_block", ["a > b", "", "c"]),
    ("html_block", [""]),
]


@pytest.mark.parametrize(("name", "lines"), PARTS)
def test_a_part_gives_the_same_lines(name: str, lines: list[str]) -> None:
    quick, stock = quick_converter(EXTENSIONS).preprocessors[name], own().preprocessors[name]
    assert quick.run(list(lines)) == stock.run(list(lines))


@given(st.sampled_from(["p", "P", "p/", "div//", "b", "", "/", "h7", "dt"]) | st.text(max_size=4))
def test_the_same_tags_are_blocks(tag: str) -> None:
    assert quick_converter(()).is_block_level(tag) == own().is_block_level(tag)


def test_a_tag_that_an_extension_adds_is_a_block() -> None:
    converter = quick_converter(())
    assert not converter.is_block_level("x-y")
    converter.block_level_elements.append("x-y")
    assert converter.is_block_level("x-y")
    assert not converter.is_block_level(len)


class Shout(BlockProcessor):
    """Takes every block that ends with an exclamation mark."""

    def test(self, parent: Element, block: str) -> bool:
        return block.endswith("!")

    def run(self, parent: Element, blocks: list[str]) -> None:
        child = Element("h6")
        child.text = blocks.pop(0)
        parent.append(child)


class NoLinks(SimpleTextInlineProcessor):
    """A pattern that is not for what stands in a link."""

    ANCESTOR_EXCLUDES = ("a",)


class Others(Extension):
    """Inline patterns, one of the old kind among them, and a block processor that nobody here knows."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(SimpleTextInlineProcessor("w(or)d"), "or", 55)
        md.inlinePatterns.register(SimpleTagPattern(r"(~)(.+?)~", "del"), "del", 54)  # type: ignore[arg-type]
        md.inlinePatterns.register(NoLinks("(link)"), "no", 53)
        md.parser.blockprocessors.register(Shout(md.parser), "shout", 35)


class Counting(Treeprocessor):
    """Asks for the lines, as it may of Markdown's converter."""

    def run(self, root: Element) -> None:
        root[0].set("lines", repr(self.md.lines))


class Leaving(Preprocessor):
    """Leaves the first line out, and says how many there were."""

    def run(self, lines: list[str]) -> list[str]:
        return [f"{len(self.md.lines)} {self.md.lines == lines}", *lines[1:]]


class Curious(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Counting(md), "counting", 1)
        md.preprocessors.register(Leaving(md), "leaving", self.priority)

    def __init__(self, priority: int) -> None:
        super().__init__()
        self.priority = priority


@pytest.mark.parametrize("priority", [1, 22, 100])
def test_other_extensions_may_ask_for_the_lines(priority: int) -> None:
    text = "One\ntwo\n\n```\ncode\n```\n"
    extensions: list[Any] = [*EXTENSIONS, Curious(priority)]
    html = Markdown(extensions=extensions, output_format="html").convert(text)
    assert "lines=" in html
    assert quick_converter(extensions).convert(text) == html


def test_parts_of_other_extensions_are_asked_about_every_text() -> None:
    text = "A word\n\nA shout!\n\nA *word* and [a word](b) ~a *b* word~ ~c~ *link [link](a)*"
    converter = quick_converter([*EXTENSIONS, Others()])  # type: ignore[list-item]
    assert converter.convert(text) == Markdown(extensions=[*EXTENSIONS, Others()], output_format="html").convert(text)
    assert converter.reset().convert("word\n\nhey!") == "<p>or</p>\n<h6>hey!</h6>"
