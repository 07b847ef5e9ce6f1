"""How twitter-text reads a text: what it takes for a URL, what it makes of a word.

The library takes a quarter of a second to import and most of a millisecond to look for emoji in a word, so it is
imported by the first text that needs it, and asked for emoji only where there are any.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from unicodedata import normalize

import regex

from plugins.share.characters import has_emoji

URL_WEIGHT = 23
_HEAVY = re.compile("[^\x00-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""What weighs 2, not 1 (twitter-text, configuration v3, `ranges`)."""
_HOST_LIKE = re.compile(r"\.\w")
"""A URL has a top-level domain; these begin with a letter."""
_NO_HOST = regex.compile(r"[^\s/?#]{254,}")


def load() -> None:
    """Import the library now."""
    importlib.import_module("twitter_text")


def linkable(text: str) -> str:
    """`text`, as long as before, without dots in runs that no host name can fill (RFC 1035: 253 characters).

    twitter-text's search for hosts takes seconds on a thousand dotted letters.
    """
    return _NO_HOST.sub(lambda match: match[0].replace(".", "_"), text) if len(text) > 253 else text


def urls(text: str, bare: bool) -> list[tuple[int, int, str]]:
    """(start, end, URL as the library reads it) of each URL in `text`, in order. bare: also those without a scheme."""
    if not _HOST_LIKE.search(text):
        return []
    from twitter_text import extract_urls_with_indices

    return [(*found["indices"], found["url"]) for found in extract_urls_with_indices(text, bare)]


def plain_weight(text: str) -> int:
    """The weight of a text in normal form C that has neither emoji nor URLs."""
    return len(text) if text.isascii() else len(text) + len(_HEAVY.findall(text))


@lru_cache(maxsize=20_000)
def weight(word: str) -> int:
    """The weighted length of something without spaces: an emoji 2, CJK 2 a character, a URL 23."""
    if has_emoji(word):
        from twitter_text import parse_tweet

        return int(parse_tweet(linkable(word)).weightedLength)
    text = normalize("NFC", linkable(word)).replace("\r", "\n")
    total, place = plain_weight(text), 0
    for start, _, url in urls(text, bare=True):
        if start >= place:  # as the library counts: a URL is as long as it reads it, and covers what begins in it
            place = start + len(url)
            total += URL_WEIGHT - plain_weight(text[start:place])
    return total
