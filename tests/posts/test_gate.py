from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.house import Claim, Suggestion
from plugins.core.post import Content, Target
from plugins.ladder.suggest import suggest
from plugins.posts import gate
from plugins.posts.sources import find
from tests.posts.blogs import NOW, a_house_at_the_gate, content, enter, page
from tests.posts.pictures import jpeg
from tests.site.blog import DATA, PNG, POSTS, matter, post

FILES = {
    **{f"posts/{stem}.md": text for stem, text in POSTS.items()},
    "posts/first/dot.png": PNG,
    "pages/about.md": page("We.\n", title="About"),
    "extra/robots.txt": "User-agent: *\n",
}


def _told(house) -> list[str]:
    return [f"{p.path.rpartition('/')[2]}:{p.line}: {p.field}: {p.message}" for p in house.problems]


def test_a_good_blog_goes_through(tmp_path):
    house = enter(content(tmp_path, FILES))
    assert errors_in(house.problems) == []
    assert [p.slug for p in house.posts] == ["third", "second", "unlisted", "first"]
    assert [p.slug for p in house.public] == ["third", "second", "first"]
    assert [p.slug for p in house.pages] == ["about"]
    assert [(f.address, f.owner) for f in house.files] == [
        ("/robots.txt", ""),
        ("/posts/first/dot.png", "posts/first.md"),
    ]
    assert house.counts == {"files": 6, "posts": 3, "drafts": 1, "scheduled": 1, "hidden": 1, "refused": 0}
    assert [slug for slug, _ in house.scheduled] == ["later"]
    assert sorted(post.status for post in house.coming) == ["draft", "scheduled"]
    assert (house.now, house.content) == (NOW, tmp_path.as_posix())


def test_references_and_images_are_settled(tmp_path):
    first = next(p for p in enter(content(tmp_path, FILES)).posts if p.slug == "first")
    assert first.targets["{filename}second.md#why"] == Target("internal", "/posts/second/#why")
    assert first.targets["offer:guide"].offer == "guide"
    assert (first.image.address, first.image.alt, first.image.size) == ("/posts/first/dot.png", "A dot", len(PNG))


def test_a_preview_has_drafts_and_scheduled_posts_too(tmp_path):
    house = enter(content(tmp_path, FILES), preview=True)
    assert {p.slug: p.status for p in house.posts} == {
        "first": "published",
        "second": "published",
        "third": "published",
        "a-draft": "draft",
        "later": "scheduled",
        "unlisted": "hidden",
    }
    assert {p.slug for p in house.public} == {"first", "second", "third"}
    assert house.counts == enter(content(tmp_path, FILES)).counts


def test_an_empty_blog_goes_through(tmp_path):
    house = enter(content(tmp_path, data={}))
    assert (house.problems, house.posts, house.pages, house.counts["files"]) == ([], [], [], 0)


