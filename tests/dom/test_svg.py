from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dom.svg import active

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
FONT = "data:application/x-font-woff;charset=utf-8;base64,d09GRg//"
PICTURE = "data:image/png;base64,iVBORw0KGgo//="


def svg(inside: str, root: str = "") -> bytes:
    """A drawing whose second line is `inside`."""
    return f"<svg {NS} {root}>\n{inside}\n</svg>".encode()


HARMLESS = {
    "shapes": "<title>A &amp; b</title><desc>script, onload, url(x), javascript: it</desc><path d='M0 0L1 1z'/>",
    "gradients": "<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style='stroke:url(\"#g\");fill:#fff'/>",
    "places within": "<use href='#a'/><use xlink:href='#a'/><a href='#b'/><mpath href='#c'/>",
    "files beside": "<image href='a.png'/><image xlink:href='../b/c.jpg'/><image href='/d.png?x=1:2'/>",
    "pictures within": f"<image href='{PICTURE}'/><feImage xlink:href='{PICTURE}'/>",
    "fonts within": f"<style>@font-face{{font-family:x;src:url({FONT})}} .a{{fill:red;scroll-behavior:smooth}}</style>",
    "style in cdata": "<style><![CDATA[ .a > .b { clip-path: url(#c) } ]]></style>",
    "movement": "<rect><animate attributeName='x' values='0;1'/><set attributeName='fill' to='red'/></rect>",
    "an editor's notes": "<metadata><r:RDF xmlns:r='https://example.org/rdf#' r:about='x'/></metadata>",
    "a comment": "<!-- <script> onload=1 javascript: -->",
    "a word that begins so": "<g id='once' class='only' data-on='1'/>",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_drawing_that_only_draws_is_let_through(name: str) -> None:
    assert active(svg(HARMLESS[name])) is None
    assert active(b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n" + svg(HARMLESS[name])) is None


ACTIVE = {
    "script": ("<script>alert(1)</script>", "holds <script>"),
    "script elsewhere": ("<script href='a.js'/>", "holds <script>"),
    "script with a prefix": (
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "holds <script>",
    ),
    "script of HTML": ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "holds <script>"),
    "script as HTML would read it": ("<SCRIPT>alert(1)</SCRIPT>", "holds <script>"),
    "HTML": ("<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='a.png'/>", "holds <img>"),
    "refresh": ("<h:meta xmlns:h='http://www.w3.org/1999/xhtml' http-equiv='refresh'/>", "holds <meta>"),
    "a style sheet of HTML": ("<h:link xmlns:h='http://www.w3.org/1999/xhtml' rel='stylesheet'/>", "holds <link>"),
    "foreignObject": ("<foreignObject><p/></foreignObject>", "holds <foreignobject>"),
    "handler": ("<handler type='text/javascript'>alert(1)</handler>", "holds <handler>"),
    "iframe": ("<iframe src='a.html'/>", "holds <iframe>"),
    "where it was drawn": (
        "<g xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:export-filename='/home/desk/a.png'/>",
        "tells a path of your machine (export-filename)",
    ),
    "event": ("<rect onclick='alert(1)'/>", "holds onclick="),
    "event in capitals": ("<rect ONLOAD='alert(1)'/>", "holds onload="),
    "event of an animation": ("<animate onbegin='alert(1)' attributeName='x'/>", "holds onbegin="),
    "javascript:": ("<a href='javascript:alert(1)'/>", "holds 'javascript:alert(1)'"),
    "javascript: by xlink": ("<a xlink:href='JavaScript:alert(1)'/>", "holds 'JavaScript:alert(1)'"),
    "javascript: in pieces": ("<a href=' java&#10;scr&#9;ipt&#58;alert(1)'/>", "holds 'javascript:alert(1)'"),
    "javascript: among values": (
        "<animate attributeName='x' values='#a; javascript:alert(1)'/>",
        "holds '#a;javascript:",
    ),
    "vbscript:": ("<a href='vbscript:x'/>", "holds 'vbscript:x'"),
    "data: text": ("<a href='data:text/html,&lt;script>'/>", "leads to 'data:text/html,<script>'"),
    "data: drawing": ("<image href='data:image/svg+xml;base64,PHN2Zz4='/>", "leads to 'data:image/svg+xml;base64"),
    "data: without type": ("<image href='data:,x'/>", "leads to 'data:,x'"),
    "another host": ("<image href='https://evil.example/a.png'/>", "leads to 'https://evil.example/a.png'"),
    "another host by xlink": ("<use xlink:href='http://evil.example/a.svg#b'/>", "leads to 'http://evil.example"),
    "another host without scheme": ("<image href='//evil.example/a.png'/>", "leads to '//evil.example/a.png'"),
    "another host by backslash": ("<image href='/\\evil.example/a.png'/>", "leads to '/\\\\evil.example/a.png'"),
    "another host in pieces": ("<image href='&#9;/&#10;/evil.example'/>", "leads to '//evil.example'"),
    "another base": ("<g xml:base='https://evil.example/'><image href='a.png'/></g>", "leads to 'https://evil"),
    "a ping": ("<a href='#a' ping='https://evil.example/'/>", "leads to 'https://evil.example/'"),
    "a file of the machine": ("<image href='file:///etc/passwd'/>", "leads to 'file:///etc/passwd'"),
    "animated link": ("<a><animate attributeName='href' to='#b'/></a>", "holds <animate> that changes where"),
    "animated xlink": ("<a><set attributeName='xlink:href' to='#b'/></a>", "holds <set> that changes where"),
    "animated event": ("<set attributeName='onclick' to='alert(1)'/>", "holds <set> that changes where"),
    "style import": ("<style>@import 'a.css';</style>", "holds @import in a style"),
    "style import in cdata": ("<style><![CDATA[@IMPORT url(//evil.example)]]></style>", "holds @IMPORT in a style"),
    "style url": ("<style>a{background:url( 'https://evil.example/a' )}</style>", "loads 'https://evil.example/a'"),
    "style cut by a comment": ("<style>a{b:url(ht<!-- -->tps://evil.example)}</style>", "loads 'https://evil.example'"),
    "style cut by an instruction": ("<style>@im<?x?>port 'a'</style>", "holds @import in a style"),
    "style escaped": ("<style>a{b:u\\72l(//evil.example)}</style>", "holds a backslash in a style"),
    "style set": ("<style>a{b:image-set('https://evil.example/a' 1x)}</style>", "holds image-set( in a style"),
    "style of an element": ("<rect style='fill:url(//evil.example/a#b)'/>", "loads '//evil.example/a#b'"),
    "a paint": ("<rect fill='url(https://evil.example/a#b)'/>", "loads 'https://evil.example/a#b'"),
    "a filter, escaped": ("<rect filter='\\75rl(//evil.example/a)'/>", "holds a backslash in a style"),
    "an expression": ("<rect style='width:expression(alert(1))'/>", "holds expression( in a style"),
    "a style sheet": ("<?xml-stylesheet href='https://evil.example/a.css'?>", "holds <?xml-stylesheet"),
    "an entity that nobody declared": ("<text>&nbsp;</text>", "is no well-formed XML: it breaks"),
    "no end": ("<g>", "is no well-formed XML: it breaks"),
    "no quotes": ("<g id=a/>", "is no well-formed XML: it breaks"),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_is_active_is_told_with_its_line(name: str) -> None:
    inside, words = ACTIVE[name]
    told = active(svg(inside))
    assert told is not None
    assert told.startswith(words)
    assert told.endswith("in line 2") or told == "is no well-formed XML: it breaks in line 3"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no well-formed XML: it breaks in line 1"),
        (b"GIF89a", "is no well-formed XML: it breaks in line 1"),
        (svg("", "onload='alert(1)'"), "holds onload= in line 1"),
        (b"<svg onload='alert(1)'/>", "holds onload= in line 1"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "holds <html> in line 1"),
        (b"\n<!DOCTYPE svg>" + svg(""), "holds <!DOCTYPE in line 2"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "holds <!DOCTYPE in line 1"),
        (b"<?xml-stylesheet href='a.css'?>" + svg(""), "holds <?xml-stylesheet in line 1"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + svg(""), "is not in UTF-8"),
        (b"<?xml version='1.0' encoding='UTF-16'?>" + svg(""), "is not in UTF-8"),
        (svg("<script/>").decode().encode("utf-16"), "is no well-formed XML: it breaks in line 1"),
        (svg("<text>\xe9</text>").decode().encode("latin-1"), "is no well-formed XML: it breaks in line 2"),
        (svg("<g>" * 300 + "</g>" * 300), "is no well-formed XML: it breaks in line 2"),
        (svg("\0"), "is no well-formed XML: it breaks in line 2"),
    ],
)
def test_what_browsers_could_read_in_another_way_is_told(data: bytes, words: str) -> None:
    assert active(data) == words


