"""That the checks of the battery see what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.battery.outputs import check_feed, check_kit_page, check_page, check_public

PAGE = (
    "<!doctype html><html><head><title>x</title>{head}</head><body><main><article><h1>x</h1>{body}</article></main>"
    '<footer class="site-footer">y</footer></body></html>'
)
BODIES = (
    "<script>alert(1)</script>",
    "<p onclick=x>a</p>",
    "<svg/onload=x>",
    '<a href="java&#9;script:x">a</a>',
    '<a href=" &#1;javascript:x">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<img srcset="javascript:x 2x">',
    '<p style="background:URL(x)">a</p>',
    '<iframe srcdoc="x"></iframe>',
    '<math><mtext><a xlink:href="vbscript:x">a</a></mtext></math>',
    "<form></form>",
    "<base href=x>",
    "</main><p>a</p>",
    "</article></main><h1>b</h1>",
    "<plaintext>",
    "<main>a</main>",
)
REFRESH = '<noscript><meta http-equiv="refresh" content="0; url=/a/"></noscript>'
HEADS = (
    f"{REFRESH}<script>x</script>",
    f"{REFRESH}<script src=x></script>",
    "<script>x</script>",
    "<script src=x></script>",
    '<script type="application/ld+json">{</script>',
)
RSS = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><content:encoded>{}'
    "</content:encoded></item></channel></rss>"
)


def test_a_plain_page_is_fine() -> None:
    own = '<script defer src="/theme/js/address.0123abcd.js"></script>'
    check_page("x.html", PAGE.format(head=f'{own}<script type="application/ld+json">{{}}</script>', body="<p>a</p>"))


@pytest.mark.parametrize("body", BODIES)
def test_what_is_active_in_a_page_is_seen(body: str) -> None:
    with pytest.raises(AssertionError):
        check_page("x.html", PAGE.format(head="", body=body))


@pytest.mark.parametrize("head", HEADS)
def test_what_is_active_in_a_head_is_seen(head: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        check_page("x.html", PAGE.format(head=head, body=""))


def test_what_is_active_in_a_feed_is_seen() -> None:
    with pytest.raises(AssertionError):
        check_feed(etree.fromstring(RSS.format("&lt;b onclick=x&gt;a&lt;/b&gt;")))


@pytest.mark.parametrize("data", [b"a /srv/home/blog b", b"dddd4444", b"<a href='/posts/later/'>"])
def test_what_is_private_is_seen(data: bytes) -> None:
    with pytest.raises(AssertionError):
        check_public("x.html", data, Path("/srv/home/blog"))
    check_public("_waypost/posts.json", data.replace(b"/srv", b""), Path("/srv/home/blog"))


KIT = "<html><head></head><body><h1>x</h1><main>{}</main></body></html>"


def test_a_plain_kit_page_is_fine() -> None:
    data, own = '<script type="application/json" id="data">{"a": 1}</script>', '<script src="../kit.js"></script>'
    check_kit_page("_waypost/share/posts/x.html", KIT.format(data + own))


@pytest.mark.parametrize(
    "part",
    [
        "<script>x</script>",
        '<script src="https://evil.example/kit.js"></script>',
        '<script type="application/json" id="data">{"a": </script>',
        "<p onclick=x>a</p>",
        "<main>a</main>",
        '<a href="javascript:x">a</a>',
    ],
)
def test_what_is_active_in_a_kit_page_is_seen(part: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        check_kit_page("_waypost/share/posts/x.html", KIT.format(part))
