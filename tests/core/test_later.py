"""Modules that are put off: nobody can tell, but by the time it takes."""

from __future__ import annotations

import copy
import importlib
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points  # loaded for real: see test_what_is_loaded_is_not_put_off
from pathlib import Path

import pytest

from plugins.core.later import load_all, put_off, put_off_for_good

HEAVY = """
import lent
import lent.deep.parts
from lent.deep.parts import Base, Log, shout, Odd

class Mine(Base):
    def name(self):
        return "mine, " + super().name()

log = Log("begun", to=[Log("inner")])
log.level = 3
kept = {"log": log, "Base": Base}

def use():
    return lent.word, lent.deep.parts.shout("a"), Mine().name(), isinstance(Mine(), Base)
"""
PARTS = """
import sys
sys.lent_was_loaded = True
class Base:
    kind = "base"
    def name(self):
        return "base"
class Log:
    level = 0
    def __init__(self, text, to=()):
        self.text, self.to = text, to
class Odd:
    pass
def shout(text):
    return text.upper() + "!"
"""
NAMES = {"lent": (), "lent.deep": (), "lent.deep.parts": ("Base", "Log", "shout", "Odd")}
WAYS = {
    "a function": "heavy.shout('x')",
    "a class that is derived from": "heavy.Mine().name()",
    "an attribute that is inherited": "heavy.Mine.kind",
    "a class": "heavy.Base().name()",
    "what it is an instance of": "isinstance(1, heavy.Base)",
    "an object": "heavy.log.text",
    "a module": "heavy.lent.word",
    "a module in a module": "heavy.lent.deep.parts.shout('x')",
    "an import": "importlib.import_module('lent')",
    "an import of what is inside": "importlib.import_module('lent.more')",
    "a look for it": "importlib.util.find_spec('lent.deep')",
    "a copy": "copy.copy(heavy.log).text",
    "all that is put off": "load_all()",
}


