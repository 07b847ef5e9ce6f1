"""Plain text: slugs, sentences, cuts that never split a grapheme, hashtags, what is safe on a terminal."""

from __future__ import annotations

import hashlib
import re

import regex
from unidecode import unidecode

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = bytes({*range(256)} - {*range(0x20), 0xED, 0xEF} | set(b"\t\n\r"))
"""Bytes of UTF-8 of which nothing can be made that XML refuses: surrogates begin with ED, U+FFFE and U+FFFF with EF."""
_SENTENCE = re.compile(r"([.!?…。！？]['\")\]”’]?)[^\S\x1c-\x1f]+")
"""Separators (U+001C to U+001F) are white space to Python alone, not to Unicode: no sentence ends there."""
_GRAPHEME = regex.compile(r"\X")
_MEANT = regex.compile(
    r"(?<=[\p{L}\p{N}])(?:[+＋#＃♯*=]|\s\+\+)|[+*=](?=[\p{L}\p{N}])|\p{N}\s?[%‰\p{Sc}]|\p{Sc}\s?\p{N}"
    r"|(?<![\p{L}\p{N}])\.(?=\p{L})|\p{N}[\s.,:/–-]\p{N}|\b\p{L}{1,2}\s?&\s?\p{L}{1,2}\b"
)
"""Signs that a word is not the same without: C++, C#, .NET, 50 %, 2.0, Q1 2026, R&D."""
MAX_SLUG = 80


def slugify(text: str, limit: int = MAX_SLUG) -> str:
    """`text` as a URL segment: a-z, 0-9 and single hyphens, at most `limit` characters, never empty.

    A title without any usable letter (emoji, punctuation) gets a short hash of itself, so that two of them differ.
    """
    words = re.findall(r"[a-z0-9]+", unidecode(text.replace("'", "").replace("’", "")).lower())
    slug = "-".join(words)
    if len(slug) > limit:  # it ends with a whole word, but for a first one that is too long by itself
        slug = slug[:limit] if len(words[0]) > limit else slug[: slug.rfind("-", 0, limit + 1)]
    return slug or ("x" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest())[:limit]


def graphemes(text: str) -> list[str]:
    """The user-perceived characters of `text` (Unicode UAX 29 extended grapheme clusters)."""
    return _GRAPHEME.findall(text)


def sentences(text: str) -> list[str]:
    """`text` split after sentence ends, white space between sentences dropped."""
    words = _SENTENCE.split(text.strip())  # every second is the end of the one before it
    return [one + end for one, end in zip(words[::2], [*words[1::2], ""], strict=True) if one or end]


def squeeze(text: str) -> str:
    """`text` on one line: every run of white space is one space."""
    return " ".join(text.split())


def hashtag(text: str) -> str:
    """A tag as a CamelCase hashtag, readable by screen readers: "buying stages" becomes "#BuyingStages".

    "" where no letter is left, or where a sign would be lost that carries the meaning: "c++" is not "#C".
    """
    if _MEANT.search(text):
        return ""
    words = regex.findall(r"[\p{L}\p{N}\p{M}]+", text.replace("'", "").replace("’", ""))
    camel = "".join(w if w.isupper() else w[:1].upper() + w[1:] for w in words)
    return f"#{camel}" if regex.search(r"\p{L}", camel) else ""


def printable(text: str) -> str:
    """`text` with control and direction-changing characters shown as escapes: a terminal obeys nobody's text."""
    return _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)


def xml_safe(text: str) -> str:
    """`text` without the characters that XML 1.0 (production 2, Char) does not allow."""
    if not text.encode("utf-8", "surrogatepass").translate(None, _PLAIN):
        return text  # a search through a whole article takes ten times as long as this look at its bytes
    return _XML.sub("", text)


def reading_minutes(words: int, per_minute: int = 230) -> int:
    """Minutes that a reader needs, at least one."""
    return max(1, round(words / per_minute))


_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


def is_right_to_left(language: str) -> bool:
    """Whether a language, by its tag (BCP 47), is written from right to left."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT
