from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from plugins.core.house import House
from plugins.core.unit import Unit
from plugins.core.vocabulary import Stage
from plugins.hubs.front import front
from plugins.hubs.pages import years
from plugins.hubs.units import units
from tests.factories import STAGES, a_page, a_post, a_site, a_stage, a_vocabulary
from tests.making import Printer, a_made_house, assert_told, changed, made, parts

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _posts(n: int = 12, **more):
    days = (DAY + dt.timedelta(days=i) for i in range(n))
    return [a_post(id=f"post{i:04}", slug=f"p{i}", title=f"Post {i}", date=day, **more) for i, day in enumerate(days)]


def _pages(house: House, per_page: int = 5):
    made(units(house, per_page))
    assert isinstance(house.renderer, Printer)
    return house.renderer.pages


def test_each_page_gets_what_the_theme_asks_for():
    files = _pages(a_made_house(*_posts()))
    second = files["stages/interest/page/2/index.html"]
    assert set(second) == {"template", "term", "posts", "count", "pager", "entry", "feeds", "head"}
    assert second["template"] == "hub"
    assert (second["head"]["address"], second["head"]["page"], second["head"]["kind"]) == (
        "/stages/interest/page/2/",
        2,
        "hub",
    )
    assert second["head"]["term"] == second["term"]
    overview = files["stages/index.html"]
    assert set(overview) == {"template", "kind", "title", "groups", "head"}
    assert (overview["template"], overview["kind"], overview["title"]) == ("hubs", "stage", "Stages")
    assert len(overview["groups"]) == len(STAGES)
    assert (overview["head"]["title"], overview["head"]["address"], overview["head"]["term"]) == (
        "Stages",
        "/stages/",
        None,
    )


def test_home_and_archive_get_what_the_theme_asks_for():
    house = a_made_house(*_posts())
    files = _pages(house)
    third = files["page/3/index.html"]
    assert set(third) == {"template", "posts", "pager", "front"}
    assert third["front"] is None
    assert files["index.html"]["front"] == front(house)
    assert (third["template"], third["pager"].newer, third["pager"].older) == ("index", "/page/2/", None)
    assert [post.slug for post in third["posts"]] == [post.slug for post in house.listed[10:]]
    assert files["archives/index.html"] == {"template": "archives", "years": years(house)}


def test_no_page_is_handed_in_twice_and_each_says_whose_it_is():
    found = list(units(a_made_house(*_posts()), 5))
    assert len({unit.path for unit in found}) == len(found)
    assert {unit.owner for unit in found} >= {"the list /", "the list /archives/", "the list /stages/interest/page/2/"}
    assert all(unit.path.endswith("index.html") for unit in found)


def test_pages_are_made_only_when_they_are_asked_for():
    house = a_made_house(*_posts())
    assert list(units(house, 5))
    assert isinstance(house.renderer, Printer)
    assert house.renderer.pages == {}


def _handed_in(*posts, per_page=5, sources=None, **parts) -> list[Unit]:
    house = a_made_house(*posts, **parts)
    house.renderer = Printer(**(sources or {}))
    return list(units(house, per_page))


def _but_one(**more):
    posts = _posts()
    return [*posts[:-1], replace(posts[-1], **more)]


RENAMED = a_vocabulary(stages={**a_vocabulary().stages, "loyalty": Stage(name="Love", question="What is next?")})
CHANGES = {
    "a title": _but_one(title="Another"),
    "a summary": _but_one(summary="Other words."),
    "a date": _but_one(date=DAY - dt.timedelta(days=400)),
    "a stage": _but_one(stage=a_stage("loyalty")),
    "a post hidden": _but_one(status="hidden"),
    "no tag": _but_one(tags=()),
    "a problem": _but_one(problem="Nobody reads it."),
    "no problem": _but_one(problem=None),
    "a part of another": _but_one(part_of="post0003"),
    "a language": _but_one(lang="ar"),
    "a post less": _posts(11),
    "a post more": _posts(16),
    "no post": [],
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_list_shows_is_a_part_of_it(name):
    before, after = _handed_in(*_posts()), _handed_in(*CHANGES[name])
    assert_told(before, after)
    assert changed(before, after)


@pytest.mark.parametrize(
    "parts", [{"vocabulary": RENAMED}, {"site": a_site(SITENAME="Else")}, {"pages": [a_page()]}, {"per_page": 4}]
)
def test_what_a_page_says_besides_is_a_part_of_it(parts):
    assert_told(_handed_in(*_posts()), _handed_in(*_posts(), **parts))


def test_one_edited_title_changes_the_lists_that_show_it_and_no_others():
    posts = [*_posts(), a_post(id="else0000", slug="else", stage=a_stage("loyalty"), tags=(), date=DAY)]
    touched = changed(_handed_in(*posts), _handed_in(*posts[:-1], replace(posts[-1], title="Another")))
    last = "page/3/index.html"
    assert touched.pop("index.html") == {"the front door"}  # it is where readers of its stage begin
    assert touched == {
        path: {"the posts"}
        for path in (
            last,
            "archives/index.html",
            "stages/loyalty/index.html",
            f"audiences/cmo/{last}",
            f"industries/finance/{last}",
            f"authors/desk/{last}",
        )
    }


def test_one_more_post_is_a_new_place_for_all_pages_of_a_list_only_where_there_is_a_page_more():
    nine, ten, eleven = (_handed_in(*_posts(n), per_page=5) for n in (9, 10, 11))
    assert "the place" not in set().union(*changed(nine, ten).values())
    assert changed(ten, eleven)["page/2/index.html"] == {"the posts", "the place"}


@pytest.mark.parametrize(("template", "count"), [("index", 3), ("archives", 1), ("hubs", 5)])
def test_another_template_is_told(template, count):
    touched = changed(_handed_in(*_posts()), _handed_in(*_posts(), sources={template: "other"}))
    assert list(touched.values()) == [{"template"}] * count


def test_every_part_is_known_and_named_in_words():
    names = {name for told in parts(_handed_in(*_posts())).values() for name in told}
    assert names == {"settings", "template", "the posts", "the place", "the term", "the terms", "the front door"}
