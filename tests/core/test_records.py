"""Classes made by `records.dataclass` are what Python's own `dataclass` makes of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import typing
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.core import records

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.text("ab", max_size=2), st.floats(allow_nan=False), st.just([1])
)
FLAGS = st.fixed_dictionaries(
    {"frozen": st.booleans(), "eq": st.just(True), "order": st.booleans(), "kw_only": st.booleans()}
) | st.just({"frozen": True, "eq": False})
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "init": st.booleans(),
        "repr": st.booleans(),
        "hash": st.sampled_from([None, True, False]),
        "compare": st.booleans(),
        "kw_only": st.booleans(),
        "default": st.sampled_from([None, 0, "x", (1,)]),
        "default_factory": st.sampled_from([list, dict, lambda: 7]),
    },
).filter(lambda told: not {"default", "default_factory"} <= told.keys())
MORE = st.lists(
    st.sampled_from(["__eq__", "__hash__", "__repr__", "__post_init__", "method", "__init__", "__doc__"]), unique=True
)
BODY: dict[str, Any] = {
    "__eq__": lambda self, other: True,
    "__hash__": lambda self: 5,
    "__repr__": lambda self: "own",
    "__post_init__": lambda self: object.__setattr__(self, "f0", "post"),
    "method": lambda self: self.f0,
    "__init__": lambda self, *args, **kwargs: None,
    "__doc__": "What it is.",
}


def outcome(work: Callable[[], Any]) -> Any:
    """What a call gives, or the exception that it raises, in words."""
    try:
        return work()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def made(decorator: Any, flags: dict[str, Any], told: list[dict[str, Any]], more: list[str], base: Any = object) -> Any:
    """A class with fields f0, f1, ..."""
    start = len(dataclasses.fields(base)) if dataclasses.is_dataclass(base) else 0
    names = [f"f{start + number}" for number in range(len(told))]
    body: dict[str, Any] = {"__annotations__": dict.fromkeys(names, "Any"), "__module__": __name__}
    body |= {name: field(**one) for name, one in zip(names, told, strict=True) if one}
    body |= {name: BODY[name] for name in more}
    return decorator(slots=True, **flags)(type("Made", (base,), body))


def seen(cls: Any, calls: list[tuple[list[Any], dict[str, Any]]]) -> list[Any]:
    """All that can be seen of a class and of what is made of it."""
    said = [str(inspect.signature(cls)), cls.__match_args__, cls.__slots__, cls.__hash__ is None]
    objects = [outcome(lambda args=args, named=named: cls(*args, **named)) for args, named in calls]
    for one in objects:
        said += [outcome(lambda one=one: repr(one))]
        said += [outcome(lambda one=one: hash(one))] if cls.__hash__ is not object.__hash__ else []
        if isinstance(one, cls):
            said.append(outcome(lambda one=one: setattr(one, cls.__slots__[0], 1)))
            said.append("Error" in str(outcome(lambda one=one: setattr(one, "other", 1))))
            said.append(outcome(lambda one=one: repr(dataclasses.replace(one, f0=2))))
            said.append(outcome(lambda one=one: repr(copy.copy(one))))
            said.append(outcome(lambda one=one: dataclasses.astuple(one)))
            said.append(outcome(lambda one=one: delattr(copy.copy(one), cls.__slots__[-1])))
    again = [outcome(lambda args=args, named=named: cls(*args, **named)) for args, named in calls]
    for one in objects:
        for other in [*again, 1]:  # never itself: of that Python 3.13 asks no field
            said += [outcome(lambda a=one, b=other: a == b), outcome(lambda a=one, b=other: a != b)]
            said += [outcome(lambda a=one, b=other: a < b), outcome(lambda a=one, b=other: a >= b)]
    return [repr(one) for one in said]


CALLS = st.lists(
    st.tuples(st.lists(VALUES, max_size=4), st.dictionaries(st.sampled_from(["f0", "f1", "f2", "f3"]), VALUES)),
    max_size=4,
)


@given(FLAGS, st.lists(FIELDS, max_size=4), MORE, CALLS)
def test_it_is_what_python_makes(flags: Any, told: Any, more: Any, calls: Any) -> None:
    theirs = outcome(lambda: seen(made(dataclass, flags, told, more), calls))
    assume(not isinstance(theirs, str))  # no class at all; mypy says so, too
    assert seen(made(records.dataclass, flags, told, more), calls) == theirs


@given(st.booleans(), st.lists(FIELDS, max_size=2), st.lists(FIELDS, max_size=2), MORE, CALLS)
def test_so_is_what_is_derived_from_it(frozen: bool, told: Any, inner: Any, more: Any, calls: Any) -> None:
    def derived(decorator: Any) -> Any:
        base = made(decorator, {"frozen": frozen, "order": True}, told, [])
        return seen(made(decorator, {"frozen": frozen}, inner, more, base), calls)

    theirs = outcome(lambda: derived(dataclass))
    assume(not isinstance(theirs, str))
    assert derived(records.dataclass) == theirs


@records.dataclass(frozen=True, slots=True, order=True)
class Point:
    x: int
    y: int = 0
    more: list[str] = field(default_factory=list, compare=False)


@records.dataclass(slots=True)
class Loose:
    x: int


@records.dataclass
class Open:
    x: int = 1


def test_nothing_is_written_before_it_is_asked_for() -> None:
    @records.dataclass(frozen=True, slots=True)
    class One:
        x: int

    unwritten = type(vars(One)["__init__"])
    assert type(vars(One)["__eq__"]) is type(vars(One)["__hash__"]) is unwritten
    assert One(1) == One(1)
    assert inspect.isfunction(vars(One)["__init__"])
    assert inspect.isfunction(vars(One)["__eq__"])
    assert type(vars(One)["__hash__"]) is unwritten


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_it_goes_through_a_pipe(protocol: int) -> None:
    one = Point(1, 2, ["a"])
    assert repr(pickle.loads(pickle.dumps(one, protocol))) == repr(one)
    assert pickle.loads(pickle.dumps(Loose(1), protocol)) == Loose(1)


def test_objects_share_no_default() -> None:
    assert Point(1).more is not Point(1).more
    assert Point(1, more=["a"]) == Point(1)


def test_it_tells_its_types() -> None:
    assert typing.get_type_hints(Point.__init__) == {"x": int, "y": int, "more": list[str], "return": type(None)}
    assert Point.__init__.__qualname__ == "Point.__init__"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Loose(1))


def test_without_slots_it_is_left_to_python() -> None:
    assert Open(2) == Open(2)
    assert inspect.isfunction(vars(Open)["__init__"])


def test_a_class_derived_from_a_frozen_one_may_have_more() -> None:
    class Named(Point):
        pass

    named = Named(1)
    named.name = "n"  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        named.x = 2  # type: ignore[misc]
    assert named.name == "n"  # type: ignore[attr-defined]
