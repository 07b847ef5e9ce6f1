from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import Misconfigured
from plugins.core.setup import make_site
from plugins.core.site import FEED_FORMATS, FOLDERS, output_path, quoted, stem, term_key
from tests.factories import a_site

BASED = {"SITEURL": "https://x.example/blog/"}
OWN = {"authority": "example.com,2026"}


def test_what_pelican_says() -> None:
    site = a_site()
    assert (site.name, site.language, str(site.zone), site.preview) == ("The Waypost", "en", "Europe/Berlin", False)
    assert (site.url, site.base, site.host) == ("https://blog.example.com", "", "blog.example.com")
    bare = make_site({"SITEURL": "https://x.example", "WAYPOST": OWN})
    assert (bare.name, bare.subtitle, bare.language, str(bare.zone)) == ("", "", "en", "UTC")


def test_a_site_below_a_path() -> None:
    site = a_site(**BASED)
    assert (site.url, site.base) == ("https://x.example/blog", "/blog")
    assert site.local("/posts/a/") == "/blog/posts/a/"
    assert site.absolute("/posts/a/#b") == "https://x.example/blog/posts/a/#b"


def test_addresses_of_the_contract() -> None:
    site = a_site()
    assert site.post("a") == "/posts/a/"
    assert site.page("about") == "/about/"
    assert site.hub("category", "news") == "/categories/news/"
    assert site.hubs("industry") == "/industries/"
    assert site.feed("rss") == "/feeds/all.rss.xml"
    assert site.feed("atom", "stage", "interest") == "/feeds/stages/interest.atom.xml"
    assert site.feed("json", "audience", "cmo") == "/feeds/audiences/cmo.json"
    hubs = {site.hub(kind, "x") for kind in FOLDERS} | {site.hubs(kind) for kind in FOLDERS}
    feeds = {site.feed(form, kind, "x") for kind in (*FOLDERS, None) for form in FEED_FORMATS}
    assert (len(hubs), len(feeds)) == (14, 24)


def test_identity_hangs_on_the_authority_only() -> None:
    one, other = a_site(), a_site(SITEURL="http://other.example/blog", SITENAME="Other")
    assert one.post_uri("abcd2345") == other.post_uri("abcd2345") == "tag:example.com,2026:post/abcd2345"


def test_hosts() -> None:
    site = a_site(internal_hosts=["docs.example.com"])
    assert site.is_own("https://BLOG.example.com:8000/x")
    assert site.is_own("https://docs.example.com/")
    assert not site.is_own("https://www.example.com/")
    assert site.is_owned("http://www.example.com/a")
    assert not site.is_owned("https://www.example.com.evil.example/")
    assert not site.is_owned("https://evil.example/https://www.example.com/")
    assert not site.is_owned("https://www.example.com@evil.example/")
    assert not site.is_own("/posts/a/")
    assert not site.is_own("")


INSIDE: list[tuple[str, str, str | None]] = [
    ("https://x.example", "https://x.example/a/?b=1#c", "/a/?b=1#c"),
    ("https://x.example", "https://x.example", "/"),
    ("https://x.example", "https://x.example/", "/"),
    ("https://x.example", "https://x.example?b=1", "/?b=1"),
    ("https://x.example", "https://x.example#c", "/#c"),
    ("https://x.example", "http://X.Example/a", "/a"),
    ("https://x.example", "https://y.example/a", None),
    ("https://x.example", "https://x.example.evil.example/a", None),
    ("https://x.example", "https://user@x.example/a", None),
    ("https://x.example", "/a", None),
    ("https://x.example", "mailto:a@x.example", None),
    ("https://x.example/blog", "https://x.example/blog", "/"),
    ("https://x.example/blog", "https://x.example/blog/", "/"),
    ("https://x.example/blog", "https://x.example/blog?b=1", "/?b=1"),
    ("https://x.example/blog", "https://x.example/blog#c", "/#c"),
    ("https://x.example/blog", "https://x.example/blog/a/", "/a/"),
    ("https://x.example/blog", "https://x.example/blogger/", None),
    ("https://x.example/blog", "https://x.example/", None),
    ("https://x.example/blog", "https://x.example", None),
    ("https://x.example/blog", "https://x.example/?/blog/", None),
    ("https://x.example/a/b", "https://x.example/a/b/c", "/c"),
    ("https://x.example", "https://x.example/?next=https://y.example/", "/?next=https://y.example/"),
]


@pytest.mark.parametrize(("siteurl", "url", "address"), INSIDE)
def test_inside(siteurl: str, url: str, address: str | None) -> None:
    assert a_site(SITEURL=siteurl).inside(url) == address


PATHS = st.lists(st.text(st.sampled_from("abcxyz019-_~"), min_size=1, max_size=6), max_size=4).map("/".join)


@given(st.sampled_from(["", "/blog", "/a/b"]), PATHS, st.sampled_from(["", "?a=1", "#b", "?a=/#/b"]))
def test_inside_takes_back_what_absolute_made(base: str, path: str, rest: str) -> None:
    site = a_site(SITEURL=f"https://x.example{base}")
    address = f"/{path}{rest}"
    assert site.inside(site.absolute(address)) == address
    assert site.local(address) == site.base + address


