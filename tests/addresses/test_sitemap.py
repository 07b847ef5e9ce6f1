from __future__ import annotations

import datetime as dt

import pytest
from lxml import etree

from plugins.addresses.sitemap import entries, robots, sitemap
from tests.factories import a_house, a_page, a_post, a_site, a_stage, a_vocabulary

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _day(month: int) -> dt.datetime:
    return dt.datetime(2026, month, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def _posts():
    return [
        a_post(slug="one", id="one00000", address="/posts/one/", date=_day(1), modified=_day(6)),
        a_post(slug="two", id="two00000", address="/posts/two/", date=_day(3), stage=a_stage("loyalty"), tags=()),
        a_post(slug="theirs", id="theirs00", address="/posts/theirs/", date=_day(2), canonical="https://x.example/"),
        a_post(slug="secret", id="secret00", address="/posts/secret/", date=_day(9), status="hidden"),
        a_post(slug="draft", id="draft000", address="/posts/draft/", date=_day(9), status="draft", industries=()),
        a_post(slug="later", id="later000", address="/posts/later/", date=_day(9), status="scheduled"),
    ]


PAGES = [
    a_page(modified=_day(4)),
    a_page(slug="plain", address="/plain/"),
    a_page(slug="hid", address="/hid/", status="hidden"),
    a_page(slug="copy", address="/copy/", canonical="https://x.example/"),
]


def _found(house) -> dict[str, str]:
    root = etree.fromstring(sitemap(house).encode())
    urls = root.findall("s:url", NS)
    found = {url.findtext("s:loc", None, NS): url.findtext("s:lastmod", "", NS) for url in urls}
    assert len(found) == len(urls)
    return {loc.removeprefix("https://blog.example.com"): when for loc, when in found.items()}


JUNE = "2026-06-01T09:00:00+02:00"
MARCH = "2026-03-01T09:00:00+02:00"


@pytest.mark.parametrize("preview", [False, True])
def test_everything_that_may_be_found_and_when_it_changed(preview):
    """Hidden posts, drafts, what is scheduled and what is canonical elsewhere are not for search engines."""
    posts = [post for post in _posts() if preview or post.status in ("published", "hidden")]
    assert _found(a_house(*posts, pages=PAGES, site=a_site(preview=preview))) == {
        "/": JUNE,
        "/posts/two/": MARCH,
        "/posts/one/": JUNE,
        "/about/": "2026-04-01T09:00:00+02:00",
        "/plain/": "",
        "/archives/": JUNE,
        "/subscribe/": "",
        "/stages/interest/": JUNE,
        "/stages/loyalty/": MARCH,
        "/audiences/cmo/": JUNE,
        "/industries/finance/": JUNE,
        "/authors/desk/": JUNE,
        "/tags/buying-stages/": JUNE,
        "/stages/": "",
        "/audiences/": "",
        "/industries/": "",
        "/authors/": "",
        "/tags/": "",
    }


def test_home_first_and_the_newest_posts_next():
    assert [address for address, _ in entries(a_house(*_posts()))][:3] == ["/", "/posts/two/", "/posts/one/"]


def test_an_empty_blog():
    house = a_house(vocabulary=a_vocabulary(stages={}, audiences={}, industries={}, authors={}))
    assert _found(house) == {"/": "", "/archives/": "", "/subscribe/": ""}


def test_an_own_subscribe_page_stands_once():
    house = a_house(pages=[a_page(slug="subscribe", address="/subscribe/", modified=_day(5))])
    assert _found(house)["/subscribe/"] == "2026-05-01T09:00:00+02:00"
    hidden = a_house(pages=[a_page(slug="subscribe", address="/subscribe/", status="hidden")])
    assert "/subscribe/" not in _found(hidden)


def test_addresses_are_whole_and_xml_is_well_formed():
    house = a_house(a_post(address="/posts/a&b<c/"), site=a_site(SITEURL="https://x.example/blog"))
    assert "<loc>https://x.example/blog/posts/a&amp;b&lt;c/</loc>" in sitemap(house)
    assert len(etree.fromstring(sitemap(house).encode())) > 3


@pytest.mark.parametrize(("preview", "rule"), [(False, "Allow: /"), (True, "Disallow: /")])
def test_robots_may_read_all_but_a_preview(preview, rule):
    text = robots(a_house(site=a_site(preview=preview)))
    assert text == f"User-agent: *\n{rule}\n\nSitemap: https://blog.example.com/sitemap.xml\n"
