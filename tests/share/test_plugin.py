from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from plugins.core.house import KEY
from plugins.core.share import Kit
from plugins.share import plugin
from tests.factories import a_house, a_post


def opened(tmp_path: Path) -> Any:
    """What Pelican hands to its signals, with a house of a published and a hidden post, after the checks."""
    house = a_house(a_post(slug="open", title="Größe"), a_post(slug="hidden", status="hidden"))
    pelican = SimpleNamespace(settings={KEY: house}, output_path=str(tmp_path))
    plugin.open_shelf(pelican)
    assert [list(check(house)) for check in house.checks] == [[]]
    return pelican


def test_articles_get_their_kit_and_hidden_ones_none(tmp_path: Path) -> None:
    pelican = opened(tmp_path)
    posts = {post.slug: post for post in pelican.settings[KEY].posts}
    shown, hidden, other = SimpleNamespace(post=posts["open"]), SimpleNamespace(post=posts["hidden"]), SimpleNamespace()
    articles = SimpleNamespace(settings=pelican.settings, articles=[shown, other], hidden_articles=[hidden], drafts=[])
    plugin.attach([SimpleNamespace(settings=pelican.settings), articles])
    assert isinstance(shown.share, Kit)
    assert shown.share.slug == "open"
    assert hidden.share is None
    assert other.share is None


def test_a_file_per_kit_and_their_number(tmp_path: Path) -> None:
    pelican = opened(tmp_path)
    house = pelican.settings[KEY]
    rows = house.ledger.rows
    plugin.write(pelican)
    (file,) = (tmp_path / "_waypost" / "share").iterdir()
    assert file.name == "open.json"
    data = file.read_bytes()
    assert "Größe".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert [s["channel"] for s in json.loads(data)["snippets"]] == ["linkedin", "x", "bluesky", "mastodon", "email"]
    assert house.written == {"snippets": 5}
    assert house.ledger.rows == rows


def test_each_build_has_its_own_shelf(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    assert one.settings[plugin.KEY] is not other.settings[plugin.KEY]
