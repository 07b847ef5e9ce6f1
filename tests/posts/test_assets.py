"""The theme's files: named by their content, and every name that changes is told to who links them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured
from plugins.posts.assets import Assets
from plugins.posts.fingerprints import Fingerprints
from tests.making import changed, made
from tests.posts.blogs import write

FILES = {
    "static/css/site.css": '@import "base.css"; a { x: url("../fonts/f.woff2") }',
    "static/css/base.css": "b { x: y }",
    "static/fonts/f.woff2": "font",
    "static/js/j.js": "j()",
    "more/css/base.css": "of the second folder",
    "more/c.txt": "c",
    "static/.hidden": "x",
}


def assets(root: Path, steady: bool = False) -> Assets:
    settings = {"THEME": str(root), "WAYPOST_STATIC": ["static", "more"], "THEME_STATIC_DIR": "theme"}
    return Assets(settings, Fingerprints(), steady)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_each_is_named_by_its_content_and_inner_sheets_stand_in_theirs(root: Path) -> None:
    found = made(list(assets(root).units()))
    plain = {re.sub(r"\.[0-9a-f]{8}\.", ".", path): path for path in found}
    assert sorted(plain) == ["theme/c.txt", "theme/css/site.css", "theme/fonts/f.woff2", "theme/js/j.js"]
    assert len(set(plain.values()) & set(plain)) == 0
    font = Path(plain["theme/fonts/f.woff2"]).name
    assert found[plain["theme/css/site.css"]] == f'b{{x:y}}a{{x:url("../fonts/{font}")}}'.encode()
    assert found[plain["theme/js/j.js"]] == b"j()"


def test_the_address_is_that_of_the_file(root: Path) -> None:
    theme = assets(root)
    assert theme.address("css/site.css")[1:] in {unit.path for unit in theme.units()}
    assert {unit.owner for unit in theme.units()} == {"the theme"}


@pytest.mark.parametrize("name", ["css/base.css", "css/gone.css", "../pelicanconf.py"])
def test_a_file_that_is_not_published_is_told(root: Path, name: str) -> None:
    with pytest.raises(Misconfigured, match=re.escape(name)):
        assets(root).address(name)


def test_an_import_of_nothing_is_told(root: Path) -> None:
    write(root, {"static/css/site.css": '@import "gone.css";'})
    with pytest.raises(Misconfigured, match=r"site\.css of the theme imports 'css/gone\.css'"):
        list(assets(root).units())


@pytest.mark.parametrize(
    ("edited", "renamed"),
    [
        ("static/css/base.css", {"css/site.css"}),
        ("static/fonts/f.woff2", {"css/site.css", "fonts/f.woff2"}),
        ("static/js/j.js", {"js/j.js"}),
        ("more/css/base.css", set[str]()),
    ],
)
def test_an_edit_renames_what_it_changes(root: Path, edited: str, renamed: set[str]) -> None:
    before = assets(root)
    names = {name: before.address(name) for name in before.all}
    (root / edited).write_text("b { x: z }")
    after = assets(root)
    assert {name for name in names if names[name] != after.address(name)} == renamed
    assert (after.digest != before.digest) == bool(renamed)


def test_a_steady_name_stays_and_its_content_follows(root: Path) -> None:
    before = assets(root, steady=True)
    units = list(before.units())
    assert before.address("css/site.css") == "/theme/css/site.css"
    (root / "static/css/base.css").write_text("b { x: z }")
    assert b"b{x:z}" in made(units)["theme/css/site.css"]
    assert changed(units, assets(root, steady=True).units()) == {"theme/css/site.css": {"the file"}}
