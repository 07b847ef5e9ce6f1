from __future__ import annotations

import gzip
from hashlib import sha256

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publish.copies import compressed, copies_in, is_text, maker

PAGE = b"<p>Ideas before the shortlist.</p>\n" * 40


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", True),
        ("feeds/all.rss.xml", True),
        ("feeds/all.json", True),
        ("theme/css/site.3f2a99c1.css", True),
        ("a/b.SVG", True),
        ("sitemap.xml", True),
        ("robots.txt", True),
        ("a.png", False),
        ("a.woff2", False),
        ("index.html.br", False),
        ("_redirects", False),
        ("html", False),
        ("posts/html/index", False),
    ],
)
def test_what_compresses_well(path: str, expected: bool) -> None:
    assert is_text(path) is expected


def test_a_copy_stands_beside_its_original() -> None:
    """A download that is an archive is none: nothing beside it is what it was made of."""
    paths = {"index.html", "index.html.br", "index.html.gz", "data.csv.gz", "a.png", "a.png.gz", "x.br", "x"}
    assert copies_in(paths) == {"index.html.br", "index.html.gz"}


@pytest.mark.parametrize("path", ["index.html", "feeds/all.rss.xml"])
def test_what_is_in_a_copy_is_the_file(path: str) -> None:
    small, old = compressed(PAGE, path, "br"), compressed(PAGE, path, "gz")
    assert small
    assert old
    assert (brotli.decompress(small), gzip.decompress(old)) == (PAGE, PAGE)
    assert len(small) < len(old) < len(PAGE)


def test_gzip_tells_no_time_and_no_name() -> None:
    """RFC 1952, section 2.3: no flags, no modification time."""
    made = compressed(PAGE, "index.html", "gz")
    assert made
    assert made[:8] == b"\x1f\x8b\x08" + bytes(5)


def test_what_a_reader_waits_for_is_compressed_best() -> None:
    words = b"".join(b"%d ideas, %d replies; " % (n * n % 977, n) for n in range(2000))
    page, feed = compressed(words, "index.html", "br"), compressed(words, "feeds/all.rss.xml", "br")
    assert page
    assert feed
    assert len(page) < len(feed)


@pytest.mark.parametrize("data", [b"", b"short", b"".join(sha256(b"%d" % n).digest() for n in range(9))])
def test_no_copy_that_saves_nothing(data: bytes) -> None:
    assert compressed(data, "index.html", "gz") is compressed(data, "index.html", "br") is None


@given(st.binary(max_size=600).map(lambda data: data * 3), st.sampled_from(["a.html", "a.xml"]))
def test_any_content_comes_back(data: bytes, path: str) -> None:
    for encoding, back in (("br", brotli.decompress), ("gz", gzip.decompress)):
        made = compressed(data, path, encoding)  # type: ignore[arg-type]
        assert made is None or back(made) == data
        assert made == compressed(data, path, encoding)  # type: ignore[arg-type]


def test_who_makes_copies_is_told_with_the_version() -> None:
    assert maker("br").startswith("brotli-1.")
    assert maker("gz").startswith("zlib-1.")
