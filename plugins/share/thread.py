"""Threads: one text as numbered posts that each fit, broken where a reader takes a breath, the link in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.share.alike import LINK
from plugins.share.cut import Fits, broken_at, last, with_ellipsis
from plugins.share.ends import ends_of
from plugins.share.room import Room

MOST = 25
"""Posts of a thread that X's composer takes at once; nobody reads on so far anywhere else either."""
_PARAGRAPH = re.compile(r"\s*\n\s*\n")


def split(words: str, room: Room) -> list[str]:
    """The posts of a thread, numbered, with the link where LINK says, else in the last, else in the first, else in one
    of its own. What fits into one post is one post without a number.

    A post ends at a paragraph, else at a sentence, else at a word, with an ellipsis; never inside a grapheme, URL,
    mention or hashtag. What cannot be broken and does not fit stays as it is, too long.
    """
    if room.fits(words):
        return [room.whole(words)]
    few = _linked(list(pieces(words, _fits(room, " 9/9"))), room, " 9/9")
    return listed(few if len(few) < 10 else _linked(list(pieces(words, _fits(room, " 99/99"))), room, " 99/99"), room)


def listed(posts: Sequence[str], room: Room) -> list[str]:
    """The posts as they are, numbered where the writer has not done so; LINK stands for the link, alone where it stands
    beside words, or in the last post with room, or the first, or one of its own."""
    posts = list(posts) if any(LINK in post for post in posts) else _linked(posts, room, f" {len(posts)}/{len(posts)}")
    count = len(posts)
    bare = count == 1 or all(re.search(rf"(?<!\d){n}/{count}(?!\d)", post) for n, post in enumerate(posts, 1))
    marks = ("" if bare else f"{n}/{count}" for n in range(1, count + 1))
    return [_whole(post, mark, room) for post, mark in zip(posts, marks, strict=True)]


def pieces(words: str, fits: Fits) -> Iterator[str]:
    """`words` in pieces, each as long as fits."""
    rest = words.strip()
    while rest:
        piece, rest = _first(rest, fits)
        yield piece


def _first(rest: str, fits: Fits) -> tuple[str, str]:
    """The first piece, and what is left. A paragraph ends a piece where that is at least half as long as could be."""
    if fits(rest):
        return rest, ""
    ends = ends_of(rest)
    end = last(ends.sentences, lambda end: fits(rest[:end].rstrip()))
    breaks = [one for one in ends.sentences if 2 * one >= end and one < end and _PARAGRAPH.match(rest, one)]
    if end:
        end = breaks[-1] if breaks and not _PARAGRAPH.match(rest, end) else end
        return rest[:end].rstrip(), rest[end:].lstrip()
    end = broken_at(rest, ends.words, fits) or broken_at(rest, ends.allowed, fits)
    return (with_ellipsis(rest, end), rest[end:].lstrip()) if end else (rest, "")


def _linked(posts: Sequence[str], room: Room, mark: str) -> list[str]:
    """The posts with the link's place in one of them, and the last broken once more where that makes room for it."""
    posts = list(posts)
    if not posts or any(LINK in post for post in posts):
        return posts
    fits = _fits(room, mark)
    *before, end = posts
    for start in (0, *ends_of(end).sentences):
        tail = end[start:].strip()
        if tail and fits(f"{tail}\n\n{LINK}"):
            return [*before, *filter(None, (end[:start].rstrip(), f"{tail}\n\n{LINK}"))]
    if fits(f"{posts[0]}\n\n{LINK}"):
        return [f"{posts[0]}\n\n{LINK}", *posts[1:]]
    return [*posts, LINK]


def _fits(room: Room, mark: str) -> Fits:
    return lambda piece: room.network.fits(_whole(piece, mark.strip(), room), room.subject)


def _whole(post: str, mark: str, room: Room) -> str:
    """A post as it is published: its number after its words, and before a link that ends it."""
    words, link = (post[: -len(LINK)], LINK) if post.endswith(LINK) and mark else (post, "")
    front = words.rstrip()
    gap = words[len(front) :] or ("\n\n" if link else "")
    numbered = " ".join(filter(None, (front, mark)))
    return f"{numbered}{gap if link else ''}{link}".replace(LINK, room.url)
