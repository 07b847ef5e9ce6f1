from __future__ import annotations

import inspect
from xml.etree.ElementTree import Element, SubElement

import pytest
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.inline import QuickInline
from plugins.dom.quick import quick_converter
from tests.dom.cases import convert

PRIVATE = {
    "handleInline": ["self", "data", "patternIndex"],
    "applyPattern": ["self", "pattern", "data", "patternIndex", "startIndex"],
    "processPlaceholders": ["self", "data", "parent", "isText"],
}


@pytest.mark.parametrize(("name", "parameters"), PRIVATE.items())
def test_markdown_still_has_its_private_methods(name: str, parameters: list[str]) -> None:
    method = getattr(InlineProcessor, f"_InlineProcessor__{name}")
    assert list(inspect.signature(method).parameters) == parameters


def test_markdown_still_calls_the_one_that_is_overridden() -> None:
    assert "__handleInline" in inspect.getsource(InlineProcessor._InlineProcessor__applyPattern)


def test_both_walks_of_an_article_are_quick() -> None:
    converter = quick_converter(EXTENSIONS)
    assert [type(converter.treeprocessors[name]) for name in ("inline", "smarty")] == [QuickInline, QuickInline]


CASES = [
    ("*a* b *c*", "<p><em>a</em> b <em>c</em></p>"),
    ("**a *b* [c](d)** e", '<p><strong>a <em>b</em> <a href="d">c</a></strong> e</p>'),
    ("[*a*](b) -- 'c'", '<p><a href="b"><em>a</em></a> &ndash; &lsquo;c&rsquo;</p>'),
    ("[a][r] [r]\n\n[r]: b", '<p><a href="b">a</a> <a href="b">r</a></p>'),
    ("[a][r] [r]", "<p>[a][r] [r]</p>"),
    ("`*a*` \\*b\\*", "<p><code>*a*</code> *b*</p>"),
    ("a...", "<p>a&hellip;</p>"),
    ("plain", "<p>plain</p>"),
]


@pytest.mark.parametrize(("text", "html"), CASES)
def test_texts_and_tails(text: str, html: str) -> None:
    assert convert(text) == html


def test_texts_that_are_done_stay_as_they_are() -> None:
    root = Element("div")
    child, code = SubElement(root, "p"), SubElement(root, "code")
    child.text, code.text, code.tail = "plain", AtomicString("*a*"), AtomicString("*b*")
    quick_converter(EXTENSIONS).treeprocessors["inline"].run(root)
    assert (child.text, code.text, code.tail, len(root)) == ("plain", "*a*", "*b*", 2)
    assert isinstance(code.tail, AtomicString)
