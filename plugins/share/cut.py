"""Cutting a text to the room there is: at a sentence, else at a word, never inside what a reader sees as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from plugins.share.characters import grapheme_count
from plugins.share.ends import ends_of, may_have_url

Fits = Callable[[str], bool]
ELLIPSIS = "…"
WORTH_KEEPING = 30
"""Graphemes below which a whole first sentence says too little to stand alone."""

_URL_LAST = regex.compile(r"(?i)(?:https?://|www\.)\S+$")
_STRAY = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_STRAY += ",;:、，([{«„\"“‘'&/–—-"


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
    gap = " " if may_have_url(kept) and _URL_LAST.search(kept) else ""
    return kept.rstrip(".…") + gap + ELLIPSIS + _unclosed(kept) if kept else ""


def _unclosed(kept: str) -> str:
    """The quotation mark that the cut took away. After „ the mark “ closes, and nothing is certain."""
    return "”" if "„" not in kept and kept.rfind("“") > kept.rfind("”") else ""


def _closes(marked: str) -> bool:
    """Whether something is kept, and the ellipsis after it is a grapheme of its own, whatever stands before the two."""
    last = marked.rstrip("”")[-2:]
    return len(last) > 1 and grapheme_count(last) > 1


def last(ends: Sequence[int], fits: Callable[[int], bool]) -> int:
    """The last place that fits, else 0. Longer is heavier nearly always, so halve."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(ends[middle]) else (low, middle)
    return ends[low - 1] if low else 0  # of what stands before `low`, the last was seen to fit
