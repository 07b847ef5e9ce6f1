"""Working things out once: for templates (the filter `remembered`) and for what rooms say about the same term often."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plugins.core.post import Page

T = TypeVar("T")


def remembered(make: Callable[..., T]) -> Callable[..., T]:
    """`make`, asked once for each set of arguments; made anew for each build, so that nothing outlives it.

    Only for what depends on its arguments alone. They are told apart by value; a post or page by its path and the
    digest of what is shown of it, because its body and its targets would have to be compared. Two moments that are
    equal in different zones are one argument: never give a date.
    """
    known: dict[tuple[object, ...], T] = {}

    def ask(*arguments: object) -> T:
        key = tuple([(a.path, a.card) if isinstance(a, Page) else a for a in arguments])
        try:
            return known[key]
        except KeyError:
            result = known[key] = make(*arguments)
            return result

    return ask
