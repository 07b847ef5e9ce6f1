from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.core.errors import Misconfigured, Problem, Refused
from plugins.core.house import House, Stage
from plugins.core.links import Tagged, by_post
from plugins.core.manifest import Manifest, Summary
from plugins.core.unit import Unit, Yield
from plugins.posts.assembly import Assembly, foreign
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.outputs import staged
from plugins.posts.pages import page_units
from plugins.posts.reader import prepare
from tests.making import Printer, a_made_house
from tests.posts.blogs import a_house_at_the_gate, content, page, write
from tests.site.blog import post

OURS = ["plugins.posts.plugin", "plugins.cache.plugin"]
ROW = Tagged(
    "aaaa1111", "a", "epiphany", "x", "share", "a", "Organic Social", "https://a.example/", "https://b.example/"
)


class Shop:
    """A workshop (core.house.Workshop) that makes everything and remembers what it is told."""

    def __init__(self, memory: Mapping[str, Any] | None = None, problems: tuple[Problem, ...] = ()) -> None:
        self.memory, self.problems = dict(memory or {}), problems
        self.whole = False
        self.told: list[str] = []
        self.units: list[Unit] = []
        self.stage: Stage | None = None

    def open(self, stage: Stage, ground: bytes, full: bool = False) -> None:
        self.stage = stage
        self.told.append("open: full" if full else "open")

    def forget(self) -> None:
        self.told.append("forget")
        self.memory = {}

    def recall(self, name: str) -> Any:
        return self.memory.get(name)

    def prepare(self, files: Any, rules: Any, arrived: object = None) -> list[Any]:
        self.told += ["prepare"] if files else []
        return [prepare(file.read(), file.path, file.kind, rules) for file in files]

    def has(self, keys: Any) -> bool:
        return True

    def make(
        self,
        units: Sequence[Unit],
        look: Any,
        late: Callable[[], Sequence[Unit]],
        meanwhile: Callable[[], Mapping[str, Any]],
    ) -> Yield:
        self.noted = meanwhile()
        for some in (lambda: units, late):
            for unit in some():
                data = unit.make()
                assert isinstance(data, bytes)
                assert self.stage
                write(self.stage.folder, {unit.path: data})
                self.units.append(unit)
        units = self.units
        return Yield(frozenset(unit.path for unit in units), 7, self.problems, by_post([ROW]))

    def makes_all(self) -> bool:
        return False

    def look_around(self) -> None:
        self.told.append("look around")

    def is_whole(self, more: Collection[str]) -> bool:
        self.told.append(f"whole with {len(more)}?")
        return self.whole

    def begin_commit(self, memory: Callable[[], Mapping[str, Any]]) -> None:
        self.told.append("begin commit")
        self.memory = {**memory(), **self.noted}

    def commit(self, memory: Mapping[str, Any]) -> None:
        self.told.append("commit")
        self.memory |= memory

    def why(self, unit: Unit) -> Mapping[str, bytes] | None:
        return self.memory.get("parts")


def _pelican(root: Path, shop: Shop, **settings: Any) -> Any:
    """A build of the folder `root`: what an assembly sees of Pelican."""
    house = a_house_at_the_gate()
    offered = a_made_house()
    house.workshop, house.renderer, house.features = shop, Printer(), offered.features  # type: ignore[assignment]
    house.units.append(page_units)
    look = {"THEME": str(root / "theme"), "THEME_TEMPLATES_OVERRIDES": [], "PLUGINS": OURS, "WAYPOST_NOW": "2026-06-01"}
    made = SimpleNamespace(house=house, settings={**look, **settings}, path=str(root / "content"), told="")
    made.prints = Fingerprints()
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    content(tmp_path / "content", {"posts/a.md": post("A body.\n"), "pages/about.md": page(title="About")})
    return tmp_path


def _built(root: Path, shop: Shop, **settings: Any) -> tuple[Assembly, Any]:
    """A whole build, and its figures."""
    with staged(root / "output") as stage:
        build = Assembly(_pelican(root, shop, **settings), stage)
        build.enter()
        build.make()
        return build, build.close()


