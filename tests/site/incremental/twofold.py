"""A blog with two states of its sources, and what a cold build makes of each."""

from __future__ import annotations

from pathlib import Path

from tests.site.incremental.copies import cold, differences, files
from tests.site.incremental.forge import Told, Way
from tests.site.incremental.garden import Garden

Tree = dict[str, bytes]


class Twofold:
    """A blog with two states of its sources, and what a cold build makes of each."""

    def __init__(self, root: Path) -> None:
        self.garden = Garden(root / "blog")
        self.cold: list[tuple[Told, Tree]] = []
        for state in (0, 1):
            self.put(state)
            self.cold.append(cold(self.root, root / "cold", Way()))
        assert self.cold[0] != self.cold[1]
        assert {told.kind for told, _ in self.cold} == {"built"}

    @property
    def root(self) -> Path:
        return self.garden.root

    def put(self, state: int) -> None:
        """An edit of texts, of front matter, of the post that there is, and of the settings."""
        garden = self.garden
        garden.posts["p1"].body = [["Words.", "Other words."][state]]
        garden.posts["p0"].fields["title"] = ["A title", "Another title"][state]
        garden.posts["p6"].fields["slug"] = ["here", "there"][state]
        garden.settings["SITENAME"] = ["Mini", "Mini and more"][state]
        garden.write()

    def check(self, state: int, told: Told) -> None:
        """That a finished build is what a cold one is."""
        expected, tree = self.cold[state]
        assert told == expected
        assert differences(files(self.root / "output"), tree) == []

    def is_whole(self) -> bool:
        there = files(self.root / "output")
        return any(there == tree for _, tree in self.cold)