OUTPUTS = [
    ("/", "index.html"),
    ("", "index.html"),
    ("/posts/a/", "posts/a/index.html"),
    ("/feeds/all.json", "feeds/all.json"),
    ("/404.html", "404.html"),
]


@pytest.mark.parametrize(("address", "path"), OUTPUTS)
def test_output_path(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("address", "after"),
    [
        ("/posts/a/", "/posts/a/"),
        ("/a b/ü.png", "/a%20b/%C3%BC.png"),
        ("/100%.png", "/100%25.png"),
        ("/a?b#c", "/a%3Fb%23c"),
        ('/"<>\\^`{|}', "/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("/-._~!$&'()*+,;=:@", "/-._~!$&'()*+,;=:@"),
    ],
)
def test_quoted(address: str, after: str) -> None:
    assert quoted(address) == after


def test_stem_and_term_key() -> None:
    assert stem("posts/2026/small-posts.md") == "small-posts"
    assert stem("a.b.md") == "a.b"
    assert term_key("Buying Stages") == term_key("buying  stages") == "buying-stages"
    assert len(term_key("word " * 40)) <= 60


def test_texts_of_the_theme() -> None:
    site = a_site(texts={"next": "Weiter"})
    assert (site.text("next", "Next"), site.text("back", "Back")) == ("Weiter", "Back")


FAULTS: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("no address", {"SITEURL": ""}, ("SITEURL: '' is no http(s) address",)),
    ("none", {"SITEURL": None}, ("SITEURL: ''",)),
    ("no scheme", {"SITEURL": "blog.example.com"}, ("SITEURL: 'blog.example.com'",)),
    ("a query", {"SITEURL": "https://x.example/?a=1"}, ("SITEURL:",)),
    ("a fragment", {"SITEURL": "https://x.example/#a"}, ("SITEURL:",)),
    ("an empty query", {"SITEURL": "https://x.example?"}, ("SITEURL:",)),
    ("a user", {"SITEURL": "https://a:b@x.example"}, ("SITEURL:",)),
    ("a broken IPv6", {"SITEURL": "https://[:::]"}, ("SITEURL:",)),
    ("a host that turns into another", {"SITEURL": "https://exam\u2100ple.example"}, ("SITEURL:",)),
    ("an unknown zone", {"TIMEZONE": "Europe/Bonn"}, ("TIMEZONE: 'Europe/Bonn' is not in the time zone database",)),
    ("a file for a zone", {"TIMEZONE": "../../etc/passwd"}, ("TIMEZONE:",)),
    ("a folder for a zone", {"TIMEZONE": "Europe"}, ("TIMEZONE:",)),
    ("no WAYPOST", {"WAYPOST": None}, ("WAYPOST: missing", "authority")),
    ("WAYPOST a list", {"WAYPOST": []}, ("WAYPOST: missing",)),
    ("no authority", {"WAYPOST": {}}, ("WAYPOST['authority']", "required")),
    ("an unknown key", {"WAYPOST": {**OWN, "feed_item": 5}}, ("'feed_item'", "unknown key", 'mean "feed_items"?')),
    ("text for a number", {"WAYPOST": {**OWN, "feed_items": "5"}}, ("'feed_items'", "integer")),
    ("none at all", {"WAYPOST": {**OWN, "feed_items": 0}}, ("'feed_items'", "greater than or equal to 1")),
    ("a policy", {"WAYPOST": {**OWN, "stage_policy": "guess"}}, ("'stage_policy'", "'require' or 'infer'")),
    ("a kind of feed", {"WAYPOST": {**OWN, "feed_kinds": ["stages"]}}, ("'feed_kinds.0'", "'stage'")),
    ("an address for a host", {"WAYPOST": {**OWN, "owned_hosts": ["https://x.example"]}},
     ("'owned_hosts'", "is not a host name")),
    ("a host in capitals", {"WAYPOST": {**OWN, "internal_hosts": ["X.example"]}}, ("lower case",)),
    ("a host with a path", {"WAYPOST": {**OWN, "owned_hosts": ["x.example/a"]}}, ("is not a host name",)),
    ("a host with a line break", {"WAYPOST": {**OWN, "owned_hosts": ["x.example\n"]}}, ("is not a host name",)),
    ("a bad authority", {"WAYPOST": {"authority": "example.com"}}, ("'authority'",)),
    ("everything at once", {"SITEURL": "x", "TIMEZONE": "y", "WAYPOST": {"z": 1}},
     ("SITEURL:", "TIMEZONE:", "'z'", "'authority'")),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "words"), [c[1:] for c in FAULTS], ids=[c[0] for c in FAULTS])
def test_every_fault_is_told_in_words(settings: dict[str, Any], words: tuple[str, ...]) -> None:
    good = {"SITEURL": "https://x.example", "TIMEZONE": "UTC", "WAYPOST": OWN}
    make_site(good)
    with pytest.raises(Misconfigured) as told:
        make_site({**good, **settings})
    for word in words:
        assert word in str(told.value)
    assert "Value error" not in str(told.value)
    assert told.value.exitcode == 2


@pytest.mark.parametrize("authority", ["example.com,2026", "example.com,2026-03", "a-b.example,2026-03-05"])
def test_authorities(authority: str) -> None:
    assert a_site(authority=authority).settings.authority == authority
