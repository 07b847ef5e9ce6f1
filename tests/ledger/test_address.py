from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.links import Arrival, Carrier, has_utm, tag, utm
from plugins.ledger.address import Address, taken_apart


def test_the_parts_of_an_address():
    found = taken_apart("https://x.example/a?b=%C3%A4&UTM_Source=a+b&c&utm%5Fid=%2e&utm_id=2#d?utm_x=1")
    assert found == Address(
        "https://x.example/a", (("utm_source", "a b"), ("utm_id", "."), ("utm_id", "2")), ("b=%C3%A4", "c"), "d?utm_x=1"
    )
    assert found.values == {"utm_source": "a b", "utm_id": "."}
    assert found.twice == ["utm_id"]
    assert found.clean == "https://x.example/a?b=%C3%A4&c#d?utm_x=1"


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
