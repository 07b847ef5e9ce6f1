from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.share.alike import LINK
from plugins.share.networks import NETWORKS
from plugins.share.room import Room

URL = "https://blog.example.com/posts/small-posts-add-up/?utm_source=x&utm_medium=social&utm_id=abcd2345"
TAGS = ("#BuyingStages", "#Sales", "#B2B", "#Fourth")


def room(network: str = "x", subject: str = "Small posts") -> Room:
    return Room(NETWORKS[network], URL, TAGS, subject)


WHOLE = [
    ("Why?", (), f"Why?\n\n{URL}"),
    ("", (), URL),
    (f"See {LINK} now", ("#A", "#B"), f"See {URL} now\n\n#A #B"),
]


@pytest.mark.parametrize(("core", "hashtags", "text"), WHOLE)
def test_the_link_stands_where_the_text_says_else_behind_it(core: str, hashtags: tuple[str, ...], text: str) -> None:
    assert room().whole(core, hashtags) == text


PIECES = st.sampled_from(
    [LINK, "\r", "\n\n", "\U0001f468\u200d\U0001f469", "e\u0301", "購買。", "https://example.com/a?b=c", "x.com",
     "@a@b.social", "#sales", "word " * 20, "a" * 250, "…"]
)  # fmt: skip
CORES = st.lists(PIECES | st.text(max_size=20), max_size=8).map("".join)


@given(st.sampled_from(sorted(NETWORKS)), CORES, st.sampled_from(["", "Small posts"]))
@settings(deadline=None, max_examples=300)
def test_what_fits_is_what_the_network_says_of_the_whole_text(network: str, core: str, subject: str) -> None:
    here = room(network, subject)
    assert here.fits(core) is here.network.fits(here.whole(core), here.subject)
    assert here.fits(core) is here.fits(core)


@given(st.sampled_from(sorted(NETWORKS)), CORES.map(lambda core: core.rstrip("\r")))
@settings(deadline=None, max_examples=300)
def test_the_fullest_text_has_all_hashtags_that_there_is_room_for(network: str, core: str) -> None:
    here = room(network)
    new = [tag for tag in TAGS if tag.casefold() not in core.casefold().split()][: here.network.hashtags]
    texts = [here.whole(core, new[:count]) for count in range(len(new), 0, -1)]
    wanted = next((text for text in texts if here.network.fits(text, here.subject)), here.whole(core))
    assert here.fullest(core) == wanted
    assert here.size(wanted) == here.network.size(wanted, here.subject)


@given(st.sampled_from(sorted(NETWORKS)), CORES, st.sampled_from(["", "Small posts"]))
@settings(deadline=None, max_examples=300)
def test_any_text_is_as_long_as_the_network_says(network: str, core: str, subject: str) -> None:
    here = room(network, subject)
    assert here.size(core) == here.network.size(core, subject)
