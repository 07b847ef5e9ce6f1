from __future__ import annotations

import pytest
from pydantic import ValidationError

from plugins.core.share import Kit, Snippet

SNIPPET = Snippet(
    channel="bluesky",
    network="bluesky",
    text="Text #B2B https://x.example/",
    url="https://x.example/",
    count=28,
    limit=300,
    unit="graphemes",
    composed=True,
    bytes=28,
    facets=({"index": {"byteStart": 5, "byteEnd": 9}},),
)
KIT = Kit(id="a", slug="b", title="T", stage="s", stage_inferred=False, url="https://x.example/", snippets=(SNIPPET,))


def test_a_kit_comes_back_from_its_file() -> None:
    assert Kit.model_validate_json(KIT.model_dump_json()) == KIT
    assert KIT.version == 1


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Kit.model_validate({**KIT.model_dump(), "extra": 1})
    with pytest.raises(ValidationError):
        Snippet.model_validate({**SNIPPET.model_dump(), "extra": 1})
