from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any

import pytest

from plugins.core.house import House
from plugins.core.post import Picture, Post, Term
from plugins.core.share import Kit
from plugins.core.unit import Unit
from plugins.core.vocabulary import Channel, Scheduler
from plugins.share import patterns
from plugins.share.units import kit_of, units
from tests.factories import a_post, a_site, a_stage, a_vocabulary
from tests.making import a_made_house, assert_told, changed, made

POST = a_post(slug="open", title="Größe")


def _house(*posts: Post, **parts: Any) -> House:
    return a_made_house(*(posts or (POST, a_post(slug="hidden", id="hidden00", status="hidden"))), **parts)


def kits(house: House) -> list[Unit]:
    """The units of what each kit says to machines."""
    return [unit for unit in units(house) if fnmatch(unit.path, "_waypost/share/*.json")]


def test_a_file_and_a_page_for_each_kit_and_none_for_hidden_posts() -> None:
    assert sorted(unit.path for unit in units(_house())) == [
        "_waypost/schedulers.json",
        *(f"_waypost/share/{name}" for name in ("count.js", "find.js", "index.html", "kit.css", "kit.js", "open.json")),
        "_waypost/share/patterns.js",
        "_waypost/share/posts/open.html",
    ]


def test_the_file_of_a_kit() -> None:
    house = _house()
    (file,) = kits(house)
    assert (file.path, file.owner) == ("_waypost/share/open.json", "share kit of posts/open.md")
    data = file.make()
    assert isinstance(data, bytes)
    assert "Größe".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert [s["channel"] for s in json.loads(data)["snippets"]] == ["linkedin", "x", "bluesky", "mastodon", "email"]
    assert Kit.model_validate_json(data) == kit_of(house, POST)


@pytest.mark.parametrize(("preview", "slugs"), [(False, ["p"]), (True, ["d", "p", "s"])])
def test_drafts_have_one_only_in_a_preview(preview: bool, slugs: list[str]) -> None:
    statuses: dict[str, Any] = {"p": "published", "d": "draft", "s": "scheduled", "h": "hidden"}
    posts = [a_post(slug=slug, id=f"idof000{slug}", status=status) for slug, status in statuses.items()]
    house = _house(*posts, site=a_site(preview=preview))
    assert sorted(unit.path for unit in kits(house)) == [f"_waypost/share/{slug}.json" for slug in slugs]
    assert [bool(kit_of(house, post)) for post in posts] == [slug in slugs for slug in statuses]


def test_what_comes_to_light_is_found_and_the_links_stand_in_the_ledger() -> None:
    house = _house(a_post(slug="open", share={"x": "word " * 100, "linkdin": "Which?"}))
    file, page = (unit for unit in units(house) if "open" in unit.path)
    assert (house.findings.problems, house.findings.snippets, house.ledger.rows) == ([], 0, [])
    file.make()
    assert sorted(p.field for p in house.findings.problems) == ["share.linkdin", "share.x"]
    assert house.findings.snippets == 5
    assert {row.channel for row in house.ledger.rows} == {"linkedin", "x", "bluesky", "mastodon", "email"}
    before = len(house.findings.problems), len(house.ledger.rows)
    page.make()
    assert (len(house.findings.problems), len(house.ledger.rows)) == before


def test_a_page_is_the_same_whether_its_kit_has_just_been_made_or_not() -> None:
    house, other = _house(), _house()
    file, page = (unit for unit in units(house) if "open" in unit.path)
    alone = next(unit for unit in units(other) if unit.path == page.path).make()
    assert other.ledger.rows == []
    file.make()
    assert page.make() == alone


CHANGES: dict[str, dict[str, Any]] = {
    "a title": {"title": "Kleiner"},
    "a summary": {"summary": "Other words."},
    "a problem": {"problem": "Another problem."},
    "a question": {"question": "Who pays?"},
    "takeaways": {"takeaways": ("One.",)},
    "a stage": {"stage": a_stage("loyalty")},
    "an inferred stage": {"stage": a_stage(inferred=True)},
    "a campaign": {"campaign": "spring"},
    "a tag": {"tags": (Term("tag", "b2b", "B2B", "/tags/b2b/"),)},
    "an image": {"image": Picture("/posts/open/a.png", "A chart", 10, "image/png")},
    "an own text": {"share": {"x": "What moved it?"}},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_kit_says_of_its_post_is_a_part_of_it(name: str) -> None:
    before, after = list(units(_house(POST))), list(units(_house(replace(POST, **CHANGES[name]))))
    assert made(before) != made(after)
    assert changed(before, after) == {
        "_waypost/share/open.json": {"the front matter"},
        "_waypost/share/posts/open.html": {"the front matter"},
        "_waypost/share/index.html": {"the front matter of all posts"},
    }


LINKEDIN = a_vocabulary().channels | {"linkedin": Channel(name="L", source="li", medium="social", network="linkedin")}


@pytest.mark.parametrize(
    "parts",
    [
        {"site": a_site(share_channels=["x"])},
        {"site": a_site(SITENAME="Other")},
        {"vocabulary": a_vocabulary(schedulers={"a": Scheduler(name="A", columns={"Text": "{text}"})})},
        {"site": a_site(SITEURL="https://new.example.org")},
        {"vocabulary": a_vocabulary(channels=LINKEDIN)},
    ],
)
def test_what_the_site_says_is_a_part_of_every_kit(parts: dict[str, Any]) -> None:
    before, after = list(units(_house())), list(units(_house(**parts)))
    assert made(before) != made(after)
    assert_told(before, after)


def test_another_post_or_another_body_changes_no_kit() -> None:
    body = replace(POST, body=("<p>Another body.</p>",))
    other = a_post(slug="other", id="other000")
    assert changed(kits(_house(POST)), kits(_house(body, other))) == {}
    assert changed(units(_house(POST)), units(_house(body))) == {}


def test_the_patterns_are_kept_with_the_engine_they_follow_from() -> None:
    asked = list[tuple[bytes, bool]]()

    class Keeping:
        def keep(self, key: bytes, make: Callable[[], bytes], engine: bool = False) -> bytes:
            asked.append((key, engine))
            return make()

    house = _house()
    (unit,) = [unit for unit in units(house) if unit.path == "_waypost/share/patterns.js"]
    alone = unit.make()
    house.workshop = Keeping()  # type: ignore[assignment]
    assert unit.make() == alone == patterns.script()
    assert asked == [(patterns.origin(), True)]
