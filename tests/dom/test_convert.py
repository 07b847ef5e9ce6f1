from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dom.convert import UnconvertibleError
from plugins.dom.extensions import EXTENSIONS
from tests.dom.cases import convert

DEFINES = [
    ("footnotes", "a[^1]\n\n[^1]: note", "b[^1]", "<p>b[^1]</p>"),
    ("references", "[a]\n\n[a]: https://x.example/", "[a]", "<p>[a]</p>"),
    ("abbreviations", "*[ROI]: return\n\nROI", "ROI", "<p>ROI</p>"),
    ("raw HTML", "<div>a</div>\n\n<p>b</p>", "c", "<p>c</p>"),
    ("open HTML", "<div><b>a\n\nb", "c", "<p>c</p>"),
    ("an open fence", "```\ncode", "c", "<p>c</p>"),
    ("attributes", "# a {#x}", "# a", "<h1>a</h1>"),
]


@pytest.mark.parametrize(("former", "text", "html"), [c[1:] for c in DEFINES], ids=[c[0] for c in DEFINES])
def test_nothing_is_left_of_the_article_before(former: str, text: str, html: str) -> None:
    convert(former)
    assert convert(text) == html


def test_nothing_is_left_of_an_article_that_failed() -> None:
    loose = "- a\n\n- b\n\nc\n"
    before = convert(loose)
    with pytest.raises(RecursionError):
        convert("".join("    " * n + "- a\n" for n in range(400)))
    assert convert(loose) == before
    assert convert("c") == "<p>c</p>"


NESTED = "a[^1]\n\n[^1]: one\n    [^2]: two\n\n[^3]: three\n"


def test_a_fault_of_markdown_has_a_name_and_leaves_nothing() -> None:
    with pytest.raises(UnconvertibleError, match="RuntimeError: OrderedDict mutated"):
        convert(NESTED)
    assert convert("b[^1]") == "<p>b[^1]</p>"


def test_other_extensions_are_another_converter() -> None:
    table = "| a |\n|---|\n| b |\n"
    assert "<table>" in convert(table)
    assert "<table>" not in convert(table, ())
    assert convert("a -- b", ()) == "<p>a -- b</p>"
    assert convert("a -- b", EXTENSIONS) == "<p>a &ndash; b</p>"


TEXTS = [c[1] for c in DEFINES] + ["- a\n- b", "1. a\n\n\n2. b", "> q", "| a |\n|---|\n| b |", "a\n: b", "    code"]


@given(st.lists(st.sampled_from(TEXTS), max_size=4), st.sampled_from(TEXTS))
def test_an_article_reads_the_same_after_any_other(formers: list[str], text: str) -> None:
    alone = convert(text)
    for former in formers:
        convert(former)
    assert convert(text) == alone
