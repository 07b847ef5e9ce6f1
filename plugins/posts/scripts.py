"""Scripts as readers get them: without the lines that only their writers need."""

from __future__ import annotations

import re

_COMMENTS = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.M)
_LONG = re.compile(r"^(?:[^`\n]*`[^`\n]*`)*[^`\n]*`[^`\n]*$|\\$", re.M)
"""What begins or ends a text of several lines, in which blanks may count (ECMAScript, template literals and line
continuations)."""


def shortened(text: str) -> str:
    """A script without indentation and without the comments that have a line of their own; one of which that is not
    certain at a glance stays as it is."""
    return text if _LONG.search(text) else _COMMENTS.sub("", text)
