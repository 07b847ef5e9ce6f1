"""How long a text is for each network: one function each, text in, the network's own unit out.

All take the text and the subject, so that one table can hold them; only e-mail looks at its subject.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from twitter_text import extract_urls_with_indices, parse_tweet

from plugins.core.text import graphemes
from plugins.share.intents import mailto

MASTODON_URL = 23
_REMOTE = regex.compile(r"(?i)(?<![=/\w])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w[\w.-]*\w")
_SPACES = regex.compile(r"([ \n]+)")
_NO_HOST = regex.compile(r"[^\s/?#]{254,}")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20e3|\p{Regional_Indicator}")


def utf16_units(text: str, subject: str = "") -> int:
    """UTF-16 code units, the largest usual measure: LinkedIn and Facebook do not say what they call a character."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _linkable(text: str) -> str:
    """`text`, as long as before, without dots in runs that no host name can fill (RFC 1035: 253 characters).

    twitter-text's search for hosts takes seconds on a thousand dotted letters.
    """
    return _NO_HOST.sub(lambda match: match[0].replace(".", "_"), text)


@lru_cache(maxsize=20_000)
def _weight(piece: str) -> int:
    return int(parse_tweet(_linkable(piece)).weightedLength)


def x_weight(text: str, subject: str = "") -> int:
    """X's weighted length, by twitter-text's configuration v3: an emoji 2, CJK 2 a character, a URL that X links 23.

    What X takes for a URL is the library's business: one with an unknown top-level domain counts as text. Neither URL
    nor emoji goes over a space, so words are weighed one by one and remembered: finding emoji is the costly part.
    """
    return sum(_weight(piece) for piece in _SPACES.split(text) if piece)


def grapheme_count(text: str, subject: str = "") -> int:
    """Extended grapheme clusters (UAX 29), as `maxGraphemes` of the lexicon app.bsky.feed.post asks."""
    return len(graphemes(text))


def utf8_bytes(text: str) -> int:
    """UTF-8 bytes, as `maxLength` of the lexicon app.bsky.feed.post asks."""
    return len(text.encode("utf-8", "surrogatepass"))


def mastodon_count(text: str, subject: str = "") -> int:
    """Mastodon's length: graphemes, each http(s) URL 23, of a remote mention only the name before its host.

    Source: StatusLengthValidator of Mastodon's server. It finds URLs by twitter-text with the scheme required, as here.
    """
    shown = "".join(_shown(piece) for piece in _SPACES.split(text))
    return len(graphemes(_REMOTE.sub(r"@\1", shown)))


@lru_cache(maxsize=20_000)
def _shown(piece: str) -> str:
    """`piece` with each of its URLs as long as Mastodon counts it."""
    if "://" not in piece:
        return piece
    for found in reversed(extract_urls_with_indices(_linkable(piece), False)):
        start, end = found["indices"]
        piece = piece[:start] + "x" * MASTODON_URL + piece[end:]
    return piece


def threads_count(text: str, subject: str = "") -> int:
    """Characters, an emoji as many as it has UTF-8 bytes (Threads API, "Posts", limitations)."""
    return sum(utf8_bytes(g) if _EMOJI.search(g) else len(g) for g in graphemes(text))


def mailto_length(text: str, subject: str = "") -> int:
    """Characters of the whole mailto address (RFC 6068), which is all that limits a mail opened by a link."""
    return len(mailto(subject, text))
