"""Words that leave for elsewhere: the share kit, and Problems on terminals and in logs."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from plugins.core.errors import Problem
from plugins.core.links import is_web_url
from plugins.core.post import Post
from plugins.core.share import Kit
from plugins.posts.show import problems as shown
from plugins.share.kit import channels, make
from plugins.share.networks import NETWORKS
from plugins.share.show import show
from tests.fuzz.way import Walked

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_told: set[str] = set()
"""Front matter whose kit has held already: most inputs differ in their bodies, and kits take most of the time."""


def check_told(told: Sequence[Problem]) -> None:
    """Problems as a terminal, GitHub and programs get them."""
    for form in ("github", "text"):
        assert not _UNSEEN.search(shown(told, form)), f"{form}: a control character on the terminal"
        assert len(shown(told, form).split("\n")) == max(1, len(told)), f"{form}: not a line for each Problem"
    json.loads(shown(told, "json"))


def check_share(way: Walked, post: Post) -> None:
    """The kit of this front matter, once."""
    key = way.prepared.matter.model_dump_json() if way.prepared.matter else ""
    if key not in _told:
        made = make(post, way.house)
        check_told(made.problems)
        check_kit(made.kit, channels(way.house, post))
        _told.add(key)
        if len(_told) > 10_000:
            _told.clear()


def check_kit(kit: Kit, wanted: Collection[str]) -> None:
    """Each snippet fits its network, carries its link, and opens it with an address of plain ASCII."""
    assert Kit.model_validate_json(kit.model_dump_json()) == kit
    assert not _UNSEEN.search(show(kit)), "a control character on the terminal"
    assert {snippet.channel for snippet in kit.snippets} == {*wanted}, "a network is missing"
    for snippet in kit.snippets:
        assert snippet.intent is not None
        assert snippet.intent.isascii()
        assert urlsplit(snippet.intent).scheme in ("https", "mailto")
        assert is_web_url(snippet.url)
        assert snippet.url in snippet.text, f"{snippet.channel}: the link is missing"
        assert not _UNSEEN.search(snippet.text)
        network, subject = NETWORKS[snippet.network], snippet.subject or ""
        for part in snippet.posts or (snippet,):
            assert part.count == network.count(part.text, subject) <= snippet.count
            if snippet.composed:
                assert network.fits(part.text, subject), f"{snippet.channel}: {part.count}"
            for facet in part.facets:
                check_facet(part.text, facet)


def check_facet(text: str, facet: Any) -> None:
    """A facet begins and ends between characters, and shows what it leads to."""
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    (feature,) = facet["features"]
    words = text.encode()[start:end].decode()
    assert 0 <= start < end <= len(text.encode())
    assert words == feature.get("uri", words)
    assert words[1:] == feature.get("tag", words[1:])
