"""The door of the ladder room."""

from __future__ import annotations

from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from plugins.core.house import house_of
from plugins.ladder.steps import Ladder
from plugins.ladder.suggest import suggest


def enter(pelican: Pelican) -> None:
    house_of(pelican.settings).suggest = suggest


def lead_on(generators: list[Any]) -> None:
    """Once Pelican has its lists: each article's next steps."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            ladder = Ladder(house_of(generator.settings))
            for article in (*generator.articles, *generator.translations, *generator.hidden_articles):
                article.next_steps = ladder.next_steps(article.post)


def register() -> None:
    signals.initialized.connect(enter)
    signals.all_generators_finalized.connect(lead_on)
