from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cache import workshop
from plugins.cache.state import Known, as_bytes
from plugins.cache.survey import listed
from plugins.cache.workshop import Workshop, portions
from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.links import Arrival, Carrier
from plugins.core.unit import Content, Made, Unit
from tests.factories import a_house
from tests.posts.blogs import write

RSS = Arrival("rss", "rss", "referral")


def unit(path: str, text: str | Path, parts: bool = True) -> Unit:
    """A unit whose file says `text`, or is a copy of that file."""

    def make() -> Content:
        return text if isinstance(text, Path) else text.encode()

    return Unit(path, f"page {path}", {"text": digest(str(text))} if parts else None, make)


def units(texts: Mapping[str, str]) -> list[Unit]:
    return [unit(path, text) for path, text in texts.items()]


class Output:
    """Builds in one folder after the other, as `posts.outputs` gives them out: the one before last is used again."""

    def __init__(self, root: Path) -> None:
        self.folder, self.spare = root / "a", root / "b"
        self.former: Path | None = None
        self.known: dict[str, Known] = {}
        for folder in (self.folder, self.spare):
            folder.mkdir(parents=True)

    def build(self, some: Iterable[Unit], house: House | None = None) -> list[str]:
        """Returns the paths of what was made anew."""
        return sorted(one.path for one in self.make(some, house))

    def make(self, some: Iterable[Unit], house: House | None = None) -> list[Made]:
        some = list(some)
        made = Workshop(house or a_house(), some, self.folder, self.former, self.known, lambda path, data: []).make()
        fresh = {one.path: Known(as_bytes(one.parts), one.size, one.mtime, one.snippets, None) for one in made}
        self.known = {one.path: fresh.get(one.path) or self.known[one.path] for one in some}
        self.former, self.folder, self.spare = self.folder, self.spare, self.folder
        return made

    def read(self) -> dict[str, str]:
        assert self.former
        return {path: (self.former / path).read_text() for path in listed(self.former)[0]}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


OLD = {"index.html": "home", "posts/a/index.html": "a", "posts/b/index.html": "b", "feeds/all.json": "{}"}


def test_only_what_has_changed_is_made(output: Output) -> None:
    assert output.build(units(OLD)) == sorted(OLD)
    assert output.build(units(OLD)) == []
    new = {**OLD, "posts/a/index.html": "A", "posts/c/index.html": "c"}
    del new["posts/b/index.html"]
    assert output.build(units(new)) == ["posts/a/index.html", "posts/c/index.html"]
    assert output.read() == new
    assert output.build(units(OLD)) == ["posts/a/index.html", "posts/b/index.html"]
    assert output.read() == OLD


def test_what_nobody_knows_the_parts_of_is_always_made(output: Output) -> None:
    for _ in range(3):
        assert output.build([unit("a", "a", parts=False), unit("b", "b")])[:1] == ["a"]
    assert output.build([unit("a", "a"), unit("b", "b")]) == ["a"]


def test_unchanged_files_are_hard_links_and_none_is_written_through(output: Output) -> None:
    output.build(units(OLD))
    first = output.former
    output.build(units({**OLD, "index.html": "new"}))
    second = output.former
    assert first
    assert second
    assert (first / "posts/a/index.html").samefile(second / "posts/a/index.html")
    assert not (first / "index.html").samefile(second / "index.html")
    assert (first / "index.html").read_text() == "home"
    for n in range(4):
        before = output.former
        assert before
        kept = {path: (before / path).read_bytes() for path in OLD}
        output.build(units({**dict.fromkeys(OLD, str(n)), "feeds/all.json": "{}"}))
        assert {path: (before / path).read_bytes() for path in OLD} == kept


def test_two_units_of_one_path_do_not_write_into_the_former_build(output: Output) -> None:
    """The registry of addresses refuses that; here at least what is online stays whole."""
    output.build([unit("a", "first"), unit("b", "b")])
    before = output.former
    assert before
    output.make([unit("a", "first"), unit("a", "second"), unit("b", "b")])
    assert (before / "a").read_text() == "first"
    assert output.read()["a"] == "second"


