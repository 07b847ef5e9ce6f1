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
     "-", "_", "\U0001f468", "©"]
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
]


@pytest.mark.parametrize("done", NOT_IMPORTED)
def test_the_library_is_imported_by_the_first_text_that_needs_it(done: str) -> None:
    script = f"import sys; {done}; sys.exit('twitter_text' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
