from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.core.links import Arrival, Carrier, tag, utm
from plugins.ledger.book import Book
from plugins.ledger.explain import explain
from plugins.ledger.words import as_json, as_text
from tests.ledger.books import HOME, OURS, SPRING, a_book, url


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder: Path = tmp_path_factory.mktemp("book")
    return a_book(folder)


def test_every_link_of_the_ledger_explains_itself(book: Book) -> None:
    for row in book.rows:
        told = explain(row.tagged, book)
        assert (told.faults, told.notes, told.listed) == ([], [], True), row.tagged
        assert (told.channels, told.group, told.clean) == ([row.channel], row.group, row.clean)
        assert (told.placement, told.campaign) == (row.placement, row.campaign)
        assert (told.post.id if told.post else "") == row.post
        assert (told.page, told.stage) == (("", row.stage) if row.post else (row.slug, "page"))


OLDER = [
    ("a link that was taken out", url(utm_content="interest.an-old-link"), "has no such placement"),
    ("a channel without this link today", url(utm_source="mastodon"), "has no such placement"),
    ("another address today", url(f"{HOME}/posts/of-spring/"), f"placement for {HOME}/posts/small-posts-add-up/"),
    ("an older slug", url(f"{HOME}/posts/old-slug/", utm_campaign="old-slug"),
     "the post's address was /posts/old-slug/ when this link was made"),
    ("an older slug, by the slug of today", url(f"{HOME}/posts/led-on/", utm_campaign="led-on"),
     f"placement for {HOME}/posts/small-posts-add-up/, campaign 'small-posts-add-up'"),
    ("an older slug without redirect", url(f"{HOME}/posts/old-slug/", utm_campaign="old-slug"),
     "write redirect_from: [/posts/old-slug/] into posts/small-posts-add-up.md"),
    ("another site of the company", url("https://docs.example.com/a", utm_content="interest.docs"), "no such"),
    ("a page's", tag(f"{OURS}/team", utm(Carrier("about"), Arrival("site", "blog", "referral"), "old")), "no such"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "note"), [case[1:] for case in OLDER], ids=[case[0] for case in OLDER])
def test_what_only_an_older_build_can_have_made_is_ours(book: Book, given: str, note: str) -> None:
    told = explain(given, book)
    assert (told.faults, told.listed) == ([], False)
    assert any(note in one for one in told.notes), told.notes
    assert told.channels
    assert "Ours, as an older build could have made it" in as_text(told, book)


LOST = ["/posts/no-such-post/", "/../../etc/hosts", "/posts/led-on/%00", "/x" * 5000, "/posts"]


@pytest.mark.parametrize("address", LOST, ids=[address[:20] for address in LOST])
def test_an_address_that_is_no_page_now_is_not_called_ours(book: Book, address: str) -> None:
    told = explain(url(HOME + address), book)
    assert (told.faults, told.listed, told.astray) == ([], False, True)
    assert any("is no page of this site now" in note for note in told.notes), told.notes
    assert as_text(told, book).startswith("Tagged as ours, but its address is no page of this site now")
    assert json.loads(as_json(told))["ours"] is False


def test_a_file_is_no_page_only_in_what_it_is_called(book: Book) -> None:
    assert not explain(url(f"{HOME}/posts/led-on/index.html"), book).astray
    assert not explain(url(f"{HOME}/posts/led-on"), book).astray


def test_what_a_site_below_a_path_can_have_made(tmp_path: Path) -> None:
    below = a_book(tmp_path, SITEURL=f"{HOME}/blog")
    assert explain(url(f"{HOME}/blog/posts/small-posts-add-up/"), below).listed
    (fault,) = explain(url(f"{HOME}/posts/small-posts-add-up/"), below).faults
    assert fault == f"address: it is outside of this site, which begins at {HOME}/blog/"
    beside = a_book(tmp_path, SITEURL=f"{HOME}/blog", owned_hosts=["blog.example.com"])
    assert explain(url(f"{HOME}/contact/"), beside).faults == []


def test_a_copy_from_html_is_read_as_it_is_meant(book: Book) -> None:
    told = explain(url().replace("&", "&amp;"), book)
    assert (told.faults, told.listed) == ([], True)
    assert told.notes[0].startswith("copied from HTML, where & is &amp;:")
    assert explain(url(f"{HOME}/posts/small-posts-add-up/?a=1&amp;b=2"), book).notes == [
        "added since, by others: a=1, amp;b=2"
    ]


STILL = [
    ("letters that browsers make small", url("HTTPS://BLOG.Example.COM:443/posts/small-posts-add-up/"), []),
    ("a network's own parameter", url() + "&fbclid=a%2Fb", ["added since, by others: fbclid=a%2Fb"]),
    ("a fragment", url() + "#part", []),
    ("white space around it", f"  {url()}\n", []),
    ("before our parameters too", url(f"{HOME}/posts/small-posts-add-up/?li=1"), ["added since, by others: li=1"]),
    ("no fragment any more", url(f"{OURS}/report/?v=2", utm_source="blog", utm_medium="referral",
                                 utm_content="interest.the-report"), []),
]  # fmt: skip


