from __future__ import annotations

from typing import Any
from unittest import mock
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plugins.dom import article
from plugins.dom.article import Parsed
from plugins.dom.convert import UnconvertibleError, tree_or_html
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.own import NAMES, NESTINGS, SIGNS, own_tree
from plugins.dom.sanitise import ATTRIBUTES, TAGS, is_left, sanitise
from plugins.dom.tree import Node, parse
from plugins.dom.trees import to_html
from plugins.dom.write import VOID
from tests.dom.cases import convert
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


def as_it_is(given: object) -> bool:
    return True


def by_parser(source: str, trusted: bool) -> Parsed:
    with mock.patch.object(article, "tree_or_html", convert):
        return parsed(source, trusted)


def agree(source: str, trusted: bool = True) -> bool:
    """Whether the text needs no parser; it becomes the same article by one, and by the sanitiser."""
    try:
        found = tree_or_html(source, EXTENSIONS, as_it_is if trusted else is_left)
    except (UnconvertibleError, RecursionError):
        return False
    html = convert(source)
    if isinstance(found, str):
        assert found == html
        return False
    assert parsed(source, trusted) == by_parser(source, trusted)
    if trusted:
        tag, given, *inside = shape(parse(html, "a.md", source, 1).root)
        assert (tag, given, shape(found)) == ("body", [], ("div", [], *inside))
    return True


@pytest.mark.parametrize("part", range(5))
def test_the_blogs_and_the_batterys_texts_become_the_same(part: int) -> None:
    own = [agree(body) for body in BODIES[part::5]]
    assert sum(own) > len(own) / 3
    guests = [agree(body, trusted=False) for body in BODIES[part::5]]
    assert sum(own) / 2 < sum(guests) <= sum(own)


@settings(max_examples=200)
@given(texts, st.booleans())
def test_any_text_becomes_the_same(source: str, trusted: bool) -> None:
    agree(source, trusted)


@settings(max_examples=400)
@given(plain, st.booleans())
def test_so_does_one_that_may_need_no_parser(source: str, trusted: bool) -> None:
    assume(agree(source, trusted))


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
    own = own_tree(root, "", (), as_it_is)
    assert own is None or shape(own) == shape(by_parser)


_SPELT = [
    *"https:// http:// HTTPS:// mailto: tel: offer: javascript: data: ftp: // / # ? {filename}".split(),
    *"x.example localhost xn--a 1.2.3.4 [::1] a b-c - . : :80 @ % %2 &amp; &colon; &Tab; &lt; & < > \" '".split(),
    *("\\", "\x02", "é", "\u00ad", " ", "\t", "\n"),
    *("text-align:", " right;", "text-align: left;", "text-align: center;", "color: red;"),
]
spelt = st.lists(st.sampled_from(_SPELT), max_size=5).map("".join)
places = st.sampled_from(["a href", "a title", "img src", "img alt", "td style"])


@settings(max_examples=600)
@given(places, spelt)
def test_what_is_left_to_guests_is_what_the_sanitiser_leaves(place: str, value: str) -> None:
    root, (tag, name) = Element("div"), place.split()
    cell = tag == "td"
    outer = SubElement(SubElement(SubElement(root, "table"), "tbody"), "tr") if cell else SubElement(root, "p")
    SubElement(outer, tag, {name: value}).tail = None if cell else "b"
    html = to_html(root)[len("<div>") : -len("</div>")]
    own = own_tree(root, "", (), is_left)
    assume(own is not None)
    assert own is not None
    assert _aligned(shape(own)[2:]) == _aligned(shape(parse(sanitise(html), "a.md", "", 1).root)[2:])


def _aligned(inside: tuple[Any, ...]) -> str:
    """The sanitiser spells a style without its spaces."""
    return repr(inside).replace("text-align: ", "text-align:").replace(";')", "')")


GUESTS = [
    ("a[href]", "https://data.example.com/a-b_c?d=e&amp;f=g#h:i", True),
    ("a[href]", "https://x.example", True),
    ("a[href]", "{filename}../posts/b.md", True),
    ("a[href]", "#a", True),
    ("a[href]", "", True),
    ("a[href]", "mailto:desk@x.example?subject=a", True),
    ("a[href]", "offer:review", True),
    ("a[href]", "javascript:alert(1)", False),
    ("a[href]", "java\tscript:alert(1)", False),
    ("a[href]", "javascript&colon;alert(1)", False),
    ("a[href]", "data:text/html,x", False),
    ("a[href]", "https://x.example:99999/", False),
    ("a[href]", "https://1.2.3.999/", False),
    ("a[href]", "https://xn--a.example/", False),
    ("a[href]", "https://a@x.example/", False),
    ("a[href]", "mailto://[", False),
    ("a[href]", "https:\\\\x.example", False),
    ("img[src]", "a/b.png", True),
    ("img[src]", "data:image/png;base64,x", False),
    ("img[alt]", "javascript:", True),
    ("p[href]", "/a", False),
    ("a[alt]", "b", False),
    ("p[style]", "text-align: left;", False),
    ("td[style]", "text-align: left;", True),
    ("td[style]", "text-align: left; color: red", False),
    ("p[onclick]", "a", False),
    ("p[class]", "a", False),
    ("p[id]", "a", True),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "left"), GUESTS)
def test_which_attributes_are_left_to_guests(place: str, value: str, left: bool) -> None:
    tag, _, name = place.removesuffix("]").partition("[")
    assert is_left([Element(tag, {name: value})]) is left


def test_guests_may_use_all_that_markdown_makes() -> None:
    assert {tag for _, tag in NESTINGS} | {"pre", "code"} <= TAGS
    assert {*ATTRIBUTES["*"], "href", "src", "alt", "start", "style"} >= NAMES


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
    found = tree_or_html(source, EXTENSIONS, as_it_is)
    assert found == convert(source) == '<p>it&rsquo;s <b></p>\n<p><img alt="a" src="b" title="c"></p>'


def test_other_extensions_may_change_what_is_written() -> None:
    assert tree_or_html("a", ("markdown.extensions.extra",), as_it_is) == "<p>a</p>"
