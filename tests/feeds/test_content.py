from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from plugins.core.body import Slot
from plugins.core.post import Picture, Target
from plugins.core.text import squeeze, xml_safe
from plugins.core.vocabulary import Offer
from plugins.feeds.content import full_html
from tests.factories import a_house, a_post, a_site, a_stage
from tests.feeds.samples import LINKS, PICTURE, every_slot, hostile, references_of


def _soup(post, **house):
    return BeautifulSoup(full_html(post, a_house(post, **house)), "html.parser")


def test_the_order_is_takeaways_image_body_question_offer_stage():
    html = full_html(a_post(image=PICTURE), a_house(a_post()))
    marks = ["In ten seconds", "Tie each post", "map.png", "A body.", "Which of your posts", "Book a stage", "Stage:"]
    assert sorted(marks, key=html.index) == marks


@pytest.mark.parametrize(
    ("parts", "absent"),
    [
        ({"takeaways": ()}, "In ten seconds"),
        ({"question": None}, "Which of your posts"),
        ({"offer": None, "offer_key": "", "offer_url": ""}, "www.example.com"),
        ({"stage": None}, "Stage"),
        ({}, "<img"),
        ({}, "inferred"),
    ],
)
def test_what_a_post_lacks_leaves_no_trace(parts, absent):
    post = a_post(**parts)
    assert absent not in full_html(post, a_house(post))


@pytest.mark.parametrize("lang", ["ar", "he", "fa-IR"])
def test_what_runs_from_right_to_left_says_so(lang):
    outer = [tag for tag in _soup(a_post(lang=lang)).contents if tag.name]
    assert [(tag.name, tag["dir"], tag["lang"]) for tag in outer] == [("div", "rtl", lang)]
    assert "A body." in outer[0].get_text()


def test_the_others_stand_alone():
    assert "dir=" not in full_html(a_post(lang="de"), a_house(a_post()))


def test_an_inferred_stage_says_so_and_why():
    text = _soup(a_post(stage=a_stage(inferred=True))).get_text()
    assert "Interest (inferred: says “compare” twice)" in text


def test_every_reference_is_absolute():
    post = a_post(body=every_slot(), targets=LINKS, image=PICTURE)
    found = references_of(full_html(post, a_house(post)))
    assert len(found) > len(LINKS)
    assert all(re.match(r"(https?://[^/]+/|mailto:)", url) for url in found)


def test_below_a_path_too():
    post = a_post(body=every_slot(), targets=LINKS)
    found = references_of(full_html(post, a_house(post, site=a_site(SITEURL="https://example.com/blog"))))
    own = [url for url in found if urlsplit(url).hostname == "example.com"]
    assert own
    assert all(url.startswith("https://example.com/blog/") for url in own)


def test_links_home_to_owned_sites_and_offers_are_tagged_and_no_others():
    post = a_post(body=every_slot(), targets=LINKS)
    links = [str(a["href"]) for a in _soup(post).find_all("a")]
    tagged = {urlsplit(url).hostname for url in links if "utm_" in url}
    assert tagged == {"blog.example.com", "www.example.com"}
    assert [url for url in links if "utm_" not in url] == [
        "https://blog.example.com/posts/small-posts-add-up/#here",  # a footnote is no click of a campaign
        "https://elsewhere.example/",
        "mailto:desk@example.com",
    ]


def test_the_offer_carries_channel_stage_and_placement():
    link = _soup(a_post()).find("a", string="Book a stage review")
    query = parse_qs(urlsplit(str(link["href"])).query)
    assert query["via"] == ["blog"]
    assert (query["utm_source"], query["utm_content"]) == (["rss"], ["interest.end-review"])
    assert query["utm_id"] == ["abcd2345"]


def test_tagged_links_stand_in_the_ledger():
    post = a_post()
    house = a_house(post)
    full_html(post, house)
    assert {row.placement for row in house.ledger.rows} == {"end-review", "stage"}


def test_an_image_that_the_body_shows_is_not_shown_twice():
    body = (Slot("image", "img", (("src", "m.png"),), (("alt", "x"),)),)
    post = a_post(image=PICTURE, body=body, targets={"m.png": Target("internal", PICTURE.address)})
    assert len(_soup(post).find_all("img")) == 1


@settings(deadline=None)
@given(hostile)
def test_text_stays_text(text):
    offer = Offer(label="x", url="https://www.example.com/").model_copy(update={"label": text, "text": text})
    image = Picture("/a.png", text, 1, "image/png")
    post = a_post(takeaways=(text,), question=text or None, offer=offer, image=image)
    soup = _soup(post)
    assert not soup.find_all("script")
    for shown in (soup.li.get_text(), str(soup.img["alt"])):
        assert squeeze(shown) == squeeze(xml_safe(text))
