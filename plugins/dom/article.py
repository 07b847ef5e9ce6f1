"""The room's offer: one Markdown text in, its body with slots out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from plugins.core.body import Body, fill
from plugins.core.errors import Problem
from plugins.core.post import Heading
from plugins.core.records import dataclass
from plugins.dom.active import drop_active
from plugins.dom.convert import tree_or_html
from plugins.dom.extensions import EXTENSIONS
from plugins.dom.frame import is_sure, misread
from plugins.dom.passes import PASSES
from plugins.dom.sanitise import is_left, refused, sanitise
from plugins.dom.tree import Tree, parse
from plugins.dom.write import Writer

_TRUST = "Take it out, or have the author marked as trusted in authors.yaml."


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body and what was found on the way. anchors: the ids that a fragment may name; lines: the words of the text."""

    body: Body
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    text: str
    problems: tuple[Problem, ...]
    lines: Sequence[Sequence[str]] = ()


def parse_article(
    source: str,
    path: str,
    first_line: int,
    trusted: bool,
    extensions: tuple[str, ...] = EXTENSIONS,
    embeds: frozenset[str] = frozenset(),
) -> Parsed:
    """Convert, sanitise where the author is not trusted and need be, parse once if need be, run all passes, write with
    slots.

    first_line: the line of the file on which `source` begins; embeds: hosts whose videos may be shown.
    Pure: the same text gives the same result.
    """
    tree, html = _tree(source, path, first_line, trusted, extensions)
    tree.embeds = embeds
    for change in PASSES:
        change(tree)
        tree.cursors.clear()
    writer = Writer(tree)
    body = writer.body()
    if not is_sure(writer.nestings):
        body = _framed(body, tree)
    if html:
        tree.problems += _taken_out(html, tree)
    lines = writer.lines()
    return Parsed(
        body=body,
        headings=tuple(tree.headings),
        anchors=frozenset(writer.anchors),
        text="\n".join([" ".join(words) for words in lines]),
        problems=tuple(tree.problems),
        lines=lines,
    )


def _tree(source: str, path: str, first_line: int, trusted: bool, extensions: tuple[str, ...]) -> tuple[Tree, str]:
    """The article's tree; and the HTML of it, where something of that may have been taken out."""
    found = tree_or_html(source, extensions, _is_trusted if trusted else is_left)
    if not isinstance(found, str):
        return Tree(found, path, source, first_line), ""
    html = found if trusted else sanitise(found)
    return parse(html, path, source, first_line), "" if trusted else found


def _is_trusted(given: Iterable[Element]) -> bool:
    return True


def _taken_out(html: str, tree: Tree) -> Iterator[Problem]:
    """What the sanitiser took out of a guest's text, as warnings; what is left and active is told already."""
    told = {(problem.field, problem.message) for problem in tree.problems}
    raw = parse(html, tree.path, tree.source, tree.first_line)
    raw.embeds = tree.embeds
    drop_active(raw)
    for tag in refused(html):
        raw.problem(raw.line_where(f"<{tag}"), "html", f"<{tag}> is not published")
    for problem in raw.problems:
        if (problem.field, problem.message) not in told:
            told.add((problem.field, problem.message))
            yield replace(problem, hint=_TRUST, severity="warning")


def _framed(body: Body, tree: Tree) -> Body:
    """The body, or nothing and a Problem where browsers would read it as more than the body."""
    tag = misread(fill(body, lambda slot, reference: reference))
    if tag is None:
        return body
    hint = "Close each tag inside the one that it was opened in; a table holds only rows, and a row only cells."
    tree.problem(tree.line_where(f"<{tag}"), "html", f"<{tag}> stands where browsers end the article's frame", hint)
    return ()
