from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.errors import Problem
from plugins.core.links import Tagged
from plugins.core.manifest import Manifest
from plugins.core.post import Term
from plugins.posts.report import ledger_csv, problems_json, write
from tests.factories import a_house, a_page, a_post, a_stage

COUNTS = {"files": 3, "posts": 1, "drafts": 1, "scheduled": 1, "hidden": 0, "refused": 0}
LATER = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)


def _house(**parts):
    full = a_post(
        id="full0000",
        slug="full",
        stage=a_stage("awareness", inferred=True),
        modified=dt.datetime(2026, 4, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        category=Term("category", "method", "Method", "/categories/method/"),
        series=Term("series", "on-buying", "On buying", "/series/on-buying/"),
        campaign="spring",
        address="/posts/full/",
    )
    bare = a_post(stage=None, offer=None, offer_key="", audiences=(), tags=(), goal=None, metric=None)
    problems = [Problem("posts/a.md", 2, "title", "is odd", "Mend it.", "warning")]
    base = {"counts": COUNTS, "problems": problems, "scheduled": [("z", LATER), ("a", LATER)], "sources": "abc"}
    return a_house(full, bare, a_post(id="hidden00", slug="h", status="hidden"), **{**base, **parts})


def test_the_manifest_comes_back_as_it_was_written(tmp_path):
    manifest = write(_house(), tmp_path)
    text = (tmp_path / "_waypost/posts.json").read_text(encoding="utf-8")
    assert Manifest.model_validate_json(text) == manifest
    assert text.endswith("}\n")
    assert json.loads(text)["version"] == 1
    assert list(manifest.scheduled) == ["a", "z"]
    assert (manifest.site, manifest.url, manifest.sources) == ("The Waypost", "https://blog.example.com", "abc")


def test_a_post_in_the_manifest(tmp_path):
    entries = {entry.id: entry for entry in write(_house(), tmp_path).posts}
    full, bare = entries["full0000"], entries["abcd2345"]
    assert (full.url, full.source) == ("https://blog.example.com/posts/full/", "posts/full.md")
    assert (full.stage, full.stage_inferred, full.stage_evidence) == ("awareness", True, ("says “compare” twice",))
    assert (full.authors, full.audience, full.industry, full.tags) == (
        ("desk",),
        ("cmo",),
        ("finance",),
        ("buying stages",),
    )
    assert (full.category, full.series, full.campaign, full.offer) == ("Method", "On buying", "spring", "review")
    assert (full.goal, full.metric, full.words, full.minutes) == ("depth", "replies from accounts", 460, 2)
    assert full.modified.isoformat() == "2026-04-01T00:00:00+02:00"
    assert (bare.stage, bare.stage_inferred, bare.offer, bare.tags, bare.category) == (None, False, None, (), None)
    assert entries["hidden00"].status == "hidden"


def test_the_summary_counts_what_was_published(tmp_path):
    house = _house(written={"pages": 9, "feeds": 4, "snippets": 5})
    summary = write(house, tmp_path).summary
    assert summary.model_dump(include=set(COUNTS)) == COUNTS
    stages = {"epiphany": 0, "awareness": 1, "interest": 0, "confidence": 0, "loyalty": 0, "none": 1}
    assert summary.by_stage == stages
    assert list(summary.by_stage) == list(stages)
    assert (summary.pages, summary.feeds, summary.snippets, summary.links, summary.warnings) == (9, 4, 5, 0, 1)


def test_the_ledger_and_the_problems_stand_beside_it(tmp_path):
    house = _house()
    url = house.tagged("https://www.example.com/ü?a=1", house.posts[0], "linkedin", "share")
    manifest = write(house, tmp_path)
    assert manifest.summary.links == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "_waypost/links.csv").read_text(encoding="utf-8"))))
    (link,) = json.loads((tmp_path / "_waypost/links.json").read_text(encoding="utf-8"))["links"]
    assert rows == [{name: str(value).lower() if isinstance(value, bool) else value for name, value in link.items()}]
    assert (rows[0]["tagged"], rows[0]["clean"], rows[0]["group"]) == (
        url,
        "https://www.example.com/ü?a=1",
        "Organic Social",
    )
    told = json.loads((tmp_path / "_waypost/problems.json").read_text())["problems"]
    assert told == [
        {
            "path": "posts/a.md",
            "line": 2,
            "field": "title",
            "message": "is odd",
            "hint": "Mend it.",
            "severity": "warning",
        }
    ]


def test_the_same_house_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        house = _house()
        for channel in ("x", "linkedin") if name == "one" else ("linkedin", "x"):
            house.tagged("https://www.example.com/", a_page(), channel, "share")
        write(house, tmp_path / name)
    for file in sorted((tmp_path / "one/_waypost").iterdir()):
        assert file.read_bytes() == (tmp_path / "two/_waypost" / file.name).read_bytes()


def _row(**cells: str) -> Tagged:
    base = dict.fromkeys(("post", "slug", "stage", "channel", "placement", "campaign", "group", "clean", "tagged"), "x")
    return Tagged(**{**base, **cells})


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        ("", ""),
        ('a "b", c', 'a "b", c'),
        ("two\nlines", "two\nlines"),
        ("https://www.example.com/?a=1", "https://www.example.com/?a=1"),
    ],
)
def test_no_cell_is_a_formula(cell, written):
    rows = list(csv.reader(io.StringIO(ledger_csv([_row(campaign=cell)]), newline="")))
    assert rows[0][:3] == ["post", "slug", "stage"]
    assert rows[1][5] == written


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=9, max_size=9))
@settings(max_examples=50)
def test_csv_keeps_every_cell(cells):
    text = ledger_csv([Tagged(*cells)])
    assert text.endswith("\r\n")
    (_, row) = csv.reader(io.StringIO(text, newline=""))
    assert [cell.removeprefix("'") for cell in row[:9]] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_problems_for_machines_keep_every_letter():
    found = json.loads(problems_json([Problem("ü.md", 1, "a", 'say "x"\n', "")]))
    assert found["version"] == 1
    assert (found["problems"][0]["path"], found["problems"][0]["message"]) == ("ü.md", 'say "x"\n')
