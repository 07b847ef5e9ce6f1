"""Modules of others that are loaded when somebody asks for them, not when another module of others names them.

Pelican and Invoke import at their tops what a build never uses: docutils, rich, unittest.mock. To load it takes longer
than to build after an edit. While they are imported, `put_off` lets stand-ins take its place. As soon as anybody
imports one of those modules, or uses a stand-in, all of them are loaded, and stand wherever a stand-in stood: then
everything is as if it had been so from the start. What was not foreseen loads them at once, as it would without us.

Python's own importlib.util.LazyLoader loads at the first `from X import Y`, and that is how most of these are imported.
PEP 810 brings the same into the language, but not for classes that others are derived from.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from plugins.core.standin import StandInClass, StandInModule, StandInObject


@contextmanager
def put_off(*groups: Mapping[str, Collection[str]], made: Collection[str] = ()) -> Iterator[None]:
    """Whoever imports these modules meanwhile gets stand-ins. Of a group of which one is loaded already, none is put
    off.

    groups: of modules that are loaded together: module → classes and functions that are imported from it by name;
    made: classes among them of which objects are made meanwhile, which then are made later, too.
    """
    all_later = [Later(group, made) for group in groups]
    before = _whole()
    for later in all_later:
        later.begin(before)
    try:
        yield
    finally:
        for later in all_later:
            later.end()


def put_off_for_good(group: Mapping[str, Collection[str]], quick: Mapping[str, Callable[..., Any]]) -> None:
    """The same for as long as this process lasts. quick: name of a function → one that gives the same without the
    module."""
    Later(group, quick=quick).begin(_whole())


def load_all() -> None:
    """Load whatever is put off, before code of others runs that nobody here knows: it finds all as it always was."""
    for later in [*_BEGUN]:
        later.load()


class Later:
    """Modules that are loaded together. stands: module → what stands in for it; taking: whether stand-ins are given
    out; made: objects that are made later; before: modules that hold none of them."""

    def __init__(
        self,
        names: Mapping[str, Collection[str]],
        made: Collection[str] = (),
        quick: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.stands = {name: StandInModule(name, self) for name in names}
        self.classes = {
            (module, name): StandInClass(name, (), {"_later": self, "_place": (module, name), "__module__": module})
            for module, some in names.items()
            for name in some
        }
        self.quick = quick or {}
        self.later_made = frozenset(made)
        self.made: list[StandInObject] = []
        self.taking = False
        self.before: frozenset[str] = frozenset()

    def begin(self, before: frozenset[str]) -> None:
        if any(name in sys.modules for name in self.stands):
            return
        self.taking, self.before = True, before
        _BEGUN.append(self)
        sys.meta_path.insert(0, self)
        sys.modules.update(self.stands)
        for package, name, stand in self._inner():
            setattr(package, name, stand)

    def end(self) -> None:
        """Stand-ins are given out no more."""
        self.taking = False
        for package, name, stand in self._inner():
            if vars(package).get(name) is stand:
                delattr(package, name)
        for name, stand in self.stands.items():
            if sys.modules.get(name) is stand:
                del sys.modules[name]

    def _inner(self) -> Iterator[tuple[ModuleType, str, StandInModule]]:
        """Loaded package, name in it, and the stand-in that an import would put there."""
        for whole, stand in self.stands.items():
            package, _, name = whole.rpartition(".")
            if package in sys.modules and package not in self.stands:
                yield sys.modules[package], name, stand

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Asked by an import: somebody wants one of the modules, or one in them."""
        if name not in self.stands and name.rpartition(".")[0] not in self.stands:
            return None
        self.load()
        module = import_module(name)
        former = module.__spec__
        assert former is not None
        # An import that finds a module loaded meanwhile goes by the specification that it has, and would load it again.
        module.__spec__ = copy.copy(former)
        module.__spec__.loader = _Loaded(module, former)  # type: ignore[assignment]
        return module.__spec__

    def load(self) -> None:
        """Load all, and put everything where its stand-in stands."""
        self.end()
        with suppress(ValueError):
            sys.meta_path.remove(self)
        with suppress(ValueError):
            _BEGUN.remove(self)
        for name in self.stands:
            import_module(name)
        real: dict[int, Any] = {id(stand): sys.modules[name] for name, stand in self.stands.items()}
        for stand in self.classes.values():
            real[id(stand)] = self.real(stand)
            derived: type
            for derived in stand.__subclasses__():
                derived.__bases__ = tuple(real.get(id(base), base) for base in derived.__bases__)
        real |= {id(one): one._real() for one in self.made}
        for module in [module for name, module in sys.modules.items() if name not in self.before]:
            for name, value in [*getattr(module, "__dict__", {}).items()]:
                if id(value) in real:
                    setattr(module, name, real[id(value)])

    def real(self, stand: StandInClass) -> Any:
        module, name = stand._place
        return getattr(sys.modules[module], name)


def _whole() -> frozenset[str]:
    """The modules that are loaded to their end: none of them will take a stand-in."""
    found = {name: getattr(module, "__spec__", None) for name, module in sys.modules.items()}
    return frozenset(name for name, spec in found.items() if spec and not getattr(spec, "_initializing", False))


_BEGUN: list[Later] = []
"""What is put off and not loaded yet."""


class _Loaded:
    """Gives an import the module that is there already, with the specification that it was loaded by."""

    def __init__(self, module: ModuleType, spec: ModuleSpec) -> None:
        self.module, self.spec = module, spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self.spec

    def __getattr__(self, name: str) -> Any:
        return getattr(self.spec.loader, name)