@pytest.mark.parametrize(
    ("settings", "theirs"),
    [
        ({}, False),
        ({"PLUGINS": OURS}, False),
        ({"PLUGINS": [*OURS, "sitemap"]}, True),
        ({"PLUGINS": [*OURS, "plugins.extra.plugin.more"]}, True),
        ({"PLUGINS": [*OURS, "my.plugins.posts.plugin"]}, True),
        ({"PLUGINS": [*OURS, object()]}, True),
        ({"PLUGINS": None}, False),
        ({"TEMPLATE_PAGES": {"a.html": "b.html"}}, True),
        ({"OUTPUT_SOURCES": True}, True),
        ({"JINJA_TESTS": {"odd": bool}}, True),
        ({"WAYPOST_FOREIGN": True}, True),
        ({"WAYPOST_FOREIGN": False, "TEMPLATE_PAGES": {}}, False),
    ],
)
def test_who_else_has_a_say_in_what_is_written(settings: dict[str, Any], theirs: bool) -> None:
    assert foreign(settings) is theirs


def test_a_build_goes_through_the_gate_makes_all_units_and_reports(root: Path) -> None:
    shop = Shop()
    build, (summary, made) = _built(root, shop)
    assert [unit.path for unit in shop.units] == ["posts/a/index.html", "about/index.html", "404.html"]
    assert (made, summary.posts, summary.pages, summary.snippets, summary.links) == (3, 1, 3, 7, 1)
    manifest = Manifest.model_validate_json((root / "output/_waypost/posts.json").read_bytes())
    assert (manifest.summary, manifest.sources, len(manifest.sources)) == (summary, build.house.sources, 32)
    assert "https://b.example/" in (root / "output/_waypost/links.csv").read_text()


def test_a_build_is_remembered_only_when_it_is_the_output(root: Path) -> None:
    shop, seen = Shop(), []
    commit = shop.commit
    shop.commit = lambda memory: (seen.append((root / "output").exists()), commit(memory))  # type: ignore[assignment]
    _built(root, shop)
    assert seen == [True]
    assert set(shop.memory) >= {"snapshot", "patches", "books"}


def _grounds(root: Path, shop: Shop | None = None) -> bytes:
    with staged(root / "output") as stage:
        build = Assembly(_pelican(root, shop or Shop()), stage)
        build.enter()
        return build.house.ground


@pytest.mark.parametrize(
    ("files", "same"),
    [
        ({"content/posts/a.md": post("Another body.\n")}, True),
        ({"content/posts/a.md": post("A body.\n", title="Another")}, True),
        ({"content/extra/a.txt": "x"}, True),
        ({"content/data/campaigns.yaml": "autumn: {name: Autumn}\n"}, False),
        ({"content/pages/about.md": page(title="About us", menu=True)}, False),
        ({"content/pages/more.md": page(title="More", menu=True)}, False),
    ],
)
def test_the_ground_of_all_pages_is_settings_data_and_menu(root: Path, files: dict[str, str], same: bool) -> None:
    before = _grounds(root)
    write(root, files)
    assert (_grounds(root) == before) is same


def test_with_problems_nothing_is_made(root: Path) -> None:
    write(root, {"content/posts/b.md": "nothing"})
    shop = Shop()
    with pytest.raises(Refused) as refused:
        _built(root, shop)
    assert [problem.field for problem in refused.value.problems] == ["front matter"]
    assert (shop.units, shop.told[-1]) == ([], "prepare")
    assert not (root / "output").exists()


@pytest.mark.parametrize(("severity", "stops"), [("error", True), ("warning", False)])
def test_what_comes_to_light_while_files_are_made_is_judged(root: Path, severity: Any, stops: bool) -> None:
    late = Problem("content/posts/a.md", 3, "share.x", "is long", "Shorten it.", severity)
    shop = Shop(problems=(late,))
    if stops:
        with pytest.raises(Refused) as refused:
            _built(root, shop)
        assert refused.value.problems == (late,)
        assert refused.value.summary.startswith("1 file in = 1 post")
        assert not (root / "output").exists()
        assert "commit" not in shop.told
    else:
        build, (summary, _) = _built(root, shop)
        assert build.house.problems == [late]
        assert summary.warnings == 1


