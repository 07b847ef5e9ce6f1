from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.cache import cache as room
from plugins.cache import workshop
from plugins.cache.cache import Cache
from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import House, Stage
from plugins.core.links import Arrival, Carrier
from plugins.core.unit import Unit, Yield
from tests.factories import a_house

RSS = Arrival("rss", "rss", "referral")
GROUND = b"ground"


class Site:
    """One output that is built again and again. A unit has its text, the posts it links for, and a Problem or none."""

    def __init__(self, root: Path) -> None:
        self.root, self.count = root, 0
        self.former: Path | None = None
        self.house = a_house()

    def stage(self) -> Stage:
        self.count += 1
        folder = self.root / f"output.{self.count}"
        folder.mkdir(parents=True)
        return Stage(folder, self.former, self.root / "output.state")

    def open(self, full: bool = False, ground: bytes = GROUND, content: str = "content") -> Cache:
        self.house = a_house(content=content)
        cache = Cache(self.root / "cache", self.house)
        cache.open(self.stage(), ground, full)
        return cache

    def unit(self, path: str, text: str, posts: Sequence[str] = (), problem: str = "") -> Unit:
        house = self.house

        def make() -> bytes:
            for post in posts:
                house.ledger.tag(f"https://www.example.com/{text}", Carrier(post, id=post), RSS, path)
            house.findings.snippets += len(posts)
            if problem:
                house.findings.problems.append(Problem(f"{house.content}/{problem}", 1, "x", text, "", "warning"))
            return text.encode()

        return Unit(path, path, {"text": digest(text, *posts, problem)}, make)

    def build(
        self, *texts: tuple[object, ...], full: bool = False, ground: bytes = GROUND, content: str = "content"
    ) -> Yield:
        """One build, to its end."""
        cache = self.open(full, ground, content)
        found = cache.make([self.unit(*text) for text in texts], lambda path, data: [])  # type: ignore[arg-type]
        cache.begin_commit(lambda: {"begun": self.count})
        cache.commit({"books": self.count})
        assert cache.stage
        self.former = cache.stage.folder
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def rows(found: Yield) -> dict[str, list[tuple[str, str]]]:
    """Post → (placement, where it leads) of its links."""
    return {post: [(row.placement, row.clean.rpartition("/")[2]) for row in some] for post, some in found.rows.items()}


def test_the_first_build_makes_and_tells_all(site: Site) -> None:
    found = site.build(("one", "1", ["a", "b"]), ("two", "2", ["a"], "posts/x.md"))
    assert found.made == {"one", "two"}
    assert found.snippets == 3
    assert [problem.path for problem in found.problems] == ["content/posts/x.md"]
    assert rows(found) == {"a": [("one", "1"), ("two", "2")], "b": [("one", "1")]}


def test_what_is_kept_is_told_as_if_it_were_made(site: Site) -> None:
    first = site.build(("one", "1", ["a", "b"]), ("two", "2", ["a"], "posts/x.md"))
    again = site.build(("one", "1", ["a", "b"]), ("two", "2", ["a"], "posts/x.md"))
    assert (again.made, again.snippets, list(again.problems)) == (frozenset(), first.snippets, list(first.problems))
    assert again.rows == {}


def test_all_links_of_a_post_are_told_where_one_of_its_files_changed(site: Site) -> None:
    site.build(("one", "1", ["a", "b"]), ("two", "2", ["a"]), ("three", "3", ["c"]))
    found = site.build(("one", "new", ["b"]), ("two", "2", ["a"]), ("three", "3", ["c"]))
    assert rows(found) == {"a": [("two", "2")], "b": [("one", "new")]}


def test_and_where_one_of_them_is_gone(site: Site) -> None:
    site.build(("one", "1", ["a", "b"]), ("two", "2", ["a"]))
    found = site.build(("two", "2", ["a"]))
    assert rows(found) == {"a": [("two", "2")], "b": []}
    assert site.build(("two", "2", ["a"])).rows == {}


def test_problems_name_files_as_they_are_seen_from_where_a_build_is_run(site: Site) -> None:
    site.build(("one", "1", [], "posts/x.md"))
    found = site.build(("one", "1", [], "posts/x.md"), content="../blog/content")
    assert found.made == frozenset()
    assert [problem.path for problem in found.problems] == ["../blog/content/posts/x.md"]


def test_memory_holds_for_the_output_that_it_was_made_with(site: Site) -> None:
    site.build(("one", "1"))
    assert site.open().recall("books") == 1
    site.former = site.root / "another"
    assert site.open().recall("books") is None


@pytest.mark.parametrize("forked", [True, False])
def test_what_is_known_before_files_are_made_is_noted_meanwhile(
    site: Site, monkeypatch: pytest.MonkeyPatch, forked: bool
) -> None:
    monkeypatch.setattr(workshop, "cores", lambda: 2)
    for place in (workshop, room):
        monkeypatch.setattr(place, "FEW", 0 if forked else 1000)
    cache = site.open()
    cache.make(
        [site.unit("one", "1"), site.unit("two", "2")], lambda path, data: [], tuple, lambda: {"noted": {"a": 1}}
    )
    cache.begin_commit(lambda: {"noted": None, "begun": 1})
    cache.commit({"books": 1})
    assert cache.stage
    site.former = cache.stage.folder
    found = [site.open().recall(name) for name in ("noted", "begun", "books")]
    assert found == [{"a": 1} if forked else None, 1, 1]


@pytest.mark.parametrize("how", ["full", "ground", "no output"])
def test_what_makes_all_anew(site: Site, how: str) -> None:
    site.build(("one", "1"), ("two", "2"))
    if how == "no output":
        site.former = None
    found = site.build(("one", "1"), ("two", "2"), full=how == "full", ground=b"other" if how == "ground" else GROUND)
    assert found.made == {"one", "two"}


def test_a_build_that_does_not_end_leaves_the_former_ones_memory(site: Site) -> None:
    site.build(("one", "1"), ("two", "2"))
    cache = site.open()
    cache.make([site.unit("one", "new"), site.unit("two", "2")], lambda path, data: [])
    assert site.build(("one", "1"), ("two", "2")).made == frozenset()


def test_why_knows_the_parts_of_the_former_build(site: Site) -> None:
    site.build(("one", "1"))
    cache = site.open()
    assert cache.why(site.unit("one", "new")) == {"text": digest("1", "")}
    assert cache.why(site.unit("two", "2")) is None
    assert Cache(site.root / "cache", House(site=site.house.site)).why(site.unit("one", "1")) is None


@pytest.mark.parametrize("writing", [True, False])
def test_what_follows_from_the_engine_stays_when_a_site_is_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writing: bool
) -> None:
    monkeypatch.setattr(room, "beside", lambda source: tmp_path / "engine" if writing else None)
    first = Cache(tmp_path / "one", a_house())
    for engine in (True, False):
        assert first.keep(b"key", lambda: b"made", engine=engine) == b"made"
    assert (tmp_path / "engine").exists() is writing
    made = list[str]()
    other = Cache(tmp_path / "two", a_house())
    other.keep(b"key", lambda: made.append("engine's") or b"made", engine=True)
    other.keep(b"key", lambda: made.append("site's") or b"made")
    assert made == (["site's"] if writing else ["engine's"])
