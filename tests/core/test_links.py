from __future__ import annotations

import re
import string
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.core.ga4 import channel_group
from plugins.core.links import (
    Arrival,
    Carrier,
    Ledger,
    Tagged,
    has_utm,
    host_of,
    is_web_url,
    placement_of,
    tag,
    utm,
)

PARAMS = {"utm_source": "linkedin", "utm_medium": "social", "utm_campaign": "spring"}
RUN = "utm_source=linkedin&utm_medium=social&utm_campaign=spring"

TAGGED = [
    ("no query", "https://x.example/a", f"https://x.example/a?{RUN}"),
    ("no path", "https://x.example", f"https://x.example?{RUN}"),
    ("before the fragment", "https://x.example/a#b", f"https://x.example/a?{RUN}#b"),
    ("an empty fragment stays", "https://x.example/a#", f"https://x.example/a?{RUN}#"),
    ("a query mark in the fragment is none", "https://x.example/#a?b=1", f"https://x.example/?{RUN}#a?b=1"),
    ("a fragment with a hash", "https://x.example/#a#b", f"https://x.example/?{RUN}#a#b"),
    ("after the query", "https://x.example/?a=1", f"https://x.example/?a=1&{RUN}"),
    ("a lone query mark", "https://x.example/?", f"https://x.example/?{RUN}"),
    ("an open ampersand", "https://x.example/?a=1&", f"https://x.example/?a=1&{RUN}"),
    ("empty pairs", "https://x.example/?&&a=1&&b", f"https://x.example/?&&a=1&&b&{RUN}"),
    ("only ampersands", "https://x.example/?&&", f"https://x.example/?&&{RUN}"),
    ("order stays", "https://x.example/?z=1&a=2&z=3", f"https://x.example/?z=1&a=2&z=3&{RUN}"),
    ("encoding stays, upper", "https://x.example/%2F?q=%2F%C3%A9", f"https://x.example/%2F?q=%2F%C3%A9&{RUN}"),
    ("encoding stays, lower", "https://x.example/%2f?q=%2f%c3%a9", f"https://x.example/%2f?q=%2f%c3%a9&{RUN}"),
    ("plus stays", "https://x.example/?q=a+b", f"https://x.example/?q=a+b&{RUN}"),
    ("broken percent stays", "https://x.example/?q=100%", f"https://x.example/?q=100%&{RUN}"),
    ("semicolons stay", "https://x.example/?a=1;b=2", f"https://x.example/?a=1;b=2&{RUN}"),
    ("letters of other scripts stay", "https://bücher.example/ä?ö=ü", f"https://bücher.example/ä?ö=ü&{RUN}"),
    ("a port", "https://x.example:8443/a", f"https://x.example:8443/a?{RUN}"),
    ("IPv6", "http://[2001:db8::1]:80/a", f"http://[2001:db8::1]:80/a?{RUN}"),
    ("upper-case scheme and host", "HTTPS://X.Example/A", f"HTTPS://X.Example/A?{RUN}"),
    ("a path that says utm", "https://x.example/utm_source", f"https://x.example/utm_source?{RUN}"),
    ("a value that says utm", "https://x.example/?a=utm_source", f"https://x.example/?a=utm_source&{RUN}"),
    ("a fragment that says utm", "https://x.example/#utm_source=a", f"https://x.example/?{RUN}#utm_source=a"),
    ("a name that only ends so", "https://x.example/?my_utm_source=a", f"https://x.example/?my_utm_source=a&{RUN}"),
]  # fmt: skip

UNTOUCHED = [
    "",
    "#top",
    "?a=1",
    "/posts/x/",
    "posts/x/",
    "../x",
    "//x.example/a",
    "mailto:a@b.example?subject=x",
    "tel:+49301234",
    "data:text/plain,https://x.example/",
    "ftp://x.example/a",
    "javascript:alert(1)",
    "offer:review",
    "{filename}../posts/x.md",
    "https:/x.example",
    "https:x.example",
    "https://",
    "https:///a",
    "https://?a=1",
    "https://#a",
    "https://user@x.example/",
    "https://user:pass@x.example/",
    "https://x.example:port/",
    "https://x.example/a b",
    " https://x.example/",
    "https://x.example/?utm_source=a",
    "https://x.example/?a=1&utm_source=a",
    "https://x.example/?UTM_Source=a",
    "https://x.example/?utm%5Fsource=a",
    "https://x.example/?utm%5fcontent=a",
    "https://x.example/?%75tm_source=a",
    "https://x.example/?%55%54%4D%5Fid=a",
    "https://x.example/?a=1;utm_campaign=b",
    "https://x.example/?a=1&amp;utm_campaign=b",
    "https://x.example/?utm_",
    "https://x.example/?utm_source",
    "https://x.example/?+utm_source=a",
    "https://x.example/?&&utm_term=a#b",
]


