from __future__ import annotations

from plugins.publish.feedside import many, name_of, shown_first


def test_a_feed_s_name_is_its_path_without_the_format() -> None:
    assert [name_of(p) for p in ("feeds/all.json", "feeds/a/b.rss.xml", "feeds/a/b.atom.xml")] == ["all", "a/b", "a/b"]


def test_the_feed_that_most_people_have_is_named_first():
    paths = ["feeds/a.json", "feeds/all.atom.xml", "feeds/all.rss.xml"]
    assert [shown_first(paths), shown_first(paths[:2]), shown_first([])] == [paths[2], paths[1], ""]
    assert many([*paths, "feeds/b.json", "feeds/c.json"]) == "all, a, b and 1 more feeds"
