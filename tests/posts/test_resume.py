from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pytest

from plugins.cache.cache import Cache
from plugins.core.house import House
from plugins.posts import gate, resume
from plugins.posts.resume import Known, Snapshot
from plugins.posts.sources import Sources, find
from tests.posts.blogs import NOW, a_house_at_the_gate, content, page, told
from tests.site.blog import PNG, post

POSTS = {
    "posts/first.md": post("Words, and [a link](second.md#why).\n\n## Here\n", redirect_from=["/was/"]),
    "posts/second.md": post("## Why\n\nText.\n", id="bbbb2222", title="Second", share={"x": "Mine"}),
    "posts/later.md": post("Later.\n", id="cccc3333", title="Later", date="2026-07-01"),
    "posts/draft.md": post("\u202eturned\n", id="dddd4444", title="Draft", status="draft"),
    "pages/about.md": page("See [the first](../posts/first.md).\n", title="About"),
}


class Desk:
    """A content folder, and one house after the other at its gate."""

    def __init__(self, root: Path, **settings: Any) -> None:
        self.root, self.settings = root, settings
        self.content = content(root / "content", dict(POSTS))
        self.house = House(site=a_house_at_the_gate().site)

    def sources(self) -> Sources:
        self.house = a_house_at_the_gate(**self.settings)
        self.house.workshop = Cache(self.root / "cache", self.house)
        return find(self.content)

    def gate(self, now: dt.datetime = NOW) -> Snapshot | None:
        sources = self.sources()
        survey = gate.enter(self.house, sources, now, thorough=False)
        return resume.snapshot(survey, resume.around(b"", sources))

    def resume(self, former: Snapshot | None, now: dt.datetime = NOW, ground: bytes = b"") -> dict[str, Known] | None:
        assert former is not None
        sources = self.sources()
        return resume.resume(self.house, sources, now, former, resume.around(ground, sources))

    def write(self, name: str, text: str | bytes) -> None:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, name: str, old: str, new: str) -> None:
        before = (self.content / name).read_text()
        assert old in before
        self.write(name, before.replace(old, new))

    def seen(self) -> dict[str, Any]:
        """All that rooms see of the house, bodies and targets apart."""
        house = self.house
        assert house.now is not None
        items = [
            (i.path, i.slug, i.status, i.card, i.whole, i.stored, i.words, i.gist) for i in (*house.posts, *house.pages)
        ]
        shares = {
            path: {k: v for k, v in p.lines.items() if k.startswith("share")} for path, p in house.prepared.items()
        }
        lines = {path: found for path, found in shares.items() if found}
        return {
            "items": items,
            "files": list(house.files),
            "counts": dict(house.counts),
            "scheduled": sorted(house.scheduled),
            "coming": [(post.slug, post.status, post.words) for post in house.coming],
            "problems": told(house.problems),
            "lines": lines,
            "vocabulary": house.vocabulary,
        }


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


