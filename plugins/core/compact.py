"""Frozen dataclasses that are pickled quickly: by their values in order, without names and without Python's own detour.

Tens of thousands of them are read at the beginning of a build after an edit; the pickling that dataclasses bring along
for frozen slots asks each field by name, which takes three times as long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from operator import attrgetter, call
from typing import Any, TypeVar, cast

T = TypeVar("T")


def compact(cls: type[T]) -> type[T]:
    """The frozen dataclass with slots `cls`, pickled as its values. A cache holds them: never across versions of it."""
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    values: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else lambda self: (getattr(self, names[0]),)

    def reduce(self: Any) -> tuple[Any, ...]:
        return restored, (type(self), values(self))

    cls.__reduce__ = reduce  # type: ignore[method-assign]
    return cls


def restored(cls: type[T], values: tuple[Any, ...]) -> T:
    """An object with these values, in the order of its fields. Raises ValueError where it has not as many."""
    made, setters = cls.__new__(cls), _setters(cast(Any, cls))
    if len(values) != len(setters):
        raise ValueError(f"{cls.__name__} has {len(setters)} fields, not {len(values)}")
    deque(map(call, setters, repeat(made), values), maxlen=0)  # a loop without a line of Python for each field
    return made


def changed(item: T, **values: object) -> T:
    """What `dataclasses.replace` gives, of a compact `item` whose class works nothing out of its fields: for objects
    with many fields, which `replace` takes one by one."""
    restore, (cls, old) = cast(Any, item).__reduce__()
    made: T = restore(cls, old)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@lru_cache(maxsize=64)
def _setters(cls: Any) -> tuple[Callable[[Any, Any], None], ...]:
    """What sets the slots of a class, past the frozen front door."""
    return tuple(getattr(cls, field.name).__set__ for field in fields(cls))
