from __future__ import annotations

from itertools import pairwise

import pytest

from plugins.core.body import Slot, references, slots
from tests.dom.cases import html_of, parse

CASES = [
    ("a paragraph", "A *b* **c** `d`.", "<p>A <em>b</em> <strong>c</strong> <code>d</code>.</p>"),
    ("typography", "\"A\" -- 'b' --- c...", "<p>“A” – ‘b’ — c…</p>"),
    ("escapes", "a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
    ("entities are letters", "&eacute; &amp; &lt;b&gt;", "<p>é &amp; &lt;b&gt;</p>"),
    ("a link", "[a](b.md 'c')", '<p><a href="b.md" title="c">a</a></p>'),
    ("a query",
     "[a](<https://x.example/?b=1&c='2'&d>)", '<p><a href="https://x.example/?b=1&amp;c=&#x27;2&#x27;&amp;d">a</a></p>'),
    ("a list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("code", "```\n<b> & \"c\"\n```", '<pre tabindex="0"><code>&lt;b&gt; &amp; "c"\n</code></pre>'),
    ("code with a language", "```python\na\n```", '<pre tabindex="0"><code class="language-python">a\n</code></pre>'),
    ("two spaces", "a  \nb", "<p>a<br>\nb</p>"),
    ("a rule", "a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ("a definition", "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    ("an abbreviation", "*[ROI]: return\n\nROI", '<p><abbr title="return">ROI</abbr></p>'),
    ("Markdown in HTML", '<div markdown="1">\n*a*\n</div>', "<div>\n<p><em>a</em></p>\n</div>"),
    ("attributes", 'a\n{: .b #c data-d="e" }', '<p id="c" class="b" data-d="e">a</p>'),
    ("an unclosed tag", "<b>a", "<p><b>a</b></p>"),
    ("an unclosed block", "<div><section>a", "<div><section>a</section></div>"),
    ("crossed tags", "<b><i>a</b></i>", "<p><b><i>a</i></b></p>"),
    ("a closing tag alone", "a</div></p></article>", "<p>a</p>"),
    ("a comment", "a <!-- b --> c", "<p>a  c</p>"),
    ("a break in a word", "a<wbr>b <b>c</b> d", "<p>a<wbr>b <b>c</b> d</p>"),
    ("sources", "<video controls><source src=a.webm><source src=b.mp4><track src=c.vtt>d</video>",
     '<video controls=""><source src="a.webm"><source src="b.mp4"><track src="c.vtt">d</video>'),
    ("a picture", '<picture><source srcset="a.avif"><img src="a.png" alt="b"></picture>',
     '<p><picture><source srcset="a.avif"><img src="a.png" alt="b" loading="lazy" decoding="async"></picture></p>'),
    ("names of other worlds", "<o:p>a</o:p>", "<p>a</p>"),
    ("odd attributes", "<p 1a=b \"c=d e=f>g</p>", '<p e="f">g</p>'),
    ("a double attribute", "<p class=a class=b>c</p>", '<p class="a">c</p>'),
    ("no track is ours", '<a href="a.md" data-no-track>b</a>', '<p><a href="a.md">b</a></p>'),
    ("an address with spaces around", '<a href=" a.md ">b</a>', '<p><a href="a.md">b</a></p>'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_markdown_to_a_filled_body(source: str, html: str) -> None:
    assert html_of(source).strip() == html


TEXTS = [
    ("blocks on lines of their own", "## A\n\nb *c*\nd\n\n- e\n- f", "A\nb c d\ne\nf"),
    ("tables", "| a | b |\n|---|---|\n| c | d |", "a\nb\nc\nd"),
    ("breaks", "a  \nb", "a\nb"),
    ("code", "a `b` c\n\n```\nd e\n```", "a b c\nd e"),
    ("entities", "a &amp; b&nbsp;c", "a & b c"),
    ("no comments, no scripts, no styles", "a <!-- b -->\n\n<script>c</script><style>d</style>", "a"),
    ("no alt text", "a ![b](c.png)", "a"),
    ("no marks of footnotes", "Claim[^1].\n\n[^1]: Source.", "Claim.\nSource."),
    ("words stay together", "un<b>frozen</b> a<wbr>b", "unfrozen ab"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("source", "text"), [c[1:] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_plain_text(source: str, text: str) -> None:
    assert parse(source).text == text


def test_the_words_of_an_article() -> None:
    assert len(parse("## One two\n\nThree, *four* five-six.\n\n`seven` 8[^1]\n\n[^1]: Nine").text.split()) == 8


SLOTS = [
    ("a link", "[a *b*](c.md 'd')", Slot("link", "a", (("href", "c.md"),), (("title", "d"),), 10, "a b")),
    ("an opt-out", '<a href="c.md" data-no-track class="x">a</a>',
     Slot("link", "a", (("href", "c.md"),), (("class", "x"),), 10, "a", True)),
    ("a linked image has its alt for words", "[![a b](c.png)](d.md)",
     Slot("link", "a", (("href", "d.md"),), (), 10, "a b")),
    ("an image", "![a](c.png)", Slot("image", "img", (("src", "c.png"),),
     (("alt", "a"), ("loading", "lazy"), ("decoding", "async")), 10, "a")),
    ("an anchor", "## A", Slot("anchor", "h2", (("id", "a"),), (), 10)),
    ("a frame", '<iframe src="https://x.example/v"></iframe>',
     Slot("image", "iframe", (("src", "https://x.example/v"),), (), 10)),
    ("a film", '<video src="a.mp4" poster="b.png"></video>',
     Slot("image", "video", (("src", "a.mp4"), ("poster", "b.png")), (), 10)),
    ("a link without address", '<a name="a">b</a>', Slot("link", "a", (), (("name", "a"),), 10, "b")),
]  # fmt: skip


@pytest.mark.parametrize(("source", "slot"), [c[1:] for c in SLOTS], ids=[c[0] for c in SLOTS])
def test_slots(source: str, slot: Slot) -> None:
    assert next(slots(parse(source).body)) == slot


def test_every_reference_stands_in_a_slot() -> None:
    source = "[a](a.md) ![b](b.png) <img alt=c srcset='c.png 1x, d.png 2x' src=e.png>\n\n<video src=f.mp4 poster=g.png>"
    found = [ref for slot in slots(parse(source).body) for ref in references(slot)]
    assert sorted(found) == ["a.md", "b.png", "c.png", "d.png", "e.png", "f.mp4", "g.png"]


def test_references_of_drawings_stand_in_slots_too() -> None:
    source = (
        '<svg><a xlink:href="a.md"><text>a</text></a><image href="b.png"/><use xlink:href="#c"/><path id=c /></svg>'
    )
    found = [(slot.kind, slot.tag, slot.refs) for slot in slots(parse(source).body)]
    assert found == [
        ("link", "a", (("xlink:href", "a.md"),)),
        ("image", "image", (("href", "b.png"),)),
        ("image", "use", (("xlink:href", "#c"),)),
        ("anchor", "path", (("id", "c"),)),
    ]


def test_a_body_has_no_two_strings_side_by_side() -> None:
    body = parse("a *b* [c](c.md) d\n\n## E\n\nf `g` h").body
    assert all(not (isinstance(a, str) and isinstance(b, str)) for a, b in pairwise(body))


def test_anchors_are_what_a_fragment_may_name() -> None:
    parsed = parse(
        "## A\n\n<p id='b'>c</p>\n\n<a id='d' href='e.md'>f</a> <img id=g src=h.png alt=i>\n\nj[^1]\n\n[^1]: k"
    )
    assert parsed.anchors == {"a", "b", "d", "g", "fn:1", "fnref:1"}


CONTROLS = [
    "a&#31;<script></script>&#31;",
    "<div><table><tr><td>a</td></tr></table>&#31;</div>",
    "&#0;",
    "&#00000000000031;",
    "&#x110000;",
    "&#99999999999999999999;",
    "&#xD800;",
    "&#31",
    "&#31;",
    "&#x1F;",
    "&#xFFFE;",
    "&#xffff;",
    "&#8;",
    "<b title='&#31;'>a</b>",
    "[a](b.md '&#31;')",
]


@pytest.mark.parametrize("source", CONTROLS)
def test_no_reference_smuggles_in_a_control_character(source: str) -> None:
    parsed = parse(f"x\n\n{source} y")
    found = {(p.line, p.field, p.severity) for p in parsed.problems if p.field == "text"}
    assert found == {(12, "text", "error")}
    written = html_of(f"x\n\n{source} y") + parsed.text
    assert not {*written} & {"\x1f", "\x08", "\ufffe", "\uffff"}
