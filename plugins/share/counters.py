"""How long a text is for each network: one function each, text in, the network's own unit out.

All take the text and the subject, so that one table can hold them; only e-mail looks at its subject. Nothing that is
counted as one goes over a line feed, so for all of them what an empty line joins is as long as its parts (`Room`).
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import is_normalized

import regex

from plugins.core.text import graphemes
from plugins.share import characters, tweets
from plugins.share.characters import has_emoji, utf8_bytes
from plugins.share.intents import mailto

MASTODON_URL = 23
_REMOTE = regex.compile(r"(?i)(?<![=/\w])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w[\w.-]*\w")
_SPACES = regex.compile(r"([ \n]+)")


def utf16_units(text: str, subject: str = "") -> int:
    """UTF-16 code units, the largest usual measure: LinkedIn and Facebook do not say what they call a character."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_weight(text: str, subject: str = "") -> int:
    """X's weighted length, by twitter-text's configuration v3: an emoji 2, CJK 2 a character, a URL that X links 23.

    What X takes for a URL is the library's business: one with an unknown top-level domain counts as text. Neither URL
    nor emoji goes over a space, so words are weighed one by one and remembered; those of a text without emoji only
    where they may hold a URL.
    """
    if has_emoji(text) or "\r" in text or not is_normalized("NFC", text):
        return sum(tweets.weight(piece) for piece in _SPACES.split(text) if piece)
    lines = text.split("\n") if tweets.may_have_url(text) else []
    dotted = [word for line in lines if "." in line for word in line.split(" ") if "." in word]
    return tweets.plain_weight(text) + sum(tweets.weight(word) - tweets.plain_weight(word) for word in dotted)


def grapheme_count(text: str, subject: str = "") -> int:
    """Extended grapheme clusters, as `maxGraphemes` of the lexicon app.bsky.feed.post asks."""
    return characters.grapheme_count(text)


def mastodon_count(text: str, subject: str = "") -> int:
    """Mastodon's length: graphemes, each http(s) URL 23, of a remote mention only the name before its host.

    Source: StatusLengthValidator of Mastodon's server. It finds URLs by twitter-text with the scheme required, as here.
    """
    if "://" not in text and "@" not in text:
        return characters.grapheme_count(text)
    lines = [_shown_line(line) if "://" in line or "@" in line else line for line in text.split("\n")]
    return characters.grapheme_count("\n".join(lines))


def _shown_line(line: str) -> str:
    return " ".join([_shown(word) if "://" in word or "@" in word else word for word in line.split(" ")])


@lru_cache(maxsize=20_000)
def _shown(word: str) -> str:
    """`word` with each of its URLs as long as Mastodon counts it, and mentions without their hosts."""
    for start, end, _ in reversed(tweets.urls(tweets.linkable(word), bare=False) if "://" in word else []):
        word = word[:start] + "x" * MASTODON_URL + word[end:]
    return _REMOTE.sub(r"@\1", word) if "@" in word else word


def threads_count(text: str, subject: str = "") -> int:
    """Characters, an emoji as many as it has UTF-8 bytes (Threads API, "Posts", limitations)."""
    if not has_emoji(text):
        return len(text)
    return sum(utf8_bytes(g) if has_emoji(g) else len(g) for g in graphemes(text))


def mailto_length(text: str, subject: str = "") -> int:
    """Characters of the whole mailto address (RFC 6068), which is all that limits a mail opened by a link."""
    return len(mailto(subject, text))
