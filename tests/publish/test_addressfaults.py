from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.core.manifest import Entry as Told
from plugins.core.manifest import Manifest, home
from plugins.publish.addressfaults import inside, moved_faults
from plugins.publish.draft import Allow
from plugins.publish.feedside import Side
from tests.publish.feeds import Entry, files, side
from tests.publish.sites import NOW, URL, online, put_online, write_output

A, B = Entry("a", 1), Entry("b", 2)
MOVED = replace(A, slug="new")
OLD = side({"all": [B, A]})


def test_a_moved_post_that_leaves_nothing_is_a_problem() -> None:
    after = replace(side({"all": [B, MOVED]}), sources={"a": "posts/new.md"})
    (problem,) = moved_faults(OLD, after)
    assert str(problem) == (
        "posts/new.md:1: slug: the post moved from /posts/a/ to /posts/new/: every link to it that is out already "
        "would lead to nothing. Add to the post: redirect_from: [/posts/a/]. "
        "If that is meant, say --allow-feed-changes."
    )
    assert not list(moved_faults(OLD, side({"all": [B, MOVED]}, "posts/a/index.html")))
    assert not list(moved_faults(OLD, OLD))


def test_posts_in_no_feed_are_known_by_the_addresses_of_the_receipt() -> None:
    before = Side(OLD.feeds, {}, addresses={"h": "/posts/h/"})
    after = replace(OLD, addresses={"h": "/posts/i/"})
    (problem,) = moved_faults(before, after)
    assert (problem.path, problem.field) == ("posts/i/index.html", "slug")


def test_the_path_below_which_a_site_is_served_is_no_move() -> None:
    below = [replace(e, site="https://example.com/blog") for e in (B, A)]
    after = replace(side({"all": below}), base="/blog", addresses={"a": "/posts/a/", "b": "/posts/b/"})
    for before in (side({"all": below}), OLD, replace(side({"all": below}), base="/elsewhere")):
        assert not list(moved_faults(before, after))
    assert inside("https://x.example/blog/posts/%C3%BC/?utm_source=rss", "/blog") == "/posts/ü/"


def written(root: Path, entry: Entry, status: str) -> Path:
    output = write_output(root, files({"all": [B]}) | {f"posts/{entry.slug or 'a'}/index.html": b"hidden"})
    path = output / home("posts.json")
    told = Told(
        id="a", slug="a", title="A", summary="A", url=f"{URL}/posts/{entry.slug or 'a'}/", source="posts/a.md",
        status=status, date=NOW, authors=("x",), stage=None,
    )  # fmt: skip
    manifest = Manifest.model_validate_json(path.read_bytes()).model_copy(update={"posts": (told,)})
    path.write_text(manifest.model_dump_json())
    return output


def test_a_publish_stops_and_goes_on_when_told(tmp_path: Path) -> None:
    receipt, _ = put_online(written(tmp_path / "old", A, "hidden"), tmp_path / "srv")
    assert receipt.addresses == {"a": "/posts/a/"}
    new, before = written(tmp_path / "new", MOVED, "published"), online(tmp_path / "srv")
    said: list[str] = []
    for dry_run in (True, False):
        with pytest.raises(PublishFailed, match="subscribers would suffer from 1 thing"):
            put_online(new, tmp_path / "srv", seconds=1, dry_run=dry_run, echo=said.append)
    assert any("posts/a.md:1: slug: the post moved from /posts/a/ to /posts/new/" in line for line in said)
    assert online(tmp_path / "srv") == before
    put_online(new, tmp_path / "srv", seconds=1, allow=Allow(feed_changes=True))
    draft = written(tmp_path / "draft", A, "draft")
    put_online(draft, tmp_path / "srv", seconds=2)
