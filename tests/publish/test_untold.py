from __future__ import annotations

from pathlib import Path

import pytest

from plugins.publish.directory import Directory
from plugins.publish.untold import owed
from tests.publish.feeds import Entry, files
from tests.publish.sites import Fast, assert_tidy, put_online, write_output
from tests.publish.web import serving

OLD = {"all": [Entry("a", 1)], "tags/x": [Entry("a", 1)]}
NEW = {"all": [Entry("b", 2), Entry("a", 1)], "tags/x": [Entry("a", 1)]}
ALL = {f"feeds/all.{end}" for end in ("atom.xml", "json", "rss.xml")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_output(tmp_path / "old", files(OLD))


def told(form: list[tuple[str, str]]) -> set[str]:
    return {value.partition(".com/")[2] for name, value in form if name == "hub.url"}


def test_what_the_hub_was_not_told_the_next_publish_tells_it(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "srv"
    new = write_output(tmp_path / "new", files(NEW))
    with serving(tmp_path) as hub:
        put_online(site, target, hub=hub.url)
        assert_tidy(target)
        hub.status = 503
        _, said = put_online(new, target, seconds=1, hub=hub.url)
        assert said[-1].startswith(
            f"warning: the hub {hub.url} was not told of 3 feeds, which the next publish will do"
        )
        assert owed(Directory(target)) == ALL
        put_online(new, target, seconds=2, hub=hub.url, dry_run=True)
        put_online(new, target, seconds=2)
        assert (len(hub.forms), owed(Directory(target))) == (2, ALL)
        hub.status = 204
        _, said = put_online(new, target, seconds=3, hub=hub.url)
        assert said[0].startswith("nothing to publish")
        assert said[-1] == f"told the hub {hub.url} of 3 feeds"
        put_online(new, target, seconds=4, hub=hub.url)
    assert [told(form) for form in hub.forms[1:]] == [ALL, ALL]
    assert_tidy(target)


def test_a_feed_that_is_gone_is_owed_no_more(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "srv"
    with serving(tmp_path) as hub:
        put_online(site, target, hub=hub.url)
        Directory(target).untold.write_text('["feeds/all.json", "feeds/gone.json", 7]')
        put_online(site, target, seconds=1, hub=hub.url)
    assert told(hub.forms[-1]) == {"feeds/all.json"}
    assert_tidy(target)


@pytest.mark.parametrize("text", ["", "{", "{}", "null", '"x"'])
def test_a_damaged_note_is_nothing(site: Path, tmp_path: Path, text: str) -> None:
    put_online(site, tmp_path / "srv")
    place = Directory(tmp_path / "srv")
    place.untold.write_text(text)
    assert not owed(place)
    put_online(site, tmp_path / "srv", seconds=1, hub="https://hub.example")
    assert_tidy(tmp_path / "srv")


def test_a_note_that_was_cut_short_is_swept(site: Path, tmp_path: Path) -> None:
    put_online(site, tmp_path / "srv")
    (tmp_path / "srv/receipts/.untold.json").write_text("[")
    put_online(site, tmp_path / "srv", seconds=1)
    assert_tidy(tmp_path / "srv")


def test_a_publish_that_dies_while_the_hub_is_asked_owes_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*told: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.publish.untold.announce", die)
    with pytest.raises(KeyboardInterrupt):
        put_online(site, tmp_path / "srv", hub="https://hub.example")
    assert owed(Directory(tmp_path / "srv")) > ALL


def test_a_disk_that_keeps_no_note_is_a_warning(site: Path, tmp_path: Path) -> None:
    class Full(Fast):
        def write(self, path: Path, data: bytes) -> None:
            if path.name == ".untold.json":
                raise OSError(28, "No space left on device")
            super().write(path, data)

    with serving(tmp_path) as hub:
        _, said = put_online(site, tmp_path / "srv", hub=hub.url, disk=Full())
    assert said[-2].startswith("warning: what the hub is to be told could not be kept")
    assert len(hub.forms) == 1