BAD: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "an id twice": (
        {"posts/zz.md": post(title="Z", tags=["x"])},
        ["zz.md:2: id: 'aaaa1111' is also the id of {root}/posts/first.md"],
    ),
    "one slug for a post and a draft": (
        {"posts/zz.md": post(id="zzzz0000", slug="a-draft")},
        [
            "zz.md:8: slug: 'a-draft' is also the slug of {root}/posts/a-draft.md",
        ],
    ),
    "an image that is not there": (
        {"posts/zz.md": post(id="zzzz0000", image="first/gone.png", image_alt="A")},
        ["zz.md:8: image: first/gone.png leads to no file of the content folder"],
    ),
    "an image of another site": (
        {"posts/zz.md": post(id="zzzz0000", image="https://x.example/a.png", image_alt="A")},
        ["zz.md:8: image: https://x.example/a.png is no file of this site"],
    ),
    "a post for an image": (
        {"posts/zz.md": post(id="zzzz0000", image="first.md", image_alt="A")},
        ["zz.md:8: image: first.md is no file of this site"],
    ),
    "a dead link in a draft": (
        {"posts/zz.md": post("[x](gone.md)\n", id="zzzz0000", status="draft")},
        ["zz.md:11: link: gone.md leads to no file of the content folder"],
    ),
    "a dead link on a page": (
        {"pages/zz.md": page("[x](/gone/)\n")},
        ["zz.md:5: link: /gone/ is no address of this site"],
    ),
    "a link to a refused post": (
        {"posts/yy.md": "nothing", "posts/zz.md": post("[x](yy.md)\n", id="zzzz0000")},
        [
            "yy.md:1: front matter: is missing",
            "zz.md:10: link: leads to posts/yy.md, which has problems of its own",
        ],
    ),
    "a page where the archive stands": (
        {"pages/archives.md": page()},
        ["archives.md:1: address: /archives/index.html is claimed by page {root}/pages/archives.md and by the site"],
    ),
    "a file where a page stands": (
        {"extra/about/index.html": "x", "extra/sitemap.xml": "<x/>"},
        [
            "index.html:1: file: files of type 'html' are not published",
            "sitemap.xml:1: address: /sitemap.xml is claimed by file extra/sitemap.xml and by the site",
        ],
    ),
    "pictures that are there, and broken": (
        {
            "posts/zz.md": post(
                "![A](zz/a.jpg) ![B]({static}zz/b.png) ![C](zz/c.jpg) ![D](zz/d%20d.svg) "
                "[D](/posts/zz/d%20d.svg) [E](zz/e.exe)\n\n"
                "![F](https://blog.example.com/posts/zz/a.jpg) ![G](zz/a.gif)\n",
                id="zzzz0000",
                slug="zz",
                image="zz/c.jpg",
                image_alt="A",
            ),
            "posts/zz/a.jpg": jpeg()[:-20],
            "posts/zz/b.png": b"",
            "posts/zz/c.jpg": b"words",
            "posts/zz/d d.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
            "posts/zz/e.exe": b"MZ",
        },
        [
            "zz.md:15: image: zz/a.gif leads to no file of the content folder",
            "a.jpg:1: file: is no valid JPEG: it ends in the middle",
            "b.png:1: file: is no valid PNG: it does not begin as one",
            "c.jpg:1: file: is no valid JPEG: it does not begin as one",
            "d d.svg:1: file: holds onload= in line 1",
            "e.exe:1: file: files of type 'exe' are not published",
        ],
    ),
    "a redirect from what is there": (
        {"pages/zz.md": page(redirect_from=["/about/"])},
        ["zz.md:3: address: /about/index.html is claimed by redirect from /about/ and by page {root}/pages/about.md"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_and_nothing_else(tmp_path, name):
    more, messages = BAD[name]
    house = enter(content(tmp_path, {**FILES, **more}))
    assert _told(house) == [message.format(root=tmp_path) for message in messages]


def test_all_problems_of_all_files_at_once_in_one_order(tmp_path):
    more = {name: text for files, _ in BAD.values() for name, text in files.items() if name.startswith("pages/")}
    bad = {"posts/b.md": "x", "posts/a.md": matter(title=7, stage="x"), "data/offers.yaml": "x", "extra/a.php": ""}
    root = content(tmp_path, {**FILES, **more, **bad})
    (root / "posts/link.md").symlink_to("first.md")
    with pytest.raises(Refused) as refused:
        gate.enter(a_house_at_the_gate(), find(root), NOW)
    told_of = {problem.path.removeprefix(f"{root}/") for problem in refused.value.problems}
    assert set(more) | set(bad) | {"posts/link.md"} <= told_of
    assert list(refused.value.problems) == sorted(set(refused.value.problems))
    assert refused.value.summary.startswith("8 files in = ")


def test_a_faulty_field_hides_no_late_problem_of_its_post(tmp_path):
    files = {
        "posts/first.md": post("A.\n", id="aaaa1111", date="soon"),
        "posts/second.md": post("A.\n", id="bbbb2222"),
        "posts/third.md": post("A.\n", id="cccc3333", date="soon", status="draft"),
    }
    house, asked = a_house_at_the_gate(), []
    house.late_checks.append(lambda post, house: asked.append(post.slug) or [])
    with pytest.raises(Refused):
        gate.enter(house, find(content(tmp_path, files)), NOW)
    assert sorted(asked) == ["first", "second", "third"]


def test_checks_of_other_rooms_are_heard(tmp_path):
    house = a_house_at_the_gate()
    house.checks.append(lambda house: [Problem("kit", 1, "share", f"{len(house.posts)} posts")])
    house.claims.append(lambda house: [Claim("own/index.html", "a room")])
    root = content(tmp_path, {**FILES, "posts/zz.md": post("[x](/own/)\n", id="zzzz0000")})
    with pytest.raises(Refused) as refused:
        gate.enter(house, find(root), NOW)
    assert [str(problem) for problem in refused.value.problems] == ["kit:1: share: 5 posts."]


def test_warnings_let_a_blog_through(tmp_path):
    house = enter(content(tmp_path, {**FILES, "posts/gone/a.png": PNG}), asked_for="warn")
    assert errors_in(house.problems) == []
    assert any("belongs to no post" in line for line in _told(house))
    assert any("asked for, and missing" in line for line in _told(house))


@pytest.mark.parametrize(("policy", "stages"), [("infer", {"interest"}), ("require", set())])
def test_only_under_infer_a_stage_is_guessed_and_told(tmp_path, policy, stages):
    house = a_house_at_the_gate(stage_policy=policy)
    house.suggest = suggest
    root = content(tmp_path, {"posts/guess.md": post("We compare the options.\n", stage=None)})
    if policy == "require":
        with pytest.raises(Refused):
            gate.enter(house, find(root), NOW)
    else:
        gate.enter(house, find(root), NOW)
        assert [(p.field, p.severity) for p in house.problems] == [("stage", "warning")]
        assert "inferred as 'interest'" in house.problems[0].message
    assert {p.stage.key for p in house.posts if p.stage} == stages


def test_a_suggestion_that_is_no_stage_is_not_taken(tmp_path):
    house = a_house_at_the_gate(stage_policy="infer")
    house.suggest = lambda prepared, _: {item.path: Suggestion("gone", ("why",)) for item in prepared}
    gate.enter(house, find(content(tmp_path, {"posts/guess.md": post(stage=None)})), NOW)
    assert house.posts[0].stage is None


def test_the_same_moment_orders_by_id(tmp_path):
    same = {f"posts/{name}.md": post(id=f"{name}aaaaaaa", title=name) for name in "bca"}
    assert [p.id[0] for p in enter(content(tmp_path, same)).posts] == ["c", "b", "a"]


@pytest.mark.parametrize(("status", "goes"), [("published", True), ("hidden", True), ("draft", False)])
def test_files_go_out_with_their_post(tmp_path, status, goes):
    files = {"posts/zz.md": post("![A](zz/dot.png)\n", status=status), "posts/zz/dot.png": PNG}
    house = enter(content(tmp_path, files))
    assert house.problems == []
    assert bool(house.files) is goes


KINDS = {
    "posts": lambda n: post(id=n),
    "drafts": lambda n: post(id=n, status="draft", stage=None, date="2031-01-01"),
    "scheduled": lambda n: post(id=n, date="2031-01-01"),
    "hidden": lambda n: post(id=n, status="hidden"),
    "no front matter": lambda n: "Only text.\n",
    "no stage": lambda n: post(id=n, stage=None),
    "a bad draft": lambda n: post(id=n, status="draft", stage="x"),
    "a dead link": lambda n: post("[x](/gone/)\n", id=n),
    "a draft with a dead link": lambda n: post("[x](/gone/)\n", id=n, status="draft"),
    "not UTF-8": lambda n: post(id=n).encode() + b"\xff",
    "the same id": lambda n: post(id="same0000"),
    "empty": lambda n: "",
}


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=9), st.booleans())
@settings(max_examples=40)
def test_files_in_are_posts_out_and_all_others(kinds, preview):
    with tempfile.TemporaryDirectory() as folder:
        files = {f"posts/p{n}.md": KINDS[kind](f"post000{n}") for n, kind in enumerate(kinds)}
        house = enter(content(Path(folder), files), preview=preview)
    first = kinds.index("the same id") if "the same id" in kinds else -1
    became = [kind if kind in house.counts else "posts" if n == first else "refused" for n, kind in enumerate(kinds)]
    expected = Counter(became)
    assert house.counts == {"files": len(kinds)} | {
        kind: expected[kind] for kind in ("posts", "drafts", "scheduled", "hidden", "refused")
    }
    assert sum(house.counts.values()) == 2 * len(kinds)
    refused = {f"{folder}/posts/p{n}.md" for n, kind in enumerate(became) if kind == "refused"}
    assert {problem.path for problem in errors_in(house.problems)} == refused


