"""How twitter-text reads a text: what it takes for a URL, what it makes of a word.

The library takes a quarter of a second to import and most of a millisecond to look for emoji in a word, so it is
imported by the first text that needs it, and asked for emoji only where there are any. Nearly every address is the
site's own, of letters, digits and a few signs: of these all that counts is the top-level domain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

import regex

from plugins.share import twitter
from plugins.share.characters import has_emoji

URL_WEIGHT = 23
_HEAVY = re.compile("[^\x00-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""What weighs 2, not 1 (twitter-text, configuration v3, `ranges`)."""
_HOST_LIKE = re.compile(r"\.[^\W\d_]")
"""A URL has a top-level domain; these begin with a letter."""
_PLAIN_URL = re.compile(
    r"(?ai)https?://(?!t\.co[/?])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63})"
    r"(?:/(?:[\w/.%~+-]*[\w/+-])?)?(?:\?[\w.%=&+-]*[\w=&-])?"
)
"""An address that the library takes whole if it knows the top-level domain, the group: each part is made of some of the
signs that it allows there, and ends in one of those that it allows at the end. Its own shortener is a case apart."""
_LONGEST = 4000
"""Characters; the library takes a few more."""
_NO_HOST = regex.compile(r"[^\s/?#]{254,}")


def linkable(text: str) -> str:
    """`text`, as long as before, without dots in runs that no host name can fill (RFC 1035: 253 characters).

    twitter-text's search for hosts takes seconds on a thousand dotted letters.
    """
    return _NO_HOST.sub(lambda match: match[0].replace(".", "_"), text) if len(text) > 253 else text


def may_have_url(text: str) -> bool:
    """False where no URL can be."""
    return _HOST_LIKE.search(text) is not None


def urls(text: str, bare: bool) -> list[tuple[int, int, str]]:
    """(start, end, URL as the library reads it) of each URL in `text`, in order. bare: also those without a scheme."""
    if is_plain_url(text):
        return [(0, len(text), text)]
    if not may_have_url(text):
        return []
    if "://" not in text and (not bare or (text.isascii() and not twitter.may_have_host(text))):
        return []
    found = twitter.part("extract_urls").extract_urls_with_indices(text, bare)
    return [(*one["indices"], one["url"]) for one in found]


def is_plain_url(text: str) -> bool:
    """Whether all of `text` is certain to be one URL to the library."""
    plain = _PLAIN_URL.fullmatch(text) if len(text) <= _LONGEST else None
    return plain is not None and twitter.is_top_level(plain[1].lower())


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
