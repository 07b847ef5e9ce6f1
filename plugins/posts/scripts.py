"""Scripts as readers get them: without the lines and the blanks that only their writers need."""

from __future__ import annotations

import re

_COMMENTS = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.M)
_LONG = re.compile(r"^(?:[^`\n]*`[^`\n]*`)*[^`\n]*`[^`\n]*$|\\$", re.M)
"""What begins or ends a text of several lines, in which blanks may count (ECMAScript, template literals and line
continuations)."""
_TEXT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)""")
_BLANKS = re.compile(r" *(=>|[=;,{}()\[\]?:|&]) *|(?<![-+]) ([+<>]=?) (?![-+!])")
"""None of these signs becomes another one by what comes to stand beside it."""
_OPEN = re.compile(r"(?<=[;,{(\[])\n$")
"""The end of a line that ends no statement (ECMAScript, automatic semicolon insertion)."""


def shortened(text: str) -> str:
    """A script without indentation, without the comments that have a line of their own, and without blanks and ends of
    lines beside signs; one of which that is not certain at a glance stays as it is."""
    if _LONG.search(text):
        return text
    return "".join(_tight(line) for line in _COMMENTS.sub("", text).splitlines(keepends=True))


def _tight(line: str) -> str:
    """One line; as it is where a slash may begin a comment or a regular expression, or texts may stand in texts."""
    parts = _TEXT.split(line)
    if line.count("`") > 2 or any("/" in part for part in parts[::2]):
        return line
    parts[::2] = [_OPEN.sub("", _BLANKS.sub(r"\1\2", part)) for part in parts[::2]]
    return "".join(parts)