TAMPERED = {
    "longer": lambda path: path.write_text("home, and more"),
    "other": lambda path: path.write_text("HOME"),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link": lambda path: (path.unlink(), path.symlink_to("posts/a/index.html")),
    "a dead link": lambda path: (path.unlink(), path.symlink_to("nowhere")),
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "touched": lambda path: os.utime(path, (1, 1)),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_is_not_as_the_build_left_it_is_made_anew(output: Output, how: str) -> None:
    for _ in range(3):
        output.build(units(OLD))
    assert output.former
    TAMPERED[how](output.former / "index.html")
    assert output.build(units(OLD)) == ["index.html"]
    assert output.read() == OLD
    assert output.build(units(OLD)) == []
    assert output.read() == OLD


def test_late_units_are_asked_for_when_all_others_are_made(tmp_path: Path) -> None:
    def late() -> list[Unit]:
        assert (tmp_path / "a.html").read_text() == "a"
        (tmp_path / "gone.html").write_text("older")
        return units({"b.html": "b"})

    (tmp_path / "old.html").write_text("old")
    work = Workshop(a_house(), units({"a.html": "a"}), tmp_path, None, {}, lambda path, data: [])
    made = work.make(late=late)
    assert [one.path for one in made] == ["a.html", "b.html"]
    assert [unit.path for unit in work.units] == ["a.html", "b.html"]
    assert not (tmp_path / "old.html").exists()


@pytest.mark.parametrize(
    ("old", "late"),
    [("search/x/y.html", "search/x"), ("search", "search/y.html"), ("search/x", "search/x/deep/y.html")],
)
def test_late_units_take_the_place_of_what_an_older_build_had(tmp_path: Path, old: str, late: str) -> None:
    (tmp_path / old).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / old).write_text("old")
    work = Workshop(a_house(), units({"a.html": "a"}), tmp_path, None, {}, lambda path, data: [])
    work.make(late=lambda: units({late: "new"}))
    assert {path: (tmp_path / path).read_text() for path in listed(tmp_path)[0]} == {"a.html": "a", late: "new"}


def test_what_lies_in_the_folder_besides_is_taken_away(output: Output) -> None:
    for _ in range(2):
        output.build(units(OLD))
    write(output.folder, {"stray.html": "x", "posts/stray/deep/x": "x"})
    (output.folder / "link").symlink_to("index.html")
    (output.folder / "empty").mkdir()
    os.mkfifo(output.folder / "posts/pipe")
    output.build(units(OLD))
    assert output.read() == OLD
    assert output.former
    assert listed(output.former)[1] == {"", "posts", "posts/a", "posts/b", "feeds"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": "file"}, {"a/index.html": "in a folder"}),
        ({"a/index.html": "in a folder"}, {"a": "file"}),
        ({"a/b/c": "deep", "x": "x"}, {"a/b": "file", "x": "x"}),
        ({"a/b": "file", "x": "x"}, {"a/b/c": "deep", "x": "x"}),
    ],
)
def test_a_folder_where_a_file_was_and_a_file_where_a_folder_was(
    output: Output, old: dict[str, str], new: dict[str, str]
) -> None:
    for texts in (old, old, new, old, new):
        output.build(units(texts))
        assert output.read() == texts


def test_a_file_is_copied_not_linked(output: Output, tmp_path: Path) -> None:
    """Its owner goes on writing into it."""
    source = tmp_path / "dot.png"
    source.write_text("dot")
    output.build([unit("dot.png", source)])
    assert output.former
    assert not (output.former / "dot.png").samefile(source)
    assert (output.former / "dot.png").read_text() == "dot"


