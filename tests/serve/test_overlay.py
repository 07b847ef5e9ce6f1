from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import Problem
from plugins.core.text import printable
from plugins.serve.overlay import empty_page, failed_page, overlay, script
from tests.serve.sites import problem

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</dialog></style><h1>",
    "{{ 7 * 7 }}{% include 'live.js' %}",
    "\x1b[31m\u202eright\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("made", [lambda p: overlay(p, True), lambda p: failed_page(p).decode()])
def test_everything_that_comes_from_a_file_is_escaped(made, text: str) -> None:
    plain, hostile = (BeautifulSoup(made([Problem(t, 3, t, t, t)]), "html.parser") for t in ("x", text))
    assert [tag.name for tag in hostile.find_all(True)] == [tag.name for tag in plain.find_all(True)]
    item = hostile.li
    assert item is not None
    assert item.get_text().count(printable(text)) == 4


@given(st.text(), st.text())
def test_any_text_is_text(message: str, path: str) -> None:
    soup = BeautifulSoup(overlay([Problem(path, 1, "x", message, "")], True), "html.parser")
    assert len(soup.find_all("li")) == 1
    assert {tag.name for tag in soup.find_all(True)} <= set(
        "style dialog header h1 button kbd ol li p code span".split()
    )


def test_no_handler_stands_in_the_markup() -> None:
    for page in (overlay([problem()], True), failed_page([problem()]).decode(), empty_page().decode()):
        assert not re.search(r"\son\w+\s*=", page)
        assert "<script" not in page


def test_place_field_message_and_hint_are_shown() -> None:
    text = BeautifulSoup(overlay([problem()], True), "html.parser").get_text(" ", strip=True)
    for part in ("1 problem", "content/posts/x.md:8", "stage", "is wrong.", "Mend it.", "last good state", "Esc"):
        assert part in text


def test_without_a_good_state_nothing_is_promised() -> None:
    text = overlay([problem(), problem("other")], False)
    assert "2 problems" in text
    assert "nothing to show yet" in text
    assert "last good state" not in text


def test_a_long_list_is_cut_and_says_so() -> None:
    soup = BeautifulSoup(overlay([problem(str(n)) for n in range(45)], True), "html.parser")
    assert len(soup.find_all("li")) == 40
    assert "And 5 more" in soup.get_text()


def test_the_script_has_no_null_and_names_the_stream() -> None:
    assert b'new EventSource("/_waypost/live")' in script()