def test_a_blog_is_read_the_same_in_any_order_of_the_disk(tmp_path, monkeypatch):
    root = content(tmp_path, {**FILES, "posts/2026/deep.md": post(id="deep0000"), "posts/2025/deep.md": "x"})
    before = enter(root)
    scandir = os.scandir

    class Backwards:
        def __init__(self, path):
            self.entries = sorted(scandir(path), key=lambda entry: entry.name, reverse=True)

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(os, "scandir", Backwards)
    after = enter(root)
    assert (after.posts, after.problems, list(after.prepared)) == (before.posts, before.problems, list(before.prepared))


def test_the_moment_decides_what_is_scheduled(tmp_path):
    root = content(tmp_path, {"posts/a.md": post(date="2026-06-01T12:00Z")})
    seen = []
    for hour in (11, 12):
        house = a_house_at_the_gate()
        gate.enter(house, find(root), dt.datetime(2026, 6, 1, hour, tzinfo=dt.UTC))
        seen.append(house.posts[0].status if house.posts else "scheduled")
    assert seen == ["scheduled", "published"]


def test_a_guest_cannot_name_a_trusted_author_into_being(tmp_path):
    data = {
        "stages": DATA["stages"],
        "offers": DATA["offers"],
        "authors": DATA["authors"] + "guest: {name: Guest, kind: person}\n",
    }
    body = "<section>Hello</section>\n"
    files = {
        "posts/a.md": post(body, id="aaaa0000", authors=["desk"]),
        "posts/b.md": post(body, id="bbbb0000", authors=["desk", "guest"]),
    }
    house = enter(content(tmp_path, files, data))
    assert errors_in(house.problems) == []
    assert {p.id: "<section>" in "".join(map(str, p.body)) for p in house.posts} == {
        "aaaa0000": True,
        "bbbb0000": False,
    }


