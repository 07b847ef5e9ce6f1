"""Markdown to HTML: one converter a process, reset between files (a new one for each is a quarter of the work)."""

from __future__ import annotations

from functools import lru_cache

import markdown

from plugins.dom.extensions import EXTENSIONS
from plugins.dom.quick import quick_converter


class UnconvertibleError(Exception):
    """Markdown itself failed on a text, as it does where one footnote is defined inside another; says how."""


@lru_cache(maxsize=4)
def _converter(extensions: tuple[str, ...]) -> markdown.Markdown:
    return quick_converter(extensions)


def convert(text: str, extensions: tuple[str, ...] = EXTENSIONS) -> str:
    """HTML of one Markdown text. Pure: what one text defines (footnotes, references) is forgotten before the next.

    Raises RecursionError and MemoryError where the text asks too much, UnconvertibleError where Markdown has a fault.
    """
    converter = _converter(extensions)
    converter.reset()
    try:
        return converter.convert(text)
    except BaseException as error:
        _converter.cache_clear()  # what ended in the middle of a list would begin the next article there
        if isinstance(error, RecursionError | MemoryError) or not isinstance(error, Exception):
            raise
        raise UnconvertibleError(f"{type(error).__name__}: {error}"[:200]) from error
