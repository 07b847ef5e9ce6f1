from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twitter_text import extract_urls_with_indices, parse_tweet
from twitter_text.config import config
from twitter_text.get_character_weight import get_character_weight

from plugins.share import tweets

ROOT = Path(__file__).resolve().parents[2]
PIECES = st.sampled_from(
    ["https://blog.example.com/posts/x/?utm_source=x&a=b.c", "x.com", "a.unknowntld", "www.foo.de", "foo….com/a", "1.5",
     "https://foo….com/x", "bücher.example.com", "日本語.jp", "購買", "…", "’s", "“", "(", ")", ".", "..", "@a",
     "#", "/", "é", "e\u0301", "\u0958", "\u212b", "\r", "\xa0", "\t", "Жизнь", "https://t.co/abc", "http://",
     "-", "_", "\U0001f468", "©", "e.g.", "U.S.", "2.5", "a.İo", "a.COM", "a.\u212am", "xn--p1ai", "a.xn--p1ai", ".de"]
)  # fmt: skip
WORDS = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=6).map("".join)


@given(WORDS.map(lambda text: text.replace(" ", "").replace("\n", "")))
@settings(deadline=None, max_examples=300)
def test_a_word_weighs_what_the_library_says(word: str) -> None:
    assert tweets.weight(word) == parse_tweet(word).weightedLength


@given(WORDS, st.booleans())
@settings(deadline=None)
def test_urls_are_those_that_the_library_finds(text: str, bare: bool) -> None:
    found = extract_urls_with_indices(text, bare)
    assert tweets.urls(text, bare) == [(*one["indices"], one["url"]) for one in found]


HOSTS = st.lists(st.sampled_from(["a", "b-c", "x1", "T", "-", "a_b", "", "n" * 63, "n" * 64]), max_size=3).flatmap(
    lambda labels: st.sampled_from(["com", "DE", "museum", "co", "unknowntld", "xn--p1ai", "c", "com-", "日本"]).map(
        lambda top: ".".join([*labels, top])
    )
)
SIGNS = st.text("aZ0_/.%~+-=&?#@:(),'!é", max_size=8)
ADDRESSES = st.tuples(st.sampled_from(["https://", "HTTP://", "https://t.co/", "http:/"]), HOSTS, SIGNS).map("".join)


@given(ADDRESSES | ADDRESSES.map(lambda url: f"{url}/?{'a=b.c&' * 800}"), st.booleans())
@settings(deadline=None, max_examples=1000)
def test_a_plain_address_is_read_as_the_library_reads_it(url: str, bare: bool) -> None:
    found = extract_urls_with_indices(url, bare)
    assert tweets.urls(url, bare) == [(*one["indices"], one["url"]) for one in found]


PLAIN = [
    ("https://blog.example.com/posts/x/?utm_source=x&utm_content=a.share&utm_id=abcd2345", True),
    ("HTTP://Example.DE", True),
    ("https://example.unknowntld/", False),
    ("https://t.co/abc", False),
    ("https://t.computer/abc", True),
    ("https://example.com/a.", False),
    ("https://example.com/?", False),
    (f"https://example.com/{'a' * 4000}", False),
]


@pytest.mark.parametrize(("url", "plain"), PLAIN)
def test_what_needs_no_library(url: str, plain: bool) -> None:
    assert tweets.is_plain_url(url) is plain


def test_a_usual_address_needs_no_part_of_the_library() -> None:
    done = "from plugins.share.counters import x_weight; x_weight('Why 2.5? https://a.example.com/?b=c')"
    script = f"import sys; {done}; sys.exit('twitter_text_parts' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_weights_are_those_of_the_configuration() -> None:
    ranges = config["version3"]["ranges"]
    edges = {one[end] + step for one in ranges for end in ("start", "end") for step in (-1, 0, 1)} - {-1}
    for sign in [*map(chr, sorted(edges)), "a", "é", "…", "購", "\U0010ffff"]:
        assert tweets.plain_weight(sign) * 100 == get_character_weight(sign, config["version3"])
    assert config["version3"]["transformed_url_length"] == tweets.URL_WEIGHT


NOT_IMPORTED = [
    "import plugins.share.kit, plugins.share.checks",
    "from plugins.share.counters import x_weight; x_weight('No “URL” here. Nor there, ...')",
    "from plugins.share.counters import mastodon_count; mastodon_count('None to a@b.')",
    "from plugins.share.counters import x_weight; x_weight('Costs 2.5, e.g. in the U.S.: https://a.example.com/?b=c')",
    "from plugins.share.patterns import script; script()",
]


@pytest.mark.parametrize("done", NOT_IMPORTED)
def test_the_whole_library_is_imported_by_the_first_text_that_needs_it(done: str) -> None:
    script = f"import sys; {done}; sys.exit('twitter_text' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