class _Workshop:
    """Prepares here. all: whether nothing is known of a former build."""

    def __init__(self, all_: bool, first=lambda items: ()) -> None:
        self.all, self.first = all_, first

    def makes_all(self):
        return self.all

    def prepare(self, files, rules, arrived):
        items = [replace(item, key=item.path.encode()) for item in gate._one_by_one(files, rules, arrived)]
        self.contents = {item.key: Content(item.body, item.headings, item.text) for item in items}
        for item in self.first(items):
            arrived(item)
        return items

    def content(self, key):
        return self.contents[key]


@pytest.mark.parametrize(("makes_all", "most", "times"), [(True, 3, 1), (True, 4, 0), (False, 3, 0)])
def test_what_takes_long_is_begun_when_posts_are_there_and_all_is_made(tmp_path, monkeypatch, makes_all, most, times):
    monkeypatch.setattr(gate, "MANY", most)
    house = a_house_at_the_gate()
    house.workshop = _Workshop(makes_all)
    begun = []
    house.filled.append(lambda house: begun.append([(post.slug, post.front) for post in house.posts]))
    gate.enter(house, find(content(tmp_path, FILES)), NOW)
    assert begun == [[(slug, b"") for slug in ("third", "second", "unlisted", "first")]] * times


ARRIVED = {
    "none": lambda items: (),
    "all": lambda items: items[::-1],
    "some": lambda items: items[::2],
    "as they were before": lambda items: [replace(item, matter=_renamed(item.matter), key=b"old") for item in items],
}


def _renamed(matter):
    return matter and matter.model_copy(update={"title": "Old"})


@pytest.mark.parametrize("policy", ["require", "infer"])
@pytest.mark.parametrize("first", ARRIVED.values(), ids=ARRIVED)
def test_posts_that_are_there_before_others_are_settled_as_all_are(tmp_path, policy, first):
    root = content(tmp_path, {**FILES, "posts/faulty.md": post("", id="ffff0000", title="", campaign="nobodys")})
    told = []
    for way in (lambda items: (), first):
        house = a_house_at_the_gate(stage_policy=policy, asked_for="warn")
        house.suggest = suggest
        house.workshop = _Workshop(False, way)
        with pytest.raises(Refused) as refused:
            gate.enter(house, find(root), NOW)
        told.append((house.posts, house.problems, refused.value.problems, house.counts))
    assert told[0] == told[1]
    assert len(told[0][0]) > 2


def test_of_a_post_that_cannot_be_read_that_is_told_and_nothing_else(tmp_path):
    """It is not said to be empty, as what stands for it is."""
    folder = content(tmp_path, FILES)
    house, sources = a_house_at_the_gate(), find(folder)
    (folder / "posts/third.md").unlink()
    with pytest.raises(Refused) as told:
        gate.enter(house, sources, NOW)
    assert [f"{p.field}: {p.message}" for p in told.value.problems if p.path.endswith("posts/third.md")] == [
        "file: cannot be read: No such file or directory"
    ]