def test_entities_are_not_expanded_and_nothing_is_read(tmp_path) -> None:
    """A billion laughs and a file of the machine are refused before anything is parsed."""
    (tmp_path / "secret").write_text("found")
    laughs = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
    for declared in (f"<!ENTITY a0 'ha'>{laughs}", f"<!ENTITY a12 SYSTEM '{(tmp_path / 'secret').as_uri()}'>"):
        told = active(f"<!DOCTYPE svg [{declared}]><svg {NS}><text>&a12;</text></svg>".encode())
        assert told == "holds <!DOCTYPE in line 1"


DATA = {
    "a feed": "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://example.org/'/><a one='1' on='2'/></feed>",
    "a list of feeds": "<opml><outline xmlUrl='https://example.org/feed' onset='x' style='url(https://a.example)'/></opml>",
    "a sitemap": (
        "<urlset xmlns:x='http://www.w3.org/1999/xhtml'><loc>https://example.org/</loc>"
        "<x:link rel='alternate' hreflang='de' href='https://example.org/de/'/></urlset>"
    ),
}


@pytest.mark.parametrize("name", DATA)
def test_data_in_xml_may_name_other_hosts(name: str) -> None:
    assert active(DATA[name].encode()) is None


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script xmlns='http://www.w3.org/2000/svg'/>", "holds <script> in line 1"),
        ("<g xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "holds onload= in line 1"),
        ("<body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'/>", "holds <body> in line 1"),
        ("<link xmlns='http://www.w3.org/1999/xhtml' rel='alternate' onload='x'/>", "holds onload= in line 1"),
        ("<image xmlns='http://www.w3.org/2000/svg' href='https://evil.example'/>", "leads to 'https://evil.example'"),
    ],
)
def test_data_in_xml_may_hold_nothing_that_a_browser_runs(inside: str, words: str) -> None:
    told = active(f"<data>{inside}</data>".encode())
    assert told is not None
    assert told.startswith(words)


@given(st.binary(max_size=300))
def test_any_bytes_give_words_or_nothing(data: bytes) -> None:
    for before in (b"", b"<svg>", b"<svg xmlns='http://www.w3.org/2000/svg'><style>"):
        told = active(before + data)
        assert told is None or told.startswith(("holds ", "is no", "leads to ", "loads "))


@given(
    st.sampled_from(
        ["javascript:alert(1)", "https://evil.example/", "//evil.example/", "data:text/html,x", "vbscript:x"]
    ),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["&#9;", "&#10;", "&#13;"])), max_size=5),
    st.sampled_from(["href", "xlink:href", "src", "xml:base"]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_blanks_and_capitals_hide_no_address(address, blanks, name, spell) -> None:
    """Browsers leave tabs and line breaks in an address out, and read schemes in any case (WHATWG URL 4.4)."""
    parts = list(spell(address))
    for at, blank in sorted(blanks, reverse=True):
        parts.insert(at, blank)
    told = active(svg(f"<a {name}='{''.join(parts)}'/>"))
    assert told is not None
    assert told.startswith(("holds ", "leads to "))
