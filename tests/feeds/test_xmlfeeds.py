from __future__ import annotations

import html
import re

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from plugins.core.post import Term
from plugins.feeds.item import line
from plugins.feeds.xmlfeeds import xml_feeds
from tests.factories import a_house, a_post, a_site, a_stage
from tests.feeds.samples import (
    ATOM,
    CONTENT,
    DC,
    LINKS,
    PICTURE,
    a_full_house,
    assert_atom,
    days,
    every_slot,
    feeds_of,
    hostile,
    references_of,
    strict,
)


def rss(feed):
    return xml_feeds(feed)["rss"]


def atom(feed):
    return xml_feeds(feed)["atom"]


WRITERS = pytest.mark.parametrize("write", [rss, atom])


def _feed(house, name="all"):
    return feeds_of(house)[name]


def _parsed(write, house=None, name="all"):
    parsed = feedparser.parse(write(_feed(house or a_full_house(), name)))
    assert parsed.bozo == 0
    return parsed


@WRITERS
def test_a_reader_app_gets_titles_ids_links_and_authors(write):
    parsed = _parsed(write)
    assert (parsed.feed.title, parsed.feed.subtitle) == ("The Waypost", "Ideas before the shortlist")
    assert (parsed.feed.link, parsed.feed.language) == ("https://blog.example.com/", "en")
    first, second = parsed.entries
    assert (first.id, second.id) == ("tag:example.com,2026:post/infer001", "tag:example.com,2026:post/abcd2345")
    assert first.link.startswith(
        "https://blog.example.com/posts/map/?utm_source=rss&utm_medium=referral&utm_campaign=spring"
    )
    assert [author.name for author in first.authors] == ["The Research Desk", "Ada & Co <x>"]
    assert second.title == "Small posts add up"
    assert second.summary == "Why the logic between posts is the idea."


@WRITERS
def test_a_reader_app_gets_the_whole_post(write):
    (content,) = _parsed(write).entries[1].content
    text = BeautifulSoup(content.value, "html.parser").get_text()
    assert content.type == "text/html"
    for part in ("In ten seconds", "Let every link carry it.", "A body.", "quote back to you?", "Book a stage review"):
        assert part in text


@WRITERS
def test_stage_tracks_category_and_tags_are_told_apart(write):
    tags = _parsed(write).entries[0].tags
    home = "https://blog.example.com"
    assert [(tag.scheme.removeprefix(home), tag.label or tag.term) for tag in tags] == [
        ("/stages/", "Awareness"),
        ("/stages/#inferred", "Awareness (inferred)"),
        ("/audiences/", "Chief marketing officers"),
        ("/industries/", "Finance"),
        ("/categories/", "Method"),
        ("/tags/", "buying stages"),
    ]


@WRITERS
def test_dates_are_those_of_the_content(write):
    parsed = _parsed(write)
    assert parsed.entries[0].published_parsed[:5] == (2026, 3, 9, 8, 30)
    assert parsed.feed.updated_parsed[:5] == (2026, 3, 12, 8, 30)


def test_atom_says_when_an_entry_was_changed():
    assert _parsed(atom).entries[0].updated_parsed[:5] == (2026, 3, 12, 8, 30)


@WRITERS
def test_the_image_is_enclosed_with_its_true_length(write):
    first, second = _parsed(write).entries
    (enclosure,) = first.enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == (
        "https://blog.example.com/posts/map/map.png",
        "4321",
        "image/png",
    )
    assert second.enclosures == []


@WRITERS
def test_the_feed_names_itself_and_its_hub(write):
    form = write.__name__
    links = {link.rel: link.href for link in _parsed(write).feed.links}
    assert links["self"] == f"https://blog.example.com/feeds/all.{form}.xml"
    assert links["hub"] == "https://hub.example.net/"
    assert "hub" not in {link.rel for link in _parsed(write, a_house(a_post())).feed.links}


@WRITERS
def test_newest_first(write):
    house = a_house(*days(("one", 1), ("three", 3), ("two", 2)))
    assert [entry.id[-2:] for entry in _parsed(write, house).entries] == ["03", "02", "01"]


@WRITERS
def test_a_stage_without_posts_is_valid_and_empty(write):
    parsed = _parsed(write, name="stage/loyalty")
    assert parsed.entries == []
    assert parsed.feed.title == "The Waypost: Loyalty"


