"""The files of a site that nobody has made yet: each is found, and made, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.core.house import House
from plugins.core.links import Ledger
from plugins.core.post import Page
from plugins.core.unit import Findings, Unit
from plugins.posts.pages import unit_of

Routes = Mapping[str, int]
"""Output path → which of the house's hand-ins hands it in."""


class Shelf:
    """The units of one house by their path, asked of the rooms no further than it takes to find one.

    routes: where each path came from in a former house; is_known: whether this house has the same paths. The page of a
    post or page needs nobody: it is what a writer looks at, and it must not wait for ten thousand others.
    """

    def __init__(self, house: House, routes: Routes, is_known: bool = False) -> None:
        self.routes, self.is_known = routes, is_known
        self._house = house
        self._rooms = [*house.units, *house.late_units]
        self._waiting: list[Iterator[Unit]] = [iter(hand_in(house)) for hand_in in self._rooms]
        self._found: dict[str, Unit] = {}
        self._places: dict[str, int] = {}
        self._items: dict[str, Page] = {item.address: item for item in (*house.posts, *house.pages)}

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self.routes if self.is_known else self.unit(path) is not None

    def make(self, path: str) -> bytes | None:
        """The file at `path` of the output, made now; None where there is none."""
        unit = self.unit(path)
        if unit is None:
            return None
        self._house.ledger, self._house.findings = Ledger(), Findings()  # nobody reads them here
        made = unit.make()
        return made.read_bytes() if isinstance(made, Path) else made

    def paths(self) -> list[str]:
        """Every path of the output."""
        if not self.is_known:
            self._anywhere("")
        return list(self.routes)

    def unit(self, path: str) -> Unit | None:
        """What makes the file at `path`."""
        item = self._items.get(f"/{path.removesuffix('index.html')}")
        if item is not None and path.endswith("/index.html"):
            return unit_of(self._house, item)
        found = self._found.get(path)
        if found is None and path in self.routes:
            found = self._from(self.routes[path], path)
        return self._anywhere(path) if found is None and not self.is_known else found

    def _anywhere(self, path: str) -> Unit | None:
        """Ask all hand-ins in turn; when they are through, every path is known."""
        for place in range(len(self._waiting)):
            if found := self._from(place, path):
                return found
        self.routes, self.is_known = self._places, True
        return None

    def _from(self, place: int, path: str) -> Unit | None:
        """Go on with one hand-in until it gives `path`."""
        try:
            for unit in self._waiting[place]:
                self._found[unit.path], self._places[unit.path] = unit, place
                if unit.path == path:
                    return unit
        except Exception:  # a template's: whoever asks next is told it too
            self._waiting[place] = iter(self._rooms[place](self._house))
            raise
        return None
