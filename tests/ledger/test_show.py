from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugins.core.links import by_post
from plugins.ledger.show import ledger
from plugins.posts.report import write
from tests.factories import a_house, a_post

COUNTS = {"files": 1, "posts": 1, "drafts": 0, "scheduled": 0, "hidden": 0, "refused": 0}


@pytest.fixture
def output(tmp_path):
    house = a_house(a_post(), counts=COUNTS)
    house.tagged("https://www.example.com/", house.posts[0], "x", "share")
    hostile = replace(house.ledger.rows[0], channel="linkedin", placement="a-long-placement", campaign="a\x1b[2J")
    house.ledger.add([hostile])
    write(house, tmp_path, by_post(house.ledger.rows))
    return tmp_path


def test_a_table_for_people(output):
    lines = ledger(output, "text").splitlines()
    assert lines[0].split() == ["slug", "stage", "channel", "placement", "campaign", "group", "tagged"]
    assert len({line.index("https://") for line in lines[1:3]}) == 1
    assert [line.split()[2:5] for line in lines[1:3]] == [
        ["linkedin", "a-long-placement", r"a\x1b[2J"],
        ["x", "share", "small-posts-add-up"],
    ]
    assert lines[-1] == "2 tagged links"
    assert "\x1b" not in ledger(output, "text")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_files_as_they_are_for_programs(output, form):
    assert ledger(output, form) == (output / f"_waypost/links.{form}").read_text(encoding="utf-8")
    if form == "json":
        assert len(json.loads(ledger(output, form))["links"]) == 2
