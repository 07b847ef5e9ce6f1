from __future__ import annotations

from typing import Any
from unittest import mock
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plugins.dom import article
from plugins.dom.article import Parsed
from plugins.dom.convert import UnconvertibleError, convert, tree_or_html
from plugins.dom.own import NAMES, NESTINGS, SIGNS, own_tree
from plugins.dom.tree import Node, parse
from plugins.dom.trees import to_html
from plugins.dom.write import VOID
from tests.dom.cases import parse as parsed
from tests.dom.markdowns import BLOCKS, bodies, texts
from tests.dom.markdowns import SIGNS as INLINE

BODIES = bodies()
_FENCED = ("\n\n```\n<b>&amp;\n```\n\n", "\n~~~c++\n&x; 'a'\n~~~\n")
_PLAIN = [
    *_FENCED,
    *(sign for sign in (*INLINE, *BLOCKS) if "<" not in sign and "\x02" not in sign and "[^" not in sign),
]
plain = st.lists(st.sampled_from(_PLAIN) | st.text(max_size=5), max_size=30).map("".join)
"""Texts without what is known to need a parser."""


def shape(node: Node) -> tuple[Any, ...]:
    """All that a pass or the writer can ask about an element and what stands in it."""
    inner = [(shape(child), child.tail or "") for child in node]
    return node.tag, node.items(), node.text or "", inner


def by_parser(source: str) -> Parsed:
    with mock.patch.object(article, "tree_or_html", convert):
        return parsed(source)


def agree(source: str) -> bool:
    """Whether the text needs no parser; it becomes the same article by one."""
    try:
        found = tree_or_html(source)
    except (UnconvertibleError, RecursionError):
        return False
    if isinstance(found, str):
        assert found == convert(source)
        return False
    tag, given, *inside = shape(parse(convert(source), "a.md", source, 1).root)
    assert (tag, given, shape(found)) == ("body", [], ("div", [], *inside))
    assert parsed(source) == by_parser(source)
    return True


@pytest.mark.parametrize("part", range(5))
def test_the_blogs_and_the_batterys_texts_become_the_same(part: int) -> None:
    own = [agree(body) for body in BODIES[part::5]]
    assert sum(own) > len(own) / 3


@settings(max_examples=200)
@given(texts)
def test_any_text_becomes_the_same(source: str) -> None:
    agree(source)


@settings(max_examples=400)
@given(plain)
def test_so_does_one_that_may_need_no_parser(source: str) -> None:
    assume(agree(source))


@pytest.mark.parametrize("outer", sorted({outer for outer, _ in NESTINGS}))
def test_a_parser_leaves_elements_where_they_are(outer: str) -> None:
    for tag in [tag for above, tag in NESTINGS if above == outer]:
        root = Element("div")
        parent = SubElement(root, outer) if outer else root
        for child in (SubElement(parent, tag), SubElement(parent, tag)):
            parent.text, child.text, child.tail = "a", None if tag in VOID else "b", "c"
        html = to_html(root)[len("<div>") : -len("</div>")]
        assert shape(parse(html, "a.md", "", 1).root)[2:] == shape(root)[2:]


def test_a_parser_knows_the_characters_by_the_same_names() -> None:
    named = parse("".join(f"<p>{reference}</p>" for reference in SIGNS), "a.md", "", 1).root
    assert {reference: element.text for reference, element in zip(SIGNS, named, strict=True)} == SIGNS


_SAID = [
    "a",
    " ",
    "\n",
    "\t",
    '"',
    "'",
    "<",
    ">",
    "&",
    "amp",
    ";",
    "=",
    "/",
    "\u00a0",
    "é",
    "&lt;",
    "&x;",
    "&AMP;",
    "&#38;",
]
said = st.lists(st.sampled_from(_SAID), max_size=6).map("".join)


@pytest.mark.parametrize("name", sorted(NAMES))
@given(text=said, value=said)
def test_a_parser_reads_words_and_attributes_so(name: str, text: str, value: str) -> None:
    root = Element("div")
    SubElement(root, "p", {name: value}).text = text
    (by_parser,) = parse(to_html(root), "a.md", "", 1).root
    own = own_tree(root, "", ())
    assert own is None or shape(own) == shape(by_parser)


NEEDY = [
    ("raw HTML", "a <b>c</b>"),
    ("a block of raw HTML", "<p>a</p>"),
    ("a comment", "`a <!-- b`"),
    ("code between fences with a list of attributes", "``` { .a #b }\nc\n```"),
    ("code with a character that XML does not know", "```\na\ufffe\n```"),
    ("a character by its number", "a &#8211; b"),
    ("a control character by its number", "a &#1; b"),
    ("what HTML does not name", "a &x; b"),
    ("what it does not name in an address", "[a](b?c=d&x;e=f)"),
    ("a footnote", "a[^1]\n\n[^1]: b"),
    ("a class", "a\n{: .b }"),
    ("another attribute", "a\n{: onclick=b }"),
    ("an address of mail", "<a@b.example>"),
    ("a character that XML does not know", "a\ufffe"),
    ("nothing", " \n"),
]
PLAIN = [
    ("typography and characters", "\"A\" &amp; &nbsp; -- 'b'..."),
    ("an ampersand", "R&D, [a](b?c=d&e=f), `&lt;`, `<b>`, [a](b?c=d&amp;e=f)"),
    ("signs of HTML", "a < b > c"),
    ("an address in brackets", "<https://x.example/?a=b&c=d>"),
    ("an image with a title", "![a \"b\"](c.png 'd')"),
    ("columns", "| a | b |\n|---|--:|\n| c | *d* |"),
    ("lists, quotes, terms", "3. a\n\n    > b\n    > - c\n\n*[d]: e\n\nd\n: f"),
    ("code in a block", "    <b>\n    &\n"),
    ("code between fences", "it's\n\n```\na\n```\n\n- a\n\n~~~python\n<b> &lt; 'c'\n~~~\n\n> ```\n> a\n> ```"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "own"), [(c[1], False) for c in NEEDY] + [(c[1], True) for c in PLAIN])
def test_which_texts_need_a_parser(source: str, own: bool) -> None:
    assert agree(source) is own


def test_a_tree_that_needs_a_parser_is_left_as_it_is() -> None:
    source = "it's <b>\n\n![a](b 'c')"
    found = tree_or_html(source)
    assert found == convert(source) == '<p>it&rsquo;s <b></p>\n<p><img alt="a" src="b" title="c"></p>'


def test_other_extensions_may_change_what_is_written() -> None:
    assert tree_or_html("a", ("markdown.extensions.extra",)) == "<p>a</p>"