@pytest.mark.parametrize(
    ("write", "dates"),
    [
        (
            rss,
            {"Mon, 09 Mar 2026 09:30:00 +0100", "Thu, 12 Mar 2026 09:30:00 +0100", "Thu, 05 Mar 2026 09:30:00 +0000"},
        ),
        (atom, {"2026-03-09T09:30:00+01:00", "2026-03-12T09:30:00+01:00", "2026-03-05T09:30:00+00:00"}),
    ],
)
def test_no_clock_and_no_other_program_is_in_it(write, dates):
    written = write(_feed(a_full_house()))
    stamps = ("lastBuildDate", "pubDate", f"{ATOM}updated", f"{ATOM}published")
    assert {element.text for element in strict(written).iter(*stamps)} == dates
    assert b"feedgen" not in written


@WRITERS
def test_the_same_house_gives_the_same_bytes(write):
    assert write(_feed(a_full_house())) == write(_feed(a_full_house()))
    assert write(_feed(a_full_house())).endswith(b">\n")


def test_rss_has_what_feedparser_does_not_show():
    item, plain = strict(rss(_feed(a_full_house()))).findall("channel/item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert [creator.text for creator in item.findall(f"{DC}creator")] == ["The Research Desk", "Ada & Co <x>"]
    assert (item.findtext(f"{DC}language"), plain.find(f"{DC}language")) == ("de", None)
    assert item.find("author") is None


@pytest.mark.parametrize(
    ("authority", "begun"),
    [("example.com,2026", "2026-01-01"), ("a.example,2024-03", "2024-03-01"), ("b.c,2020-05-17", "2020-05-17")],
)
def test_an_empty_rss_feed_has_no_date_and_an_empty_atom_feed_that_of_the_authority(authority, begun):
    empty = _feed(a_house(site=a_site(authority=authority)))
    assert strict(rss(empty)).find("channel/lastBuildDate") is None
    assert strict(atom(empty)).findtext(f"{ATOM}updated") == f"{begun}T00:00:00+00:00"


def test_rss_requires_title_link_and_description():
    for feed in feeds_of(a_house(site=a_site(SITENAME="", SITESUBTITLE=""))).values():
        channel = strict(rss(feed)).find("channel")
        assert all((channel.findtext(name) or "").strip() for name in ("title", "link", "description"))


@pytest.mark.parametrize("house", [a_full_house(), a_house(), a_house(a_post(stage=None, summary="<b> & ]]>"))])
def test_atom_keeps_to_rfc_4287(house):
    for feed in feeds_of(house).values():
        assert_atom(strict(atom(feed)))


def test_an_entry_in_another_language_says_so():
    first, second = strict(atom(_feed(a_full_house()))).findall(f"{ATOM}entry")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (first.get(lang), second.get(lang)) == ("de", None)


def test_a_summary_with_markup_is_shown_as_text():
    summary = "R&D <b>spends</b> &amp; saves"
    feed = _feed(a_house(a_post(summary=summary)))
    shown = strict(rss(feed)).findtext("channel/item/description")
    assert html.unescape(shown) == summary
    assert "<" not in shown
    assert strict(atom(feed)).findtext(f"{ATOM}entry/{ATOM}summary") == summary


@settings(deadline=None)
@given(title=hostile, summary=hostile, body=hostile, name=hostile)
def test_any_text_is_well_formed_and_whole(title, summary, body, name):
    post = a_post(
        title=title,
        summary=summary,
        body=(f"<p>{html.escape(body)}</p>", *every_slot()),
        targets=LINKS,
        takeaways=(body,),
        question=summary or None,
        tags=(Term("tag", "t", name, "/tags/t/"),),
        stage=a_stage(inferred=True),
        image=PICTURE,
    )
    feed = _feed(a_house(post, site=a_site(SITENAME=name)))
    item = strict(rss(feed)).find("channel/item")
    entry = strict(atom(feed)).find(f"{ATOM}entry")
    assert_atom(entry.getparent())
    for found in (item.findtext("title"), entry.findtext(f"{ATOM}title")):
        assert found == (line(title) or post.slug)
    for content in (item.findtext(CONTENT), entry.findtext(f"{ATOM}content")):
        assert html.unescape(content).count("Here") >= 1
        assert all(re.match(r"(https?://[^/]+/|mailto:)", url) for url in references_of(content))


@WRITERS
def test_plain_text_is_plain_to_those_who_look_at_bytes(write):
    """RSS Best Practices Profile: & and < of titles as hexadecimal references, which are the same to XML."""
    title = "R&D <b> &amp; AT&T"
    written = write(_feed(a_house(a_post(title=title), site=a_site(SITENAME="A & B"))))
    assert b"<title>R&#x26;D &#x3C;b&gt; &#x26;amp; AT&#x26;T</title>" in written
    assert b"<title>A &#x26; B</title>" in written
    assert title in [element.text for element in strict(written).iter("title", f"{ATOM}title")]
    assert b"&#x26;" not in re.search(rb"(?s)<content.*?</content", written)[0]
