"""Dataclasses whose methods are made when they are used.

Python's `dataclass` compiles up to ten methods for each class while that is imported: 0.4 ms for a frozen one with
slots, and we have more than a hundred, of which an edit uses some. Here each method is written when it is first asked
for. It does the same (docs.python.org/3/library/dataclasses.html). Not known: init, repr, InitVar,
unsafe_hash, match_args, weakref_slot; nor is anything refused that Python refuses.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, slots=False, **asked):
        """As dataclasses.dataclass. Classes without slots are left to it: they are few."""

        def made(cls):
            return _record(cls, **asked) if slots else dataclasses.dataclass(cls, **asked)

        return made if cls is None else made(cls)


_ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_Written = tuple[str, dict[str, Any]]
"""A method as text, and what the names in it stand for that its module does not know."""


def _record(
    cls: type, *, frozen: bool = False, eq: bool = True, order: bool = False, kw_only: bool = False
) -> type[Any]:
    own = {name for name, value in vars(cls).items() if name != "__hash__" or value is not None}
    cls.__doc__ = cls.__doc__ or cls.__name__  # else Python would find out about a signature
    bare = {"init": False, "repr": False, "eq": False}
    made: type[Any] = dataclasses.dataclass(slots=True, kw_only=kw_only, **bare)(cls)
    writers = {"__init__": _init} | (_comparing(order) if eq else {}) | ({"__hash__": _hash} if eq and frozen else {})
    methods: dict[str, Any] = {name: _Unwritten(made, name, write) for name, write in writers.items()}
    methods["__repr__"] = _repr
    if eq and not frozen:
        methods["__hash__"] = None
    if frozen:
        methods |= _freezing(made)
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


class _Factory:
    """Stands where an argument was left out that is made for each object."""

    def __repr__(self) -> str:
        return "<factory>"


class _Unwritten:
    """Writes and compiles a method, and puts it in its own place, when it is first asked for."""

    def __init__(self, cls: Any, name: str, write: Callable[[Any], _Written]) -> None:
        self.cls, self.name, self.write = cls, name, write

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        text, known = self.write(self.cls)
        made: dict[str, Any] = {}
        inner = text.replace("\n", "\n ")
        code = f"def make({', '.join(known)}):\n {inner}\n return {self.name}"
        exec(code, vars(sys.modules[self.cls.__module__]), made)
        method = made["make"](**known)
        method.__qualname__ = f"{self.cls.__qualname__}.{self.name}"
        if self.name == "__init__":
            method.__annotations__ = {one.name: one.type for one in fields(self.cls) if one.init} | {"return": None}
        setattr(self.cls, self.name, method)
        return method.__get__(instance, owner)


def _init(cls: Any) -> _Written:
    """As Python's own `dataclass` writes it, but that slots are set directly, past what keeps an object frozen."""
    known: dict[str, Any] = {"_LEFT_OUT": _Factory()}
    positional, by_name, lines = list[str](), list[str](), list[str]()
    for number, one in enumerate(fields(cls)):
        known |= {f"_put{number}": getattr(cls, one.name).__set__, f"_default{number}": one.default}
        value = one.name if one.init else f"_default{number}"
        default = "" if one.default is MISSING else f"=_default{number}"
        if one.default_factory is not MISSING:
            known[f"_make{number}"] = one.default_factory
            default = "=_LEFT_OUT"
            value = f"_make{number}() if {one.name} is _LEFT_OUT else {one.name}" if one.init else f"_make{number}()"
        if one.init:
            (by_name if one.kw_only else positional).append(one.name + default)
        if one.init or default:
            lines.append(f"_put{number}(self, {value})")
    lines += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    arguments = ", ".join(["self", *positional, *(["*", *by_name] if by_name else [])])
    return "\n ".join([f"def __init__({arguments}):", *(lines or ["pass"])]), known


def _comparing(order: bool) -> dict[str, Callable[[Any], _Written]]:
    signs = {"__eq__": "=="} | (_ORDER if order else {})
    return {name: partial(_compare, name, sign) for name, sign in signs.items()}


def _compare(name: str, sign: str, cls: Any) -> _Written:
    mine, its = (_values(who, [one for one in fields(cls) if one.compare]) for who in ("self", "other"))
    same = "other.__class__ is self.__class__"
    return f"def {name}(self, other):\n return {mine} {sign} {its} if {same} else NotImplemented", {}


def _hash(cls: Any) -> _Written:
    hashed = [one for one in fields(cls) if (one.compare if one.hash is None else one.hash)]
    return f"def __hash__(self):\n return hash({_values('self', hashed)})", {}


def _values(who: str, some: list[Field[Any]]) -> str:
    return "(" + "".join(f"{who}.{one.name}, " for one in some) + ")"


@recursive_repr()
def _repr(self: Any) -> str:
    said = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _freezing(cls: Any) -> dict[str, Any]:
    """No field can be set, and pickle, which sets them, goes past that."""
    names = [one.name for one in fields(cls)]

    def set_one(self: Any, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": set_one, "__delattr__": delete, "__getstate__": _state, "__setstate__": _set_state}


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
