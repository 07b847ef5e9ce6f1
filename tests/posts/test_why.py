from __future__ import annotations

import pytest

from plugins.core.errors import Misconfigured
from plugins.core.unit import Unit
from plugins.posts.why import unit_of, why

PARTS = {"settings": b"s", "template": b"t", "the post": b"p"}


def unit(path: str, owner: str = "the site", parts: dict[str, bytes] | None = PARTS) -> Unit:
    return Unit(path, owner, parts, bytes)


UNITS = [
    unit("index.html", "the list /"),
    unit("posts/first/index.html", "post content/posts/a-file.md"),
    unit("about/index.html", "page content/pages/about.md"),
    unit("feeds/all.json", "feed all"),
    unit("404.html"),
]


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("posts/first/index.html", "posts/first/index.html"),
        ("/posts/first/", "posts/first/index.html"),
        ("posts/first", "posts/first/index.html"),
        ("first", "posts/first/index.html"),
        ("content/posts/a-file.md", "posts/first/index.html"),
        ("./content/posts/a-file.md", "posts/first/index.html"),
        (" /about/ ", "about/index.html"),
        ("about", "about/index.html"),
        ("/", "index.html"),
        ("feeds/all.json", "feeds/all.json"),
        ("/404.html", "404.html"),
    ],
)
def test_a_page_may_be_named_as_one_has_it_at_hand(page: str, path: str) -> None:
    assert unit_of(UNITS, page).path == path


@pytest.mark.parametrize("page", ["nowhere", "posts/frist", "content/posts/gone.md"])
def test_a_page_that_is_not_made_is_told_with_what_is_near(page: str) -> None:
    with pytest.raises(Misconfigured, match="the build makes no such page"):
        unit_of(UNITS, page)


def test_what_is_near() -> None:
    with pytest.raises(Misconfigured, match=r'Did you mean "feeds/all\.json"'):
        unit_of(UNITS, "feeds/al.json")


WORDS = {
    "nobody knows": (None, PARTS, True, "made anew: plugins that are not ours have a say in it, so nobody knows what"),
    "new": (PARTS, None, True, "made anew: nothing is known of a former one"),
    "one": (PARTS, {**PARTS, "the post": b"x"}, True, "made anew: the post changed"),
    "two": (PARTS, {**PARTS, "the post": b"x", "template": b"x"}, True, "made anew: template and the post changed"),
    "three": (PARTS, dict.fromkeys(PARTS, b"x"), True, "made anew: settings, template and the post changed"),
    "more": (PARTS, {"settings": b"s", "template": b"t"}, True, "made anew: the post changed"),
    "less": (PARTS, {**PARTS, "series": b"x"}, True, "made anew: series changed"),
    "same": (PARTS, PARTS, False, "not made again: settings, template and the post are as in the former build"),
    "one and the same": ({"the file": b"f"}, {"the file": b"f"}, False, "not made again: the file is as in the former"),
    "tampered": (PARTS, PARTS, True, "made anew: the former file was not as the build had left it"),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_words(name: str) -> None:
    parts, former, made, words = WORDS[name]
    told = why(unit("a/index.html", "page a.md", parts), former, made)
    assert told.startswith(f"a/index.html (page a.md): {words}")
    assert "\n" not in told
