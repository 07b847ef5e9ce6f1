"""What Python's `re` gets wrong in versions that we support."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.posts import secrets
from plugins.posts.secrets import SHAPES

_ROOT = Path(__file__).resolve().parents[2]
_MODULES = sorted(
    path.relative_to(_ROOT).with_suffix("").as_posix().replace("/", ".") for path in (_ROOT / "plugins").rglob("*.py")
)
_parser: Any = re._parser  # type: ignore[attr-defined]


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset | dict):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _patterns(one)


def _repeated_groups(parsed: Any) -> Iterator[Any]:
    """Possessive repetitions of more than one character or set."""
    for kind, value in parsed:
        if str(kind) == "POSSESSIVE_REPEAT" and not (
            len(value[2]) == 1 and str(value[2][0][0]) in ("IN", "LITERAL", "NOT_LITERAL", "ANY")
        ):
            yield value
        yield from _below(value)


def _below(value: Any) -> Iterator[Any]:
    if isinstance(value, _parser.SubPattern):
        yield from _repeated_groups(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _below(one)


def _has_repeated_group(pattern: re.Pattern[Any]) -> bool:
    return any(_repeated_groups(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))


def test_the_test_sees_them() -> None:
    assert _has_repeated_group(re.compile(r"x(?:y|[a-z]{1,3}z)*+"))
    assert _has_repeated_group(re.compile(rb"(?:a(?>b|cd)?+){2}"))
    assert not _has_repeated_group(re.compile(r"[a-z]++x?+(?>ab|c)"))


@pytest.mark.parametrize("name", _MODULES)
def test_no_group_is_repeated_possessively(name: str) -> None:
    """Python before 3.11.5 finds nothing where the group has to try again (python/cpython#106052): a private key went
    through there unseen. The `regex` package has no such fault."""
    module = importlib.import_module(name)
    found = {p.pattern for value in vars(module).values() for p in _patterns(value) if _has_repeated_group(p)}
    assert not found


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.kind} {shape.needle}")
def test_secrets_with_such_a_group_are_looked_for_by_the_package_that_has_no_such_fault(shape: Any) -> None:
    compiled = secrets._compiled(shape.form)
    assert not (isinstance(compiled, re.Pattern) and _has_repeated_group(compiled))


def test_there_are_such_secrets() -> None:
    assert any(_has_repeated_group(re.compile(shape.form)) for shape in SHAPES)
