"""Cutting a text to the room there is: at a sentence, else at a word, never inside what a reader sees as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from plugins.share.characters import grapheme_count, grapheme_ends

Fits = Callable[[str], bool]
ELLIPSIS = "…"
WORTH_KEEPING = 30
"""Graphemes below which a whole first sentence says too little to stand alone."""

_ONE = regex.compile(r"(?i)(?:https?://|www\.)\S+|[@#＃][\w.-]+(?:@[\w.-]+)?")
_URL_LAST = regex.compile(r"(?i)(?:https?://|www\.)\S+$")
_SENTENCE = regex.compile(r"[.!?…]+['\"”’)\]]*(?=\s+[^\s\p{Ll}]|\s*$)|[。！？]+[」』”）]*|(?=\n)")
_ABBREVIATED = regex.compile(
    r"(?i)(?:^|[\s(])(?:\p{L}|e\.g|i\.e|z\.b|vs|etc|mr|mrs|ms|dr|prof|no|nr|st|inc|ltd|approx)\.$"
)
_LONGEST = 12
"""Characters, and some more than the longest of these with what stands around it."""
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_WORD = regex.compile(rf"(?=\s)|(?<={_UNSPACED}\p{{M}}*)(?={_UNSPACED})|(?<=[。！？、，])")
_NO_SPACES = regex.compile(rf"[{_UNSPACED[1:-1]}。！？、，]")
_SPACE = regex.compile(r"\s")
_STRAY = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_STRAY += ",;:、，([{«„\"“‘'&/–—-"


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
    between = _SPACE if text.isascii() or not _NO_SPACES.search(text) else _WORD
    words = [match.start() for match in between.finditer(text) if match.start() in inside]
    sentences = sorted({match.end() for match in _SENTENCE.finditer(text) if match.end() in inside})
    return Ends([end for end in sentences if not _is_abbreviated(text, end)], words, allowed)


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether an abbreviation ends there; what stands further before than any is long need not be looked through."""
    return _ABBREVIATED.search(text[max(0, end - _LONGEST) : end]) is not None


def cut(text: str, fits: Fits) -> str:
    """`text` where it fits; else its longest beginning that does, by sentence, word or grapheme; "" where nothing does.

    What is kept is a beginning of `text`, grapheme by grapheme; an ellipsis follows where a sentence is broken off,
    and the closing quotation mark where one was open.
    """
    if fits(text):
        return text
    ends = ends_of(text)
    whole = last(ends.sentences, lambda end: fits(text[:end]))
    if whole and grapheme_count(text[:whole]) >= WORTH_KEEPING:
        return text[:whole].rstrip()
    return _broken(text, ends.words, fits) or text[:whole].rstrip() or _broken(text, ends.allowed, fits)


def _broken(text: str, ends: Sequence[int], fits: Fits) -> str:
    end = broken_at(text, ends, fits)
    return with_ellipsis(text, end) if end else ""


def broken_at(text: str, ends: Sequence[int], fits: Fits) -> int:
    """The last of `ends` where `text` fits with an ellipsis behind it; 0 where it does at none."""

    def stands(end: int) -> bool:
        marked = with_ellipsis(text, end)
        return _closes(marked) and fits(marked)

    return last(ends, stands)


def with_ellipsis(text: str, end: int) -> str:
    """`text` up to `end` and an ellipsis, which stands in the place of the stray signs before it, and apart from a URL:
    networks would take it for a part of that."""
    kept = text[:end].rstrip(_STRAY)
    gap = " " if _URL_LAST.search(kept) else ""
    return kept.rstrip(".…") + gap + ELLIPSIS + _unclosed(kept) if kept else ""


def _unclosed(kept: str) -> str:
    """The quotation mark that the cut took away. After „ the mark “ closes, and nothing is certain."""
    return "”" if "„" not in kept and kept.rfind("“") > kept.rfind("”") else ""


def _closes(marked: str) -> bool:
    """Whether something is kept, and the ellipsis after it is a grapheme of its own, whatever stands before the two."""
    last = marked.rstrip("”")[-2:]
    return len(last) > 1 and grapheme_count(last) > 1


def _allowed(text: str) -> Sequence[int]:
    """Where `text` may be cut at all: between graphemes, outside of URLs, mentions and hashtags."""
    inside = {i for match in _ONE.finditer(text) for i in range(match.start() + 1, match.end())}
    ends = grapheme_ends(text)
    return [end for end in ends if end not in inside] if inside else ends


def last(ends: Sequence[int], fits: Callable[[int], bool]) -> int:
    """The last place that fits, else 0. Longer is heavier nearly always, so halve first and step back from there."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(ends[middle]) else (low, middle)
    return next((end for end in reversed(ends[:low]) if fits(end)), 0)
