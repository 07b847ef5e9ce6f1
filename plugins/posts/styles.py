"""Style sheets as readers get them: one file of many, without what only their writers need.

A sheet imports others by `@import "name.css";`, so that a theme works unbuilt too and says in CSS itself what belongs
together (CSS Cascading and Inheritance 5, section 2). An import with a layer, a media query or another host is left.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?([\"'])([^\"':?#]+\.css)\1\s*\)?\s*;")
_URL = re.compile(r"url\(\s*([\"']?)([^\"')]+)\1\s*\)")
_KEPT = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\([^)]*\))|/\*.*?\*/", re.S)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#)", re.I)


def imports(name: str, text: str) -> Iterator[str]:
    """The names of the sheets that the sheet `name` imports; both below one root."""
    return (_beside(name, match[2]) for match in _IMPORT.finditer(_bare(text)))


def bundle(name: str, read: Callable[[str], str], address: Callable[[str], str | None]) -> str:
    """The sheet `name` with all that it imports in its place, smaller.

    read: name of a sheet → its text; address: name of any other file → the name under which it is published, None for
    one that is not there, whose reference stays as it is. Raises KeyError where an imported sheet is missing, or
    imports itself.
    """
    return minified(_inlined(name, name, read, address, ()))


def _inlined(
    top: str, name: str, read: Callable[[str], str], address: Callable[[str], str | None], above: tuple[str, ...]
) -> str:
    if name in above:
        raise KeyError(name)
    text = _URL.sub(lambda match: _led(match, top, name, address), _IMPORT.sub(_marked, _bare(read(name))))
    inner = (*above, name)
    return re.sub(
        "\0([^\0]*)\0", lambda match: _inlined(top, _beside(name, match[1]), read, address, inner) + "\n", text
    )


def _bare(text: str) -> str:
    """Without comments: what they name is not asked for."""
    return _KEPT.sub(lambda match: match[1] or " ", text)


def _marked(match: re.Match[str]) -> str:
    """An import waits for its turn, so that references are settled where they are written."""
    return f"\0{match[2]}\0"


def _led(match: re.Match[str], top: str, name: str, address: Callable[[str], str | None]) -> str:
    reference, end, rest = re.split(r"([?#]|$)", match[2], maxsplit=1)
    found = None if _ELSEWHERE.match(reference) else address(_beside(name, reference))
    if found is None:
        return match[0]
    return f'url("{posixpath.relpath(found, posixpath.dirname(top) or ".")}{end}{rest}")'


def _beside(name: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))


def minified(css: str) -> str:
    """The same sheet without comments and without white space that says nothing; strings and addresses stay as they
    are. Nothing is rewritten: what a browser makes of it is the same, rule by rule."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return " "
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"\s+", " ", _KEPT.sub(keep, css))
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    text = re.sub(r"(?<=[\w)-]): ", ":", text)  # of a declaration: in a selector no blank follows a colon
    text = re.sub(r";+}", "}", text).strip()
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)
