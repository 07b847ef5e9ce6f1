"""Where links lead, and what is said where they lead nowhere."""

from __future__ import annotations

import pytest

from plugins.audit.facts import facts_of
from plugins.audit.links import Place, link_problems
from tests.audit.sites import HOME, a_sheet, an_output
from tests.factories import a_site

FILES = {
    "index.html": a_sheet(),
    "posts/x/index.html": a_sheet('<h1 id="top-idea">X</h1><p id="größe"></p>', path="posts/x/index.html"),
    "posts/x/a b.png": "",
    "404.html": "",
    "theme/css/base.css": "",
}
OUTPUT = an_output(FILES)

PLACES = [
    ("/posts/x/", Place("posts/x/index.html")),
    ("/posts/x/?q=1#top-idea", Place("posts/x/index.html", "top-idea")),
    ("a%20b.png", Place("posts/x/a b.png")),
    ("../../", Place("index.html")),
    ("#top-idea", Place("posts/x/index.html", "top-idea")),
    ("", Place("posts/x/index.html")),
    ("/404.html", Place("404.html")),
    (HOME, Place("index.html")),
    ("HTTPS://BLOG.example.com/posts/x/", Place("posts/x/index.html")),
    ("http://blog.example.com/", Place("index.html")),
    ("//blog.example.com/", Place("index.html")),
    ("https://www.example.com/", None),
    ("//www.example.com/", None),
    ("mailto:desk@example.com", None),
    ("tel:+49", None),
    ("data:image/png;base64,", None),
    ("https://[broken/", None),
]


@pytest.mark.parametrize(("url", "place"), PLACES)
def test_place(url: str, place: Place | None) -> None:
    assert OUTPUT.place(url, "posts/x/index.html") == place


BELOW = [
    ("/blog/posts/x/", Place("posts/x/index.html")),
    ("https://www.example.org/blog/", Place("index.html")),
    ("/posts/x/", Place("")),
    ("https://www.example.org/pricing", None),
]


@pytest.mark.parametrize(("url", "place"), BELOW)
def test_place_below_a_path(url: str, place: Place | None) -> None:
    output = an_output(FILES, a_site(SITEURL="https://www.example.org/blog"))
    assert output.place(url, "index.html") == place


# (name, body that is broken, the message, what the hint has, the body mended)
BROKEN = [
    ("a dead link", '<a href="/posts/y/">', '"/posts/y/" leads to nothing', "Mend the link", '<a href="/posts/x/">'),
    ("no slash", '<a href="/posts/x">', '"/posts/x" leads to nothing', "slash at its end", '<a href="/posts/x/">'),
    ("case counts", '<a href="/Posts/x/">', '"/Posts/x/" leads to nothing', "Mend", '<a href="/posts/x/">'),
    ("a dead image", '<img src="/b.png">', '"/b.png" leads to nothing', "Mend", '<img src="/posts/x/a%20b.png">'),
    (
        "a dead candidate",
        '<img srcset="/posts/x/a%20b.png 1x, /b.png 2x">',
        '"/b.png" leads to nothing',
        "Mend",
        '<img srcset="/posts/x/a%20b.png 1x">',
    ),
    (
        "a dead style",
        '<link rel="stylesheet" href="/x.css">',
        '"/x.css" leads to nothing',
        "Mend",
        '<link rel="stylesheet" href="/theme/css/base.css">',
    ),
    (
        "a dead whole address",
        f'<a href="{HOME}/y/">',
        f'"{HOME}/y/" leads to nothing',
        "Mend",
        f'<a href="{HOME}/posts/x/">',
    ),
    (
        "a dead card",
        f'<meta property="og:image" content="{HOME}/b.png">',
        f'"{HOME}/b.png" leads to nothing',
        "Mend",
        '<meta property="og:image" content="https://cdn.example/b.png">',
    ),
    (
        "a dead fragment",
        '<a href="/posts/x/#top-ide">',
        '"/posts/x/#top-ide" leads to a place that posts/x/index.html does not have',
        'Did you mean "top-idea"?',
        '<a href="/posts/x/#top-idea">',
    ),
    (
        "a dead fragment here",
        '<a href="#y">',
        '"#y" leads to a place that index.html does not have',
        "",
        '<a href="#top">',
    ),
    (
        "for the house",
        '<a href="/_waypost/posts.json">',
        '"/_waypost/posts.json" leads into _waypost/',
        "never published",
        '<a href="/">',
    ),
    (
        "tracked inside",
        '<a href="/posts/x/?utm_source=x">',
        'the internal link "/posts/x/?utm_source=x" carries utm_ parameters',
        "overwrite the channel",
        '<a href="/posts/x/?q=utm_source">',
    ),
    (
        "tracked inside, in disguise",
        f'<a href="{HOME}/?%55TM_id=x">',
        f'the internal link "{HOME}/?%55TM_id=x" carries utm_ parameters',
        "overwrite",
        '<a href="https://www.example.com/?utm_source=blog">',
    ),
    (
        "tracked, on a site measured together",
        '<a href="https://docs.example.com/?utm_source=blog">',
        'the internal link "https://docs.example.com/?utm_source=blog" carries utm_ parameters',
        "overwrite",
        '<a href="https://docs.example.com/">',
    ),
]


