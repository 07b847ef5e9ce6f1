"""The registry of output paths: claimed by a named owner before anything is written, by one owner only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from plugins.core.errors import Problem
from plugins.core.house import Claim, House
from plugins.core.manifest import HOME

_PLAIN = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,199}(?:/[a-z0-9_-][a-z0-9._-]{0,199})*")
"""What nearly all paths are: nothing is to fold in them, and no fault but being too long or another's."""


def clashes(house: House) -> Iterator[Problem]:
    """A Problem for each path that two owners want, that is no plain path, or that only differs in case or form."""
    taken: dict[str, Claim] = {}
    for claim in _claims(house):
        fault = _fault(claim.path)
        if fault:
            message, hint = f"/{claim.path[:100]} {fault}", "Give it another address."
            yield Problem(claim.source or "pelicanconf.py", claim.line, "address", message, hint)
            continue
        first = taken.setdefault(folded(claim.path), claim)
        if first is not claim and not _told_already(claim, first):
            message = f"/{claim.path} is claimed by {claim.owner} and by {first.owner}"
            hint = "Give one of them another slug or name."
            yield Problem(claim.source or first.source or "pelicanconf.py", claim.line, "address", message, hint)
    yield from _inside_files(taken)


def _told_already(one: Claim, other: Claim) -> bool:
    """Two posts, or two pages, with one slug: posts tells that at the line of the slug."""
    return one.path == other.path and one.owner.split()[0] == other.owner.split()[0] in ("post", "page")


def folded(path: str) -> str:
    """A path as the strictest file systems see it: no case, one Unicode form (NFKC), no empty or "." segments."""
    return path if _PLAIN.fullmatch(path) else str(PurePosixPath(unicodedata.normalize("NFKC", path).casefold()))


def _claims(house: House) -> Iterable[Claim]:
    """Those of content files first and by name, so that it is them who are told."""
    return sorted(house.claimed(), key=lambda claim: (bool(claim.source), claim))


def _fault(path: str) -> str:
    """Why no file may have this path, in words; "" for a good one. Names longer than 255 bytes no file system takes."""
    if _PLAIN.fullmatch(path) and len(path) <= 900 and path.partition("/")[0] not in (HOME, "theme"):
        return ""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        return "is not inside the site"
    if folded(parts[0]) in (HOME, "theme"):
        return f"is not ours to give: /{parts[0]}/ is the build's own"
    if any(ord(character) < 32 or character in "\\\x7f" for character in path):
        return "has a character that no address has"
    return "is too long" if max(len(part.encode()) for part in parts) > 200 or len(path) > 900 else ""


def _inside_files(taken: dict[str, Claim]) -> Iterator[Problem]:
    """A file cannot also be a folder: /a and /a/index.html cannot both be written."""
    for path, claim in taken.items():
        parent = path
        while parent := parent.rpartition("/")[0]:
            if first := taken.get(parent):
                message = f"/{claim.path} of {claim.owner} lies inside the file /{first.path} of {first.owner}"
                source = claim.source or first.source or "pelicanconf.py"
                yield Problem(source, claim.line, "address", message, "Give one of them another address.")