@pytest.mark.parametrize(("given", "notes"), [case[1:] for case in STILL], ids=[case[0] for case in STILL])
def test_what_others_add_to_a_link_leaves_it_ours(book: Book, given: str, notes: list[str]) -> None:
    told = explain(given, book)
    assert (told.faults, told.listed, told.notes) == ([], True, notes)


FOREIGN = [
    ("no URL", "posts/x", ["it is no web address: http(s) and a host, without user, password and white space"]),
    ("mail", "mailto:a@b.example?utm_id=1", ["it is no web address"]),
    ("user information", "https://u:p@blog.example.com/?utm_id=1", ["it is no web address"]),
    ("no utm", f"{HOME}/posts/small-posts-add-up/?a=1", ["it has no utm_ parameter: nobody can tell where"]),
    ("no utm and foreign", "https://evil.example/", ["host: evil.example is none", "it has no utm_"]),
    ("a foreign host", url("https://blog.exmple.com/"),
     ['host: blog.exmple.com is none of yours. Did you mean "blog.example.com"?']),
    ("another port", url("https://blog.example.com:8443/posts/small-posts-add-up/"),
     [f"address: blog.example.com:8443 has another port than this site, {HOME}"]),
    ("an unknown pair", url(utm_source="acme", utm_medium="cpc"),
     ["channel: none has source 'acme' and medium 'cpc'. Known: blog, bluesky, email, linkedin, mastodon, rss, x."]),
    ("a source with another medium", url(utm_medium="email"), ["channel: with source 'x', x has medium 'social', not"]),
    ("another spelling of the pair", url(utm_source="LinkedIn", utm_medium="Social"),
     ["channel: 'LinkedIn' and 'Social' are spelled otherwise by us (linkedin: 'linkedin' and 'social')"]),
    ("an unknown id", url(utm_id="zzzz9999"), ["utm_id: no post of this blog has the id 'zzzz9999'"]),
    ("a stage that was changed", url(utm_content="loyalty.share"),
     ["stage: it says 'loyalty', the post's is 'interest'"]),
    ("a stage that is none", url(utm_content="intrest.share"),
     ["stage: it says 'intrest', the post's is 'interest', and no stage of this blog is called so"]),
    ("content without placement", url(utm_content="interest"), ["utm_content: 'interest' is not stage.placement"]),
    ("content without stage", url(utm_content=".share"), ["utm_content: '.share' is not stage.placement"]),
    ("an altered campaign", url(utm_campaign="big-push"),
     ["campaign: 'big-push' is neither the post's ('small-posts-add-up') nor any other of yours"]),
    ("another campaign", url(utm_campaign="autumn"),
     ["campaign: 'autumn' is one of yours, but the post's is 'small-posts-add-up'"]),
    ("a campaign spelled otherwise", url(utm_id=SPRING, utm_content="awareness.share", utm_campaign="Spring_Launch"),
     ["campaign: 'Spring_Launch' is spelled otherwise by us: 'spring-launch'"]),
    ("a slug where the post has a campaign", url(f"{HOME}/posts/of-spring/", utm_id=SPRING,
     utm_content="awareness.share", utm_campaign="of-spring"), ["campaign: 'of-spring' is neither the post's"]),
    ("a parameter missing", url(utm_medium="", utm_content=""), ["utm_medium, utm_content: missing, which each"]),
    ("the id missing", url(utm_id=""), ["utm_id: missing, and only links of what has no stage go without"]),
    ("an unknown page", url(utm_id="", utm_content="page.share", utm_campaign="abut"),
     ["page: no page 'abut' carries tagged links. Known: about."]),
    ("a parameter of others", url() + "&utm_term=a", ["utm_term: a parameter that we never write"]),
    ("a parameter twice", url() + "&utm_id=b", ["utm_id: stands more than once, which we never write"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "faults"), [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_why_an_address_is_not_ours(book: Book, given: str, faults: list[str]) -> None:
    told = explain(given, book)
    assert [one[: len(fault)] for one, fault in zip(told.faults, faults, strict=True)] == faults
    assert not told.listed
    assert as_text(told, book).startswith("Not ours:\n")


def test_every_fault_at_once_and_what_is_known_all_the_same(book: Book) -> None:
    told = explain(
        url("https://evil.example/", utm_source="acme", utm_content="loyalty.share", utm_campaign="big"), book
    )
    assert [one.partition(":")[0] for one in told.faults] == ["host", "channel", "stage", "campaign"]
    assert (told.group, told.post and told.post.slug) == ("Organic Social", "small-posts-add-up")


def test_two_channels_that_links_cannot_tell_apart_are_both_named(book: Book, tmp_path: Path) -> None:
    channels = {**book.vocabulary.channels, "x-too": book.vocabulary.channels["x"]}
    twins = Book(book.site, type(book.vocabulary)(channels=channels), book.manifest, book.rows, book.output)
    assert explain(url(utm_content="interest.an-old-link"), twins).channels == ["x", "x-too"]
    assert explain(url(), twins).channels == ["x"]
