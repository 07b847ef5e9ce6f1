from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from twitter_text import extract_urls_with_indices, parse_tweet

from plugins.core.text import graphemes
from plugins.share import characters, counters
from plugins.share.networks import NETWORKS

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
WAVE = "\U0001f44b\U0001f3fd"
FLAG = "\U0001f1e9\U0001f1ea"
JAMO = "\u1112\u1161\u11ab"  # one Hangul syllable, written in its three parts
MARKED = "e\u0301"
URL = "https://blog.example.com/posts/x/?utm_source=x&utm_medium=social"
UNKNOWN = "https://blog.example/posts/x/"

#                 text            X   graphemes  bytes  mastodon  threads  utf16
COUNTS = [
    ("",                          0,  0,         0,     0,        0,       0),
    ("buyers",                    6,  6,         6,     6,        6,       6),
    (FAMILY,                      2,  1,         25,    1,        25,      11),
    (WAVE,                        2,  1,         8,     1,        8,       4),
    (FLAG,                        2,  1,         8,     1,        8,       4),
    (FLAG * 2,                    4,  2,         16,    2,        16,      8),
    ("1\ufe0f\u20e3",             2,  1,         7,     1,        7,       3),
    (JAMO,                        2,  1,         9,     1,        3,       3),
    ("\ud55c\uae00",              4,  2,         6,     2,        2,       2),
    (MARKED,                      1,  1,         3,     1,        2,       2),
    ("購買",                      4,  2,         6,     2,        2,       2),
    ("Müller – “yes”",            14, 14,        21,    14,       14,      14),
    ("a\nb",                      3,  3,         3,     3,        3,       3),
    (URL,                         23, len(URL),  len(URL), 23,    len(URL), len(URL)),
    (f"See {URL}.",               28, len(URL) + 5, len(URL) + 5, 28, len(URL) + 5, len(URL) + 5),
    (UNKNOWN,                     29, 29,        29,    29,       29,      29),
    ("blog.example.com/x",        23, 18,        18,    18,       18,      18),
    ("@desk@social.example.com",  24, 24,        24,    5,        24,      24),
    ("ask @desk@a.social, now",   None, 23,      23,    14,       23,      23),
    ("mail desk@example.com",     None, 21,      21,    21,       21,      21),
]  # fmt: skip


@pytest.mark.parametrize(("text", "x", "graphemes", "size", "mastodon", "threads", "utf16"), COUNTS)
def test_each_network_counts_in_its_own_way(
    text: str, x: int | None, graphemes: int, size: int, mastodon: int, threads: int, utf16: int
) -> None:
    if x is not None:
        assert counters.x_weight(text) == x
    assert counters.grapheme_count(text) == graphemes
    assert characters.utf8_bytes(text) == size
    assert counters.mastodon_count(text) == mastodon
    assert counters.threads_count(text) == threads
    assert counters.utf16_units(text) == utf16


def test_a_mail_is_counted_with_its_subject_and_encoding() -> None:
    assert counters.mailto_length("", "") == len("mailto:?subject=&body=")
    assert counters.mailto_length("a b", "c") == len("mailto:?subject=c&body=a%20b")
    assert counters.mailto_length("ü\n", "") == len("mailto:?subject=&body=%C3%BC%0D%0A")


WORDS = st.sampled_from(
    [URL, "x.com/a", "@a@b.example.com", FAMILY, FLAG, "購買。", "a.b", "(", "#Tag", "\u3000", "1.", "so…", "“it’s”",
     "é", MARKED, "\u212b", "\u0600", "\n\n", "©", "end. Next"]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=8).map(" ".join)


@given(TEXTS)
@settings(deadline=None)
def test_weighing_word_by_word_is_what_the_library_says_of_the_whole(text: str) -> None:
    assert counters.x_weight(text) == parse_tweet(text).weightedLength


@given(TEXTS)
@settings(deadline=None)
def test_mastodon_counts_each_link_as_23_and_mentions_without_their_hosts(text: str) -> None:
    shown = text
    for found in reversed(extract_urls_with_indices(text, False)):
        start, end = found["indices"]
        shown = shown[:start] + "x" * counters.MASTODON_URL + shown[end:]
    local = regex.sub(r"(?i)(?<![=/\w])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w[\w.-]*\w", r"@\1", shown)
    assert counters.mastodon_count(text) == len(graphemes(local))


@given(TEXTS)
def test_threads_counts_an_emoji_by_its_bytes(text: str) -> None:
    emoji = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20e3|\p{Regional_Indicator}")
    assert counters.threads_count(text) == sum(
        len(one.encode()) if emoji.search(one) else len(one) for one in graphemes(text)
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
@settings(deadline=None)
def test_no_counter_finds_more_than_utf8_bytes(text: str) -> None:
    graphemes = counters.grapheme_count(text)
    assert graphemes <= len(text) <= counters.utf16_units(text) <= max(characters.utf8_bytes(text), 0)
    assert graphemes <= counters.threads_count(text) <= characters.utf8_bytes(text)


LINES = st.lists(WORDS | st.sampled_from(["\r", "\n", " ", "\u0301", "#"]) | st.text(max_size=12), max_size=8).map(
    "".join
)


@given(st.sampled_from(sorted(NETWORKS)), LINES, LINES, st.text(max_size=5))
@settings(deadline=None)
def test_what_an_empty_line_joins_is_as_long_as_its_parts(network: str, first: str, second: str, subject: str) -> None:
    def size(text: str) -> tuple[int, int]:
        return NETWORKS[network].size(text, subject)

    first = first.rstrip("\r")
    both, one, other, nothing = size(f"{first}\n\n{second}"), size(first), size(f"\n\n{second}"), size("")
    assert both == (one[0] + other[0] - nothing[0], one[1] + other[1])


def test_a_long_run_of_dotted_letters_is_text_and_counted_at_once() -> None:
    hostile = "a." * 2500
    assert counters.x_weight(hostile) == 5000
    assert counters.mastodon_count(hostile) == 5000