@pytest.fixture
def lent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package to be put off, and `heavy`, which imports it."""
    (tmp_path / "lent/deep").mkdir(parents=True)
    (tmp_path / "lent/__init__.py").write_text("word = 'said'\n")
    (tmp_path / "lent/more.py").write_text("there = True\n")
    (tmp_path / "lent/deep/__init__.py").write_text("")
    (tmp_path / "lent/deep/parts.py").write_text(PARTS)
    (tmp_path / "heavy.py").write_text(HEAVY)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("plugins.core.later._BEGUN", [])
    finders = [*sys.meta_path]
    yield tmp_path
    sys.meta_path[:] = finders
    vars(sys).pop("lent_was_loaded", None)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("lent", "heavy")]:
        del sys.modules[name]


def is_loaded() -> bool:
    return hasattr(sys, "lent_was_loaded")


def test_an_import_goes_on_without_it(lent: Path) -> None:
    with put_off(NAMES, made=("Log",)):
        importlib.import_module("heavy")
    assert not is_loaded()
    assert not [name for name in sys.modules if name.startswith("lent")]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whatever_is_asked_of_it_loads_all_and_leaves_no_trace(lent: Path, way: str) -> None:
    with put_off(NAMES, made=("Log",)):
        heavy = importlib.import_module("heavy")
    log = heavy.log
    told = eval(way, {"heavy": heavy, "importlib": importlib, "copy": copy, "load_all": load_all})
    assert is_loaded()
    parts = sys.modules["lent.deep.parts"]
    assert (heavy.Base, heavy.shout, heavy.Odd) == (parts.Base, parts.shout, parts.Odd)
    assert heavy.lent is sys.modules["lent"]
    assert heavy.Mine.__mro__ == (heavy.Mine, parts.Base, object)
    assert type(heavy.log) is parts.Log
    assert (heavy.log.text, heavy.log.level, heavy.log.to[0].text) == ("begun", 3, "inner")
    assert heavy.use() == ("said", "A!", "mine, base", True)
    assert heavy.lent.deep.parts is parts
    assert log.text == "begun"
    assert heavy.kept["log"].level == 3
    assert heavy.kept["Base"]().name() == "base"
    log.level = 4
    assert heavy.log.level == 4
    ordinary = importlib.import_module("heavy")
    assert ordinary is heavy
    if isinstance(told, str):
        assert told in ("X!", "mine, base", "base", "begun", "said")


@pytest.mark.parametrize(
    "line",
    [
        "from lent.deep.parts import sys",
        "from lent import word",
        "import lent.more",
        "from lent import more",
        "from lent.deep import parts; parts.Base.kind",
        "from lent.deep.parts import *",
        "from lent.deep.parts import shout; shout('at once')",
        "from lent.deep.parts import Odd; Odd()",
    ],
)
def test_what_was_not_foreseen_loads_it_as_it_would_without_us(lent: Path, line: str) -> None:
    text = f"{HEAVY}\n{line}\n"
    (lent / "heavy.py").write_text(text)
    with put_off(NAMES, made=("Log",)):
        heavy = importlib.import_module("heavy")
    assert is_loaded()
    assert heavy.use() == ("said", "A!", "mine, base", True)
    assert type(heavy.log) is sys.modules["lent.deep.parts"].Log
    for name in ("lent", "lent.deep", "lent.deep.parts"):
        assert Path(str(sys.modules[name].__file__)).is_file()
    assert importlib.import_module("lent.more") is sys.modules["lent.more"]
    assert sys.modules["lent"].more is sys.modules["lent.more"]


def test_a_module_that_is_not_there_is_missed_where_it_is_used(lent: Path) -> None:
    with put_off({"lent.gone": ("Nothing",)}):
        from lent.gone import Nothing  # type: ignore[import-not-found]
    with pytest.raises(ModuleNotFoundError, match=r"lent\.gone"):
        Nothing()
    with put_off(NAMES, made=("Log",)):
        importlib.import_module("heavy")
    with pytest.raises(ModuleNotFoundError, match=r"lent\.nowhere"):
        importlib.import_module("lent.nowhere")


def test_what_is_loaded_is_not_put_off(lent: Path) -> None:
    parts = importlib.import_module("lent.deep.parts")
    with put_off(NAMES, made=("Log",)):
        heavy = importlib.import_module("heavy")
    assert heavy.Base is parts.Base
    put_off_for_good({"importlib.metadata": ("entry_points",)}, {"version": lambda name: "none"})
    assert importlib.metadata.entry_points is entry_points
    assert importlib.metadata.version("pytest") == pytest.__version__


def test_groups_are_loaded_apart(lent: Path) -> None:
    (lent / "heavy.py").write_text("import lent.more\nfrom lent.deep.parts import shout\n")
    with put_off({"lent.deep.parts": ("shout",)}, {"lent": (), "lent.more": ()}):
        heavy = importlib.import_module("heavy")
    assert heavy.lent.more.there
    assert not is_loaded()
    assert heavy.shout("x") == "X!"


def test_for_good_it_is_put_off_until_it_is_asked_for_more(lent: Path) -> None:
    put_off_for_good({"lent.deep.parts": ("Base",), "lent.deep": (), "lent": ()}, {"shout": lambda text: "quick"})
    parts = importlib.import_module("lent.deep.parts")
    assert parts.shout("x") == "quick"
    assert not is_loaded()
    from lent.deep.parts import Base, shout  # type: ignore[import-not-found]

    assert shout("x") == "quick"
    assert not is_loaded()
    assert Base().name() == "base"
    assert is_loaded()
    assert importlib.import_module("lent.deep.parts").shout("x") == "X!"


def test_who_is_being_loaded_as_it_begins_and_who_comes_later_get_the_real_ones(lent: Path) -> None:
    """A module that was loaded to its end before holds no stand-in, and is not looked through for one."""
    (lent / "heavy_outer.py").write_text(
        f"from plugins.core.later import put_off\nwith put_off({NAMES!r}, made=('Log',)):\n"
        "    import heavy\n    from lent.deep.parts import Base\n"
    )
    (lent / "heavy_after.py").write_text("from heavy import Base, log\n")
    outer, after = importlib.import_module("heavy_outer"), importlib.import_module("heavy_after")
    assert not is_loaded()
    assert outer.heavy.Mine().name() == "mine, base"
    real = sys.modules["lent.deep.parts"]
    assert outer.Base is after.Base is outer.heavy.Base is real.Base
    assert after.log is outer.heavy.log
    assert type(after.log) is real.Log
