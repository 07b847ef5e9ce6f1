"""One source file's bytes to a prepared article. Pure and picklable: no clock, no globals, nothing of Pelican's."""

from __future__ import annotations

import re
from typing import Literal

from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.gist import gist
from plugins.core.post import Prepared, refs_of
from plugins.core.schema import validate
from plugins.core.yamlplain import read_front
from plugins.core.yamlread import Mapped
from plugins.dom.article import Parsed, parse_article
from plugins.dom.convert import UnconvertibleError
from plugins.posts.placements import alike
from plugins.posts.rescue import rescue
from plugins.posts.rules import Rules
from plugins.posts.signs import PLAIN, controls, turned, unwritable

_FENCE = re.compile(r"^---[ \t]*$", re.M)
_NO_FRONT = 'Begin the file with "---", lines of `key: value`, and "---". `./inv new "Title"` writes one.'


class UnreadableError(Exception):
    """Carries the Problems that end the reading of one file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def prepare(source: bytes, path: str, kind: Literal["post", "page"], rules: Rules) -> Prepared:
    """The prepared article of one file. path: as Problems shall name it. Never raises for anything in `source`."""
    try:
        text = decode(source, path, rules.max_bytes)
        front, body, first_line = split(text, path)
    except UnreadableError as stop:
        return Prepared(path=path, kind=kind, matter=None, problems=stop.problems)
    mapped = read_front(front, path, offset=1)
    matter = _matter(mapped, path, kind)
    mapped.problems += turned(body, path, first_line)
    parsed = _parsed(body, path, first_line, _is_trusted(mapped, kind, rules), rules)
    return _prepared(path, kind, matter, mapped, parsed, digest(front))


def _parsed(body: str, path: str, first_line: int, trusted: bool, rules: Rules) -> Parsed:
    """The body; lists, quotes or tags inside each other by the hundred are the writer's Problem, not our crash."""
    try:
        return parse_article(body, path, first_line, trusted, rules.extensions, rules.embeds)
    except RecursionError:
        hint = "Put fewer lists, quotes or tags into each other."
        problem = Problem(path, first_line, "file", "is nested too deeply", hint)
    except UnconvertibleError as error:
        hint = "Look for a footnote defined inside another one, or take parts out until it passes."
        problem = Problem(path, first_line, "file", f"cannot be converted by Markdown ({error})", hint)
    return Parsed((), (), frozenset(), "", (problem,))


def decode(source: bytes, path: str, max_bytes: int) -> str:
    """UTF-8 text with "\\n" line ends; a byte order mark is dropped. Raises UnreadableError with place and hint."""
    if not source.strip():
        raise UnreadableError(Problem(path, 1, "file", "is empty", _NO_FRONT))
    if len(source) > max_bytes:
        message = f"has {len(source):,} bytes, the limit is {max_bytes:,}"
        raise UnreadableError(Problem(path, 1, "file", message, 'Split it, or raise WAYPOST["max_bytes"].'))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        message = f"is not UTF-8: byte {error.start} is 0x{source[error.start]:02x}"
        raise UnreadableError(Problem(path, line, "file", message, "Save the file as UTF-8.")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(controls(text, path)) if source.translate(None, PLAIN) else ()
    if found:
        raise UnreadableError(*found)
    return text


def split(text: str, path: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body begins. Raises UnreadableError where a fence is missing."""
    opening = _FENCE.match(text)
    if not opening:
        raise UnreadableError(Problem(path, 1, "front matter", "is missing", _NO_FRONT))
    closing = _FENCE.search(text, opening.end() + 1)
    if not closing:
        raise UnreadableError(Problem(path, 1, "front matter", "never ends", 'Close it with a line "---".'))
    front = text[opening.end() + 1 : closing.start()]
    return front, text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2


def _matter(mapped: Mapped, path: str, kind: str) -> PostMatter | PageMatter | None:
    broken = bool(mapped.problems)
    if broken and not mapped.data:
        return None
    matter: PostMatter | PageMatter | None = validate(PostMatter if kind == "post" else PageMatter, mapped, path)
    mapped.problems += unwritable(mapped, path)
    return None if mapped.problems else matter


def _is_trusted(mapped: Mapped, kind: str, rules: Rules) -> bool:
    """A page is the house's own; a post is trusted where all of its authors are."""
    names = mapped.data.get("authors")
    authors = {str(name).strip().lower() for name in (names if isinstance(names, list) else [names] if names else [])}
    return kind == "page" or (bool(authors) and authors <= rules.trusted)


def _prepared(
    path: str,
    kind: Literal["post", "page"],
    matter: PostMatter | PageMatter | None,
    mapped: Mapped,
    parsed: Parsed,
    front: bytes,
) -> Prepared:
    lines = {
        ".".join(map(str, where)): line
        for where, line in mapped.lines.items()
        if len(where) == 1 or (len(where) == 2 and where[0] == "share")  # each network's text has Problems of its own
    }
    return Prepared(
        path=path,
        kind=kind,
        matter=matter,
        rest=None if matter else rescue(mapped, path, kind),
        lines=lines,
        body=parsed.body,
        headings=parsed.headings,
        anchors=parsed.anchors,
        text=parsed.text,
        words=len(parsed.words),
        gist=gist(parsed.words, _said(matter)) if isinstance(matter, PostMatter) else b"",
        refs=refs_of(parsed.body),
        alike=alike(parsed.body),
        front=front,
        problems=(*mapped.problems, *parsed.problems),
    )


def _said(matter: PostMatter) -> str:
    """What a post says of itself in a sentence or two."""
    return f"{matter.title} {matter.summary} {matter.problem or ''}"
