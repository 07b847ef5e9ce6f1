"""What stands in for modules, classes and objects of others until somebody asks for them (`core.later`).

Each asks its `_later`, which loads what was put off, and then answers as the real one would.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plugins.core.later import Later


class StandInModule(ModuleType):
    """Stands in for a module. Whatever is asked of it that was not foreseen, the module itself answers."""

    def __init__(self, name: str, later: Later) -> None:
        super().__init__(name)
        self.__dict__.update(__spec__=ModuleSpec(name, None), __path__=[], _later=later)

    def __getattr__(self, name: str) -> Any:
        later, inner = self._later, f"{self.__name__}.{name}"
        if name in later.quick and later.taking:
            return later.quick[name]
        if (self.__name__, name) in later.classes and later.taking:
            return later.classes[self.__name__, name]
        if inner in later.stands and later.taking:
            return later.stands[inner]
        later.load()
        return getattr(sys.modules[self.__name__], name)


class StandInClass(type):
    """The type of what stands in for a class or function, and of the classes that are derived from it."""

    _later: Later
    _place: tuple[str, str]

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        stand = _stand_of(cls)
        if stand is None:
            return super().__call__(*args, **kwargs)
        later = stand._later
        if stand is cls and later.taking and cls.__name__ in later.later_made:
            later.made.append(StandInObject(cls, args, kwargs))
            return later.made[-1]
        return _loaded(cls, stand)(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        stand = _stand_of(cls)
        if stand is None:
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        return getattr(_loaded(cls, stand), name)

    def __instancecheck__(cls, instance: Any) -> bool:
        stand = _stand_of(cls)
        return super().__instancecheck__(instance) if stand is None else isinstance(instance, _loaded(cls, stand))


def _stand_of(cls: StandInClass) -> StandInClass | None:
    """The stand-in that a class is, or is derived from; None as soon as it is derived from what was put off."""
    return next((one for one in cls.__mro__ if "_later" in vars(one)), None)  # type: ignore[return-value]


def _loaded(cls: StandInClass, stand: StandInClass) -> Any:
    stand._later.load()
    return stand._later.real(stand) if cls is stand else cls


class StandInObject:
    """Stands in for an object: what is set on it is set on the object once that is made."""

    def __init__(self, stand: StandInClass, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        self.__dict__.update(_stand=stand, _args=args, _kwargs=kwargs, _object=None, _set={})

    def _real(self) -> Any:
        if self._object is None:
            args = [_real(value) for value in self._args]
            kwargs = {name: _real(value) for name, value in self._kwargs.items()}
            real = self._stand._later.real(self._stand)(*args, **kwargs)
            for name, value in self._set.items():
                setattr(real, name, value)
            self.__dict__["_object"] = real
        return self._object

    @property  # type: ignore[misc]
    def __class__(self) -> Any:  # what isinstance asks for
        self._stand._later.load()
        return type(self._real())

    def __getattr__(self, name: str) -> Any:
        if "_stand" not in self.__dict__:  # a copy on its way, which is none of ours yet
            raise AttributeError(name)
        self._stand._later.load()
        return getattr(self._real(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        if self._object is None:
            self._set[name] = value
        else:
            setattr(self._object, name, value)


def _real(value: Any) -> Any:
    return value._real() if type(value) is StandInObject else value
