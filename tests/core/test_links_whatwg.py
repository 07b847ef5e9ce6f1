"""Tagging held against a WHATWG URL parser: Chromium's own, asked for whole lists of addresses at once."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.links import Arrival as Channel
from plugins.core.links import Carrier, tag, utm
from tests.serve.chromium import Browser, Tab

PARAMS = utm(Carrier("a-post", "epiphany", "abcd2345", "50 % & more #1"), Channel("x", "X", "social"), "read-it")
JUDGE = """((pairs) => {
  const seen = (text) => { try { return new URL(text) } catch { return null } };
  const same = ["protocol", "username", "password", "host", "pathname", "hash"];
  const wrong = ([before, after, added]) => {
    const old = seen(before), now = seen(after);
    if (!old || !now) return old !== now;
    if (same.some((part) => old[part] !== now[part])) return true;
    if (old.href.includes("#") !== now.href.includes("#")) return true;
    if (before === after) return old.href !== now.href;
    const query = now.search.slice(1), rest = query.slice(old.search.slice(1).length);
    return !query.startsWith(old.search.slice(1)) || rest.replace(/^&/, "") !== added;
  };
  return pairs.filter(wrong);
})"""
"""Which of the pairs (before, after) differ in more than what was added to the query, as a browser reads them."""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser.tab("about:blank")
    browser.close()


_HOSTS = (
    "x.example X.Example a.b.c.example x.example. localhost 127.0.0.1 0x7f.1 2130706433 1.2.3 [2001:db8::1] [::1] "
    "[::ffff:1.2.3.4] bücher.example xn--bcher-kva.example 日本.example faß.example ａ.example a_b.example -a-.example "
    "x..example .example % %41.example a%00b x.example:0 x.example:443 x.example:65535 x.example:65536 x.example:99999 "
    "u@x.example u:p@x.example @x.example x.example\\y x.exa\tmple x.exa^mple ☃.net 💩.example a.1 1.2.3.4.5 256.1.1.1"
)
_PIECES = (
    "a b c/ / // . .. ../ /./ %2e %2E%2e %2f %C3%A9 %c3 % %zz é 日 💩 ' \" < > ` { } | \\ ^ ~ ! $ & = ; , + * ( ) : @ "
    "[ ] - _ 0 utm utm_ utm_source=b utm%5Fid=1 UTM_ &amp; &utm_term=a ?a=b a=1 a=&b && = "
    "\t \n \u00a0 \u200b \u2028 \ud800"
)
HOSTS = st.sampled_from(_HOSTS.split(" "))
"""Hosts that are good, hosts that are none, and hosts that browsers read in their own way."""
PIECES = st.sampled_from([" ", *_PIECES.split(" ")])
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def urls(draw: st.DrawFn) -> str:
    scheme = draw(st.sampled_from(["http://", "https://", "HTTPS://", "https:", "http:/", "https:\\\\", "https:///"]))
    path, query, fragment = draw(TEXTS), draw(st.none() | TEXTS), draw(st.none() | TEXTS)
    rest = (f"/{path}" if path else "") + ("" if query is None else f"?{query}")
    return scheme + draw(HOSTS) + rest + ("" if fragment is None else f"#{fragment}")


@settings(max_examples=30)
@given(batch=st.lists(urls() | st.builds("".join, st.lists(PIECES)), min_size=40, max_size=120, unique=True))
def test_tagging_changes_nothing_but_the_query(tab: Tab, batch: list[str]) -> None:
    tagged = [tag(url, PARAMS) for url in batch]
    assert [tag(url, PARAMS) for url in tagged] == tagged
    added = tag("https://x.example/", PARAMS).partition("?")[2]
    pairs = [(url, after, added) for url, after in zip(batch, tagged, strict=True)]
    assert tab.value(f"{JUDGE}({json.dumps(pairs)})") == []


ADDED = "utm_id=1"
WRONG = [
    ("https://x.example/", "https://x.example/b?utm_id=1"),
    ("https://x.example/", "https://y.example/?utm_id=1"),
    ("https://x.example/#a", "https://x.example/?utm_id=1"),
    ("https://x.example/#a", "https://x.example/#a?utm_id=1"),
    ("https://x.example/#", "https://x.example/?utm_id=1"),
    ("https://x.example/?a=1&b=2", "https://x.example/?b=2&a=1&utm_id=1"),
    ("https://x.example/?a=%2f", "https://x.example/?a=%2F&utm_id=1"),
    ("https://x.example/?a=1", "https://x.example/?a=1utm_id=1&utm_id=1"),
    ("https://u@x.example/", "https://x.example/?utm_id=1"),
    ("https://x.example/", "https://x.example:8/?utm_id=1"),
    ("no url", "https://x.example/?utm_id=1"),
]


def test_the_judge_sees_what_is_wrong(tab: Tab) -> None:
    pairs = [(before, after, ADDED) for before, after in WRONG]
    assert tab.value(f"{JUDGE}({json.dumps(pairs)})") == [list(pair) for pair in pairs]


def test_most_of_what_is_tried_is_tagged(tab: Tab) -> None:
    """Else the test above would hold nothing."""
    kinds: list[bool] = []

    @settings(max_examples=300, database=None)
    @given(urls())
    def look(url: str) -> None:
        kinds.append(tag(url, PARAMS) != url)

    look()
    assert kinds.count(True) > len(kinds) / 10
    assert kinds.count(False) > len(kinds) / 10