@pytest.mark.parametrize(("url", "after"), [c[1:] for c in TAGGED], ids=[c[0] for c in TAGGED])
def test_tag(url: str, after: str) -> None:
    assert tag(url, PARAMS) == after


@pytest.mark.parametrize("url", UNTOUCHED)
def test_tag_leaves_alone(url: str) -> None:
    assert tag(url, PARAMS) == url


def test_no_parameters_no_change() -> None:
    assert tag("https://x.example/", {}) == "https://x.example/"


@pytest.mark.parametrize("value", ["a b", "a&b", "a=b", "a#b", "50%", "ä", "a+b", "日本", "a/b?c", "\ud800", '"<>'])
def test_values_are_percent_encoded(value: str) -> None:
    tagged = tag("https://x.example/?a=1#f", {"utm_campaign": value})
    assert tagged.isascii()
    assert not set(tagged) & set(' "<>')
    assert tagged.count("#") == 1
    assert tagged.count("&") == 1
    assert parse_qsl(urlsplit(tagged).query)[-1] == ("utm_campaign", value.replace("\ud800", "?"))


NAME = st.text(string.ascii_letters + string.digits + "äß-", min_size=1, max_size=12)
HOST = st.one_of(
    st.lists(st.text(string.ascii_letters + string.digits, min_size=1, max_size=8), min_size=1, max_size=3).map(
        ".".join
    ),
    st.sampled_from(
        ["bücher.example", "例え.example", "[::1]", "[2001:db8::ff]", "127.0.0.1", "xn--bcher-kva.example"]
    ),
)
PORT = st.one_of(st.just(""), st.integers(1, 65535).map(lambda n: f":{n}"))
BITS = st.sampled_from([*"abcXYZ019-._~!$&'()*+,;=:@/%äß日", "%2f", "%2F", "&&", "a=", "&"])
REST = st.lists(BITS, max_size=30).map("".join)
URLS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "Https"]),
    HOST,
    PORT,
    REST.map(lambda rest: f"/{rest}" if rest else ""),
    st.one_of(st.just(""), REST.map("?{}".format)),
    st.one_of(st.just(""), REST.map("#{}".format)),
)
VALUES = st.fixed_dictionaries({"utm_source": NAME, "utm_medium": NAME, "utm_campaign": st.text(max_size=20)})


@given(URLS, VALUES)
def test_tagging_twice_is_tagging_once(url: str, params: dict[str, str]) -> None:
    once = tag(url, params)
    assert tag(once, params) == once
    assert tag(once, {"utm_source": "other"}) == once


@given(URLS, VALUES)
def test_taking_out_the_addition_gives_back_every_byte(url: str, params: dict[str, str]) -> None:
    assume(not has_utm(url))
    tagged = tag(url, params)
    assert tagged != url
    front, mark, fragment = url.partition("#")
    assert tagged.startswith(front)
    assert tagged.endswith(mark + fragment)
    added = tagged[len(front) : len(tagged) - len(mark + fragment)]
    assert re.fullmatch(r"[?&]?utm_[a-z]+=[^&#]*(&utm_[a-z]+=[^&#]*){2}", added)
    assert tagged == front + added + mark + fragment
    pairs = [pair.partition("=") for pair in added.lstrip("?&").split("&")]
    assert {name: unquote(value) for name, _, value in pairs} == params


@given(URLS, VALUES)
def test_the_former_query_is_read_as_before(url: str, params: dict[str, str]) -> None:
    assume(not has_utm(url))
    before = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    after = parse_qsl(urlsplit(tag(url, params)).query, keep_blank_values=True)
    assert after == before + list(params.items())


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    for url in (text, f"https://{text}", f"https://x.example/{text}", f"https://x.example/?{text}"):
        tagged = tag(url, PARAMS)
        assert tagged == url or is_web_url(url)
        assert tag(tagged, PARAMS) == tagged
        assert has_utm(tagged) or tagged == url
    assert placement_of(text, f"https://x.example/{text}")
    assert placement_of("", text)


