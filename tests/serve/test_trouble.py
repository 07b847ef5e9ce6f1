"""Real errors of the real libraries, as Problems that name the file and line to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.core.errors import Misconfigured, Refused, WaypostError
from plugins.posts.build import Options, load_settings
from plugins.serve.trouble import troubles
from tests.serve.sites import problem

SETTINGS = Path("pelicanconf.py")
TEMPLATES = {
    "a template that cannot be read": ("one\ntwo {% if %}\n", 2, "Expected an expression"),
    "a block that never ends": ("{% for x in y %}\none\n", 1, "Unexpected end of template"),
    "a name that is not there": ("one\n\n{{ nothing }}\n", 3, "'nothing' is undefined"),
    "a filter that fails": ("one\n{{ 1 | first }}\n", 2, "TypeError"),
    "an unknown filter": ("{{ 1 | nope }}", 1, "No filter named 'nope'"),
}


@pytest.mark.parametrize(("text", "line", "told"), TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_template_is_named_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    (tmp_path / "page.html").write_text(text)
    environment = Environment(loader=FileSystemLoader(tmp_path), undefined=StrictUndefined)
    with pytest.raises(Exception) as raised:  # noqa: PT011
        environment.get_template("page.html").render(y=[])
    (found,) = troubles(raised.value, SETTINGS)
    assert (found.path, found.line, found.field) == (str(tmp_path / "page.html"), line, "template")
    assert told in found.message


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [("SITENAME = 'x'\nSITEURL = (\n", 2, "SyntaxError"), ("A = 1\n\nB = nope\n", 3, "NameError: name 'nope'")],
)
def test_the_settings_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "pelicanconf.py"
    path.write_text(text)
    with pytest.raises(Misconfigured) as raised:
        load_settings(Options(settings=path))
    (found,) = troubles(raised.value, path)
    assert (found.path, found.line, found.field) == (str(path), line, "settings")
    assert told in found.message


def test_paths_are_told_from_where_the_writer_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (found,) = troubles(Misconfigured("the theme lacks templates: hub"), tmp_path / "pelicanconf.py")
    assert str(found) == "pelicanconf.py:1: settings: the theme lacks templates: hub."


def test_a_refusal_gives_its_errors() -> None:
    warning = problem("only a warning")
    found = troubles(Refused([problem("b"), problem("a")]), SETTINGS)
    assert [one.message for one in found] == ["a", "b"]
    assert warning not in found


@pytest.mark.parametrize(
    ("error", "told", "hint"),
    [
        (OSError(24, "Too many open files"), "[Errno 24] Too many open files", False),
        (WaypostError("Pelican reported: x.\nand y"), "Pelican reported: x. and y", False),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero", True),
        (KeyError(), "KeyError", True),
    ],
)
def test_anything_else_is_told_in_one_line(error: Exception, told: str, hint: bool) -> None:
    (found,) = troubles(error, SETTINGS)
    assert told in found.message
    assert "\n" not in found.message
    assert bool(found.hint) is hint


def test_a_plugins_own_line_is_named(tmp_path: Path) -> None:
    plugin = tmp_path / "shout.py"
    plugin.write_text("def shout():\n    return 1 / 0\n")
    space: dict[str, object] = {}
    exec(compile(plugin.read_text(), str(plugin), "exec"), space)
    with pytest.raises(ZeroDivisionError) as raised:
        space["shout"]()  # type: ignore[operator]
    (found,) = troubles(raised.value, SETTINGS)
    assert (found.path, found.line) == (str(plugin), 2)
