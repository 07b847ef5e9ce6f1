from __future__ import annotations

import socket
from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured, PublishFailed
from plugins.publish.against import last_release, published
from tests.publish.feeds import Entry, files
from tests.publish.sites import put_online, write_output
from tests.publish.web import serving

FEEDS = {"all": [Entry("b", 2), Entry("a", 1)], "tags/x": [Entry("a", 1)]}
OPML = b'<opml><body><outline><outline xmlUrl="https://any.example/feeds/tags/x.rss.xml"/></outline></body></opml>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_output(tmp_path / "site", {**files(FEEDS), "feeds/all.opml": OPML})


def test_a_target_is_its_last_release(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "srv"
    assert last_release(str(target)) is None
    receipt, _ = put_online(site, target)
    name, side = last_release(str(target)) or ("", None)
    assert (name, side and side.feeds) == (f"release {receipt.release}", receipt.feeds)
    assert published(str(target), ())[0] == name


def test_a_release_without_a_receipt_is_read_from_its_files(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "srv"
    receipt, _ = put_online(site, target)
    (target / "receipts" / f"{receipt.release}.json").unlink()
    found = last_release(str(target))
    assert found is not None
    assert found[1].feeds == receipt.feeds


def test_a_folder_is_what_stands_in_it(site: Path) -> None:
    name, side = published(str(site), ())
    assert name == str(site)
    assert len(side.feeds.lists) == 6
    assert set(side.posts) == {"a", "b"}


def test_a_server_is_asked_for_our_feeds_and_those_it_lists(site: Path) -> None:
    with serving(site) as web:
        name, side = published(web.url, ["feeds/all.rss.xml", "feeds/tags/new.json", "index.html"])
    assert name == f"{web.url}/"
    assert sorted(side.feeds.lists) == [
        "feeds/all.rss.xml", "feeds/tags/x.atom.xml", "feeds/tags/x.json", "feeds/tags/x.rss.xml",
    ]  # fmt: skip
    assert ("/feeds/tags/new.json", 404) in web.asked
    assert len(web.asked) == len(set(web.asked))


def test_a_place_without_feeds_is_the_wrong_one(site: Path, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"--against \S+posts: no feeds found there"):
        published(str(site / "posts"), ["feeds/all.json"])
    with serving(site) as web:
        for wrong in (f"{web.url}/feeds/all.json", f"{web.url}/no/such/folder"):
            with pytest.raises(Misconfigured, match=r"no feeds found there\. Give the root"):
                published(wrong, ["feeds/all.json"])


def test_what_cannot_be_read_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="--against nowhere: neither a folder nor an http"):
        published("nowhere", ())
    (site / "feeds/all.json").write_bytes(b"<html>")
    with pytest.raises(PublishFailed, match=r"feeds/all\.json is no feed in json"):
        published(str(site), ())
    with serving(site) as web, pytest.raises(PublishFailed, match=r"feeds/all\.json is no feed in json"):
        published(web.url, ["feeds/all.json"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(PublishFailed, match="refused"):
        published(f"http://127.0.0.1:{port}", ())
