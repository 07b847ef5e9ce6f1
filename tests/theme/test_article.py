"""The page of one post: stage, signature, ten seconds, what comes after the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from plugins.core.house import House
from plugins.core.post import Picture, Post
from tests.factories import UTC, a_house, a_post, a_site, a_stage
from tests.theme.cases import BODY, HEADINGS, full_house, steps
from tests.theme.cases import article as rendered
from tests.theme.rendering import Article, Head, Meta, render, soup


def article(post: Post, house: House | None = None, **parts: object) -> BeautifulSoup:
    return soup(rendered(house or a_house(post), post, **parts))


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


def test_stage_is_there_for_readers_and_machines() -> None:
    page = article(a_post())
    assert [tag["data-stage"] for tag in page.select("main > article")] == ["interest"]
    (link,) = page.select(".stage-line a")
    assert (link["href"], link.get_text()) == ("/stages/interest/", "Interest")
    assert texts(page, ".ask") == ["What could we do about it?"]
    assert page.select(".stage-line details") == []


def test_stage_stands_above_the_title() -> None:
    html = rendered(a_house(), a_post())
    assert html.index("stage-line") < html.index("<h1") < html.index("standfirst")


def test_head_gives_the_meta_and_the_template_does_not_repeat_it() -> None:
    post = a_post()
    head = Head(post.title, metas=(Meta("name", "buying-stage", "interest"),))
    page = soup(render("article", a_house(post), "x.html", article=Article(post, BODY, head)))
    assert len(page.select('meta[name="buying-stage"][content="interest"]')) == 1


def test_dots_show_the_place_on_the_way() -> None:
    dots = article(a_post(stage=a_stage("confidence"))).select(".stage-line .dots i")
    assert ["here" in dot.get("class", []) for dot in dots] == [False, False, False, True, False]


def test_inferred_stage_says_so_and_why() -> None:
    page = article(a_post(stage=a_stage(inferred=True)))
    assert texts(page, "details summary") == ["Stage inferred, not set by the author"]
    assert texts(page, "details li") == ["says “compare” twice"]


def test_no_stage_no_tracks_no_offer() -> None:
    gone = {"stage": None, "offer": None, "question": None, "problem": None}
    bare = replace(a_post(), audiences=(), industries=(), tags=(), takeaways=(), **gone)
    page = article(bare)
    parts = ".stage-line, [data-stage], .terms, .offer, .question, .takeaways, .series, .next, .lead, .contents"
    assert page.select(parts) == []
    assert texts(page, ".tracks li") == ["2 min read"]
    assert texts(page, "h1") == ["Small posts add up"]


def test_ten_seconds_come_before_the_first_paragraph() -> None:
    page = article(a_post())
    assert texts(page, ".takeaways li") == ["Tie each post to a stage.", "Let every link carry it."]
    assert texts(page, ".takeaways .problem") == ["Nobody can say which post moved a deal."]
    html = rendered(a_house(), a_post())
    order = ["<h1", 'class="tracks"', 'class="byline"', 'class="takeaways"', 'class="prose"']
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)


def test_a_problem_without_takeaways_is_named() -> None:
    page = article(a_post(takeaways=()))
    assert texts(page, ".takeaways h2, .takeaways .problem") == [
        "The problem",
        "Nobody can say which post moved a deal.",
    ]
    assert page.select(".takeaways li, .briefless") == []


def test_who_it_is_for_and_how_long_it_takes_stand_below_the_title() -> None:
    page = article(a_post())
    assert texts(page, ".post-header .tracks li") == ["Finance", "Chief marketing officers", "2 min read"]
    assert [a["href"] for a in page.select(".tracks a")] == ["/industries/finance/", "/audiences/cmo/"]


@pytest.mark.parametrize(
    ("words", "parts", "listed"),
    [(900, 8, ["Part 0", "Part 2", "Part 4", "Part 6"]), (900, 6, []), (300, 8, [])],
)
def test_a_long_post_lists_its_parts(words: int, parts: int, listed: list[str]) -> None:
    page = article(a_post(words=words, headings=HEADINGS[:parts]))
    assert texts(page, ".contents a") == listed
    assert [a["href"] for a in page.select(".contents a")] == [f"#h{text[-1]}" for text in listed]


def test_body_is_written_as_it_is() -> None:
    assert str(BODY) in rendered(a_house(), a_post())


def test_signature() -> None:
    page = article(a_post(modified=dt.datetime(2026, 4, 7, tzinfo=UTC), reviewed=dt.datetime(2026, 5, 8, tzinfo=UTC)))
    (author,) = page.select("a[rel=author]")
    assert author["href"] == "/authors/desk/"
    assert texts(page, ".byline-authors li") == ["The Research Desk Research"]
    assert texts(page, ".byline-facts li") == [
        "5 March 2026",
        "Updated 7 April 2026",
        "Reviewed 8 May 2026",
        "Copy the link",
    ]
    (copy,) = page.select("button.copy")
    assert copy["data-copy"] == "https://blog.example.com/posts/small-posts-add-up/"
    assert page.select("time")[0]["datetime"] == "2026-03-05T09:30:00+00:00"


@pytest.mark.parametrize(
    "modified", [None, dt.datetime(2026, 3, 5, 18, tzinfo=UTC), dt.datetime(2025, 1, 1, tzinfo=UTC)]
)
def test_no_update_on_the_day_itself_or_before(modified: dt.datetime | None) -> None:
    assert texts(article(a_post(modified=modified)), ".byline-facts li")[:-1] == ["5 March 2026"]


@pytest.mark.parametrize("status", ["draft", "scheduled", "hidden"])
def test_an_address_that_is_not_to_be_passed_on_has_no_button(status: Any) -> None:
    assert article(a_post(status=status)).select(".copy, body script") == []


def test_offer_is_a_tagged_link_in_the_ledger() -> None:
    post = a_post()
    house = a_house(post)
    (link,) = article(post, house).select(".offer a")
    (row,) = house.ledger.rows
    assert link["href"] == row.tagged
    assert (row.placement, row.channel, row.clean) == ("end-review", "site", post.offer_url)


def test_question_and_where_to_answer() -> None:
    page = article(a_post(discuss={"linkedin": "https://l.example/1", "forum": "https://f.example/2"}))
    assert texts(page, ".question-text") == ["Which of your posts did a buyer quote back to you?"]
    found = [(a.get_text(), a["href"]) for a in page.select(".discuss a")]
    assert found == [("LinkedIn", "https://l.example/1"), ("forum", "https://f.example/2")]


def test_series_and_summation() -> None:
    house = full_house()
    page = article(house.named()["small-posts-add-up"], house)
    assert texts(page, ".series li") == ["Small posts add up", "Second"]
    assert texts(page, '.series [aria-current="page"]') == ["Small posts add up"]
    assert [a["href"] for a in page.select(".series a")] == ["/series/sums/", "/posts/second/", "/posts/whole/"]


def test_summation_without_a_page_is_no_link() -> None:
    assert article(a_post(part_of="nowhere1")).select(".series") == []


def test_next_steps_in_their_order() -> None:
    house = full_house()
    page = article(house.posts[1], house, next_steps=steps(house))
    assert texts(page, ".next-direction") == ["Further on", "Same stage", "A step back"]
    assert texts(page, ".next-why") == ["Goes forward.", "Goes sideways.", "Goes back."]
    assert {a["href"] for a in page.select(".next a")} == {"/posts/second/"}


def test_terms_are_linked() -> None:
    found = [a["href"] for a in article(a_post()).select(".terms a")]
    assert found == ["/industries/finance/", "/audiences/cmo/", "/tags/buying-stages/"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [("<p>Text.</p>", 1), ('<p><img src="/posts/a/chart.png" alt="Again"></p>', 0)],
)
def test_lead_image_is_shown_once(body: str, shown: int) -> None:
    post = a_post(image=Picture("/posts/a/chart.png", "Two bars", 10, "image/png"))
    page = soup(render("article", a_house(), "x.html", article=Article(post, Markup(body), Head("T"))))
    assert [img["alt"] for img in page.select(".lead")] == ["Two bars"] * shown


@pytest.mark.parametrize(
    ("status", "marks"), [("published", []), ("hidden", []), ("draft", ["Draft"]), ("scheduled", ["Scheduled"])]
)
def test_status_is_marked(status: str, marks: list[str]) -> None:
    assert texts(article(a_post(status=status)), ".status") == marks


@pytest.mark.parametrize("preview", [True, False])
def test_preview_banner(preview: bool) -> None:
    page = article(a_post(), a_house(site=a_site(preview=preview)))
    assert (page.select_one(".preview") is not None) == preview


def test_another_language_is_declared() -> None:
    """On the writer's words, and not on the site's around them."""
    page = article(a_post(lang="de", words=900, headings=HEADINGS))
    assert page.html is not None
    assert page.html["lang"] == "en"
    marked = [tag.name if tag.name == "h1" else tag.get("class", tag.name) for tag in page.select('main [lang="de"]')]
    assert marked == ["h1", ["standfirst"], "ol", ["problem"], "ul", ["prose"], ["question-text"]]
    assert page.select("main [dir]") == []
    assert article(a_post()).select("main [lang]") == []


@pytest.mark.parametrize(
    ("site", "post", "direction"),
    [("en", "ar", "rtl"), ("en", "fa-IR", "rtl"), ("he", "en", "ltr"), ("he", "ar", None)],
)
def test_writing_in_the_other_direction(site: str, post: str, direction: str | None) -> None:
    house = a_house(site=a_site(DEFAULT_LANG=site))
    page = article(a_post(lang=post), house)
    assert {tag.get("dir") for tag in page.select(f'main [lang="{post}"]')} == {direction}


def test_translations_are_named_by_their_own_titles() -> None:
    other = a_post(slug="ar", id="aaaa2345", address="/posts/ar/", lang="ar", title="اكتب للقارئ الثاني")
    page = article(a_post(), versions=(other,))
    (link,) = page.select(".versions a")
    assert (link["href"], link["hreflang"], link["lang"], link["dir"]) == ("/posts/ar/", "ar", "ar", "rtl")
    assert link.get_text() == other.title
    assert article(a_post()).select(".versions") == []
