"""Where a text may be broken: after sentences, after words, and never inside what a reader sees as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import regex

from plugins.core.records import dataclass
from plugins.share.characters import grapheme_ends

_ONE = regex.compile(r"(?i)(?:https?://|www\.)\S+|[@#＃][\w.-]+(?:@[\w.-]+)?")
_SENTENCE = regex.compile(r"[.!?…]+['\"”’)\]]*(?=\s+[^\s\p{Ll}]|\s*$)|[。！？]+[」』”）]*|(?=\n)")
_ASCII_SENTENCE = re.compile(r"[.!?](?<![.!?][.!?])[.!?]*['\")\]]*(?=[ \t-\r]+[^ \t-\ra-z]|[ \t-\r]*$)")
"""The same but for line feeds, as re finds it quickest: the first of what it looks for is a set of signs. Within a row
of them nothing begins: else a long one would be gone through from each of its signs on."""
_ABBREVIATED = regex.compile(
    r"(?i)(?:^|[\s(])(?:\p{L}|e\.g|i\.e|z\.b|vs|etc|mr|mrs|ms|dr|prof|no|nr|st|inc|ltd|approx)\.$"
)
_LONGEST = 12
"""Characters, and some more than the longest of these with what stands around it."""
_LETTERS = 6
"""Of the longest."""
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_WORD = regex.compile(rf"(?=\s)|(?<={_UNSPACED}\p{{M}}*)(?={_UNSPACED})|(?<=[。！？、，])")
_NO_SPACES = regex.compile(rf"[{_UNSPACED[1:-1]}。！？、，]")
_SPACE = regex.compile(r"\s")
_ENDING = re.compile(r"[.!?…]+|[。！？]+|\n")
"""Where a sentence may end: looked for first, because most of a text is neither."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a text may be broken, as indices of characters: after sentences, after words, and at all."""

    sentences: Sequence[int]
    words: Sequence[int]
    allowed: Sequence[int]


def ends_of(text: str) -> Ends:
    """The places at which `text` may be broken: never inside a grapheme, URL, mention or hashtag."""
    allowed = _allowed(text)
    inside = allowed if isinstance(allowed, range) else frozenset(allowed)
    words = [end for end in _word_ends(text) if end in inside]
    sentences = [end for end in _sentence_ends(text) if end in inside and not _is_abbreviated(text, end)]
    return Ends(sentences, words, allowed)


def _word_ends(text: str) -> Sequence[int]:
    if text.isascii() and text.replace("\n", " ").isprintable():  # there is no other white space then
        return _places(" ", text.replace("\n", " "))
    between = _SPACE if text.isascii() or not _NO_SPACES.search(text) else _WORD
    return [match.start() for match in between.finditer(text)]


def _places(sign: str, text: str) -> list[int]:
    """Where in `text` each `sign` stands."""
    return [*accumulate([len(part) + 1 for part in text.split(sign)], initial=-1)][1:-1]


def _sentence_ends(text: str) -> Sequence[int]:
    if text.isascii():
        return sorted({*[match.end() for match in _ASCII_SENTENCE.finditer(text)], *_places("\n", text)})
    found = (_SENTENCE.match(text, ending.start()) for ending in _ENDING.finditer(text))
    return sorted({match.end() for match in found if match})


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether an abbreviation ends there; what stands further before than any is long need not be looked through."""
    if end > _LETTERS + 1 and text[end - _LETTERS - 2 : end - 1].isalpha():
        return False  # a longer word, as most are
    return _ABBREVIATED.search(text[max(0, end - _LONGEST) : end]) is not None


def _allowed(text: str) -> Sequence[int]:
    """Where `text` may be cut at all: between graphemes, outside of URLs, mentions and hashtags."""
    ends = grapheme_ends(text)
    if not (may_have_url(text) or "@" in text or "#" in text or "＃" in text):
        return ends
    inside = {i for match in _ONE.finditer(text) for i in range(match.start() + 1, match.end())}
    return [end for end in ends if end not in inside]


def may_have_url(text: str) -> bool:
    """False where there is certain to be none: most texts have none, and to look for one takes far longer."""
    return "://" in text or "www." in text.lower()
