"""What a text is made of: graphemes, bytes, emoji. Most texts are letters and signs, and are then counted at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import regex

from plugins.core.text import graphemes

_NOT_ALONE = re.compile("[^\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""All but the Latin, Greek and Cyrillic letters and the signs that are a grapheme each, whatever stands beside them:
they extend nothing and nothing of them prepends (UAX 29, table 2). A carriage return joins the line feed after it."""

_EMOJI = regex.compile(r"[\p{Emoji_Presentation}\p{Extended_Pictographic}\u20e3\p{Regional_Indicator}]")
_HIGH = re.compile("[^\x00-\xa8\xaa-\xad\xaf-\u203b]")
"""The lot that all of these stand in: asked first, because regex takes its time for properties."""


def grapheme_count(text: str) -> int:
    """Extended grapheme clusters (UAX 29)."""
    return len(text) if _are_alone(text) else len(graphemes(text))


def grapheme_ends(text: str) -> Sequence[int]:
    """Where each grapheme of `text` ends."""
    return range(1, len(text) + 1) if _are_alone(text) else [*accumulate(map(len, graphemes(text)))]


def _are_alone(text: str) -> bool:
    """Whether each character of `text` is certain to be a grapheme."""
    return "\r" not in text if text.isascii() else _NOT_ALONE.search(text) is None


def has_emoji(text: str) -> bool:
    """Whether any of `text` is, or is part of, what is shown as an emoji (UTS 51)."""
    return not text.isascii() and _HIGH.search(text) is not None and _EMOJI.search(text) is not None


def utf8_bytes(text: str) -> int:
    """UTF-8 bytes, as `maxLength` of the lexicon app.bsky.feed.post asks."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
