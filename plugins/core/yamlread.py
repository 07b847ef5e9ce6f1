"""YAML as writers give it, with the line of every key, and every oddity a Problem instead of a surprise.

Nodes are composed by PyYAML's safe loader (libyaml where built) and turned into plain values here, so that no tag can
build an object, no alias can multiply, no date is guessed and no key stands twice unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from plugins.core.errors import Problem
from plugins.core.records import dataclass

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_PREFIX = "tag:yaml.org,2002:"
_NUMBERS = ("int", "float", "bool", "null")
_DEEPEST = 20
_SHORT = 5_000
_SIGNS = "Put texts that begin with * or & into quotes."
_CHECK = "Check the indentation, and put texts with quotes or colons into quotes."
_HINTS = {
    "mapping values are not allowed": 'A text with a colon needs quotes: title: "Before: after".',
    "cannot start any token": "Indent with spaces, not tabs, and put texts that begin with a sign into quotes.",
    "Unicode character escape": "Write the character itself.",
    "found unexpected end of stream": "A quotation mark is never closed.",
    "did not find expected key": _CHECK,
    "expected <block end>": _CHECK,
    "block sequence entries are not allowed": "A list begins on a line of its own, each item with a hyphen.",
    "did not find expected ',' or": "A list in brackets is closed with one: [a, b].",
    "tab character": "Indent with spaces, not tabs.",
    "found undefined alias": _SIGNS,
    "alphabetic or numeric character": _SIGNS,
    "could not find expected ':'": "Every line of the front matter is `key: value`.",
}


@dataclass(slots=True)
class Mapped:
    """A YAML mapping: its values, the line of every (nested) key or item, what stood there literally, and Problems."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    raw: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, *where: str | int) -> int:
        """The line of the nearest known ancestor of `where`."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read_mapping(text: str, path: str, offset: int = 0, what: str = "front matter") -> Mapped:
    """`text` as a mapping. offset: lines of the file before `text`; what: the field of Problems about the whole."""
    out = Mapped()
    out.lines[()] = offset + 1
    try:
        if _nests_too_deeply(text):
            raise RecursionError
        node = yaml.compose(text, _LOADER)
        if node is None:
            return out
        if not isinstance(node, yaml.MappingNode):
            hint = "Write one key, a colon and its value on each line."
            out.problems.append(Problem(path, offset + 1, what, "is not a list of `key: value` lines", hint))
            return out
        out.data = _Reader(path, offset, out).mapping(node, ())
    except yaml.YAMLError as error:
        out.problems.append(_told(error, path, offset, what))
    except RecursionError:
        hint = "Put fewer brackets into each other."
        out.problems.append(Problem(path, offset + 1, what, "is nested too deeply", hint))
    return out


def _nests_too_deeply(text: str) -> bool:
    """Asked before composing: libyaml's composer recurses in C, and 40,000 opening brackets would end the process."""
    depth = 0
    for event in yaml.parse(text, _LOADER) if len(text) > _SHORT else ():
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > 10 * _DEEPEST:
            return True
    return False


def _told(error: yaml.YAMLError, path: str, offset: int, what: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    told = getattr(error, "problem", None) or str(error).splitlines()[0]
    hint = next((hint for sign, hint in _HINTS.items() if sign in told), _CHECK)
    return Problem(path, offset + (mark.line if mark else 0) + 1, what, f"broken YAML: {told}", hint)


@dataclass(slots=True)
class _Reader:
    path: str
    offset: int
    out: Mapped
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, where: tuple[str | int, ...]) -> Any:
        here = self.out.line(*where) if id(node) in self.seen else self._line(node)
        self.out.lines.setdefault(where, here)
        if id(node) in self.seen or len(where) > _DEEPEST:
            why = "an alias (*name) repeats another value" if id(node) in self.seen else "is nested too deeply"
            self._problem(here, where, why, "Write the value out.")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.CollectionNode) and node.tag not in (f"{_PREFIX}map", f"{_PREFIX}seq"):
            return self._tagged(node, where)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, where)

    def mapping(self, node: yaml.MappingNode, where: tuple[str | int, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            for key in self._keys(key_node, where):
                if key in data:
                    first = self.out.lines[(*where, key)]
                    self._problem(
                        self._line(key_node), (*where, key), f"the key stands twice, first in line {first}", "Keep one."
                    )
                    continue
                self.out.lines[(*where, key)] = self._line(key_node)
                data[key] = self.value(value_node, (*where, key))
        return data

    def _keys(self, node: yaml.Node, where: tuple[str | int, ...]) -> Iterator[str]:
        if isinstance(node, yaml.ScalarNode) and node.tag != f"{_PREFIX}merge":
            yield str(node.value)
        else:
            hint = "Write a word and a colon; lists and merge keys (<<) are for programs."
            self._problem(self._line(node), where, "a key must be a plain word", hint)

    def _scalar(self, node: yaml.Node, where: tuple[str | int, ...]) -> Any:
        self.out.raw[where] = str(node.value)
        kind = node.tag.removeprefix(_PREFIX)
        if kind in ("str", "timestamp", "value"):
            return node.value
        if kind in _NUMBERS:
            try:
                return getattr(_CONSTRUCTOR, f"construct_yaml_{kind}")(node)
            except (ValueError, KeyError, IndexError, OverflowError):
                pass
        return self._tagged(node, where)

    def _tagged(self, node: yaml.Node, where: tuple[str | int, ...]) -> None:
        kind = node.tag.removeprefix(_PREFIX).removeprefix("!")
        message = f"the tag !{kind} is not for writers" if kind not in _NUMBERS else f"cannot be read as {kind}"
        self._problem(self._line(node), where, message, "Write plain text, numbers and lists.")

    def _line(self, node: yaml.Node) -> int:
        return self.offset + int(node.start_mark.line) + 1

    def _problem(self, line: int, where: tuple[str | int, ...], message: str, hint: str = "") -> None:
        name = ".".join(str(part) for part in where) or "front matter"
        self.out.problems.append(Problem(self.path, line, name, message, hint))