EDITS = {
    "nothing": [],
    "a word more": [("posts/first.md", "Words", "More words")],
    "a page": [("pages/about.md", "See", "Do see")],
    "a link less": [("posts/first.md", "[a link](second.md#why)", "no link")],
    "another link": [("posts/first.md", "second.md#why", "../pages/about.md")],
    "a warning more": [("posts/first.md", "Words", "\u202eturned")],
    "a warning less": [("posts/draft.md", "\u202e", "")],
    "a scheduled post": [("posts/later.md", "Later.\n", "Much later.\n")],
    "two": [("posts/first.md", "Words", "More words"), ("posts/second.md", "Text", "More text")],
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_text_leaves_the_house_as_the_whole_gate_would(desk: Desk, name: str) -> None:
    former = desk.gate()
    for edit in EDITS[name]:
        desk.edit(*edit)
    fresh = desk.resume(former)
    assert fresh is not None
    assert set(fresh) == {edit[0] for edit in EDITS[name]}
    resumed = desk.seen()
    desk.gate()
    assert resumed == desk.seen()


def test_what_was_edited_leads_where_it_says_now(desk: Desk) -> None:
    former = desk.gate()
    desk.edit("posts/first.md", "second.md#why", "../pages/about.md")
    assert desk.resume(former)
    assert former
    desk.house.refer = resume.referrer(desk.house, former)
    resumed = {item.path: desk.house.page_html(item) for item in (*desk.house.posts, *desk.house.pages)}
    desk.gate()
    assert resumed == {item.path: desk.house.page_html(item) for item in (*desk.house.posts, *desk.house.pages)}
    assert any('href="/about/"' in html for html in resumed.values())


def test_rooms_are_told_whose_words_are_others_now(desk: Desk) -> None:
    former = desk.gate()
    before = {post.slug: post.gist for post in desk.house.posts}
    desk.edit("posts/first.md", "Words", "A tender is a tender is a tender")
    desk.edit("pages/about.md", "See", "Do see")
    assert desk.resume(former)
    assert desk.house.edited == {"aaaa1111": before["first"]}
    assert {post.slug for post in desk.house.posts if post.gist != before[post.slug]} == {"first"}


def test_rooms_find_the_line_of_a_share_text(desk: Desk) -> None:
    """Share kits are made after the gate, and some of them for posts that nobody has edited."""
    former = desk.gate()
    assert desk.resume(former) == {}
    path = next(one.path for one in desk.house.posts if one.slug == "second")
    assert desk.house.prepared[path].lines["share"] == 8
    assert desk.house.prepared[path].lines["share.x"] == 8


def test_rooms_find_the_line_of_a_title_that_a_font_may_lack(desk: Desk) -> None:
    desk.edit("posts/first.md", "title:", "# x\ntitle: 前\n#")
    former = desk.gate()
    assert desk.resume(former) == {}
    lines = {
        one.slug: desk.house.prepared[one.path].lines for one in desk.house.posts if one.path in desk.house.prepared
    }
    assert lines["first"]["title"] == 4
    assert "title" not in lines["second"]


CHANGES = {
    "a title": lambda desk: desk.edit("posts/first.md", "title:", "title: New\nsummary: x\n#"),
    "a comment in front matter": lambda desk: desk.edit("posts/first.md", "title:", "# x\ntitle:"),
    "an anchor": lambda desk: desk.edit("posts/second.md", "## Why", "## Because"),
    "an anchor more": lambda desk: desk.edit("posts/second.md", "Text.", "Text.\n\n## More"),
    "a post more": lambda desk: desk.write("posts/new.md", post("x", id="eeee5555", slug="new")),
    "a post less": lambda desk: (desk.content / "posts/draft.md").unlink(),
    "a post by another name": lambda desk: (desk.content / "posts/draft.md").rename(desk.content / "posts/d.md"),
    "a picture": lambda desk: desk.write("posts/first/dot.png", PNG),
    "a data file": lambda desk: desk.edit("data/tracks.yaml", "Banks", "Few banks"),
    "a file that is read by nobody": lambda desk: desk.write("stray.txt", "x"),
    "a dead link": lambda desk: desk.edit("posts/first.md", "second.md", "nowhere.md"),
    "a broken file": lambda desk: desk.write("posts/first.md", "no front matter"),
    "an unreadable file": lambda desk: desk.write("posts/first.md", b"\xff\xfe"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_others_may_refer_to_goes_through_the_whole_gate(desk: Desk, name: str) -> None:
    former = desk.gate()
    CHANGES[name](desk)
    assert desk.resume(former) is None


def test_another_engine_or_other_settings_go_through_the_whole_gate(desk: Desk) -> None:
    assert desk.resume(desk.gate(), ground=b"other") is None


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        (NOW, True),
        (dt.datetime(2026, 6, 30, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 7, 2, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 3, 6, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 3, 5, tzinfo=dt.UTC), False),
    ],
)
def test_a_snapshot_holds_while_the_same_posts_are_due(desk: Desk, now: dt.datetime, holds: bool) -> None:
    former = desk.gate()
    resumed = desk.resume(former, now)
    assert (resumed is not None) is holds
    if holds:
        before = desk.seen()
        desk.gate(now)
        assert before == desk.seen()


def test_where_stages_are_inferred_nothing_is_remembered(tmp_path: Path) -> None:
    assert Desk(tmp_path, stage_policy="infer").gate() is None


def test_above_so_many_edits_the_whole_gate_is_as_quick(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "MOST", 1)
    former = desk.gate()
    desk.edit("posts/first.md", "Words", "More words")
    assert desk.resume(former) is not None
    former = desk.gate()
    desk.edit("posts/first.md", "More words", "Words")
    desk.edit("posts/second.md", "Text", "More text")
    assert desk.resume(former) is None


def test_a_file_that_the_system_does_not_give_goes_through_the_whole_gate(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Problem is told there; here it would end the build in other words than a cold one."""
    former = desk.gate()
    known = Sources.digest

    def refuse(self: Sources, name: str) -> bytes:
        if name == "posts/first.md":
            raise PermissionError(13, "Permission denied")
        return known(self, name)

    monkeypatch.setattr(Sources, "digest", refuse)
    assert desk.resume(former) is None


def test_a_snapshot_survives_being_kept(desk: Desk) -> None:
    """What is remembered is pickled, with what was edited since beside it."""
    former = pickle.loads(pickle.dumps(desk.gate()))
    desk.edit("posts/first.md", "Words", "More words")
    fresh = pickle.loads(pickle.dumps(desk.resume(former)))
    again = pickle.loads(pickle.dumps(former))
    again.known.update(fresh)
    assert desk.resume(again) == {}
    resumed = desk.seen()
    desk.gate()
    assert resumed == desk.seen()
