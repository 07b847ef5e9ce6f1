from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader

from plugins.core.digest import SIZE
from plugins.posts.compiled import Compiled

SOURCE = "{% for n in range(3) %}<{{ word }}>{% endfor %}"


def rendered(folder: Path, source: str = SOURCE) -> str:
    """The template as a fresh environment renders it, with what was compiled into `folder`."""
    environment = Environment(loader=DictLoader({"a": source}), autoescape=True, bytecode_cache=Compiled(folder))
    return environment.get_template("a").render(word="&")


def test_what_one_environment_compiled_the_next_one_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(tmp_path) == "<&amp;>" * 3
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert rendered(tmp_path) == "<&amp;>" * 3


def test_another_source_is_compiled(tmp_path: Path) -> None:
    assert [rendered(tmp_path, text) for text in ("one", "two", "one")] == ["one", "two", "one"]


@settings(max_examples=60)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_one_is_compiled_anew(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int, cut: bool
) -> None:
    """`marshal` would take it, and may end the process."""
    folder = tmp_path_factory.mktemp("compiled")
    rendered(folder)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    at = int(place * len(whole))
    kept.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    assert rendered(folder) == "<&amp;>" * 3
    assert kept.read_bytes() == whole
    assert len(whole) > SIZE
    shutil.rmtree(folder)


def test_without_a_place_to_keep_it_templates_are_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert rendered(tmp_path / "taken" / "templates") == "<&amp;>" * 3


def test_somebody_who_cleans_meanwhile_is_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    environment = Environment(loader=DictLoader({"a": "a", "b": "b"}), autoescape=True, bytecode_cache=Compiled(folder))
    assert environment.get_template("a").render() == "a"
    shutil.rmtree(folder)
    assert environment.get_template("b").render() == "b"
    assert len(list(folder.iterdir())) == 1


def test_the_engines_own_templates_lie_apart_from_a_sites(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "owner").mkdir()
    for folder, text in (("own", "engine"), ("owner", "site")):
        (tmp_path / folder / f"{text}.html").write_text(text)
    cache = Compiled(tmp_path / "kept", tmp_path / "own", tmp_path / "beside")
    loader = FileSystemLoader([tmp_path / "own", tmp_path / "owner"])
    environment = Environment(loader=loader, bytecode_cache=cache)
    assert [environment.get_template(f"{name}.html").render() for name in ("engine", "site")] == ["engine", "site"]
    for folder, word, other in (("beside", b"engine", b"site"), ("kept", b"site", b"engine")):
        (found,) = (tmp_path / folder).iterdir()
        assert word in found.read_bytes()
        assert other not in found.read_bytes().replace(str(tmp_path).encode(), b"")
