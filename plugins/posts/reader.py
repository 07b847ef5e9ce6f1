"""One source file's bytes to a prepared article. Pure and picklable: no clock, no globals, nothing of Pelican's."""

from __future__ import annotations

from itertools import chain
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
from plugins.posts.signs import turned, unwritable
from plugins.posts.textfile import UnreadableError, decode, split


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


def warm_up(rules: Rules) -> None:
    """Make what the first article of a process asks for, and all others use: a converter, and what validates."""
    prepare(b"---\ntitle: First\n---\n\nText.\n", "", "post", rules)


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
        str(where[0]) if len(where) == 1 else f"share.{where[1]}": line
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
        words=sum(map(len, parsed.lines)),
        gist=gist(chain.from_iterable(parsed.lines), _said(matter)) if isinstance(matter, PostMatter) else b"",
        refs=refs_of(parsed.body),
        alike=alike(parsed.body),
        front=front,
        problems=(*mapped.problems, *parsed.problems),
    )


def _said(matter: PostMatter) -> str:
    """What a post says of itself in a sentence or two."""
    return f"{matter.title} {matter.summary} {matter.problem or ''}"
