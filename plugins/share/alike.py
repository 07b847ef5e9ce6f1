"""What a reader hears twice: texts of the same words, sentences that share a run of them.

The same few sentences of a post are looked at in every draft for every network, so what is found is remembered; these
are pure functions, and a little room is enough for one post.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import lru_cache

import regex

from plugins.core import text as core

LINK = "\x00"
"""Stands where the link goes until the text is fitted; no field can hold it."""

ECHO = 4
"""Words in a row that a reader notices when they come again."""

_remembered = lru_cache(maxsize=64)
_NO_WORDS = re.compile(r"[Hh](?i:ttps?://\S+)|[#＃]\w+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\p{S}]+")
_KEPT = {*string.ascii_letters, *string.digits, *"$+<=>^`|~"}
_APART = str.maketrans({sign: " " for sign in map(chr, range(128)) if sign not in _KEPT})
"""ASCII that is no letter, number or symbol (`_WORD`), each a space: with usual quotation marks and dashes, that is all
there is in most texts."""


@_remembered
def likeness(text: str) -> str:
    """What makes two texts the same to a reader: the words, without links, hashtags, case and punctuation.

    None of these goes over a line feed, and a post's texts share their lines.
    """
    return " ".join(filter(None, map(_line, text.split("\n")))) if "\n" in text else _line(text)


@_remembered
def _line(line: str) -> str:
    words = line.replace(LINK, " ")
    if "://" in words or "#" in words or "＃" in words:
        words = _NO_WORDS.sub(" ", words)
    return " ".join(_words(words.casefold()))


def _words(text: str) -> list[str]:
    for sign in "“”‘’–—…" if not text.isascii() else "":
        text = text.replace(sign, " ")
    return text.translate(_APART).split() if text.isascii() else _WORD.findall(text)


@_remembered
def sentences(text: str) -> tuple[tuple[str, str], ...]:
    """(sentence, what makes it the same as another) of each sentence."""
    return tuple((one, likeness(one) or one) for one in core.sentences(text))


@_remembered
def echoes(text: str) -> bool:
    """Whether two sentences share ECHO words in a row: read one after the other, the second sounds like a slip."""
    words = likeness(text).split()
    if len(words) - len({*words}) < ECHO or len(_runs(words)) > len(words) - ECHO:
        return False  # no run comes twice, wherever sentences end: so it is with most texts
    heard: set[tuple[str, ...]] = set()
    for sentence in core.sentences(text):
        runs = _runs(likeness(sentence).split())
        if not heard.isdisjoint(runs):
            return True
        heard |= runs
    return False


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Each ECHO of the words in a row."""
    return set(zip(*[words[start:] for start in range(ECHO)], strict=False))
