"""Markdown to HTML: one converter a process, reset between files (a new one for each is a quarter of the work)."""

from __future__ import annotations

from functools import lru_cache

import markdown

EXTENSIONS = (
    "markdown.extensions.extra",
    "markdown.extensions.sane_lists",
    "markdown.extensions.smarty",
)


@lru_cache(maxsize=4)
def _converter(extensions: tuple[str, ...]) -> markdown.Markdown:
    return markdown.Markdown(extensions=list(extensions), output_format="html")


def convert(text: str, extensions: tuple[str, ...] = EXTENSIONS) -> str:
    """HTML of one Markdown text. Pure: what one text defines (footnotes, references) is forgotten before the next."""
    converter = _converter(extensions)
    converter.reset()
    try:
        return converter.convert(text)
    except BaseException:
        _converter.cache_clear()  # what ended in the middle of a list would begin the next article there
        raise
