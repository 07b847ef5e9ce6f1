from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.serve.answers import Answer, answer, media_type

FILES = {"index.html", "posts/x/index.html", "404.html", "theme/css/base.css", "posts/x/a b.png", "feeds/all.json"}
CASES = {
    "/": Answer(200, "index.html"),
    "/?utm_source=x": Answer(200, "index.html"),
    "/posts/x/": Answer(200, "posts/x/index.html"),
    "/posts/x/?q=1": Answer(200, "posts/x/index.html"),
    "/posts/x/index.html": Answer(200, "posts/x/index.html"),
    "/posts/x": Answer(302, location="/posts/x/"),
    "/posts/x?q=a%20b&c": Answer(302, location="/posts/x/?q=a%20b&c"),
    "/posts/x/a%20b.png": Answer(200, "posts/x/a b.png"),
    "/posts/y/": Answer(404, "404.html"),
    "/posts": Answer(404, "404.html"),
    "/../etc/passwd": Answer(404, "404.html"),
    "/posts/%2e%2e/index.html": Answer(404, "404.html"),
    "/%2Fposts/x": Answer(404, "404.html"),
    "//posts/x": Answer(404, "404.html"),
    "/%ff": Answer(404, "404.html"),
    "posts/x/": Answer(404, "404.html"),
    "*": Answer(404, "404.html"),
}
BELOW = {
    "/": Answer(302, location="/blog/"),
    "/?a=b": Answer(302, location="/blog/?a=b"),
    "/blog": Answer(302, location="/blog/"),
    "/blog/": Answer(200, "index.html"),
    "/blog/posts/x": Answer(302, location="/blog/posts/x/"),
    "/blog/posts/x/": Answer(200, "posts/x/index.html"),
    "/posts/x/": Answer(404, "404.html"),
    "/blogposts/x/": Answer(404, "404.html"),
}


@pytest.mark.parametrize(("target", "expected"), CASES.items())
def test_a_site_at_the_root_of_its_host(target: str, expected: Answer) -> None:
    assert answer(target, "", FILES.__contains__) == expected


@pytest.mark.parametrize(("target", "expected"), BELOW.items())
def test_a_site_below_a_path(target: str, expected: Answer) -> None:
    assert answer(target, "/blog", FILES.__contains__) == expected


@given(st.text(), st.sampled_from(["", "/blog"]))
def test_no_redirect_leaves_the_host(target: str, base: str) -> None:
    found = answer(target, base, lambda path: path.endswith("index.html"))
    assert not found.location or (found.location[0] == "/" and found.location[1:2] not in ("/", "\\"))
    assert found.location.isascii() or "?" in found.location


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("theme/css/base.css", "text/css; charset=utf-8"),
        ("feeds/all.rss.xml", "application/rss+xml; charset=utf-8"),
        ("feeds/stages/x.atom.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("feeds/all.json", "application/json"),
        ("posts/x/chart.v2.final.PNG", "image/png"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
        ("a.b/_headers", "application/octet-stream"),
        (".well-known/x", "application/octet-stream"),
    ],
)
def test_the_type_follows_the_ending(path: str, kind: str) -> None:
    assert media_type(path) == kind
