"""The arrows of the plan, read from the imports of every module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "plugins").rglob("*.py"))
ROOMS = sorted({path.relative_to(ROOT / "plugins").parts[0] for path in MODULES if path.parent.name != "plugins"})
MAY_USE = {
    "core": {"core"},
    "dom": {"core", "dom"},
    "posts": {"core", "dom", "posts"},
    "cache": {"core", "dom", "posts", "cache"},
}
"""Room → rooms it may import. Every other room: core and itself."""
PELICAN = {"plugins/posts/build.py"}
"""Modules other than doors that may import Pelican: the one that runs a build."""
ONLY_IN = {
    "feedgen": {"feeds"},
    "lxml": {"dom", "feeds", "audit"},
    "bs4": {"audit"},
    "markdown": {"dom"},
    "nh3": {"dom"},
    "resvg_py": {"cards"},
    "PIL": {"cards", "images"},
}
DOORLESS = {"core", "dom", "audit", "ledger", "publish", "serve"}
NOT_IN_CORE = {"pelican", "jinja2", "lxml", "bs4", "markdown", "feedgen", "pathlib.Path", "os", "shutil", "subprocess"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def only_types(path: Path) -> set[str]:
    """What a file imports for its annotations alone: at run time it is not there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    found = [node for block in blocks for node in ast.walk(block) if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in found for alias in node.names}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return path.relative_to(ROOT / "plugins").parts[0]


def test_there_are_rooms_to_look_at() -> None:
    assert {
        "addresses",
        "audit",
        "cache",
        "cards",
        "core",
        "dom",
        "feeds",
        "head",
        "hubs",
        "images",
        "ladder",
        "ledger",
        "posts",
        "publish",
        "search",
        "serve",
        "share",
    } == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_imports_only_what_the_plan_allows(path: Path) -> None:
    if path.parent.name == "plugins":
        return
    own = room(path)
    used = {parts[1] for parts in (m.split(".") for m in imports(path)) if parts[0] == "plugins" and len(parts) > 1}
    assert used <= MAY_USE.get(own, {"core", own}), f"{name(path)} imports {used}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_doors_import_pelican(path: Path) -> None:
    if path.name == "plugin.py" or name(path) in PELICAN:
        return
    assert not {m for m in imports(path) if m.split(".")[0] in ("pelican", "blinker")}


@pytest.mark.parametrize("path", [*MODULES, ROOT / "tasks.py", ROOT / "pelicanconf.py"], ids=name)
def test_nobody_imports_a_door(path: Path) -> None:
    assert not {m for m in imports(path) if m.startswith("plugins.") and "plugin" in m.split(".")[2:]}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for module in imports(path):
        top = module.split(".")[0]
        if top in ONLY_IN:
            assert room(path) in ONLY_IN[top], f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "core"], ids=name)
def test_the_core_is_pure(path: Path) -> None:
    used = imports(path) - (only_types(path) & {"pathlib.Path"})
    assert not {m for m in used if m in NOT_IN_CORE or m.split(".")[0] in NOT_IN_CORE}


ON_DISK = set(
    "exists glob iterdir mkdir open read_bytes read_text rename rglob stat unlink write_bytes write_text".split()
)


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "core"], ids=name)
def test_the_core_touches_no_disk(path: Path) -> None:
    """Paths go through it as what they are made of and where they go; nobody in it looks at a file."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    called = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
    assert not called & ON_DISK


def test_doors_are_where_the_plan_has_them() -> None:
    doors = {room(path) for path in MODULES if path.name == "plugin.py"}
    assert doors == set(ROOMS) - DOORLESS


def test_tasks_import_invoke_the_core_and_what_rooms_offer() -> None:
    used = {m.split(".")[0] for m in imports(ROOT / "tasks.py")}
    assert "pelican" not in used
    assert "invoke" in used


def test_tests_mirror_the_rooms() -> None:
    for own in ROOMS:
        assert list((ROOT / "tests" / own).glob("test_*.py")), f"the room {own} has no tests"
