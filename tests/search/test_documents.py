from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from plugins.core.body import Slot
from plugins.core.post import Content, Post, Term
from plugins.search.documents import address, document, key_of
from tests.factories import a_post, a_site, a_stage
from tests.making import carded

BODY = (
    "<h2",
    Slot("anchor", "h2", (("id", "why"),)),
    "Why</h2><p>",
    Slot("link", "a", (("href", "other.md"),), text="there"),
    "there</a>",
    Slot("image", "img", (("src", "dot.png"),)),
    "</p>",
)


def _document(**parts: Any) -> str:
    post = a_post(**parts)
    return document(post, Content(BODY[2:]), a_site())


def test_all_that_readers_see_is_searched() -> None:
    html = _document()
    for said in (
        "Small posts add up",
        "Why the logic",
        "Nobody can say",
        "Let every link",
        "did a buyer quote",
        "there",
    ):
        assert html.count(said) >= 1, said
    assert '<html lang="en">' in html


def test_links_and_images_are_left_out_and_anchors_stay() -> None:
    html = document(a_post(), Content(BODY[1:]), a_site())
    assert 'id="why"' in html
    assert "href" not in html
    assert "src" not in html


def test_a_post_is_found_by_each_of_its_terms_and_by_no_tag() -> None:
    html = _document(tags=(Term("tag", "x", "X", "/tags/x/"),))
    found = ("stage:interest", "industry:finance", "audience:cmo", "author:desk")
    assert [f'data-pagefind-filter="facet[content]" content="{value}"' in html for value in found] == [True] * 4
    assert "tag:" not in html


def test_what_writers_wrote_is_text() -> None:
    html = _document(title='<b>"&', summary="</p><script>", authors=())
    assert "<b>" not in html
    assert "<script>" not in html
    assert 'data-pagefind-meta="authors' not in html


def test_a_result_leads_below_the_path_of_the_site() -> None:
    assert address(a_post(), a_site(SITEURL="https://example.com/blog")) == "/blog/posts/small-posts-add-up/"


POST = carded(a_post())
OTHERS: dict[str, Post] = {
    "text": replace(POST, text="Other.", body=("<p>Other.</p>",)),
    "title": carded(replace(POST, title="Other")),
    "stage": carded(replace(POST, stage=a_stage("loyalty"))),
    "day": carded(replace(POST, date=POST.date + dt.timedelta(days=1))),
    "address": replace(POST, address="/posts/other/"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=list(OTHERS))
def test_the_key_changes_with_what_is_searched(other: Post) -> None:
    assert key_of(POST, a_site()) == key_of(carded(a_post()), a_site())
    assert key_of(other, a_site()) != key_of(POST, a_site())


def test_the_key_changes_with_the_site() -> None:
    months = " ".join("JFMAMJJASOND")
    for site in (a_site(SITEURL="https://example.com/blog"), a_site(texts={"months": months})):
        assert key_of(POST, site) != key_of(POST, a_site())
