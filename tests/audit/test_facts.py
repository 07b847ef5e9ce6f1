"""What is read from one HTML file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.audit.facts import facts_of, read_facts
from tests.audit.sites import HOME, a_sheet


def test_a_sound_page() -> None:
    page = facts_of("index.html", a_sheet('<h1>One\n two</h1><p id="a"><a name="b"></a></p>'))
    assert page.lang == "en"
    assert page.titles == ("One · The Waypost",)
    assert page.descriptions == ("About One.",)
    assert page.canonicals == (f"{HOME}/",)
    assert page.headings == ((1, "One two"),)
    assert page.ids == {"a", "b"}
    assert page.duplicates == page.bare_images == ()
    assert page.indexable


INDEXABLE = [
    ("index.html", "", True),
    ("index.html", '<meta name="robots" content="index, follow">', True),
    ("index.html", '<meta name="ROBOTS" content="NoIndex,follow">', False),
    ("index.html", '<meta name="robots" content="none">', False),
    ("index.html", '<meta http-equiv="Refresh" content="0; url=/x/">', False),
    ("404.html", "", False),
]


@pytest.mark.parametrize(("path", "head", "expected"), INDEXABLE)
def test_indexable(path: str, head: str, expected: bool) -> None:
    assert facts_of(path, a_sheet(head=head)).indexable is expected


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    page = facts_of("index.html", a_sheet("<h1>One</h1><svg><title>A chart</title></svg>"))
    assert page.titles == ("One · The Waypost",)


@pytest.mark.parametrize("html", ["", "<", "plain text", "<!-- -->", "\x00", "<p>" * 500])
def test_anything_can_be_read(html: str) -> None:
    assert facts_of("index.html", html).titles == ()


def test_a_file_that_is_not_utf8_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes(b"<title>caf\xe9</title>")
    assert read_facts(tmp_path, "x.html").titles == ("caf�",)
