"""The checks can fail: each broken promise is seen."""

from __future__ import annotations

import pytest

from tests.fuzz.attributes import check_attribute
from tests.fuzz.browser import BEGIN, END, check_inner, check_page, seen
from tests.fuzz.kits import check_facet
from tests.fuzz.target import check_absolute
from tests.fuzz.way import FRONT, walk

PAGE = f"""<!doctype html>
<html lang="en">
<head><title>T</title><script type="application/ld+json">{{}}</script></head>
<body><main><article class="post"><h1>T</h1><div>{BEGIN}<p>Body.</p>{END}</div></article></main>
<footer class="site-footer">F</footer></body></html>"""


def test_a_sound_page_passes() -> None:
    assert check_page(PAGE, trusted=False) == "{}"
    own = '<script defer src="/theme/js/address.0123abcd.js"></script>'
    assert check_page(PAGE.replace("<script", f"{own}<script", 1), trusted=False) == "{}"


BROKEN = {
    "second main": ("F</footer>", "F</footer><main></main>"),
    "no article": ("article", "section"),
    "second heading": ("<h1>", "<h1>a</h1><h1>"),
    "footer in main": ("</main>", ""),
    "body tag": (BEGIN, BEGIN + "<body class=x>"),
    "html tag": (BEGIN, BEGIN + "<html lang=x>"),
    "script in body": ("F</footer>", "<script>1</script>"),
    "second script": ("</head>", "<script>1</script></head>"),
    "script of others": ("</head>", '<script src="https://evil.example/x.js" defer></script></head>'),
    "deferred script of others": ("</head>", '<script defer src="https://evil.example/x.js"></script></head>'),
    "code beside an address": ("<title>", '<script src="/theme/js/address.js" defer>1</script><title>'),
    "script of code": (' type="application/ld+json"', ""),
    "style in head": ("</head>", "<style>a{}</style></head>"),
    "text in head": ("</head>", "x</head>"),
    "base": ("</head>", "<base href=/x></head>"),
    "refresh": ("</head>", "<meta http-equiv=refresh content=0></head>"),
    "handler on body": ("<body>", "<body onload=x>"),
    "handler": ("<h1>", "<h1 onclick=x>"),
    "article ends early": (BEGIN, BEGIN + "</div></article><div>"),
    "article ends early and begins again": ("<p>Body.</p>", "</div></article><article><div>"),
    "open": (BEGIN, BEGIN + "<b>"),
    "table takes the end": (BEGIN, BEGIN + "<table>"),
    "text element takes the end": (BEGIN, BEGIN + "<textarea>"),
    "comment takes the end": (BEGIN, BEGIN + "<!--"),
    "attribute takes the end": (BEGIN, BEGIN + '<p title="'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_seen(name: str) -> None:
    page = PAGE.replace(*BROKEN[name])
    assert page != PAGE
    with pytest.raises((AssertionError, ValueError)):
        check_page(page, trusted=True)


INNER = [
    "<script>1</script>",
    "<svg><script>1</script></svg>",
    "<style>a{}</style>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=x>",
    "<meta http-equiv=refresh content=0>",
    "<form action=x></form>",
    "<main>x</main>",
    "<plaintext>",
    "<p onclick=x>a</p>",
    "<p/onclick=x>a</p>",
    "<svg onload=x></svg>",
    "<a href=javascript:x>a</a>",
    "<a href='java&Tab;script&colon;x'>a</a>",
    "<a href=' &#1;jAvascript:x'>a</a>",
    "<a href='java\nscript:x'>a</a>",
    "<a href=vbscript:x>a</a>",
    "<a href='data:text/html,x'>a</a>",
    "<a href='data:image/png,x'>a</a>",
    "<a href='strange:x'>a</a>",
    "<img src=javascript:x>",
    "<img srcset='a.png 1x, javascript:x 2x'>",
    "<svg><a xlink:href=javascript:x>a</a></svg>",
    "<iframe srcdoc='x'></iframe>",
    "<iframe src=https://x.example/></iframe>",
    "<iframe src=https://films.example.evil/></iframe>",
    "<iframe src=//films.example/></iframe>",
    "<p style='background:url(x)'>a</p>",
    "<p style='b\\65havior:x'>a</p>",
    "<noscript><p title='</noscript><img src=x onerror=x>'></noscript>",
    "</div>",
    "<b>",
    "<table>a<div><table></table></div></table></div>",
]


@pytest.mark.parametrize("html", INNER)
def test_what_is_active_or_breaks_out_is_seen(html: str) -> None:
    with pytest.raises(AssertionError):
        check_inner(html, trusted=True)


@pytest.mark.parametrize("html", ["<video></video>", "<svg></svg>", "<button>a</button>"])
def test_what_only_trusted_authors_may(html: str) -> None:
    check_inner(html, trusted=True)
    with pytest.raises(AssertionError):
        check_inner(html, trusted=False)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><table><tr><td>b</td></tr></table>",
        "<p>javascript:x &lt;script&gt;</p>",
        "<img src='data:image/png;base64,x' alt='onclick=x'>",
        "<a href='/x?javascript:y'>a</a><br><hr><wbr>",
        "<iframe src='https://films.example/1'></div></iframe>",
    ],
)
def test_what_is_sound_passes(html: str) -> None:
    check_inner(html, trusted=True)


def test_a_browsers_tree() -> None:
    found: list[tuple[str, str, str]] = []
    assert seen("<p>a<table>b<td title='&lt;c'>", found) == (
        '<p>a</p>b<table><tbody><tr><td title="&lt;c"></td></tr></tbody></table>'
    )
    assert found == [("td", "title", "<c")]


def test_a_relative_address_is_seen() -> None:
    check_absolute('<a href="https://x.example/">a</a><img src="data:image/png,x"><a href="mailto:a@b.example">b</a>')
    for html in ('<a href="/x">a</a>', '<img src="x.png">', '<a href="#x">a</a>', '<video poster="p.png"></video>'):
        with pytest.raises(AssertionError):
            check_absolute(html)


def test_an_attribute_that_is_cached_fails_again() -> None:
    for _ in range(2):
        with pytest.raises(AssertionError):
            check_attribute("p", "onclick", "x")


def test_a_facet_that_cuts_a_character_is_seen() -> None:
    facet = {"index": {"byteStart": 1, "byteEnd": 3}, "features": [{"tag": "b"}]}
    with pytest.raises((AssertionError, UnicodeDecodeError)):
        check_facet("é#b", facet)


def test_hostile_words_of_the_data_files_are_on_the_way() -> None:
    (way, *_) = walk(FRONT.replace(b"[desk]", b"[guest]").replace(b"interest", b"evil") + b"Text.\n")
    assert "onclick" in way.house.vocabulary.authors["guest"].name
    assert way.item.carrier.stage == "evil"
