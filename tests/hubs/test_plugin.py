from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.core.house import KEY
from plugins.core.site import output_path
from plugins.hubs.pages import hub_pages, overviews
from plugins.hubs.plugin import HubsGenerator, enter, generators
from tests.factories import STAGES, a_house, a_post


class Written:
    """A writer that keeps what it is told to write."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}

    def write_file(self, name: str, template: str, context: object, **variables: Any) -> None:
        self.files[name] = {"template": template, **variables}


def _house(n: int = 12):
    return a_house(*(a_post(id=f"post{i:04}", slug=f"p{i}") for i in range(n)))


def _write(house, per_page=5) -> dict[str, dict[str, Any]]:
    settings = {KEY: house, "DEFAULT_PAGINATION": per_page, "JINJA_GLOBALS": {"head_for": lambda **head: head}}
    generator = HubsGenerator.__new__(HubsGenerator)
    generator.settings, generator.context, generator.get_template = settings, {}, lambda name: name
    writer = Written()
    generator.generate_output(writer)
    return writer.files


@pytest.mark.parametrize("per_page", [5, False, 100])
def test_what_is_claimed_is_what_is_written(per_page):
    house = _house()
    enter(SimpleNamespace(settings={KEY: house, "DEFAULT_PAGINATION": per_page}))
    claimed = [claim.path for claims in house.claims for claim in claims(house)]
    assert sorted(_write(house, per_page)) == sorted(claimed)
    assert len(set(claimed)) == len(claimed)


def test_each_page_gets_what_the_theme_asks_for():
    files = _write(_house())
    second = files["stages/interest/page/2/index.html"]
    assert second["template"] == "hub"
    assert {"term", "posts", "count", "pager", "entry", "feeds", "head", "url"} <= set(second)
    assert (second["url"], second["head"]["page"], second["head"]["term"]) == (
        "/stages/interest/page/2/",
        2,
        second["term"],
    )
    overview = files["stages/index.html"]
    assert (overview["template"], overview["kind"], overview["title"]) == ("hubs", "stage", "Stages")
    assert len(overview["groups"]) == len(STAGES)


def test_an_owner_is_named_in_words():
    house = _house(1)
    enter(SimpleNamespace(settings={KEY: house, "DEFAULT_PAGINATION": 5}))
    owners = {claim.path: claim.owner for claims in house.claims for claim in claims(house)}
    assert owners["stages/interest/index.html"] == "stage 'Interest'"
    assert owners["stages/index.html"] == "the list of stages"
    assert set(owners) == {output_path(page.address) for page in (*hub_pages(house, 5), *overviews(house))}


def test_pelican_is_given_the_generator():
    assert generators(SimpleNamespace()) is HubsGenerator
