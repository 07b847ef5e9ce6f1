from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from plugins.core.frontmatter import ASKED_FOR, PageMatter, PostMatter, ShareThread

FULL: dict[str, Any] = {
    "id": "abcd2345",
    "title": "Small posts add up",
    "summary": "Why.",
    "date": "2026-03-05",
    "authors": ["desk"],
}


def a_matter(**parts: Any) -> PostMatter:
    return PostMatter.model_validate({**FULL, **parts})


def test_defaults() -> None:
    matter = a_matter()
    assert matter.status == "published"
    assert matter.date == dt.datetime(2026, 3, 5)
    assert (matter.tags, matter.audience, matter.redirect_from, matter.takeaways) == ((), (), (), ())
    assert all(not getattr(matter, name) for name in ASKED_FOR)
    assert PageMatter(title="About").menu is True


CASES: list[tuple[str, Any, Any]] = [
    ("authors", "desk", ("desk",)),
    ("authors", ["Desk", " PARTNER "], ("desk", "partner")),
    ("tags", "pricing", ("pricing",)),
    ("tags", ["Buying Stages", " B2B "], ("Buying Stages", "B2B")),
    ("audience", "CMO", ("cmo",)),
    ("industry", ["Finance"], ("finance",)),
    ("redirect_from", "/old/", ("/old/",)),
    ("takeaways", "One.", ("One.",)),
    ("stage", " Interest ", "interest"),
    ("status", "Draft", "draft"),
    ("status", "HIDDEN", "hidden"),
    ("goal", "Depth", "depth"),
    ("campaign", "Spring", "spring"),
    ("offer", "none", "none"),
    ("title", "  Trimmed  ", "Trimmed"),
    ("lang", "de-CH", "de-CH"),
    ("date", "2026-03-05T09:30Z", dt.datetime(2026, 3, 5, 9, 30, tzinfo=dt.UTC)),
    ("slug", "a1-b2", "a1-b2"),
    ("canonical", "https://x.example/a?b#c", "https://x.example/a?b#c"),
    ("discuss", {"linkedin": "https://x.example/1"}, {"linkedin": "https://x.example/1"}),
    ("share", {"x": "One?", "bluesky": [" One.", "Two?"]}, {"x": "One?", "bluesky": ("One.", "Two?")}),
    ("share", {"x": {"thread": True}}, {"x": ShareThread(thread=True)}),
    ("share", {"x": {"thread": True, "text": "One."}}, {"x": ShareThread(thread=True, text="One.")}),
    ("takeaways", ["w " * 20, "w " * 20], ("w " * 20, "w " * 20)),
]


@pytest.mark.parametrize(("field", "given", "kept"), CASES)
def test_what_writers_may_write(field: str, given: Any, kept: Any) -> None:
    found = getattr(a_matter(**{field: given}), field)
    if field == "takeaways":
        kept = tuple(item.strip() for item in kept)
    assert found == kept


REFUSED: list[tuple[str, Any]] = [
    ("takeaways", ["w " * 14, "w " * 14, "w " * 13]),
    ("takeaways", ["a", "b", "c", "d"]),
    ("takeaways", [""]),
    ("authors", []),
    ("authors", [""]),
    ("id", "abcd234"),
    ("id", "abcd23456"),
    ("id", "abcd234\n"),
    ("id", "abcd-345"),
    ("slug", "-a"),
    ("slug", ""),
    ("slug", "a" * 121),
    ("lang", "e"),
    ("lang", "en_US"),
    ("status", "published!"),
    ("status", None),
    ("title", None),
    ("title", "x" * 301),
    ("canonical", "/a/"),
    ("canonical", "https://user@x.example/"),
    ("canonical", "https://x.example/a b"),
    ("discuss", {"linkedin": "mailto:a@b.example"}),
    ("share", {"": "text"}),
    ("share", {"x": ""}),
    ("share", {"x": []}),
    ("share", {"x": [""]}),
    ("share", {"x": ["a"] * 26}),
    ("share", {"x": {}}),
    ("share", {"x": {"thread": False}}),
    ("share", {"x": {"thread": True, "posts": []}}),
    ("share", {"x": 5}),
    ("tags", ["a"] * 51),
    ("tags", ["x" * 61]),
    ("unknown", "x"),
]


@pytest.mark.parametrize(("field", "given"), REFUSED)
def test_what_they_may_not(field: str, given: Any) -> None:
    with pytest.raises(ValidationError) as told:
        a_matter(**{field: given})
    assert {error["loc"][0] for error in told.value.errors()} == {field}


def test_a_matter_travels_and_cannot_be_changed() -> None:
    matter = a_matter(tags=["a"], share={"x": "text", "bluesky": {"thread": True}}, modified="2026-04-01")
    assert pickle.loads(pickle.dumps(matter)) == matter
    with pytest.raises(ValidationError):
        matter.title = "other"