def test_where_the_system_cannot_link_all_is_made_anew(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    for n in range(5):
        new = {**OLD, "index.html": str(n)}
        output.build(units(new))
        assert output.read() == new


def finding(house: House, path: str, other: str | None = None) -> Unit:
    """A unit that finds a Problem, tags a link, and counts a snippet, each of its own."""

    def make() -> bytes:
        house.findings.problems.append(Problem(path, 1, "x", "is odd", "", "warning"))
        house.findings.snippets += 1
        return house.ledger.tag("https://www.example.com/", Carrier(path, id=path), RSS, "item").encode()

    return Unit(path, path, {"path": digest(path)}, make)


def told(made: list[Made]) -> dict[str, tuple[list[str], list[str], int]]:
    return {one.path: ([*one.rows], [problem.path for problem in one.problems], one.snippets) for one in made}


PATHS = [f"posts/p{n}/index.html" for n in range(60)]


@pytest.mark.parametrize("way", ["here", "forked", "no fork"])
def test_what_is_found_belongs_to_its_file_wherever_it_is_made(
    output: Output, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    house = a_house()
    monkeypatch.setattr(workshop, "FEW", 1000 if way == "here" else 0)
    monkeypatch.setattr(workshop, "cores", lambda: 3)
    if way == "no fork":
        monkeypatch.setattr(workshop.multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    made = output.make([finding(house, path) for path in PATHS], house)
    assert told(made) == {path: ([path], [path], 1) for path in PATHS}
    assert len(output.read()) == len(PATHS)
    assert output.make([finding(house, path) for path in PATHS], house) == []


@pytest.mark.parametrize("forked", [False, True])
def test_the_look_at_finished_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: bool) -> None:
    """At copied files too; what stands in other units as well is looked at there."""
    monkeypatch.setattr(workshop, "FEW", 0 if forked else 1000)
    monkeypatch.setattr(workshop, "cores", lambda: 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "source").write_text("x")

    def look(path: str, data: bytes) -> list[Problem]:
        return [Problem(path, 1, "secret", data.decode())]

    again = Unit("again", "x", {"x": digest("x")}, lambda: b"again", repeats=True)
    some = [unit("one", "text"), unit("copy", tmp_path / "source"), again]
    made = Workshop(a_house(), some, tmp_path / "out", None, {}, look).make()
    assert {one.path: [p.message for p in one.problems] for one in made} == {
        "one": ["text"],
        "copy": ["x"],
        "again": [],
    }


def test_an_error_in_a_worker_is_the_builds(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError("in the template")

    monkeypatch.setattr(workshop, "FEW", 0)
    monkeypatch.setattr(workshop, "cores", lambda: 2)
    with pytest.raises(ZeroDivisionError, match="in the template"):
        output.build([*units(OLD), Unit("bad", "x", {"x": b""}, fail)])


def grouped(groups: Iterable[str]) -> list[Unit]:
    return [Unit(f"{n}", "x", {}, lambda: b"", group=group) for n, group in enumerate(groups)]


@given(st.lists(st.tuples(st.sampled_from(["", "feeds", "kits"]), st.integers(1, 40))), st.integers(1, 9))
def test_each_unit_is_in_one_portion_and_the_longest_is_begun_first(runs: list[tuple[str, int]], size: int) -> None:
    some = grouped([group for group, count in runs for _ in range(count)])
    found = portions(some, size)
    assert sorted(place for portion in found for place in portion) == [*range(len(some))]
    assert [*map(len, found)] == sorted(map(len, found), reverse=True)
    assert all(len({some[place].group for place in portion}) == 1 for portion in found)


def test_a_group_is_made_by_one_process_unless_it_is_most_of_the_work() -> None:
    assert portions(grouped([*[""] * 5, *["feeds"] * 7, ""]), 2) == [
        range(5, 12), range(2), range(2, 4), range(4, 5), range(12, 13)
    ]  # fmt: skip
    assert portions(grouped(["feeds"] * 7), 1) == [range(6), range(6, 7)]


def test_the_last_portions_are_short_ones_of_whole_pairs() -> None:
    found = portions(grouped([""] * 240), 10)
    assert [*map(len, found)] == [10] * 20 + [4] * 8 + [2] * 4
    assert all(portion.start % 2 == 0 for portion in found)


def test_how_far_it_is_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "FEW", 0)
    monkeypatch.setattr(workshop, "cores", lambda: 2)
    said: list[tuple[int, int]] = []
    some = [unit(path, path) for path in PATHS]
    Workshop(a_house(), some, tmp_path, None, {}, lambda path, data: []).make(lambda n, of: said.append((n, of)))
    assert said == sorted(said)
    assert said[-1] == (len(PATHS), len(PATHS))
