from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.links import Arrival, Carrier, has_utm, tag, utm
from plugins.ledger.address import Address, from_html, taken_apart, usual


def test_the_parts_of_an_address():
    found = taken_apart("https://x.example/a?b=%C3%A4&UTM_Source=a+b&c&utm%5Fid=%2e&utm_id=2#d?utm_x=1")
    assert found == Address(
        "https://x.example/a", (("utm_source", "a b"), ("utm_id", "."), ("utm_id", "2")), ("b=%C3%A4", "c"), "d?utm_x=1"
    )
    assert found.values == {"utm_source": "a b", "utm_id": "."}
    assert found.twice == ["utm_id"]
    assert found.clean == "https://x.example/a?b=%C3%A4&c#d?utm_x=1"


@pytest.mark.parametrize(
    ("written", "as_browsers_write_it"),
    [
        ("HTTPS://X.Example/A?B=C#D", "https://x.example/A?B=C#D"),
        ("https://x.example:443", "https://x.example/"),
        ("http://x.example:80?a", "http://x.example/?a"),
        ("http://x.example:443/", "http://x.example:443/"),
        ("https://[::1]:443/", "https://[::1]/"),
        ("mailto:A@B.example", "mailto:A@B.example"),
    ],
)
def test_one_spelling_of_an_address(written, as_browsers_write_it):
    assert usual(written) == as_browsers_write_it


@pytest.mark.parametrize("sign", ["&amp;", "&AMP;", "&#38;", "&#x26;"])
def test_what_was_copied_from_html(sign):
    assert from_html(f"https://x.example/?a=1{sign}utm_id=1{sign}b") == "https://x.example/?a=1&utm_id=1&b"
    assert from_html(f"https://x.example/?utm_id=1{sign}b") is None


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
URLS = st.builds("https://x.example/{}{}{}".format, st.sampled_from(["", "a", "%20/"]),
                 st.sampled_from(["", "?a=1", "?a=%2f&b"]), st.sampled_from(["", "#x", "#a?utm_id=1"]))  # fmt: skip


@given(URLS, st.builds(Carrier, TEXT, TEXT, TEXT, TEXT), st.builds(Arrival, TEXT, TEXT, TEXT), TEXT)
def test_what_was_tagged_comes_apart_again(url, carrier, arrival, placement):
    params = utm(carrier, arrival, placement)
    found = taken_apart(tag(url, params))
    assert found.values == params
    assert found.clean == url


@given(st.text(max_size=60))
def test_whatever_it_is_it_has_parts(text):
    found = taken_apart(text)
    assert not has_utm(found.clean) or ";" in text