@pytest.mark.parametrize(("broken", "message", "hint", "mended"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_links(broken: str, message: str, hint: str, mended: str) -> None:
    output = an_output(FILES, a_site(internal_hosts=["docs.example.com"]))
    (found,) = link_problems(facts_of("index.html", a_sheet(f"<h1>One</h1>\n{broken}")), output)
    assert found.message == message
    assert hint in found.hint
    assert (found.path, found.line, found.field, found.severity) == ("index.html", 11, "audit", "error")
    assert list(link_problems(facts_of("index.html", a_sheet(mended)), output)) == []


FRAGMENTS = [
    "#",
    "#top",
    "/posts/x/#gr%C3%B6%C3%9Fe",
    "/posts/x/#größe",
    "/posts/x/#:~:text=idea",
    "/posts/x/a%20b.png#page=2",
]


@pytest.mark.parametrize("url", FRAGMENTS)
def test_fragments_that_lead_somewhere(url: str) -> None:
    assert list(link_problems(facts_of("index.html", a_sheet(f'<a href="{url}">')), OUTPUT)) == []


MOVED = '<meta http-equiv="refresh" content="0; url=/posts/x/"><link rel="canonical" href="/posts/x/">'


def test_a_link_to_an_old_address_is_a_warning() -> None:
    """It works, by way of a page that readers wait for."""
    output = an_output({**FILES, "old/index.html": MOVED})
    page = facts_of("index.html", a_sheet('<h1>One</h1>\n<a href="/old/#top">x</a>'))
    (found,) = link_problems(page, output)
    assert (found.message, found.severity) == ('"/old/#top" leads to a page that has moved', "warning")
    assert found.hint == "Write /posts/x/."
    assert list(link_problems(output.pages["old/index.html"], output)) == []


ORIGINALS = [
    ("/posts/x/", ['the canonical address "https://blog.example.com/posts/x/" is that of posts/x/index.html']),
    ("/", []),
    ("/?page=2", []),
]


@pytest.mark.parametrize(("address", "messages"), ORIGINALS)
def test_a_page_that_gives_itself_for_another_is_warned_of(address: str, messages: list[str]) -> None:
    """Search engines list the other one only."""
    page = facts_of("index.html", a_sheet().replace(f"{HOME}/", f"{HOME}{address}"))
    assert [found.message for found in link_problems(page, OUTPUT)] == messages
    assert {found.severity for found in link_problems(page, OUTPUT)} <= {"warning"}
    elsewhere = facts_of("index.html", a_sheet().replace(HOME, "https://www.example.com"))
    assert list(link_problems(elsewhere, OUTPUT)) == []


def test_a_fault_repeated_on_a_page_is_told_once_where_it_first_stands() -> None:
    page = facts_of("index.html", a_sheet('<h1>One</h1>\n<a href="/y/">y</a>\n<a href="/y/">y</a>'))
    assert [found.line for found in link_problems(page, OUTPUT)] == [11]


def test_a_tracked_canonical_is_told_by_its_own_rule_only() -> None:
    page = facts_of("index.html", f'<link rel="canonical" href="{HOME}/?utm_id=x">')
    assert list(link_problems(page, OUTPUT)) == []


def test_beside_the_path_of_the_site_is_said_so() -> None:
    output = an_output(FILES, a_site(SITEURL="https://www.example.org/blog"))
    page = facts_of("index.html", '<a href="/posts/x/">x</a>')
    (found,) = link_problems(page, output)
    assert "begins at /blog/" in found.hint