def test_where_another_plugin_has_a_say_everything_is_made_and_nothing_remembered(root: Path) -> None:
    shop, plugins = Shop({"snapshot": "old"}), [*OURS, "sitemap"]
    _built(root, shop, PLUGINS=plugins)
    assert shop.told[0] == "open: full"
    assert {unit.parts for unit in shop.units} == {None}
    assert "commit" not in shop.told


def test_what_another_plugin_leaks_stops_the_build(root: Path) -> None:
    """What was not made by a unit is looked at, too."""
    pelican = _pelican(root, Shop(), PLUGINS=[*OURS, "sitemap"])

    def build() -> None:
        with staged(root / "output") as stage:
            build = Assembly(pelican, stage)
            build.enter()
            build.make()
            write(stage.folder, {"theirs.html": f"<p>{'sk_' + 'live_'}{'a1B2c3D4' * 3}</p>"})
            build.close()

    with pytest.raises(Refused, match="1 problem"):
        build()
    assert not (root / "output").exists()


def test_with_another_plugin_unchanged_files_are_shared_with_the_former_build(root: Path) -> None:
    plugins = [*OURS, "sitemap"]
    _built(root, Shop(), PLUGINS=plugins)
    first = (root / "output").resolve()
    _built(root, Shop(), PLUGINS=plugins)
    assert (root / "output").resolve() != first
    assert (root / "output/404.html").samefile(first / "404.html")


def test_full_asks_the_workshop_for_a_full_build(root: Path) -> None:
    shop = Shop()
    _built(root, shop, WAYPOST_FULL=True)
    assert shop.told[0] == "open: full"


def test_reports_that_are_not_as_they_were_written_are_no_ground_to_build_on(root: Path) -> None:
    shop = Shop()
    _built(root, shop)
    (root / "output/_waypost/links.csv").write_text("edited")
    again = Shop(shop.memory)
    build, _ = _built(root, again)
    assert again.told[:2] == ["open", "forget"]
    assert build.books is None
    assert "edited" not in (root / "output/_waypost/links.csv").read_text()


def test_a_build_after_nothing_changed_reads_no_file_again(root: Path) -> None:
    shop = Shop()
    first, figures = _built(root, shop)
    again = Shop(shop.memory)
    second, same = _built(root, again)
    assert "prepare" in shop.told
    assert "prepare" not in again.told
    assert same == figures
    assert [post.whole for post in second.house.posts] == [post.whole for post in first.house.posts]
    assert (second.house.ground, second.house.sources) == (first.house.ground, first.house.sources)


def _entered(root: Path, shop: Shop, **settings: Any) -> tuple[Assembly, Stage]:
    """A build on the site that stands, as far as it goes before anything is made."""
    with staged(root / "output", reuse=True) as stage:
        build = Assembly(_pelican(root, shop, **settings), stage)
        build.enter()
        stage.same, same = True, stage.same  # else the output would be switched to an empty folder
    return build, replace(stage, same=same)


def _standing(root: Path, problems: tuple[Problem, ...] = (), **settings: Any) -> tuple[Shop, Summary]:
    """A shop that remembers a build of the site, whose files are as that left them, and the build's figures."""
    shop = Shop(problems=problems)
    _, (summary, _) = _built(root, shop, **settings)
    again = Shop(shop.memory)
    again.whole = True
    return again, summary


def test_where_nothing_changed_the_output_stays_and_is_told_of_again(root: Path) -> None:
    warning = Problem("content/posts/a.md", 3, "share.x", "is long", "Shorten it.", "warning")
    shop, summary = _standing(root, (warning,))
    stands = (root / "output").resolve()
    build, stage = _entered(root, shop)
    assert (stage.same, build.summary, build.house.problems) == (True, summary, [warning])
    assert shop.told == ["open", "whole with 4?"]
    assert (root / "output").resolve() == stands


