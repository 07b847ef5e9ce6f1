"""Markdown to a tree or HTML: one converter a process, reset between files (one for each is a quarter of the work)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from xml.etree.ElementTree import Element

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.own import Fit, own_tree
from plugins.dom.quick import Converter, quick_converter


class UnconvertibleError(Exception):
    """Markdown itself failed on a text, as it does where one footnote is defined inside another; says how."""


@lru_cache(maxsize=4)
def _converter(extensions: tuple[str, ...]) -> Converter:
    return quick_converter(extensions)


def tree_or_html(text: str, extensions: tuple[str, ...], is_fit: Fit) -> Element | str:
    """Markdown's own tree of a text, where a parser would make the same of its HTML, and it is fit; else its HTML.

    Pure: what one text defines (footnotes, references) is forgotten before the next.
    Raises RecursionError and MemoryError where the text asks too much, UnconvertibleError where Markdown has a fault.
    """
    with _forgetting(extensions) as converter:
        if not text.strip():
            return ""
        root = converter.tree(text)
        known = extensions == EXTENSIONS  # others may change what is written
        tree = own_tree(root, text, converter.htmlStash.rawHtmlBlocks, is_fit) if known else None
        return converter.written(root) if tree is None else tree


@contextmanager
def _forgetting(extensions: tuple[str, ...]) -> Iterator[Converter]:
    """A converter that knows of no other text."""
    converter = _converter(extensions)
    converter.reset()
    try:
        yield converter
    except BaseException as error:
        _converter.cache_clear()  # what ended in the middle of a list would begin the next article there
        if isinstance(error, RecursionError | MemoryError) or not isinstance(error, Exception):
            raise
        raise UnconvertibleError(f"{type(error).__name__}: {error}"[:200]) from error
