"""Home, hubs, archive, subscribe, page and 404."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from plugins.core.post import Term
from plugins.core.vocabulary import Author
from tests.factories import STAGES, a_house, a_page, a_post, a_site, a_vocabulary
from tests.theme import cases
from tests.theme.rendering import Pager, soup
from tests.theme.test_article import texts

HOUSE = cases.full_house()
INTEREST = next(t for t in HOUSE.terms() if t.key == "interest")


def hrefs(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(a["href"]) for a in page.select(selector)]


def test_home_begins_with_the_site_and_the_way() -> None:
    page = soup(cases.index(HOUSE))
    assert texts(page, "h1") == ["Ideas before the shortlist"]
    assert hrefs(page, ".way a") == [f"/stages/{key}/" for key in STAGES]
    assert texts(page, ".way span") == [question for _, question in STAGES.values()]
    assert texts(page, ".way small") == ["1 post", "0 posts", "3 posts", "0 posts", "0 posts"]


def test_home_without_subtitle_and_stages() -> None:
    page = soup(cases.index(cases.bare_house()))
    assert texts(page, "h1") == ["The Waypost"]
    assert page.select(".way") == []
    assert texts(page, ".empty") == ["There are no posts yet. The first one will stand here."]


def test_home_leads_by_the_problem_then_by_the_readers_own_work() -> None:
    page = soup(cases.index(HOUSE))
    assert texts(page, "main h2")[:4] == [
        "Start where you are",
        "Which of these have you said?",
        "Start with your own work",
        "What the posts say together",
    ]
    assert hrefs(page, ".problems a")[:2] == ["/posts/whole/", "/posts/second/"]
    assert texts(page, ".problems .problem")[0] == "Nobody can say which post moved a deal."
    assert hrefs(page, ".doors .door") == ["/audiences/cmo/", "/industries/finance/"]
    assert texts(page, ".doors .count") == ["5 posts", "5 posts"]


def test_home_shows_what_is_woven_of_which_posts() -> None:
    page = soup(cases.index(HOUSE))
    assert hrefs(page, ".summation h3 a") == ["/posts/whole/"]
    assert hrefs(page, ".woven a") == ["/posts/small-posts-add-up/", "/posts/second/"]
    assert texts(page, ".woven .fine") == ["Woven from 2 posts"]


def test_a_door_without_posts_says_so() -> None:
    page = soup(cases.index(a_house()))
    assert texts(page, ".doors .fine") == ["No post here yet."] * 2
    assert page.select(".problems, .summation") == []


def test_an_entry_has_stage_title_summary_date_and_minutes() -> None:
    page = soup(cases.index(a_house(a_post())))
    (entry,) = page.select(".entry")
    assert entry["data-stage"] == "interest"
    said = " ".join(entry.get_text().split())
    assert said == "Interest Small posts add up Why the logic between posts is the idea. 5 March 2026 2 min read"
    assert hrefs(page, ".entry a") == ["/stages/interest/", "/posts/small-posts-add-up/"]


def test_an_inferred_stage_is_marked_in_lists() -> None:
    page = soup(cases.index(HOUSE))
    assert texts(page, ".inferred") == ["inferred"]
    assert [tag["title"] for tag in page.select(".inferred")] == ["says “compare” twice"]
    assert len(soup(cases.archives(HOUSE)).select(".inferred")) == 1


@pytest.mark.parametrize(
    ("number", "pages", "newer", "older"),
    [
        (1, 1, [], []),
        (1, 3, [], ["/page/2/"]),
        (2, 3, ["/"], ["/page/3/"]),
        (3, 3, ["/page/2/"], []),
    ],
)
def test_pages_of_the_index(number: int, pages: int, newer: list[str], older: list[str]) -> None:
    page = soup(cases.index(HOUSE, number, pages))
    assert hrefs(page, ".pager a[rel=prev]") == newer
    assert hrefs(page, ".pager a[rel=next]") == older
    assert texts(page, '.pager [aria-current="page"]') == ([f"Page {number} of {pages}"] if pages > 1 else [])
    address = "" if number == 1 else f"page/{number}/"
    assert hrefs(page, "link[rel=canonical]") == [f"https://blog.example.com/{address}"]


def test_later_pages_do_not_repeat_the_way() -> None:
    page = soup(cases.index(HOUSE, 2, 3))
    assert page.select(".way, .hero") == []
    assert texts(page, "h1, main h2") == ["Posts", "Page 2 of 3"]


def test_stage_hub() -> None:
    page = soup(cases.hub(HOUSE, INTEREST, tuple(HOUSE.listed)))
    assert texts(page, "h1, .standfirst, .intro, .band-title .count") == [
        "Interest",
        "What could we do about it?",
        "Posts for Interest.",
        "5",
    ]
    assert hrefs(page, ".feed-list a") == [f"/feeds/stages/interest.{end}" for end in ("rss.xml", "atom.xml", "json")]
    assert texts(page, ".way [aria-current] strong") == ["Interest"]
    assert hrefs(page, ".kicker a") == ["/stages/"]


def test_hub_page_two() -> None:
    page = soup(cases.hub(HOUSE, INTEREST, tuple(HOUSE.listed), Pager(2, 2, INTEREST.address, None)))
    assert hrefs(page, ".pager a") == ["/stages/interest/"]
    assert page.select(".intro") == []


def test_an_intro_keeps_its_paragraphs() -> None:
    page = soup(cases.hub(HOUSE, Term("tag", "t", "T", "/tags/t/", "One & two.\n\nThree.\n")))
    assert texts(page, ".intro") == ["One & two.", "Three."]


def test_empty_hub_says_so_and_leads_on() -> None:
    page = soup(cases.hub(HOUSE, Term("tag", "t", "T", "/tags/t/")))
    assert texts(page, ".empty") == ["No post here yet. See all posts in the archive"]
    assert hrefs(page, ".feed-list a") == ["/subscribe/"]


def test_a_series_says_how_it_is_read() -> None:
    page = soup(cases.hub(HOUSE, cases.SERIES, tuple(HOUSE.listed)))
    assert texts(page, ".intro") == ["To be read in this order."]


def test_author_hub_is_a_card() -> None:
    author = Author(
        name="A", kind="person", role="Editor", credentials="20 years", bio="Wrote.\n\nReads.", url="https://a.example/"
    )
    house = a_house(vocabulary=a_vocabulary(authors={"a": author}))
    page = soup(cases.hub(house, house.terms()[-1]))
    assert texts(page, ".author-standing") == ["Editor 20 years"]
    assert texts(page, ".intro") == ["Wrote.", "Reads."]
    assert hrefs(page, ".author-card a") == ["https://a.example/"]


def test_hubs_count_their_posts() -> None:
    page = soup(cases.hubs(HOUSE))
    assert texts(page, ".hub-list .count") == ["1 post", "0 posts", "3 posts", "0 posts", "0 posts"]
    assert hrefs(page, ".hub-list a") == [f"/stages/{key}/" for key in STAGES]
    assert texts(page, ".hub-list p") == [question for _, question in STAGES.values()]
    assert texts(soup(cases.hubs(cases.bare_house())), ".hub-list .empty") == ["Nothing is listed here yet."]


def test_archive_is_by_year_newest_first() -> None:
    page = soup(cases.archives(HOUSE))
    assert texts(page, "main h2") == ["2026", "2024"]
    assert hrefs(page, ".archive-title a") == [f"/posts/{post.slug}/" for post in HOUSE.listed]
    assert len(soup(cases.archives(cases.bare_house())).select(".empty")) == 1


def test_hidden_posts_are_in_no_archive() -> None:
    assert soup(cases.archives(a_house(a_post(status="hidden")))).select(".archive-title") == []


def test_subscribe_lists_every_feed_in_every_form() -> None:
    for page in (soup(cases.subscribe(HOUSE)), soup(cases.sheet(HOUSE, a_page(slug="subscribe"), "subscribe"))):
        assert texts(page, ".feed-first h2, .feed-group h2") == ["All posts", "By stage", "By tag"]
        assert hrefs(page, ".feed-forms a")[:3] == ["/feeds/all.rss.xml", "/feeds/all.atom.xml", "/feeds/all.json"]
        assert len({tag["aria-label"] for tag in page.select(".feed-forms a, .reader")}) == 9 + 4
        assert hrefs(page, ".fine a")[-1] == "/feeds/all.opml"


def test_subscribing_is_a_link_or_an_address_to_copy() -> None:
    page = soup(cases.subscribe(HOUSE))
    assert texts(page, ".reader") == ["Feedly", "Your own app"] * 2
    assert hrefs(page, ".feed-first .reader") == ["https://feedly.com/i/subscription/feed%2Fx", "feed:https://x"]
    assert texts(page, ".feed-address code") == [
        "https://blog.example.com/feeds/all.rss.xml",
        "https://blog.example.com/feeds/stages/interest.rss.xml",
    ]
    assert texts(page, ".feed-about") == ["What could we do?"]
    assert [button["data-copy"] for button in page.select("button.copy")] == texts(page, ".feed-address code")


def test_feeds_that_few_look_for_are_folded() -> None:
    page = soup(cases.subscribe(HOUSE))
    assert [tag.h2.get_text() for tag in page.select("details.feed-more") if tag.h2] == ["By tag"]
    assert all(tag.find_parent("details") is None for tag in page.select(".feed-first"))


def test_subscribe_explains_only_where_no_page_does() -> None:
    assert "A feed, also known as RSS, is" in cases.subscribe(HOUSE)
    written = cases.sheet(HOUSE, a_page(slug="subscribe", title="Follow us"), "subscribe")
    assert "A feed, also known as RSS, is" not in written
    assert str(cases.BODY) in written
    assert texts(soup(written), "h1") == ["Follow us"]


def test_a_page_has_title_summary_body_and_date() -> None:
    page = a_page(title="About", summary="What it is for.", modified=cases.MODIFIED)
    html = cases.sheet(HOUSE, page)
    assert texts(soup(html), "h1, .standfirst, main .fine") == ["About", "What it is for.", "Updated 9 March 2026"]
    assert str(cases.BODY) in html


def test_lost_leads_home() -> None:
    found = hrefs(soup(cases.lost(HOUSE)), "main a")
    assert {"/", "/stages/", "/archives/", "/stages/interest/"} <= set(found)
    assert "/blog/stages/" not in hrefs(soup(cases.lost(cases.bare_house())), "a")


def test_navigation_has_the_menu_and_knows_where_it_is() -> None:
    page = soup(cases.sheet(HOUSE, HOUSE.pages[0]))
    assert hrefs(page, ".site-nav a") == ["/stages/", "/archives/", "/about/", "/subscribe/"]
    assert hrefs(page, ".site-nav [aria-current=page]") == ["/about/"]


def test_a_subscribe_page_in_the_menu_is_not_there_twice() -> None:
    pages = (a_page(), a_page(slug="subscribe", title="Follow", address="/subscribe/", order=-1))
    page = soup(cases.lost(a_house(pages=pages)))
    assert texts(page, ".site-nav a") == ["Stages", "Archive", "Follow", "About"]


def test_texts_of_the_site_win() -> None:
    site = a_site(texts={"archive": "Alle Beiträge", "minutes": "{n} Minuten"}, DEFAULT_LANG="de")
    page = soup(cases.archives(a_house(a_post(), site=site)))
    assert texts(page, "h1") == ["Alle Beiträge"]
    assert "2 Minuten" in cases.index(a_house(a_post(), site=site))


@pytest.mark.parametrize(("language", "direction"), [("en", None), ("ar", "rtl"), ("he-IL", "rtl"), ("arn", None)])
def test_direction_of_the_language(language: str, direction: str | None) -> None:
    page = soup(cases.lost(a_house(site=a_site(DEFAULT_LANG=language))))
    assert page.html is not None
    assert page.html.get("dir") == direction
