from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from dataclasses import replace

import pytest

from plugins.core.errors import Problem
from plugins.core.links import by_post
from plugins.core.manifest import Manifest
from plugins.core.post import Term
from plugins.posts.books import FILES, Books
from plugins.posts.report import problems_json, write
from tests.factories import a_house, a_page, a_post, a_site, a_stage
from tests.making import carded

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


def _written(house, folder) -> Manifest:
    """The manifest, after all of the ledger's links were written with it."""
    folder.mkdir(exist_ok=True)
    summary, _ = write(house, folder, by_post(house.ledger.rows))
    manifest = Manifest.model_validate_json((folder / "_waypost/posts.json").read_bytes())
    assert manifest.summary == summary
    return manifest


def test_the_manifest_comes_back_as_it_was_written(tmp_path):
    house = _house()
    manifest = _written(house, tmp_path)
    text = (tmp_path / "_waypost/posts.json").read_text(encoding="utf-8")
    assert [entry.id for entry in manifest.posts] == [post.id for post in house.posts]
    assert text.endswith("}\n")
    assert json.loads(text)["version"] == 1
    assert list(manifest.scheduled) == ["a", "z"]
    assert (manifest.site, manifest.url, manifest.sources) == ("The Waypost", "https://blog.example.com", "abc")


def test_what_is_to_come_in_the_manifest(tmp_path):
    """Also of a build that leaves it out; a draft need not have a stage yet."""
    draft = a_post(slug="d", status="draft", stage=None, path="content/posts/d.md")
    later = a_post(slug="l", status="scheduled", date=LATER, path="content/posts/l.md")
    manifest = _written(_house(coming=[draft, later]), tmp_path)
    assert [(one.slug, one.status, one.stage, one.source) for one in manifest.coming] == [
        ("d", "draft", None, "posts/d.md"),
        ("l", "scheduled", "interest", "posts/l.md"),
    ]
    assert (manifest.coming[1].date, manifest.coming[1].industry) == (LATER, ("finance",))
    assert (manifest.coming[1].audience, manifest.coming[1].title) == (("cmo",), "Small posts add up")


def test_a_post_in_the_manifest(tmp_path):
    entries = {entry.id: entry for entry in _written(_house(), tmp_path).posts}
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
    summary = _written(house, tmp_path).summary
    assert summary.model_dump(include=set(COUNTS)) == COUNTS
    stages = {"epiphany": 0, "awareness": 1, "interest": 0, "confidence": 0, "loyalty": 0, "none": 1}
    assert summary.by_stage == stages
    assert list(summary.by_stage) == list(stages)
    assert (summary.pages, summary.feeds, summary.snippets, summary.links, summary.warnings) == (9, 4, 5, 0, 1)


def test_the_ledger_and_the_problems_stand_beside_it(tmp_path):
    house = _house()
    url = house.tagged("https://www.example.com/ü?a=1", house.posts[0], "linkedin", "share")
    assert _written(house, tmp_path).summary.links == 1
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
        house = _house()
        for channel in ("x", "linkedin") if name == "one" else ("linkedin", "x"):
            house.tagged("https://www.example.com/", a_page(), channel, "share")
        _written(house, tmp_path / name)
    for file in sorted((tmp_path / "one/_waypost").iterdir()):
        assert file.read_bytes() == (tmp_path / "two/_waypost" / file.name).read_bytes()


def test_problems_for_machines_keep_every_letter():
    found = json.loads(problems_json([Problem("ü.md", 1, "a", 'say "x"\n', "")]))
    assert found["version"] == 1
    assert (found["problems"][0]["path"], found["problems"][0]["message"]) == ("ü.md", 'say "x"\n')


def test_the_ledger_is_csv_with_a_head_and_an_end(tmp_path):
    """RFC 4180, section 2: lines end in CRLF, the head has the names of the columns."""
    _written(_house(), tmp_path / "empty")
    house = _house()
    for url in ("https://www.example.com/a", "https://www.example.com/b"):
        house.tagged(url, house.posts[0], "x", "share")
    _written(house, tmp_path / "two")
    head = "post,slug,stage,channel,placement,campaign,group,clean,tagged,stage_inferred\r\n"
    assert (tmp_path / "empty/_waypost/links.csv").read_bytes() == head.encode()
    lines = (tmp_path / "two/_waypost/links.csv").read_bytes().decode().split("\r\n")
    assert (f"{lines[0]}\r\n", len(lines), lines[-1]) == (head, 4, "")
    assert "\n" not in "".join(lines)
    assert json.loads((tmp_path / "empty/_waypost/links.json").read_text()) == {"version": 1, "links": []}


