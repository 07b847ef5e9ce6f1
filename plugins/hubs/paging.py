"""Lists in pages: the first at the list's own address, all others in folders below it (design §4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.core.post import Post
from plugins.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list a page is. newer, older: addresses of its neighbours."""

    number: int
    pages: int
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    address: str
    posts: tuple[Post, ...]
    pager: Pager


def parts(address: str, posts: Sequence[Post], per_page: int) -> Iterator[Part]:
    """The pages of a list of posts at `address`, one at least. per_page: 0 for all on one."""
    size = per_page or len(posts) or 1
    pages = max(1, -(-len(posts) // size))
    for number in range(1, pages + 1):
        pager = Pager(number, pages, _page(address, number - 1, pages), _page(address, number + 1, pages))
        yield Part(_page(address, number, pages) or address, tuple(posts[(number - 1) * size : number * size]), pager)


def _page(address: str, number: int, pages: int) -> str | None:
    """The address of page `number`; None outside of the list."""
    if not 1 <= number <= pages:
        return None
    return address if number == 1 else f"{address}page/{number}/"