@given(st.sampled_from(["mailto:", "tel:", "data:", "#", "/", "./", "?", "sms:", "urn:"]), st.text(max_size=30))
def test_other_schemes_and_relative_ones_are_never_touched(start: str, rest: str) -> None:
    assume(not (start + rest).lower().startswith(("http:", "https:")))
    assert tag(start + rest, PARAMS) == start + rest


@given(URLS, st.sampled_from(["utm_source", "UTM_MEDIUM", "Utm_Id"]), st.data())
def test_a_utm_parameter_in_any_spelling_stops_tagging(url: str, name: str, data: st.DataObject) -> None:
    spelled = "".join(f"%{ord(c):02x}" if data.draw(st.booleans()) else c for c in name)
    front, mark, fragment = url.partition("#")
    glue = data.draw(st.sampled_from("&;")) if "?" in front else "?"
    marked = f"{front}{glue}{spelled}=x{mark}{fragment}"
    assert has_utm(marked)
    assert tag(marked, PARAMS) == marked


HOSTS = [
    ("https://X.Example/a", "x.example"),
    ("https://x.example:8000", "x.example"),
    ("http://localhost", "localhost"),
    ("https://bücher.example/", "bücher.example"),
    ("https://BÜCHER.example/", "bücher.example"),
    ("https://[::1]:8000/a", "[::1]"),
    ("https://[2001:DB8::1]", "[2001:db8::1]"),
    ("https://x.example.", "x.example."),
    ("https://a_b.example", "a_b.example"),
    ("https://x.example?a", "x.example"),
    ("https://x.example#a", "x.example"),
    ("https://127.0.0.1:1", "127.0.0.1"),
]


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host
    assert is_web_url(url)


NO_WEB = [
    "https://a@x.example",
    "https://a:b@x.example",
    "https://@x.example",
    "https://x.example\\@evil.example/",
    "https://x.example\\.evil.example/",
    "https://x .example",
    "https://x.example\n",
    "https://x.example/a\tb",
    "https://x.example/\x00",
    "https://x.example/\x7f",
    "https://x.example/\u2028",
    "https://x.example/\u00a0a",
    "https://",
    "https:///x",
    "https://:80/",
    "https://.",
    "https://..",
    "https://a..b/",
    "https://.x.example",
    "https://x.example:",
    "https://x.example:http",
    "https://x.example:123456",
    "https://x.example:\u0661",
    "https://[::1",
    "https://[:::::]/",
    "https://[1]/",
    "https://[]/",
    "https://[fe80::1%25eth0]/",
    "https://::1/",
    "https://x%2fy/",
    "https://exam\u2100ple.example/",
    "https://x\uff0fy.example/",
    "https://x\uff20y.example/",
    "https://<x>/",
    'https://x"y/',
    "//x.example",
    "ftp://x.example",
    "httpx://x.example",
]


@pytest.mark.parametrize("url", NO_WEB)
def test_what_is_no_web_address(url: str) -> None:
    assert not is_web_url(url)
    assert tag(url, PARAMS) == url


@pytest.mark.parametrize(
    "host", ["x.example\n", "x.example ", "x.example/", "x.example?", "x.example#", "x.example:80"]
)
def test_no_text_around_a_host_passes_for_it(host: str) -> None:
    assert host_of(f"https://{host}") != host


@given(st.text(max_size=20))
def test_whatever_has_a_host_can_be_split(text: str) -> None:
    url = f"https://{text}"
    if is_web_url(url):
        assert urlsplit(url).hostname
        assert urlsplit(url).username is None


UTM = [
    (
        "a post",
        Carrier("small-posts", "interest", "abcd2345"),
        ("small-posts", "interest.a-chart", "abcd2345"),
    ),
    (
        "a campaign",
        Carrier("small-posts", "interest", "abcd2345", "spring"),
        ("spring", "interest.a-chart", "abcd2345"),
    ),
    (
        "one spelling",
        Carrier("x", "loyalty", "i", " Spring_Launch  2026 "),
        ("spring-launch-2026", "loyalty.a-chart", "i"),
    ),
    ("a page", Carrier("about"), ("about", "page.a-chart", None)),
]


@pytest.mark.parametrize(("carrier", "after"), [c[1:] for c in UTM], ids=[c[0] for c in UTM])
def test_utm(carrier: Carrier, after: tuple[str, str, str | None]) -> None:
    params = utm(carrier, Arrival("li", "LinkedIn", "Social"), "a-chart")
    assert (params["utm_campaign"], params["utm_content"], params.get("utm_id")) == after
    assert (params["utm_source"], params["utm_medium"]) == ("linkedin", "social")
    assert [*params][:4] == ["utm_source", "utm_medium", "utm_campaign", "utm_content"]


