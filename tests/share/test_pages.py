from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from plugins.core.frontmatter import ShareThread
from plugins.core.post import Picture, Post
from plugins.core.share import Kit
from plugins.share.kit import make
from plugins.share.pages import overview, post_page, static
from tests.factories import a_house, a_post, a_site, a_stage, a_vocabulary


def page(post: Post) -> BeautifulSoup:
    house = a_house(post)
    return BeautifulSoup(post_page(make(post, house).kit, post, house.site), "lxml")


def data(post: Post) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page(post).find(id="data").string or "")
    return told


def test_a_page_holds_its_kit_but_for_what_nobody_draws() -> None:
    post = a_post(share={"bluesky": ("One.", "Two?")}, image=Picture("/posts/a/b%20c.png", "A", 1, "image/png"))
    told, kit = data(post), make(post, a_house(post)).kit
    found = Kit.model_validate(told["kit"])
    bare = [
        snippet.model_copy(
            update={"facets": (), "posts": tuple(part.model_copy(update={"facets": ()}) for part in snippet.posts)}
        )
        for snippet in kit.snippets
    ]
    assert found == kit.model_copy(update={"snippets": tuple(bare)})
    assert (told["site"], told["lang"], told["image"]) == ("The Waypost", "en", "../../../posts/a/b%20c.png")


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!-- <script>", "\u2028 & ]]>", "\u2029 > <"])
def test_nothing_that_a_writer_writes_ends_its_element(evil: str) -> None:
    post = a_post(title=f"T {evil}", summary=evil, problem=evil, share={"x": evil})
    made = page(post)
    assert len(made.find_all("script")) == 4
    assert made.h1
    assert made.h1.string == f"T {evil}"
    assert data(post)["kit"]["title"] == f"T {evil}"
    assert not {"\u2028", "\u2029"} & {*str(made.find(id="data"))}


def test_a_page_is_for_nobody_to_find_and_knows_its_post() -> None:
    made = page(a_post(stage=a_stage("interest"), lang="de"))
    assert made.find("meta", attrs={"name": "robots"})["content"] == "noindex, nofollow"
    assert made.h1
    assert made.h1["lang"] == "de"
    assert made.select_one(".stage").string == "Interest"
    assert made.select_one(".facts a")["href"] == "../../../posts/small-posts-add-up/index.html"
    assert page(a_post(stage=None)).select_one(".stage") is None


def test_the_overview_lists_posts_with_what_their_writers_asked_for() -> None:
    share = {"x": "Why?", "bluesky": ShareThread(thread=True), "gone": "Why?"}
    posts = [a_post(slug="one", share=share, stage=a_stage("interest")), a_post(slug="two", status="draft", stage=None)]
    made = BeautifulSoup(overview(a_house(*posts, site=a_site(preview=True)), posts), "lxml")
    one, two = made.select(".posts > li")
    assert one.a
    assert one.a["href"] == "posts/one.html"
    assert "own words: X; thread: Bluesky" in one.get_text(" ")
    assert one["data-find"] == "small posts add up interest buying stages"
    assert "draft" in two.get_text(" ")
    assert [radio["value"] for radio in made.select("[name=stage]")] == ["", "Interest"]


def test_the_overview_of_a_site_without_posts_stages_and_networks() -> None:
    made = BeautifulSoup(overview(a_house(vocabulary=a_vocabulary(channels={}, stages={})), []), "lxml")
    assert "0 posts" in made.get_text()
    assert made.select("[name=stage]") == []


def test_what_the_pages_load_is_small() -> None:
    sizes = {name: len(static(name)) for name in ("kit.js", "count.js", "find.js", "kit.css")}
    assert sum(sizes.values()) < 64_000
    assert all(size < 12_000 for size in sizes.values())
