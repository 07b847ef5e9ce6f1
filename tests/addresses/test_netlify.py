from __future__ import annotations

import re

from hypothesis import given

from plugins.addresses.moves import Move
from plugins.addresses.netlify import headers_file, redirects_file
from tests.addresses.hostile import KNOWN, many
from tests.factories import a_site


def _rules(text: str) -> list[list[str]]:
    """Source, destination and code of each rule, as the hosts split lines."""
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_a_forced_rule_goes_before_each_plain_one() -> None:
    """Netlify takes the first rule that fits, and would show the page at the old address where that is not forced."""
    text = redirects_file([Move(("/old/", "/old"), "/new/", "a=1", "part")])
    assert _rules(text) == [
        ["/old/", "/new/?a=1#part", "301!"],
        ["/old", "/new/?a=1#part", "301!"],
        ["/old/", "/new/?a=1#part", "301"],
        ["/old", "/new/?a=1#part", "301"],
    ]
    assert [line for line in text.splitlines() if not line.strip()] == []


def test_signs_of_patterns_are_spelled_out() -> None:
    text = redirects_file(KNOWN)
    assert ["/caf%C3%A9%20%7B2%7D/", "/tags/gr%C3%B6%C3%9Fe/", "301"] in _rules(text)
    assert ["/we%22ird%27%60/", "https://www.example.com:8443/p?x=%24z%7By%7D", "301"] in _rules(text)


@given(many)
def test_every_rule_is_three_words_and_no_pattern(asked: list[Move]) -> None:
    for source, to, code in _rules(redirects_file(asked)):
        assert re.fullmatch(r"/[A-Za-z0-9/._~%-]*", source), source
        assert not re.search(r"[*#: ]", to.partition("#")[0].removeprefix("https://"))
        assert code in ("301", "301!")


def test_no_header_is_set_by_two_rules() -> None:
    text = headers_file({"X-Content-Type-Options": "nosniff"}, a_site(SITEURL="https://x.example/blog"))
    assert text == (
        "/blog/*\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Cross-Origin-Resource-Policy: cross-origin\n"
        "/blog/theme/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "/blog/cards/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "/blog/feeds/*\n"
        "  Cache-Control: public, max-age=600\n"
    )