PLACEMENTS = [
    ("the words", "Read the Guide", "https://x.example/guide.pdf", "read-the-guide"),
    ("no words: where it leads", "  ", "https://x.example/reports/The%20Guide/?a=1#b", "the-guide"),
    ("no path: the host", "", "https://www.example.com/", "www-example-com"),
    ("no path at all", "", "https://www.example.com", "www-example-com"),
    ("long words", "one two three four five six seven eight nine", "", "one-two-three-four-five-six-seven-eight"),
]


@pytest.mark.parametrize(("text", "url", "after"), [c[1:] for c in PLACEMENTS], ids=[c[0] for c in PLACEMENTS])
def test_placement_of(text: str, url: str, after: str) -> None:
    assert placement_of(text, url) == after


def test_ledger_writes_down_what_it_tags_once() -> None:
    ledger, carrier = Ledger(), Carrier("slug", "interest", "abcd2345")
    social, mail = Arrival("linkedin", "linkedin", "social"), Arrival("email", "email", "email")
    url = "https://www.example.com/a#b"
    tagged = ledger.tag(url, carrier, social, "here")
    assert ledger.tag(url, carrier, social, "here") == tagged
    ledger.tag(url, carrier, mail, "here")
    assert [(row.channel, row.group) for row in ledger.rows] == [("email", "Email"), ("linkedin", "Organic Social")]
    assert ledger.rows[1] == Tagged(
        "abcd2345", "slug", "interest", "linkedin", "here", "slug", "Organic Social", url, tagged
    )


def test_ledger_does_not_write_down_what_it_leaves_alone() -> None:
    ledger = Ledger()
    for url in UNTOUCHED:
        assert ledger.tag(url, Carrier("slug"), Arrival("x", "x", "social"), "here") == url
    assert ledger.rows == []


WORDS = st.text(max_size=12)


@given(st.sampled_from([*UNTOUCHED, "https://x.example/?utm_id=1"]) | URLS, WORDS, WORDS, WORDS, WORDS, st.data())
def test_ledger_adds_the_parameters_of_the_design(
    url: str, slug: str, stage: str, source: str, placement: str, data: st.DataObject
) -> None:
    carrier = Carrier(slug, stage, data.draw(WORDS), data.draw(WORDS))
    arrival, ledger = Arrival("li", source, data.draw(WORDS)), Ledger()
    params = utm(carrier, arrival, placement)
    tagged = tag(url, params)
    assert ledger.tag(url, carrier, arrival, placement) == tagged
    told = [(row.campaign, row.group, row.tagged) for row in ledger.rows]
    group = channel_group(params["utm_source"], params["utm_medium"], params["utm_campaign"])
    assert told == ([] if tagged == url else [(params["utm_campaign"], group, tagged)])


def test_ledger_takes_rows_from_elsewhere_and_sorts() -> None:
    first, second = Ledger(), Ledger()
    for slug in ("b", "a", "c"):
        second.tag("https://x.example/", Carrier(slug, "s", slug), Arrival("x", "x", "social"), "here")
    for row in reversed(second.rows):
        first.include(frozenset({row}))
    assert [row.slug for row in first.rows] == ["a", "b", "c"]
    assert first.rows == second.rows


def test_ledger_knows_the_lines_of_each_post_and_gives_lots_as_they_are() -> None:
    def filled(ledger: Ledger, slug: str, *channels: str) -> frozenset[Tagged]:
        for channel in channels:
            ledger.tag("https://x.example/", Carrier(slug, "s", slug), Arrival(channel, "x", "social"), "here")
        return ledger.found

    def lines(slug: str, *channels: str) -> frozenset[Tagged]:
        return filled(Ledger(), slug, *channels)

    whole, one, two, other = Ledger(), lines("a", "x", "y"), lines("b", "x"), lines("b", "y", "z")
    filled(whole, "c", "x")
    filled(whole, "b", "x")
    for lot in (one, other, frozenset[Tagged]()):
        whole.include(lot)
    assert whole.by_post["a"] is one
    assert {post: set(rows) for post, rows in whole.by_post.items()} == {
        "a": one,
        "b": two | other,
        "c": lines("c", "x"),
    }
    assert whole.found == one | two | other | lines("c", "x")
    assert [(row.post, row.channel) for row in whole.rows] == [*zip("aabbbc", "xyxyzx", strict=True)]
