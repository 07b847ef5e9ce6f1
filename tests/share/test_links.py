from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.frontmatter import ShareThread
from plugins.share.kit import make
from plugins.share.links import addresses, tagged
from tests.factories import a_house, a_post, a_site

HOME = "https://blog.example.com"
TAGS = "utm_source=x&utm_medium=social&utm_campaign=small-posts-add-up&utm_content=interest.{}&utm_id=abcd2345"
FOUND = [
    ("See https://a.example/b.", ["https://a.example/b"]),
    ("(https://a.example/b)", ["https://a.example/b"]),
    ("https://a.example/b_(c), HTTP://B.example?!", ["https://a.example/b_(c)", "HTTP://B.example"]),
    ("“https://a.example/b”, said", ["https://a.example/b"]),
    ("見る：https://a.example/b。次", ["https://a.example/b"]),
    ("https://w.example/https://a.example/b", ["https://w.example/https://a.example/b"]),
    ("xhttps://a.example ftp://a.example a.example", []),
    ("https://...", ["https://"]),
    ("before\x00https://a.example/\x00after", ["https://a.example/"]),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert [url for _, url in addresses(text)] == found


@given(st.lists(st.sampled_from(["https://", "a.example", "/", ")", "(", ".", " ", "x", "?", "…"])).map("".join))
def test_an_address_stands_where_it_is_said_to(text: str) -> None:
    assert all(text[start:].startswith(url) for start, url in addresses(text))


LINKS = [
    (f"{HOME}/posts/other/", f"{HOME}/posts/other/?{TAGS.format('other')}"),
    (f"{HOME}/posts/other/#a", f"{HOME}/posts/other/?{TAGS.format('other')}#a"),
    (f"{HOME}/posts/small-posts-add-up/", f"{HOME}/posts/small-posts-add-up/?{TAGS.format('share')}"),
    ("https://www.example.com/price?a=1", f"https://www.example.com/price?a=1&{TAGS.format('price')}"),
    ("https://docs.example.com/guide", f"https://docs.example.com/guide?{TAGS.format('guide')}"),
    ("https://www.example.com/?utm_id=a", "https://www.example.com/?utm_id=a"),
    ("https://elsewhere.example/", "https://elsewhere.example/"),
]


@pytest.mark.parametrize(("written", "expected"), LINKS)
def test_links_to_own_sites_are_tagged_and_stand_in_the_ledger(written: str, expected: str) -> None:
    post = a_post()
    house = a_house(post, site=a_site(internal_hosts=["docs.example.com"]))
    assert tagged(f"Go ({written}).", post, house, "x") == f"Go ({expected})."
    rows = [(row.post, row.channel, row.clean, row.tagged) for row in house.ledger.rows]
    assert rows == ([("abcd2345", "x", written, expected)] if written != expected else [])


SHARES: list[Any] = [
    f"Read {HOME}/posts/other/ first.",
    ShareThread(thread=True, text=f"Read {HOME}/posts/other/ first."),
    ("One.", f"Read {HOME}/posts/other/ first."),
]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("channel", ["x", "bluesky", "mastodon"])
def test_an_own_text_goes_out_with_its_links_tagged_and_counted(share: Any, channel: str) -> None:
    post = a_post(share={channel: share}, slug="s")
    house = a_house(post)
    snippet = next(one for one in make(post, house).kit.snippets if one.channel == channel)
    url = f"{HOME}/posts/other/?" + TAGS.format("other").replace("=x&", f"={channel}&").replace(
        "small-posts-add-up", "s"
    )
    assert f"Read {url} first." in snippet.text
    assert url in {row.tagged for row in house.ledger.rows}
    assert {row.placement for row in house.ledger.rows if row.channel == channel} == {"share", "other"}
    uris = {f["features"][0]["uri"] for part in (snippet.posts or (snippet,)) for f in part.facets}  # type: ignore
    assert uris == ({url, snippet.url} if channel == "bluesky" else set())