DIFFERENT: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "a text": ({"content/posts/a.md": post("Another body.\n")}, {}),
    "a file more": ({"content/extra/a.txt": "x"}, {}),
    "a template": ({"theme/templates/a.html": "x"}, {}),
    "a report": ({"output/_waypost/problems.json": "edited by hand"}, {}),
    "a question": ({}, {"WAYPOST_WHY": "/posts/a/"}),
    "what is held back": ({}, {"WAYPOST_HOLD_BACK": True}),
    "an earlier moment": ({}, {"WAYPOST_NOW": "2026-01-01"}),
    "another's plugin": ({}, {"PLUGINS": [*OURS, "sitemap"]}),
}


@pytest.mark.parametrize("change", DIFFERENT)
def test_where_anything_is_different_the_site_is_built(root: Path, change: str) -> None:
    files, settings = DIFFERENT[change]
    shop, _ = _standing(root)
    write(root, files)
    _, stage = _entered(root, shop, **settings)
    assert not stage.same


def test_a_post_that_is_due_by_now_is_published(root: Path) -> None:
    write(root, {"content/posts/b.md": post("Later.\n", id="bbbb2222", slug="b", date="2026-06-02")})
    shop, _ = _standing(root)
    assert _entered(root, shop, WAYPOST_NOW="2026-06-01T12:00")[1].same
    assert not _entered(root, shop, WAYPOST_NOW="2026-06-02T12:00")[1].same


def test_files_that_are_not_as_they_were_left_are_made_anew(root: Path) -> None:
    shop, _ = _standing(root)
    shop.whole = False
    assert not _entered(root, shop)[1].same


def test_after_a_build_that_held_something_back_the_site_is_built(root: Path) -> None:
    shop, _ = _standing(root, WAYPOST_HOLD_BACK=True)
    assert not _entered(root, shop)[1].same


@pytest.mark.parametrize(("worked_out", "kept"), [(False, False), (True, True)])
def test_what_rooms_work_out_anew_is_kept_and_else_what_was_kept_before(
    root: Path, worked_out: bool, kept: bool
) -> None:
    """It need not be written again where it holds."""
    shop = Shop({})
    _built(root, shop)
    again = Shop({**shop.memory, "rooms": {"next_steps": {"aaaa1111": ()}}})
    with staged(root / "output") as stage:
        build = Assembly(_pelican(root, again), stage)
        build.enter()
        assert build.house.memory["next_steps"] is again.memory["rooms"]["next_steps"]
        if worked_out:
            build.house.memory["next_steps"] = {"aaaa1111": (1,)}
        build.make()
        build.close()
    assert ("rooms" in again.memory) is kept


def test_what_is_held_back_is_never_resumed(root: Path) -> None:
    shop = Shop()
    _built(root, shop, WAYPOST_HOLD_BACK=True)
    assert shop.memory["snapshot"] is None


def _late(house: House) -> Iterator[Unit]:
    yield Unit("search/index.html", "the search", {"file": b"1"}, lambda: b"found")


def test_late_units_are_asked_for_when_all_others_are_made(root: Path) -> None:
    there: list[bool] = []

    def late(house: House) -> Iterator[Unit]:
        there.append((build.stage.folder / "posts/a/index.html").is_file())
        yield from _late(house)

    with staged(root / "output") as stage:
        pelican = _pelican(root, Shop())
        build = Assembly(pelican, stage)
        pelican.house.late_units.append(late)
        build.enter()
        build.make()
        summary, made = build.close()
    assert there == [True]
    assert (root / "output/search/index.html").read_bytes() == b"found"
    assert (summary.pages, made) == (4, 4)


def test_why_is_answered_for_a_late_page(root: Path) -> None:
    with staged(root / "output") as stage:
        pelican = _pelican(root, Shop(), WAYPOST_WHY="/search/")
        build = Assembly(pelican, stage)
        pelican.house.late_units.append(_late)
        build.enter()
        build.make()
    assert build.why == "search/index.html (the search): made anew: nothing is known of a former one"


def test_why_is_answered_for_one_page(root: Path) -> None:
    build, _ = _built(root, Shop(), WAYPOST_WHY="a")
    assert build.why.startswith("posts/a/index.html (post ")
    assert build.why.endswith("posts/a.md): made anew: nothing is known of a former one")
    with pytest.raises(Misconfigured, match="--why nowhere: the build makes no such page"):
        _built(root, Shop(), WAYPOST_WHY="nowhere")
