from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from plugins.core.frontmatter import Slug
from plugins.core.site import FOLDERS
from plugins.core.vocabulary import FILES, Entry, Vocabulary

SLUG: TypeAdapter[str] = TypeAdapter(Slug)
VALID: dict[str, Any] = {
    "stages": {"epiphany": {"name": "Epiphany", "question": "What did I not see?", "signals": ["a"], "target": 0.2}},
    "tracks": {"audience": {"cmo": {"name": "CMOs"}}, "industry": {"finance": {"name": "Finance", "intro": "Banks."}}},
    "channels": {"x": {"name": "X", "source": "x", "medium": "social", "network": "x", "templates": {"a": "b"}}},
    "campaigns": {"spring": {"name": "Spring", "start": "2026-03-01", "end": "2026-05-31"}},
    "offers": {"review": {"label": "Book", "url": "https://www.example.com/", "stages": ["interest"]}},
    "authors": {"desk": {"name": "The Desk", "kind": "organization", "trusted": True}},
    "redirects": {"/old/": "/new/"},
    "schedulers": {"buffer": {"name": "Buffer", "columns": {"Text": "{text}"}, "channels": ["x"], "header": False}},
}


def test_each_data_file_has_a_model() -> None:
    assert set(FILES) == set(VALID)


@pytest.mark.parametrize("stem", FILES)
def test_a_valid_file(stem: str) -> None:
    assert TypeAdapter(FILES[stem]).validate_python(VALID[stem])
    assert TypeAdapter(FILES[stem]).validate_python({}) is not None


def _entries(stem: str) -> dict[str, Any]:
    return VALID[stem]["audience"] if stem == "tracks" else VALID[stem]


@pytest.mark.parametrize("stem", [stem for stem in FILES if stem != "redirects"])
def test_entries_refuse_unknown_keys_and_change(stem: str) -> None:
    key, entry = next(iter(_entries(stem).items()))
    broken = {key: {**entry, "colour": "red"}}
    with pytest.raises(ValidationError, match="colour"):
        TypeAdapter(FILES[stem]).validate_python({"audience": broken} if stem == "tracks" else broken)
    found = TypeAdapter(FILES[stem]).validate_python(VALID[stem])
    first = found.audience[key] if stem == "tracks" else found[key]
    assert isinstance(first, Entry)
    with pytest.raises(ValidationError):
        first.name = "other"


KEYS = [
    ("cmo", True),
    ("b2b-2026", True),
    ("7", True),
    ("", False),
    ("-a", False),
    ("a-", False),
    ("a--b", False),
    ("A", False),
    ("a b", False),
    ("a_b", False),
    ("a/b", False),
    ("..", False),
    ("ä", False),
    ("a\n", False),
    ("²", False),
]


@pytest.mark.parametrize(("key", "good"), KEYS)
def test_a_key_may_stand_in_an_address(key: str, good: bool) -> None:
    for stem in ("stages", "channels", "campaigns", "offers", "authors"):
        _, entry = next(iter(VALID[stem].items()))
        try:
            TypeAdapter(FILES[stem]).validate_python({key: entry})
        except ValidationError:
            assert not good
        else:
            assert good
            assert SLUG.validate_python(key) == key


def test_the_order_of_a_file_is_kept() -> None:
    stages = dict.fromkeys(("loyalty", "awareness", "epiphany"), VALID["stages"]["epiphany"])
    assert [*TypeAdapter(FILES["stages"]).validate_python(stages)] == ["loyalty", "awareness", "epiphany"]


def test_an_empty_vocabulary() -> None:
    v = Vocabulary()
    parts = (v.stages, v.audiences, v.industries, v.channels, v.campaigns, v.offers, v.authors, v.redirects, v.lines)
    assert not any(parts)
    assert Vocabulary().stages is not v.stages


def test_each_kind_of_hub_has_a_folder_of_its_own() -> None:
    assert len({*FOLDERS.values()}) == len(FOLDERS) == 7
