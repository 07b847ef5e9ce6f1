from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.body import Body, Slot
from plugins.core.frontmatter import PageMatter
from plugins.core.links import Carrier
from plugins.core.post import Content, Heading, Prepared, Term
from tests.factories import a_page, a_post, a_stage

UTC = dt.UTC


def test_terms_stand_in_their_order() -> None:
    post = a_post(
        category=Term("category", "news", "News", "/categories/news/"), series=Term("series", "s", "S", "/s/")
    )
    kinds = ["stage", "audience", "industry", "category", "series", "tag", "author"]
    assert [term.kind for term in post.terms] == kinds


def test_a_post_without_stage_keeps_its_other_terms() -> None:
    post = a_post(stage=None, category=Term("category", "news", "News", "/categories/news/"))
    assert sorted(term.kind for term in post.terms) == ["audience", "author", "category", "industry", "tag"]
    assert len({(t.kind, t.key) for t in post.terms}) == len(post.terms)


def test_carriers() -> None:
    assert a_post(campaign="spring").carrier == Carrier("small-posts-add-up", "interest", "abcd2345", "spring")
    assert a_post(stage=None).carrier == Carrier("small-posts-add-up", "", "abcd2345", "")
    assert a_page().carrier == Carrier("about")


def test_the_main_parts_are_those_under_a_heading_of_level_two() -> None:
    headings = (Heading(2, "a", "A"), Heading(3, "b", "B"), Heading(2, "c", "C"))
    assert [part.id for part in a_page(headings=headings).sections] == ["a", "c"]


DAYS = [(None, 5), (dt.datetime(2026, 3, 9, tzinfo=UTC), 9), (dt.datetime(2026, 3, 1, tzinfo=UTC), 5)]


@pytest.mark.parametrize(("modified", "day"), DAYS)
def test_changed_is_never_before_the_date(modified: dt.datetime | None, day: int) -> None:
    assert a_post(modified=modified).changed.day == day


def test_small_words() -> None:
    post = a_post()
    assert post.minutes == 2
    assert (post.authors[0].name, post.stage.key, post.stage.name) == ("The Research Desk", "interest", "Interest")
    assert a_stage("loyalty", inferred=True).evidence


def test_a_prepared_article_travels() -> None:
    slot = Slot("link", "a", (("href", "x.md"),), (), 4, "x", True)
    prepared = Prepared(
        "posts/a.md", "page", PageMatter(title="A"), {"title": 2}, ("<p>", slot, "</p>"), (Heading(2, "a", "A"),)
    )
    assert pickle.loads(pickle.dumps(prepared)) == prepared


TEXTS = st.text(max_size=9)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
SLOTS = st.builds(Slot, st.sampled_from(["link", "image", "anchor"]), TEXTS, PAIRS, PAIRS, st.integers(), TEXTS)
HEADINGS = st.lists(st.builds(Heading, st.integers(1, 6), TEXTS, TEXTS), max_size=3).map(tuple)


@given(st.lists(st.text() | SLOTS, max_size=9).map(tuple), HEADINGS, st.text())
def test_a_content_comes_back_as_it_was(body: Body, headings: tuple[Heading, ...], text: str) -> None:
    whole = Content(body, headings, text)
    back = pickle.loads(pickle.dumps(whole, pickle.HIGHEST_PROTOCOL))
    assert back == whole == copy.deepcopy(whole)
    assert [*map(type, back.body)] == [*map(type, body)]
    assert [*map(type, back.headings)] == [Heading] * len(headings)
