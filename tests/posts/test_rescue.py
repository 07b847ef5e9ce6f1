from __future__ import annotations

import pytest

from plugins.core.errors import Problem
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.yamlread import Mapped
from plugins.posts.rescue import rescue

GOOD = {"id": "abcd1234", "title": "T", "summary": "S", "date": "2026-01-01", "authors": ["desk"], "stage": "interest"}


def faulty(*fields: str, **data: object) -> Mapped:
    return Mapped(data={**GOOD, **data}, problems=[Problem("a.md", 1, field, "is wrong") for field in fields])


def test_what_is_sound_stays_and_what_is_faulty_goes() -> None:
    matter = rescue(faulty("sumary", "share.x", sumary="x", share={"x": 5}, offer="guide"), "a.md", "post")
    assert isinstance(matter, PostMatter)
    assert (matter.title, matter.stage, matter.offer, matter.authors) == ("T", "interest", "guide", ("desk",))
    assert matter.share == {}


@pytest.mark.parametrize("field", ["title", "date", "id", "authors", "summary"])
def test_what_is_required_and_faulty_is_made_up(field: str) -> None:
    matter = rescue(faulty(field, **{field: 5}), "a.md", "post")
    assert isinstance(matter, PostMatter)
    assert matter.stage == "interest"
    assert getattr(matter, field) != 5
    assert matter.authors == (() if field == "authors" else ("desk",))


def test_of_nothing_something_is_made() -> None:
    assert isinstance(rescue(Mapped(), "a.md", "post"), PostMatter)
    assert isinstance(rescue(Mapped(), "a.md", "page"), PageMatter)
    assert isinstance(rescue(faulty(stage=5), "a.md", "post"), PostMatter)
