"""What Python-Markdown is told to understand besides its own."""

from __future__ import annotations

EXTENSIONS = (
    "markdown.extensions.extra",
    "markdown.extensions.sane_lists",
    "markdown.extensions.smarty",
)
