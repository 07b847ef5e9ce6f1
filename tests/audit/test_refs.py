"""Every place from which a page leads or fetches, and its line."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.audit.refs import Ref, refs_of

CASES = [
    ("a link", '<a href="/x/">x</a>', [Ref("/x/", "a", 1)]),
    ("white space around", '<a href=" /x/ ">x</a>', [Ref("/x/", "a", 1)]),
    ("an area", '<map><area href="/x/"></map>', [Ref("/x/", "area", 1)]),
    ("an image and its set", '<img src="/a.png" srcset="/a.png 1x, /b.png 2x">', ["/a.png", "/a.png", "/b.png"]),
    ("a source", '<picture><source srcset="/a.avif"></picture>', ["/a.avif"]),
    ("a film", '<video src="/a.mp4" poster="/a.jpg"></video>', ["/a.mp4", "/a.jpg"]),
    ("a form", '<form action="/go/"><button formaction="/stop/">x</button></form>', ["/go/", "/stop/"]),
    ("an object", '<object data="/a.pdf"></object>', ["/a.pdf"]),
    ("data is none elsewhere", '<b data="/a.pdf"></b>', []),
    (
        "an image for networks",
        '<meta property="og:image" content="https://a.example/a.png">',
        ["https://a.example/a.png"],
    ),
    ("a description is none", '<meta property="og:title" content="/x/">', []),
    ("sent on", '<meta http-equiv="refresh" content="0; url=/x/">', ["/x/"]),
    ("reloaded", '<meta http-equiv="refresh" content="30">', []),
    ("canonical by name", '<link rel="canonical" href="/x/">', [Ref("/x/", "canonical", 1)]),
    ("any other link element", '<link rel="next" href="/x/">', [Ref("/x/", "link", 1)]),
    ("an empty link leads here", '<a href="">x</a>', [Ref("", "a", 1)]),
    ("a name only", '<a id="x">x</a>', []),
]


def _refs(html: str) -> list[Ref]:
    tags = [tag for tag in BeautifulSoup(html, "lxml").find_all(True) if isinstance(tag, Tag)]
    return list(refs_of(tags, html))


@pytest.mark.parametrize(("html", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_refs(html: str, expected: list[Ref] | list[str]) -> None:
    found = _refs(html)
    assert (found if expected and isinstance(expected[0], Ref) else [ref.url for ref in found]) == expected


def test_lines_are_those_of_the_written_file() -> None:
    html = '<p>\n<a href="/a/?x=1&amp;y=2">a</a>\n\n<a href="/b/">b</a><a\nhref=\'/a/\'>c</a>\n<a href=/d/>d</a></p>'
    assert [(ref.url, ref.line) for ref in _refs(html)] == [("/a/?x=1&y=2", 2), ("/b/", 4), ("/a/", 5), ("/d/", 5)]
