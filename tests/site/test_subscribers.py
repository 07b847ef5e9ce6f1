"""./inv feeds and ./inv publish, as those who run them see what subscribers would receive."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site.blog import Blog


def _edit(blog: Blog, stem: str, old: str, new: str) -> None:
    path = blog.content / "posts" / f"{stem}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_from_the_first_release_to_one_that_is_stopped(blog: Blog, tmp_path: Path) -> None:
    target = ("--target", "srv")
    first = blog.inv("feeds", "diff", *target)
    assert first.code == 0, first.all
    assert "subscribers would receive 3 new, 0 updated, nothing twice" in first.out
    assert blog.inv("publish", *target).code == 0
    (receipt,) = (blog.root / "srv" / "receipts").iterdir()
    kept = json.loads(receipt.read_text())
    item = kept["feeds"]["items"]["tag:mini.example.com,2026:post/bbbb2222"]
    assert {key: item[key] for key in ("id", "title", "published", "first_published")} == {
        "id": "bbbb2222",
        "title": "Second <b>& more",
        "published": "2026-04-01T00:00:00+02:00",
        "first_published": "2026-04-01T00:00:00+02:00",
    }
    assert set(kept["feeds"]["lists"]) == {
        path for path in kept["files"] if path.startswith("feeds/") and path.endswith((".xml", ".json"))
    }
    assert len(kept["feeds"]["lists"]) == 24
    assert set(kept["posts"]) == {"aaaa1111", "bbbb2222", "cccc3333"}

    _edit(blog, "second", "Back to", "Back again to")
    done = blog.inv("feeds", "diff", *target)
    assert (done.code, "0 new, 1 updated, nothing twice" in done.out) == (0, True)

    _edit(blog, "first", "2026-03-05 09:30", "2026-05-30")
    _edit(blog, "third", "cccc3333", "cccc4444")
    done = blog.inv("feeds", "diff", *target)
    assert done.code == 1
    assert done.err == ""
    told = [line for line in done.out.splitlines() if line.startswith("feeds/")]
    assert [line.split(": ")[:2] for line in told] == [["feeds/all.rss.xml:1", "date"], ["feeds/all.rss.xml:1", "guid"]]

    done = blog.inv("publish", *target)
    assert done.code == 3
    assert "subscribers would suffer from 2 things. Nothing was published" in done.err
    assert all(line in done.out for line in told)
    assert len(list((blog.root / "srv" / "releases").iterdir())) == 1
    assert blog.inv("publish", *target, "--allow-feed-changes").code == 0
    assert len(list((blog.root / "srv" / "releases").iterdir())) == 2


def test_a_new_slug_needs_a_redirect_from(blog: Blog) -> None:
    assert blog.inv("publish", "--target", "srv").code == 0
    _edit(blog, "third", "title:", "slug: renamed\ntitle:")
    told = "posts/third.md:1: slug: the post moved from /posts/third/ to /posts/renamed/: every link to it"
    for words, code in ((["feeds", "diff"], 1), (["publish", "--dry-run"], 3), (["publish"], 3)):
        done = blog.inv(*words, "--target", "srv")
        assert (done.code, told in done.out) == (code, True), done.all
    _edit(blog, "third", "title:", "redirect_from: [/posts/third/]\ntitle:")
    done = blog.inv("publish", "--target", "srv")
    assert done.code == 0, done.all


def test_a_tag_that_is_gone_needs_a_redirect(blog: Blog) -> None:
    assert blog.inv("publish", "--target", "srv").code == 0
    _edit(blog, "first", '["buying stages"]', '["buying"]')
    done = blog.inv("feeds", "diff", "--target", "srv")
    assert done.code == 1
    assert "feeds/tags/buying-stages.atom.xml:1: feed: the feed is gone in all its formats" in done.out
    redirects = blog.content / "data" / "redirects.yaml"
    redirects.write_text(redirects.read_text() + '"/tags/buying-stages/": "/tags/buying/"\n')
    done = blog.inv("feeds", "diff", "--target", "srv", "--format", "json")
    assert done.code == 0, done.all
    found = json.loads(done.out)
    assert found["problems"] == []
    assert found["feeds"]["feeds/tags/buying-stages.json"]["new"] == []
    assert found["feeds"]["feeds/tags/buying.json"]["new"] == []
    old = blog.page("feeds/tags/buying-stages.rss.xml")
    assert old == blog.page("feeds/tags/buying.rss.xml")
    assert 'url=https://mini.example.com/tags/buying/"' in blog.page("tags/buying-stages/index.html")


def test_usage(built: Blog) -> None:
    listed = built.inv("feeds", "list")
    assert listed.out.splitlines()[1].split() == ["all", "3", "2026-04-02", "Third"]
    assert listed.out.endswith("24 files of 8 feeds\n")
    found = json.loads(built.inv("feeds", "list", "--format", "json").out)["feeds"]
    assert (len(found), found["feeds/all.json"]["items"]) == (24, 3)
    for words, told in (
        (["dif"], 'Did you mean "diff"?'),
        (["diff"], "against what? Give --against FOLDER or URL"),
        (["diff", "--against", "nowhere"], "neither a folder nor an http(s) address"),
        (["diff", "--format", "xml", "--against", "."], "--format xml: unknown"),
        ([], "feeds: say list or diff"),
        (["list", "--format", "xml"], "--format xml: unknown"),
    ):
        done = built.inv("feeds", *words)
        assert (done.code, told in done.err) == (2, True), done.all
