from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from plugins.addresses.redirects import Redirect, check, file_of, page, redirects, script, sound
from plugins.core.house import Claim
from plugins.core.post import Prepared
from tests.factories import a_house, a_page, a_post, a_site, a_vocabulary

HERE = "/posts/small-posts-add-up/"


def _house(data=None, post_from=(), **settings):
    path = "posts/small-posts-add-up.md"
    lines = {("redirects", old): n for n, old in enumerate(data or {}, 3)}
    house = a_house(
        a_post(redirect_from=tuple(post_from)),
        pages=[a_page(redirect_from=("/who/",))],
        vocabulary=a_vocabulary(redirects=data or {}, lines=lines),
        site=a_site(internal_hosts=["shop.example.com"], **settings),
        prepared={path: Prepared(path, "post", None, {"redirect_from": 12})},
    )
    built = [HERE, "/about/", "/", "/tags/größe/"]
    house.claims.append(lambda house: [Claim(f"{address[1:]}index.html", "x") for address in built])
    house.claims.append(lambda house: [Claim("all.csv", "x")])
    house.claims.append(lambda house: [Claim(file_of(redirect), "redirect") for redirect in redirects(house)])
    return house


def test_all_redirects_with_who_says_so():
    assert redirects(_house({"/b/": "/about/", "/a/": HERE}, ["/old/", "/2019/old.html"])) == [
        Redirect("/2019/old.html", HERE, "posts/small-posts-add-up.md", 12),
        Redirect("/a/", HERE, "content/data/redirects.yaml", 4),
        Redirect("/b/", "/about/", "content/data/redirects.yaml", 3),
        Redirect("/old/", HERE, "posts/small-posts-add-up.md", 12),
        Redirect("/who/", "/about/", "pages/about.md", 1),
    ]


@pytest.mark.parametrize(
    "new",
    [
        HERE,
        f"{HERE}?a=1&b=2#part",
        "/",
        "/all.csv",
        "/tags/größe/",
        "/tags/gr%C3%B6%C3%9Fe/",
        f"https://blog.example.com{HERE}",
        "https://www.example.com/anything",
        "http://shop.example.com/?x=1",
    ],
)
def test_where_a_redirect_may_lead(new):
    assert list(check(_house({"/old/": new}))) == []


DEAD = "which is no address of this site"
BAD = {
    "/posts/gone/": f"leads to '/posts/gone/', {DEAD}",
    "/posts/small-posts-add-up": f"leads to '/posts/small-posts-add-up', {DEAD}",
    "posts/small-posts-add-up/": f"leads to 'posts/small-posts-add-up/', {DEAD}",
    "//posts/small-posts-add-up/": f"leads to '//posts/small-posts-add-up/', {DEAD}",
    "/\\evil.example/": f"leads to '/\\\\evil.example/', {DEAD}",
    "": f"leads to '', {DEAD}",
    "javascript:alert(1)": f"leads to 'javascript:alert(1)', {DEAD}",
    "mailto:a@example.com": f"leads to 'mailto:a@example.com', {DEAD}",
    "https://blog.example.com/gone/": f"leads to 'https://blog.example.com/gone/', {DEAD}",
    "https://evil.example/": "'https://evil.example/' is not one of your hosts",
    "https://example.com/": "'https://example.com/' is not one of your hosts",
    "https://blog.example.com.evil.example/": "'https://blog.example.com.evil.example/' is not one of your hosts",
    "https://blog.example.com@evil.example/": f"leads to 'https://blog.example.com@evil.example/', {DEAD}",
}


@pytest.mark.parametrize("new", BAD)
def test_where_a_redirect_may_not_lead(new):
    told = list(check(_house({"/old/": new})))
    assert [(p.path, p.line, p.field, p.message) for p in told] == [
        ("content/data/redirects.yaml", 3, "redirect", BAD[new])
    ]


@pytest.mark.parametrize(
    "old", ["old/", "//old/", "https://blog.example.com/old/", "/old/?x=1", "/old/#x", "/o\\ld/", "/a\x00b/", ""]
)
def test_an_old_address_is_a_path_of_this_site(old):
    told = [p.message for p in check(_house({old: HERE}))]
    assert told == [f"{old!r} is no address of this site"]


@pytest.mark.parametrize(
    ("data", "n"),
    [
        ({"/a/": "/b/", "/b/": "/a/"}, 2),
        ({"/a/": "/a/"}, 1),
        ({"/a/": "/b/", "/b/": HERE}, 1),
        ({"/a/": "/who/"}, 1),
        ({"/a/": "https://blog.example.com/b", "/b.html": HERE}, 1),
        ({"/a/": HERE, "/b/": HERE}, 0),
    ],
)
def test_no_redirect_leads_to_a_redirect(data, n):
    told = [p.message for p in check(_house(data))]
    assert len(told) == n
    assert all("which leads on itself" in message or DEAD in message for message in told)


def test_a_redirect_with_a_fault_is_never_written():
    house = _house({"/a/": HERE, "/b/": "/gone/", "/c/": "https://evil.example/", "d": HERE})
    assert [redirect.old for redirect in sound(house)] == ["/a/", "/who/"]


def test_a_hint_never_names_another_redirect():
    (told,) = check(_house({"/oldd/": "/old/gone/", "/old/": HERE}))
    assert "/old/" not in told.hint


@pytest.mark.parametrize(
    ("old", "file"),
    [
        ("/old/", "old/index.html"),
        ("/old", "old/index.html"),
        ("/2019/05/old.html", "2019/05/old.html"),
        ("/old.htm", "old.htm"),
        ("/old.php", "old.php/index.html"),
        ("/", "index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/a%20b", "a b/index.html"),
    ],
)
def test_the_file_that_a_server_gives_for_the_old_address(old, file):
    assert file_of(Redirect(old, HERE, "x")) == file


@pytest.mark.parametrize(
    ("new", "settings", "url"),
    [
        (HERE, {}, f"https://blog.example.com{HERE}"),
        (f'{HERE}?a=1&b="2"#x', {}, f'https://blog.example.com{HERE}?a=1&b="2"#x'),
        (HERE, {"SITEURL": "https://x.example/blog"}, f"https://x.example/blog{HERE}"),
        ("https://www.example.com/?q=<1>", {}, "https://www.example.com/?q=<1>"),
    ],
)
def test_the_page_leads_on_without_script(new, settings, url):
    html = page(Redirect("/old/", new, "x"), a_site(texts={"moved": "<b>Moved</b>"}, DEFAULT_LANG="de", **settings))
    soup = BeautifulSoup(html, "lxml")
    assert soup.select_one('meta[http-equiv="refresh"]')["content"] == f"0; url={url}"
    assert soup.select_one('link[rel="canonical"]')["href"] == url
    assert (soup.a["href"], soup.a.string, soup.h1.string, soup.title.string) == (
        url,
        url,
        "<b>Moved</b>",
        "<b>Moved</b>",
    )
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex"
    assert soup.select_one('meta[http-equiv="refresh"]').parent.name == "noscript"
    (script,) = soup.find_all("script")
    assert (script["data-to"], script.string) == (url, None)
    assert script["src"] == ("/blog/moved.js" if url.startswith("https://x.example/blog") else "/moved.js")
    assert soup.html["lang"] == "de"


def test_the_script_is_small():
    assert b"location.replace" in script()
    assert len(script()) < 600
