from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from plugins.posts import templates
from tests.factories import a_house, a_page, a_post, a_site
from tests.posts.blogs import write
from tests.posts.test_assets import assets


def test_links_of_a_post_and_of_a_hub_go_through_the_ledger(tmp_path: Path) -> None:
    post = a_post()
    house = a_house(post)
    given = templates.common(house, assets(tmp_path))
    tagged = given["tagged"]("https://www.example.com/", post, "end-review")
    left = given["leaving"]("https://www.example.com/", "desk", "author")
    assert {row.tagged: (row.channel, row.placement) for row in house.ledger.rows} == {
        tagged: ("site", "end-review"),
        left: ("site", "author"),
    }


def test_a_file_of_the_theme_is_linked_below_the_path_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"static/a.css": "a{}"})
    asset = templates.common(a_house(site=a_site(SITEURL="https://example.com/blog")), assets(tmp_path))["asset"]
    assert re.fullmatch(r"/blog/theme/a\.[0-9a-f]{8}\.css", asset("a.css"))


def test_what_was_read_is_asked_for_late() -> None:
    house = a_house(pages=[a_page(), a_page(slug="out", menu=False)])
    read = templates.read(house)
    assert read["vocabulary"] is house.vocabulary
    assert [page.slug for page in read["menu"]] == ["about"]


def test_a_day_is_the_same_in_every_zone_and_named_in_the_sites() -> None:
    day = templates.filters(a_house(site=a_site(TIMEZONE="Europe/Berlin")))["day"]
    utc = dt.datetime(2026, 3, 5, 23, 30, tzinfo=dt.UTC)
    west = utc.astimezone(dt.timezone(dt.timedelta(hours=-5)))
    assert day(utc) == day(west) == "6 March 2026"


def _rendered(folder: Path, told: str = "", **sources: str) -> list[str]:
    """The templates as an environment of its own renders them, with what was compiled into `folder`."""
    environment = Environment(
        loader=DictLoader(sources), autoescape=True, bytecode_cache=templates.compiled(folder, told)
    )
    return [environment.get_template(name).render(word="&") for name in sources]


def _kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_one_environment_compiled_the_next_one_takes(tmp_path: Path) -> None:
    assert _rendered(tmp_path, a="<{{ word }}>") == ["<&amp;>"]
    (kept,) = _kept(tmp_path)
    before = kept.stat()
    assert _rendered(tmp_path, a="<{{ word }}>") == ["<&amp;>"]
    (again,) = _kept(tmp_path)
    assert (again, again.stat().st_mtime_ns, again.stat().st_ino) == (kept, before.st_mtime_ns, before.st_ino)


def test_a_template_that_changed_is_compiled_anew(tmp_path: Path) -> None:
    assert [_rendered(tmp_path, a=text) for text in ("one", "two", "one")] == [["one"], ["two"], ["one"]]


def test_templates_compiled_under_other_settings_are_thrown_away(tmp_path: Path) -> None:
    """Jinja knows them by their source alone, and escapes as the environment did that compiled them."""
    _rendered(tmp_path, "one", a="{{ word }}")
    (one,) = tmp_path.iterdir()
    _rendered(tmp_path, "two", a="{{ word }}")
    (two,) = tmp_path.iterdir()
    assert one != two
    assert len(_kept(tmp_path)) == 1


def test_what_was_compiled_is_no_use_when_it_is_broken(tmp_path: Path) -> None:
    _rendered(tmp_path, a="<{{ word }}>")
    for path in _kept(tmp_path):
        path.write_bytes(b"broken")
    assert _rendered(tmp_path, a="<{{ word }}>") == ["<&amp;>"]


def test_the_engines_templates_are_kept_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    write(tmp_path, {"theme/base.html": "base", "theme/__pycache__/templates-older/a": ""})
    cache = templates.compiled(tmp_path / "kept", "", tmp_path / "theme")
    environment = Environment(loader=FileSystemLoader(tmp_path / "theme"), bytecode_cache=cache)
    assert environment.get_template("base.html").render() == "base"
    assert _kept(tmp_path / "kept") == []
    (one,) = _kept(tmp_path / "theme/__pycache__")
    assert one.suffix == ".compiled"


def test_where_python_keeps_nothing_they_are_kept_with_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    write(tmp_path, {"theme/base.html": "base"})
    cache = templates.compiled(tmp_path / "kept", "", tmp_path / "theme")
    environment = Environment(loader=FileSystemLoader(tmp_path / "theme"), bytecode_cache=cache)
    assert environment.get_template("base.html").render() == "base"
    assert len(_kept(tmp_path / "kept")) == 1
    assert not (tmp_path / "theme/__pycache__").exists()


@pytest.mark.parametrize("name", templates._CODE)
def test_compiled_by_other_code_they_are_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A checkout of an engine that escapes, or of one that does not, lay with the templates that the other compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    here = Path(templates.__file__)
    write(
        tmp_path,
        {"theme/base.html": "base", **{f"posts/{one}": here.with_name(one).read_text() for one in templates._CODE}},
    )
    monkeypatch.setattr(templates, "__file__", str(tmp_path / "posts/templates.py"))

    def places() -> list[str]:
        cache = templates.compiled(tmp_path / "kept", "", tmp_path / "theme")
        environment = Environment(loader=FileSystemLoader(tmp_path / "theme"), bytecode_cache=cache)
        environment.get_template("base.html")
        return [path.parent.name for path in _kept(tmp_path / "theme/__pycache__")]

    (before,) = places()
    with (tmp_path / "posts" / name).open("a") as file:
        file.write("# another\n")
    (after,) = places()
    assert after != before


def test_what_says_how_templates_are_compiled_is_known() -> None:
    """All modules of the room that name Jinja; those that only ask a template are none."""
    asking = {"assets.py", "compiled.py", "render.py", "build.py", "stale.py", "pages.py", "living.py", "packages.py"}
    room = Path(templates.__file__).parent
    naming = {path.name for path in room.glob("*.py") if re.search(r"\bjinja2?\b", path.read_text(), re.I)}
    assert naming - asking <= set(templates._CODE)
