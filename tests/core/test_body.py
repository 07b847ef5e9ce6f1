from __future__ import annotations

import pickle

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.body import Slot, fill, references, slots

LINK = Slot("link", "a", (("href", "x.md"),), (("title", 'say "x"'),), 3, "X")


def as_it_is(slot: Slot, reference: str) -> str | None:
    return reference


FILLS = [
    ("text only", ("<p>", "a</p>"), "<p>a</p>"),
    ("nothing", (), ""),
    ("in its place", ("<p>", Slot("link", "a", (("href", "x"),)), "X</a></p>"), '<p><a href="x">X</a></p>'),
    ("escaped", (Slot("link", "a", (("href", "?a=1&b=\"2\"<'"),)),), '<a href="?a=1&amp;b=&quot;2&quot;&lt;&#x27;">'),
    ("other attributes after", (LINK,), '<a href="x.md" title="say &quot;x&quot;">'),
    ("no reference", (Slot("link", "a", (), (("name", "x"),)),), '<a name="x">'),
    ("several references", (Slot("image", "video", (("src", "a"), ("poster", "b"))),), '<video src="a" poster="b">'),
    ("an empty reference stays", (Slot("link", "a", (("href", ""),)),), '<a href="">'),
]  # fmt: skip


@pytest.mark.parametrize(("body", "html"), [c[1:] for c in FILLS], ids=[c[0] for c in FILLS])
def test_fill(body: tuple[str | Slot, ...], html: str) -> None:
    assert fill(body, as_it_is) == html


def test_none_leaves_the_attribute_out() -> None:
    image = Slot("image", "img", (("src", "dead.png"), ("srcset", "dead.png 1x, live.png 2x")), (("alt", "a"),))
    html = fill((image,), lambda slot, ref: None if ref == "dead.png" else ref)
    assert html == '<img srcset="live.png 2x" alt="a">'
    assert fill((image,), lambda slot, ref: None) == '<img alt="a">'


def test_the_resolver_is_told_the_slot() -> None:
    told = []
    fill(("a", LINK, "b"), lambda slot, ref: told.append((slot, ref)))  # type: ignore[func-returns-value]
    assert told == [(LINK, "x.md")]
    assert [*slots(("a", LINK, "b"))] == [LINK]
    assert pickle.loads(pickle.dumps(("a", LINK))) == ("a", LINK)


DATA = "data:image/png;base64,iVBORw0KGgo="
SRCSETS = [
    ("one", "a.png", ["a.png"], "a.png"),
    ("a descriptor", "a.png 2x", ["a.png"], "a.png 2x"),
    ("several", "a.png 1x, b.png 2x", ["a.png", "b.png"], "a.png 1x, b.png 2x"),
    ("three widths", "a.png 100w, b.png 200w, c.png 300w", ["a.png", "b.png", "c.png"], None),
    ("no space after a descriptor's comma", "a.png 1x,b.png 2x", ["a.png", "b.png"], "a.png 1x, b.png 2x"),
    ("over lines", "a.png 1x,\n    b.png\t2x", ["a.png", "b.png"], "a.png 1x, b.png 2x"),
    ("a comma in an address", "a,b.png 1x, c,d.png 2x", ["a,b.png", "c,d.png"], "a,b.png 1x, c,d.png 2x"),
    ("no space: one address with a comma", "a.png,b.png", ["a.png,b.png"], "a.png,b.png"),
    ("no descriptor", "a.png, b.png 2x", ["a.png", "b.png"], "a.png, b.png 2x"),
    ("a space before the comma", "a.png 1x , b.png", ["a.png", "b.png"], "a.png 1x, b.png"),
    ("a comma at the end", "a.png 1x,", ["a.png"], "a.png 1x"),
    ("commas only", " , ,, ", [], None),
    ("empty", "", [], None),
    ("a data URI", f"{DATA} 1x, b.png 2x", [DATA, "b.png"], f"{DATA} 1x, b.png 2x"),
    ("a fraction", "a.png 1.5x", ["a.png"], "a.png 1.5x"),
    ("width and height", "a.png 100w 50h, b.png 200w 100h", ["a.png", "b.png"], "a.png 100w 50h, b.png 200w 100h"),
    ("a query", "a?w=1,h=2 1x, b 2x", ["a?w=1,h=2", "b"], "a?w=1,h=2 1x, b 2x"),
]


@pytest.mark.parametrize(("srcset", "refs", "html"), [c[1:] for c in SRCSETS], ids=[c[0] for c in SRCSETS])
def test_srcset(srcset: str, refs: list[str], html: str | None) -> None:
    image = Slot("image", "img", (("srcset", srcset),))
    assert [*references(image)] == refs
    written = (html or srcset) if refs else None
    assert fill((image,), as_it_is) == (f'<img srcset="{written}">' if written else "<img>")


@given(st.lists(st.sampled_from(["a.png", "a,b.png", "https://x.example/a?b=1,2", DATA]), min_size=1, max_size=5))
def test_each_candidate_is_resolved_once(urls: list[str]) -> None:
    srcset = ", ".join(f"{url} {n + 1}x" for n, url in enumerate(urls))
    asked: list[str] = []
    html = fill((Slot("image", "img", (("srcset", srcset),)),), lambda slot, ref: asked.append(ref) or f"{ref}!")  # type: ignore[func-returns-value]
    assert asked == urls
    expected = ", ".join(f"{url}! {n + 1}x" for n, url in enumerate(urls))
    assert BeautifulSoup(html, "html.parser").img["srcset"] == expected


@given(st.text(max_size=200))
def test_any_srcset_ends(text: str) -> None:
    image = Slot("image", "img", (("srcset", text),))
    assert all(ref and not ref.startswith(",") and not ref.endswith(",") for ref in references(image))


def test_a_hostile_srcset_is_read_at_once() -> None:
    assert [*references(Slot("image", "img", (("srcset", "," * 2_000 + " " * 2_000),)))] == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_value_leaves_its_attribute(ref: str, title: str) -> None:
    html = fill((Slot("link", "a", (("href", "r"),), (("title", title),)), "x</a>"), lambda slot, _: ref)
    assert html.count("<") == 2
    assert html.count('"') == 4
    soup = BeautifulSoup(html.replace("\r", "").replace("\0", ""), "html.parser")
    assert [*soup.a.attrs] == ["href", "title"]
    assert soup.a["title"] == title.replace("\r", "").replace("\0", "")
