"""What the recipes make of the fields of one post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from plugins.share.alike import likeness
from plugins.share.texts import fill, placeholders

Draft: TypeAlias = tuple[str, str]
"""(text, what makes it the same as another: its `likeness`)."""


class Drafts:
    """One post's drafts. Networks share recipes, so each is filled once, for the first that asks."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self._there = frozenset([name for name, value in fields.items() if value])
        self._made: dict[str, Draft] = {}

    def of(self, recipes: tuple[str, ...]) -> Iterator[Draft]:
        """What comes of those recipes for which the post has every field."""
        for recipe in _ready(recipes, self._there):
            draft = self._made.get(recipe) or self._make(recipe)
            if draft[0]:
                yield draft

    def filled(self, recipe: str) -> str:
        """The text of one recipe."""
        return (self._made.get(recipe) or self._make(recipe))[0]

    def _make(self, recipe: str) -> Draft:
        text = fill(recipe, self.fields)
        draft = self._made[recipe] = text, likeness(text)
        return draft


@lru_cache(maxsize=256)
def _ready(recipes: tuple[str, ...], there: frozenset[str]) -> tuple[str, ...]:
    """The recipes whose fields are all there: posts differ little in what they have."""
    return tuple(recipe for recipe in recipes if there.issuperset(placeholders(recipe)))
