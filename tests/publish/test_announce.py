from __future__ import annotations

from pathlib import Path

from tests.publish.feeds import Entry, files
from tests.publish.sites import URL, online, put_online, write_output
from tests.publish.web import serving

OLD = {"all": [Entry("a", 1)], "tags/x": [Entry("a", 1)]}
NEW = {"all": [Entry("b", 2), Entry("a", 1)], "tags/x": [Entry("a", 1)]}


def test_the_hub_is_told_of_the_feeds_that_changed(tmp_path: Path) -> None:
    old, new = write_output(tmp_path / "old", files(OLD)), write_output(tmp_path / "new", files(NEW))
    with serving(tmp_path) as hub:
        _, said = put_online(old, tmp_path / "srv", hub=f"{hub.url}/hub?x=1")
        put_online(old, tmp_path / "srv", hub=f"{hub.url}/hub")
        put_online(new, tmp_path / "srv", hub=f"{hub.url}/hub", seconds=1, dry_run=True)
        put_online(new, tmp_path / "srv", hub=f"{hub.url}/hub", seconds=1)
    assert said[-1] == f"told the hub {hub.url}/hub?x=1 of 6 feeds"
    first, second = hub.forms
    assert len(first) == 7
    assert second == [
        ("hub.mode", "publish"),
        *(("hub.url", f"{URL}/feeds/all.{end}") for end in ("atom.xml", "json", "rss.xml")),
    ]


def test_a_hub_that_fails_is_a_warning_and_the_site_is_online(tmp_path: Path) -> None:
    output = write_output(tmp_path / "old", files(OLD))
    with serving(tmp_path) as hub:
        hub.status = 500
        _, said = put_online(output, tmp_path / "srv", hub=hub.url)
    assert said[-1].startswith(
        f"warning: the hub {hub.url} was not told of 6 feeds, which the next publish will do: HTTP Error 500"
    )
    assert online(tmp_path / "srv") == files(OLD)
    (output / "feeds/all.json").write_bytes(files(NEW)["feeds/all.json"])
    _, said = put_online(output, tmp_path / "srv", hub=hub.url, seconds=1)  # nobody listens there any more
    assert "refused" in said[-1]


def test_many_feeds_are_told_in_portions(tmp_path: Path) -> None:
    output = write_output(tmp_path / "old", files({f"tags/{n}": [Entry("a", 1)] for n in range(30)}))
    with serving(tmp_path) as hub:
        put_online(output, tmp_path / "srv", hub=hub.url)
    assert [len(form) - 1 for form in hub.forms] == [50, 40]


def test_without_a_hub_nobody_is_told_and_without_feeds_neither(tmp_path: Path) -> None:
    with serving(tmp_path) as hub:
        _, said = put_online(write_output(tmp_path / "old", files(OLD)), tmp_path / "srv")
        _, other = put_online(write_output(tmp_path / "none", {"index.html": b"x"}), tmp_path / "srv2", hub=hub.url)
    assert hub.forms == []
    assert not any("the hub " in line for line in said + other)
