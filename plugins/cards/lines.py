"""Setting a text into a box: the largest size at which it fits, lines of about the same length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from plugins.core.text import graphemes

Width = Callable[[str], float]
"""The width of a text in em."""
Piece = tuple[str, bool, float]
"""What is not broken, whether a space stands before it, and its width in em."""
_PIECE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]\p{P}*|[^\p{Han}\p{Hiragana}\p{Katakana}]+")
"""What is not broken: a word; in scripts without spaces a sign with the punctuation that follows it."""
_NARROWER = tuple(n / 20 for n in range(10, 20))


def fit(
    text: str, box: tuple[float, float], sizes: Sequence[int], leading: float, width: Width
) -> tuple[int, list[str]]:
    """(size in px, lines). box: its width and height in px; sizes: from large to small; leading: from line to line, in
    em. Where even the smallest is too large, the text ends in an ellipsis."""
    pieces, space = list(_pieces(text, width)), width(" ")
    for size in sizes:
        lines = _wrapped(pieces, box[0] / size, space)
        if lines is not None and len(lines) * leading * size <= box[1]:
            return size, _balanced(pieces, lines, box[0] / size, space)
    size, most = sizes[-1], max(1, int(box[1] / (leading * sizes[-1])))
    whole = _wrapped(_broken(pieces, box[0] / size, width), box[0] / size, space) or [text]
    if len(whole) <= most:
        return size, whole
    return size, [*whole[: most - 1], _cut(whole[most - 1], box[0] / size, width)]


def _pieces(text: str, width: Width) -> Iterator[Piece]:
    for word in text.split():
        for n, piece in enumerate(_PIECE.findall(word)):
            yield piece, n == 0, width(piece)


def _wrapped(pieces: Sequence[Piece], limit: float, space: float) -> list[str] | None:
    """Lines of at most `limit` em; None where one piece alone is wider. space: the width of one."""
    lines, room = [""], limit
    for piece, apart, needs in pieces:
        if needs > limit:
            return None
        before = space if apart and lines[-1] else 0.0
        if needs + before > room:
            lines.append("")
            room, before = limit, 0.0
        lines[-1] += (" " if before else "") + piece
        room -= needs + before
    return lines


def _balanced(pieces: Sequence[Piece], lines: list[str], limit: float, space: float) -> list[str]:
    """As many lines as these, as narrow as can be: no word stands alone in the last one."""
    for share in _NARROWER if len(lines) > 1 else ():
        narrow = _wrapped(pieces, limit * share, space)
        if narrow is not None and len(narrow) == len(lines):
            return narrow
    return lines


def _broken(pieces: Sequence[Piece], limit: float, width: Width) -> list[Piece]:
    """Pieces that are too wide for a line, broken anywhere."""
    out: list[Piece] = []
    for piece, apart, needs in pieces:
        part = ""
        for grapheme in graphemes(piece) if needs > limit else [piece]:
            if part and width(part + grapheme) > limit:
                out.append((part, apart, width(part)))
                part, apart = "", False
            part += grapheme
        out.append((part, apart, width(part)))
    return out


def _cut(line: str, limit: float, width: Width) -> str:
    """A line that ends in an ellipsis: after a word, inside one only where words are long."""
    kept = graphemes(line)
    while kept and width("".join(kept).rstrip() + "…") > limit:
        kept.pop()
    text = "".join(kept)
    words = text.rpartition(" ")[0] if text != line else text
    return (words if len(words) >= len(text) // 2 else text).rstrip(" ,;:.–—-") + "…"
