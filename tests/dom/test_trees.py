from __future__ import annotations

import inspect
from copy import deepcopy
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import AtomicString

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.quick import quick_converter
from plugins.dom.trees import to_html
from tests.dom.cases import convert
from tests.dom.markdowns import own

QUICK, STOCK = quick_converter(EXTENSIONS), own()

_texts = st.none() | st.sampled_from(
    ["", " ", "\n", "a", "& &amp; &#x; <b>", "\x0242\x03", "{.c}", "a {.c}", "\n{: #i}"]
)
_words = _texts | _texts.map(lambda text: text and AtomicString(text))
_values = st.none() | st.sampled_from(["", "a", 'q"<&lt;', "a\nb", "hidden", "\x0242\x03"])
_given = st.dictionaries(st.sampled_from(["id", "class", "hidden", "B", "a:b"]), _values, max_size=3)
_tags = st.sampled_from("p div li ul pre code br hr em a P h2 script style td x-y p/".split())


def _element(parts: tuple[object, ...]) -> Element:
    tag, attributes, text, tail, children = parts
    element = Element(tag, attributes)  # type: ignore[arg-type]
    element.text, element.tail = text, tail  # type: ignore[assignment]
    element.extend(children)  # type: ignore[arg-type]
    return element


def _with(children: st.SearchStrategy[list[Element]]) -> st.SearchStrategy[Element]:
    return st.tuples(_tags, _given, _words, _words, children).map(_element)


trees = st.recursive(_with(st.just([])), lambda inner: _with(st.lists(inner, max_size=4)), max_leaves=12)


@given(trees)
def test_a_tree_is_written_as_markdown_writes_it(tree: Element) -> None:
    assert to_html(tree) == to_html_string(tree)


@pytest.mark.parametrize("odd", [Comment("a & b"), ProcessingInstruction("a"), Element(None)])  # type: ignore[arg-type]
def test_what_is_no_element_is_left_to_markdown(odd: Element) -> None:
    tree = Element("p")
    odd.tail = "<c>"
    tree.append(odd)
    assert to_html(tree) == to_html_string(tree)


@pytest.mark.parametrize("name", ["prettify", "attr_list", "unescape"])
@given(tree=trees)
def test_a_walk_changes_what_markdowns_changes(name: str, tree: Element) -> None:
    root, other = Element("div"), Element("div")
    root.append(tree)
    other.append(deepcopy(tree))
    QUICK.treeprocessors[name].run(root)
    STOCK.treeprocessors[name].run(other)
    assert to_html_string(root) == to_html_string(other)


def test_markdown_still_calls_what_is_overridden() -> None:
    assert list(inspect.signature(PrettifyTreeprocessor._prettifyETree).parameters) == ["self", "elem"]
    assert "self._prettifyETree(root)" in inspect.getsource(PrettifyTreeprocessor.run)
    assert QUICK.serializer is to_html


def test_a_placeholder_is_no_escape() -> None:
    assert convert("it's `\\*` -- \\*a") == "<p>it&rsquo;s <code>\\*</code> &ndash; *a</p>"
    assert not QUICK.treeprocessors["unescape"]._is_in("a\x02wzxhzdk:0\x03")
    assert QUICK.treeprocessors["unescape"]._is_in("a\x0242\x03")


def test_an_attribute_alone_is_unescaped() -> None:
    assert convert("[a](b\\_c)") == '<p><a href="b_c">a</a></p>'
