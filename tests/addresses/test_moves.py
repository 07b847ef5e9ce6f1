from __future__ import annotations

import pytest

from plugins.addresses.moves import Move, moves
from plugins.addresses.redirects import Redirect
from tests.factories import a_site


def _moves(pairs: dict[str, str], **settings: str) -> list[Move]:
    return moves([Redirect(old, new, "x") for old, new in pairs.items()], a_site(**settings))


OLD = {
    "/old/": ("/old/", "/old"),
    "/old": ("/old", "/old/"),
    "/2019/old.html": ("/2019/old.html",),
    "/old.htm": ("/old.htm",),
    "/old.php": ("/old.php", "/old.php/"),
    "/caf%C3%A9/": ("/café/", "/café"),
    "/größe/": ("/größe/", "/größe"),
    "/a%20b": ("/a b", "/a b/"),
    "/x/index.html": ("/x/index.html",),
}


@pytest.mark.parametrize("old", OLD)
def test_the_paths_that_a_server_sees(old: str) -> None:
    (move,) = _moves({old: "/"})
    assert move.paths == OLD[old]


@pytest.mark.parametrize("old", ["/a%0Ab/", "/a%00", "/a%5Cb/", "/%7F"])
def test_a_path_that_no_server_can_be_told_of_is_left_to_its_page(old: str) -> None:
    assert _moves({old: "/"}) == []


def test_of_two_with_one_path_the_first() -> None:
    found = _moves({"/a/": "/one/", "/A": "/two/", "/b/": "/three/"})
    assert [(move.paths, move.to) for move in found] == [(("/a/", "/a"), "/one/"), (("/b/", "/b"), "/three/")]


NEW = {
    "/posts/a/": ("/posts/a/", "", ""),
    "/posts/a/?x=1&y=2#part": ("/posts/a/", "x=1&y=2", "part"),
    "/tags/größe/": ("/tags/gr%C3%B6%C3%9Fe/", "", ""),
    "/tags/gr%C3%B6%C3%9Fe/": ("/tags/gr%C3%B6%C3%9Fe/", "", ""),
    '/a"b{c}$d:e*/': ("/a%22b%7Bc%7D%24d%3Ae%2A/", "", ""),
    "https://blog.example.com/posts/a/?x=1": ("/posts/a/", "x=1", ""),
    "https://www.example.com": ("https://www.example.com/", "", ""),
    "https://www.example.com:8443/p?q=$x#a:b": ("https://www.example.com:8443/p", "q=%24x", "a%3Ab"),
    "http://bücher.example/x": ("http://xn--bcher-kva.example/x", "", ""),
}


@pytest.mark.parametrize("new", NEW)
def test_where_it_leads(new: str) -> None:
    (move,) = _moves({"/old/": new})
    assert (move.to, move.query, move.fragment) == NEW[new]


def test_below_the_path_of_a_site() -> None:
    site = "https://www.example.org/blog"
    found = _moves({"/old/": "/new/", "/x/": f"{site}/y/", "/z/": "https://www.example.org/shop/"}, SITEURL=site)
    assert [(move.paths[0], move.address) for move in found] == [
        ("/blog/old/", "/blog/new/"),
        ("/blog/x/", "/blog/y/"),
        ("/blog/z/", "https://www.example.org/shop/"),
    ]
