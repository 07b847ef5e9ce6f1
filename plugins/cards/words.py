"""What of a text a card can show with the fonts that it has: never an empty box in the place of a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

import regex

from plugins.core.text import graphemes, squeeze

_NON_JOINER = "\u200c"
"""Between Persian letters it is spelling; all other format characters only direct or join what is there."""
_EACH_ALONE = regex.compile(r"(?V1)[[\u0020-\u058f\u1e00-\u1fff\u2010-\u2027\u20a0-\u20bf]--[\p{M}\p{C}]]*")
"""Texts, as most are, in which every sign is a grapheme of its own: European letters and punctuation, no marks."""


def shown(text: str, covers: Collection[int]) -> str:
    """`text` without emoji and signs that no font draws; "" where it has a letter or digit that no font draws, since
    half a sentence may say the opposite. covers: the code points that the fonts draw."""
    text = squeeze(text)
    return text if _is_whole(text, covers) else _sifted(text, covers)


def _is_whole(text: str, covers: Collection[int]) -> bool:
    """Whether nothing of it is left out; False where that is not quickly seen."""
    alone = _EACH_ALONE.fullmatch(text) and unicodedata.is_normalized("NFC", text)
    return bool(alone) and all(ord(c) in covers for c in text)


def _sifted(text: str, covers: Collection[int]) -> str:
    kept = []
    for grapheme in graphemes(unicodedata.normalize("NFC", text)):
        drawn = _drawn(grapheme, covers)
        if not drawn and unicodedata.category(grapheme[0])[0] in "LN":
            return ""
        kept.append(drawn)
    return squeeze("".join(kept))


def _drawn(grapheme: str, covers: Collection[int]) -> str:
    """What can be drawn of a grapheme; "" for nothing. Letters in costume (𝐁, Ｂ) may be drawn in plain clothes."""
    for form in (grapheme, unicodedata.normalize("NFKC", grapheme)):
        if ord(form[0]) in covers:
            return "".join(sign for sign in form if _is_drawn(sign, covers))
    return ""


def _is_drawn(sign: str, covers: Collection[int]) -> bool:
    category = unicodedata.category(sign)
    return sign == _NON_JOINER or (ord(sign) in covers and category not in ("Cf", "Cc", "Me"))


def is_plain(text: str, covers: Collection[int]) -> bool:
    """Whether a font that covers `covers` draws the text letter by letter, from left to right."""
    return all(ord(c) in covers and not unicodedata.combining(c) and not _is_of_right(c) for c in text)


def is_from_right(text: str) -> bool:
    """Whether the text begins at the right (Unicode UAX 9, rules P2 and P3: its first letter tells)."""
    return next((found for c in text if (found := _strong(c)) is not None), False)


def _strong(character: str) -> bool | None:
    kind = unicodedata.bidirectional(character)
    return True if kind in ("R", "AL") else False if kind == "L" else None


def _is_of_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")
