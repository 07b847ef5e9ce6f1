from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.addresses.sitemap import entries, names, robots, sitemap, split, written
from tests.addresses.schema import faults
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
        "/search/": "",
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
    assert _found(house) == {"/": "", "/archives/": "", "/subscribe/": "", "/search/": ""}


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


@pytest.mark.parametrize("text", ["<loc>/a/</loc>", "<loc>https://x.example/ü</loc>", "<lastmod>2026</lastmod>", ""])
def test_the_schema_finds_faults(text):
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    assert faults(f"<urlset {names}><url>{text}</url></urlset>".encode())
    assert faults(f"<urlset {names}><url><loc>https://x.example/a/</loc><when/></url></urlset>".encode())


def test_a_sitemap_keeps_to_the_protocol():
    assert faults(sitemap(a_house(*_posts(), pages=PAGES)).encode()) == []
    assert names(a_house(*_posts())) == ["sitemap.xml"]


ENTRIES = st.lists(
    st.tuples(
        st.text("aé&<", min_size=1, max_size=30).map("https://x.example/{}".format), st.none() | st.just(_day(3))
    ),
    max_size=30,
)


@given(ENTRIES, st.integers(1, 8), st.integers(200, 600))
def test_parts_hold_everything_in_order_within_their_limits(found, urls, size):
    parts = split(found, urls, size)
    assert [entry for part in parts for entry in part] == found
    for part in parts:
        text = written(part)
        assert len(part) <= urls
        assert len(text.encode()) <= size or len(part) == 1
    for one, two in pairwise(parts):
        fuller = written([*one, two[0]])
        assert len(one) == urls or len(fuller.encode()) > size, "one part more than there must be"


def test_more_addresses_than_one_sitemap_may_hold():
    """50,010 posts and what stands beside them: an index, and two parts that all search engines read."""
    one = a_post(stage=None, audiences=(), industries=(), tags=(), date=_day(1))
    posts = [replace(one, slug=f"p{n}", id=f"{n:08d}", address=f"/posts/p{n}/") for n in range(50_010)]
    house = a_house(*posts, vocabulary=a_vocabulary(stages={}, audiences={}, industries={}))
    every = names(house)
    assert every == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    texts = [sitemap(house, name).encode() for name in every]
    assert [faults(text) for text in texts] == [[], [], []]
    index, first, second = (etree.fromstring(text) for text in texts)
    assert [loc.text for loc in index.iter("{*}loc")] == [f"https://blog.example.com/sitemap-{n}.xml" for n in (1, 2)]
    assert [when.text for when in index.iter("{*}lastmod")] == ["2026-01-01T09:00:00+02:00"] * 2
    locations = [loc.text for root in (first, second) for loc in root.iter("{*}loc")]
    assert locations == ["https://blog.example.com" + address for address, _ in entries(house)]
