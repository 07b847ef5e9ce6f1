"""Door of the room head: gives every article and page its head, and templates `head_for` for all other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.core.house import house_of
from plugins.core.post import Term
from plugins.head.meta import Head, page_head, plain_head, post_head

_ARTICLES = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
_PAGES = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")


def offer_head_for(pelican: Any) -> None:
    """Puts `head_for` among the globals of all templates, before the generators copy them.

    The house is looked up at each call: it is filled only after this.
    """
    pelican.settings["JINJA_GLOBALS"]["head_for"] = head_for(pelican.settings)


def head_for(settings: Any) -> Callable[..., Head]:
    """The templates' `head_for(title, description, address, page, noindex, kind, term)` on these settings."""
    return partial(_head_for, settings)


def _head_for(
    settings: Any,
    title: str,
    description: str = "",
    address: str = "/",
    page: int = 1,
    noindex: bool = False,
    kind: str = "website",
    term: Term | None = None,
) -> Head:
    return plain_head(house_of(settings), title, description, address, page, noindex, kind, term)


def set_heads(generators: Iterable[Any]) -> None:
    """Sets `head` on all that will be written, once every list of Pelican's is complete."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for article in _all_of(generator, _ARTICLES):
                article.head = post_head(article.post, house_of(generator.settings))
        elif isinstance(generator, PagesGenerator):
            for page in _all_of(generator, _PAGES):
                page.head = page_head(page.page, house_of(generator.settings))


def _all_of(generator: Any, lists: Iterable[str]) -> Iterator[Any]:
    for name in lists:
        yield from getattr(generator, name, ())


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(offer_head_for)
    signals.all_generators_finalized.connect(set_heads)
