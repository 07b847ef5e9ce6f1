from __future__ import annotations

import re

import pytest

from plugins.dom.active import ACTIVE
from tests.dom.cases import html_of, parse, told

ELEMENTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '<script type="application/ld+json">{}</script>',
    "<scr<script>ipt>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    "<style>p{background:url(//evil.example)}</style>",
    "<svg><style>@import '//evil.example'</style></svg>",
    '<base href="//evil.example/">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<object data="x.swf"></object>',
    '<embed src="x.swf">',
    "<applet code=x></applet>",
    '<form action="//evil.example"><input name=a></form>',
    "<frameset><frame src=x></frameset>",
    '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    '<svg><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    "<plaintext>swallows the page",
    "<xmp><script>alert(1)</script></xmp>",
    "<noembed><script>alert(1)</script></noembed>",
    "<noframes><script>alert(1)</script></noframes>",
    "<textarea><script>alert(1)</script>",
]


@pytest.mark.parametrize("source", ELEMENTS)
def test_active_elements_are_a_problem_and_gone(source: str) -> None:
    html = html_of(f"Before.\n\n{source}")
    assert not re.search(f"<({'|'.join(ACTIVE)})[\\s>]", html, re.I)
    assert "evil.example" not in html
    assert "Before." in html
    assert any(field == "html" and message.endswith("is not published") for _, field, message in told(source))
    assert all(problem.severity == "error" for problem in parse(source).problems)


ATTRIBUTES = [
    ("<p onclick=x>a</p>", "onclick"),
    ('<p OnClick="x">a</p>', "onclick"),
    ("<img src=a.png alt=a onerror=x>", "onerror"),
    ("<img src=a.png alt=a/onerror=x>", None),
    ("<svg/onload=x></svg>", "onload"),
    ("<details open ontoggle=x>a</details>", "ontoggle"),
    ("<p onwhatever=x>a</p>", "onwhatever"),
    ('<a href="javascript:alert(1)">a</a>', "href"),
    ("[a](javascript:alert(1))", "href"),
    ("[a]\n\n[a]: JavaScript:alert(1)", "href"),
    ("![a](javascript:alert(1))", "src"),
    ('<a href=" javascript:alert(1)">a</a>', "href"),
    ('<a href="\tjavascript:alert(1)">a</a>', "href"),
    ('<a href="java\tscript:alert(1)">a</a>', "href"),
    ('<a href="java\nscript:alert(1)">a</a>', "href"),
    ('<a href="javascript\n:alert(1)">a</a>', "href"),
    ('<a href="JaVaScRiPt:alert(1)">a</a>', "href"),
    ('<a href="&#106;avascript:alert(1)">a</a>', "href"),
    ('<a href="&#x6A;&#x61;vascript:alert(1)">a</a>', "href"),
    ('<a href="&#0000106avascript:alert(1)">a</a>', "href"),
    ('<a href="java&Tab;script:alert(1)">a</a>', None),
    ('<a href="javascript&colon;alert(1)">a</a>', None),
    ('<a href="&#1;javascript:alert(1)">a</a>', "href"),
    ('<a href="vbscript:x">a</a>', "href"),
    ('<a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">a</a>', "href"),
    ('<a href="data:image/svg+xml,x">a</a>', "href"),
    ('<a href="blob:x">a</a>', "href"),
    ('<a href="file:///etc/passwd">a</a>', "href"),
    ('<img src="data:text/html,x" alt="a">', "src"),
    ('<img srcset="javascript:x 1x, b.png 2x" alt="a">', "srcset"),
    ('<img srcset="b.png 1x, javascript:x 2x" alt="a">', "srcset"),
    ('<img srcset="https://a.example/b.png 1x, javascript:x 2x" alt="a">', "srcset"),
    ('<video poster="javascript:x"></video>', "poster"),
    ('<button formaction="javascript:x">a</button>', "formaction"),
    ('<blockquote cite="javascript:x">a</blockquote>', "cite"),
    ('<svg><a xlink:href="javascript:x">a</a></svg>', "xlink:href"),
    ('<svg><use href="data:image/svg+xml,x"></use></svg>', "href"),
    ('<math href="javascript:x">a</math>', "href"),
    ('<p style="background:url(//evil.example)">a</p>', "style"),
    ('<p style="background: URL (//evil.example)">a</p>', "style"),
    ('<p style="background:u\\72l(//evil.example)">a</p>', "style"),
    ("<p style=\"background:image-set('//evil.example' 1x)\">a</p>", "style"),
    ('<p style="width:expression(alert(1))">a</p>', "style"),
    ('<p style="behavior:x">a</p>', "style"),
    ('<a href="a.md" ping="//evil.example">a</a>', "ping"),
    ('<table background="//evil.example"><tr><td>a</td></tr></table>', "background"),
]


@pytest.mark.parametrize(("source", "name"), ATTRIBUTES)
def test_active_attributes_are_a_problem_and_gone(source: str, name: str | None) -> None:
    html = html_of(source)
    assert not re.search(r"<[^>]* on[a-z]+=|=\"\s*(java|vb)script:|evil|data:|expression|blob:|file:", html, re.I)
    if name:
        assert [message.partition("=")[0] for _, field, message in told(source) if field == "html"] == [name]
        assert f" {name}=" not in html


def test_each_is_told_at_its_line() -> None:
    source = "Text.\n\n<p onclick='x'>a</p>\n\nMore `<script>` text.\n\n<script>b</script>\n\n"
    source += "[c](javascript:d)\n\n<p onClick=x>"
    assert [(line, message.split("=")[0].split()[0]) for line, _, message in told(source)] == [
        (16, "<script>"),
        (12, "onclick"),
        (18, "href"),
        (20, "onclick"),
    ]


FRAMES = [
    ("javascript:alert(1)", "no host"),
    ("data:image/svg+xml,x", "no host"),
    ("", "no host"),
    ("//x.example/v", "no host"),
    ("http://x.example/v", "x.example"),
    ("https://evil.example/v", "evil.example"),
    ("https://x.example@evil.example/", "no host"),
    ("https://x.example.evil.example/", "x.example.evil.example"),
]


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(("src", "host"), FRAMES)
def test_a_frame_is_of_a_host_that_the_site_names(src: str, host: str, trusted: bool) -> None:
    source = f'Text.\n\n<iframe src="{src}"></iframe>\n\nAfter.'
    assert "<iframe" not in html_of(source, trusted)
    assert "After." in parse(source, trusted).text
    assert (12, "html", f"<iframe> of {host} is not published") in [
        (p.line, p.field, p.message) for p in parse(source, trusted).problems
    ]


@pytest.mark.parametrize("trusted", [True, False])
def test_a_video_of_a_named_host_is_shown_and_nothing_else_with_it(trusted: bool) -> None:
    source = '<iframe src="https://x.example/v?a=1" srcdoc="<b>x</b>" width="560" onload="x"></iframe>'
    html = html_of(source, trusted)
    assert '<iframe src="https://x.example/v?a=1" width="560"></iframe>' in html


UNCLOSED = ["<iframe src='https://x.example'>", "<svg><title>a", "<title>"]


@pytest.mark.parametrize("source", UNCLOSED)
def test_what_takes_the_rest_for_its_own_is_told(source: str) -> None:
    problems = parse(f"Before.\n\n{source}\n\nAfter.").problems
    assert [(p.line, p.field) for p in problems] == [(12, "html")]
    assert "is never closed" in problems[0].message


HARMLESS = [
    "[a](https://x.example/?javascript:b)",
    "[a](http://x.example/)",
    "[a](mailto:a@b.example)",
    "[a](tel:+49301234)",
    "[a](offer:review)",
    "[a](#javascript:b)",
    "[a]({filename}../posts/b.md)",
    "[a](b.md)",
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a">',
    '<img srcset="data:image/png;base64,iVBORw0KGgo= 1x, b.png 2x" alt="a">',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <p onclick=x>\n",
    "&lt;script&gt;",
    "The word javascript: is fine, onclick=x too.",
    "<video controls><source src=a.mp4></video>",
    '<svg viewbox="0 0 1 1"><title>t</title><path d="M0"></path></svg>',
]


@pytest.mark.parametrize("source", HARMLESS)
def test_what_is_harmless_stays(source: str) -> None:
    assert told(source) == []
    assert "javascript" not in source or "javascript" in html_of(source) or "script" in html_of(source)


@pytest.mark.parametrize("source", [*ELEMENTS, *(c[0] for c in ATTRIBUTES)])
def test_guests_get_nothing_active_through(source: str) -> None:
    html = html_of(source, trusted=False)
    assert not re.search(f"<({'|'.join(ACTIVE)}|iframe|svg|math)[\\s>]", html, re.I)
    assert not re.search(r"<[^>]* on[a-z]+=|=\"\s*(java|vb)script:|evil|\"data:|srcdoc|expression", html, re.I)


def test_guests_are_told_what_was_dropped() -> None:
    problems = parse("Text.\n\n<form><input name='a'></form>\n\n<b>fine</b>", trusted=False).problems
    assert [(p.line, p.message, p.severity) for p in problems] == [
        (12, "<form> is not published", "warning"),
        (12, "<input> is not published", "warning"),
    ]


@pytest.mark.parametrize("source", ["<main><p>a</p></main>", "<div><main id=x>a</main></div>", "<ma<main>in>a</main>"])
def test_what_a_page_has_once_is_told_and_what_was_in_it_stays(source: str) -> None:
    assert "<main" not in html_of(source)
    assert "a" in parse(source).text
    (problem,) = parse(source).problems
    assert (problem.message, problem.severity) == ("<main> is the page's own", "warning")


@pytest.mark.parametrize(
    "source", ["<div {{ x }}>a</div>", "<p {>a</p>", "<p {on}click=x>a</p>", "<p {x}={y} 1=2>a</p>"]
)
def test_names_of_attributes_that_are_none_are_no_crash_and_not_written(source: str) -> None:
    assert "{" not in html_of(source)
    assert parse(source).text == "a"
