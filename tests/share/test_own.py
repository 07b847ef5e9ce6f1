from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.share.alike import LINK
from plugins.share.own import own_core

CLEAN = "https://blog.example.com/posts/x/"

CASES = [
    (f"See {CLEAN}?utm_source=me", f"See {CLEAN}?utm_source=me"),
    (f"See {CLEAN}.", f"See {LINK}."),
    (f"See {CLEAN}part/ and {CLEAN} and {CLEAN}", f"See {CLEAN}part/ and {LINK} and {CLEAN}"),
    (f"{CLEAN} or {{url}}", f"{CLEAN} or {LINK}"),
    ("No link", "No link"),
]


@pytest.mark.parametrize(("written", "core"), CASES)
def test_the_link_stands_where_the_writer_says(written: str, core: str) -> None:
    assert own_core(written, CLEAN) == core


@given(st.lists(st.sampled_from([CLEAN, "/", "?", "x", " ", ".", "#", "{url}", "http"]), max_size=8).map("".join))
def test_an_address_that_goes_on_is_another(text: str) -> None:
    whole = re.compile(re.escape(CLEAN) + r"(?![\w?#%&=/-])")
    marked = text.strip() if "{url}" in text else whole.sub("{url}", text.strip(), count=1)
    front, found, rest = marked.partition("{url}")
    assert own_core(text, CLEAN) == (front + LINK + rest.replace("{url}", "") if found else marked)