def _house_of(*posts, problems=(), **parts):
    """A house whose every post has two tagged links, one of them with its title, and its page one."""
    house = a_house(*map(carded, posts), counts=COUNTS, problems=list(problems), **parts)
    for post in house.posts:
        house.tagged("https://www.example.com/", post, "x", "share")
        house.tagged(f"https://www.example.com/?of={post.title}", post, "site", "body")
    house.leaving("https://www.example.com/", "about", "body")
    house.ground = house.site.url.encode()
    return house


def _post(name, **parts):
    return a_post(id=f"idof000{name}", slug=name, title=f"Post {name}", address=f"/posts/{name}/", **parts)


ABC = [_post(name) for name in "abc"]
OLDER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
EDITS = {
    "nothing": (ABC, {}),
    "a title": ([_post("a"), replace(_post("b"), title="Another"), _post("c")], {}),
    "a date, and so the order": ([_post("a"), _post("b"), _post("c", date=OLDER)], {}),
    "a post more": ([*ABC, _post("d")], {}),
    "a post less": (ABC[:2], {}),
    "no post": ([], {}),
    "all others": ([_post("x"), _post("y")], {}),
    "another file": ([replace(_post("a"), path="posts/else.md"), *ABC[1:]], {}),
    "another host": (ABC, {"site": a_site(SITEURL="https://new.example.org")}),
    "a warning": (ABC, {"problems": [Problem("content/posts/a.md", 1, "x", "is odd", "", "warning")]}),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_reports_are_those_of_a_full_build(tmp_path, name):
    """Only the links of posts that changed are handed in; all else is the former build's."""
    posts, parts = EDITS[name]
    before, after = _house_of(*ABC), _house_of(*posts, **parts)
    for folder in ("former", "warm", "full"):
        (tmp_path / folder).mkdir()
    old = by_post(before.ledger.rows)
    _, books = write(before, tmp_path / "former", old)
    new = by_post(after.ledger.rows)
    fresh = {id: new.get(id, []) for id in {*old, *new} if old.get(id) != new.get(id)}
    warm = write(after, tmp_path / "warm", fresh, tmp_path / "former", books)
    full = write(after, tmp_path / "full", new)
    assert warm[0] == full[0]
    assert (warm[1].csv, warm[1].json, warm[1].rows, warm[1].entries) == (
        full[1].csv,
        full[1].json,
        full[1].rows,
        full[1].entries,
    )
    for file in ("posts.json", "links.csv", "links.json", "problems.json"):
        assert (tmp_path / "warm/_waypost" / file).read_bytes() == (tmp_path / "full/_waypost" / file).read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_books_are_whole_while_the_files_are_as_they_were_written(tmp_path, file):
    _, books = write(_house_of(*ABC), tmp_path, {})
    assert books.are_whole(tmp_path)
    path = tmp_path / "_waypost" / file
    path.write_bytes(path.read_bytes() + b" ")
    assert not books.are_whole(tmp_path)
    path.unlink()
    assert not books.are_whole(tmp_path)


def test_books_that_were_never_kept_are_not_whole(tmp_path):
    write(_house_of(*ABC), tmp_path, {})
    assert not Books().are_whole(tmp_path)


def _edited(folder, links=True):
    """Both builds' files of the ledger, after an edit that changes links or leaves them."""
    for name in ("former", "warm"):
        (folder / name).mkdir()
    before = _house_of(*ABC)
    rows = by_post(before.ledger.rows)
    _, books = write(before, folder / "former", rows)
    fresh = {"idof000b": rows["idof000b"][:-1] if links else rows["idof000b"]}
    write(before, folder / "warm", fresh, folder / "former", books)
    names = ("links.csv", "links.json")
    return [[folder / build / "_waypost" / name for name in names] for build in ("former", "warm")]


@pytest.mark.parametrize("links", [True, False])
def test_a_ledger_that_an_edit_leaves_is_the_former_file(tmp_path, links):
    for former, warm in zip(*_edited(tmp_path, links), strict=True):
        assert former.samefile(warm) is not links
        assert (former.read_bytes() == warm.read_bytes()) is not links


def test_a_ledger_is_copied_where_there_are_no_hard_links(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: os.stat("/nowhere at all"))
    for former, warm in zip(*_edited(tmp_path, links=False), strict=True):
        assert not former.samefile(warm)
        assert former.read_bytes() == warm.read_bytes()
