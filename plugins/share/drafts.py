"""What the recipes make of the fields of one post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from plugins.share.texts import fill, placeholders


class Drafts:
    """One post's drafts. Networks share recipes, so each is filled once, for the first that asks."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self._there = frozenset([name for name, value in fields.items() if value])
        self._filled: dict[str, str] = {}

    def of(self, recipes: tuple[str, ...]) -> Iterator[str]:
        """The texts of those recipes for which the post has every field."""
        for recipe in _ready(recipes, self._there):
            if text := self.filled(recipe):
                yield text

    def filled(self, recipe: str) -> str:
        """The text of one recipe."""
        if recipe not in self._filled:
            self._filled[recipe] = fill(recipe, self.fields)
        return self._filled[recipe]


@lru_cache(maxsize=256)
def _ready(recipes: tuple[str, ...], there: frozenset[str]) -> tuple[str, ...]:
    """The recipes whose fields are all there: posts differ little in what they have."""
    return tuple(recipe for recipe in recipes if there.issuperset(placeholders(recipe)))
