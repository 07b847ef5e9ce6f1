"""The late checks of a preview: those that come with making a post's files, where nobody makes them all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.house import House
from plugins.core.post import Post

MANY = 1500
"""Posts above which these checks are left to the build, edited posts apart."""
Check = Callable[[Post, House], Iterable[Problem]]


class Late:
    """Asks a house's late checks once for each state of a post (its `front`), as long as `data` is the same."""

    def __init__(self) -> None:
        self._data = b""
        self._found: dict[str, tuple[bytes, list[Problem]]] = {}

    def take(self, house: House, data: bytes, only: Collection[str] | None) -> None:
        """Stand in for the late checks of a new house. only: paths of the posts to ask about; None for all."""
        if data != self._data:
            self._data, self._found = data, {}
        house.late_checks = [partial(self._check, tuple(house.late_checks), only)]

    def _check(
        self, checks: Sequence[Check], only: Collection[str] | None, post: Post, house: House
    ) -> Iterable[Problem]:
        state, found = self._found.get(post.path, (b"", []))
        if state == post.front or (only is not None and post.path not in only):
            return found
        found = [problem for check in checks for problem in check(post, house)]
        self._found[post.path] = post.front, found
        return found


def check(house: House) -> None:
    """Add what the late checks find. Raises Refused with all Problems of the house where one of those is an error."""
    found = [problem for check in house.late_checks for post in house.posts for problem in check(post, house)]
    house.problems = sorted({*house.problems, *found})
    if errors_in(found):
        raise Refused(house.problems)
