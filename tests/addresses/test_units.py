from __future__ import annotations

import datetime as dt

import pytest

from plugins.addresses.plugin import claims
from plugins.addresses.units import units
from plugins.core.house import Claim, StaticFile
from tests.factories import a_page, a_post, a_site, a_vocabulary
from tests.making import a_made_house, assert_told, changed, made, parts

HOSTS = {
    "_headers",
    "_redirects",
    "_waypost/hosts/site.caddyfile",
    "_waypost/hosts/nginx-http.conf",
    "_waypost/hosts/nginx-server.conf",
}
ROBOTS = StaticFile("extra/robots.txt", "/robots.txt", 1)
LATER = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def _house(post=None, files=(), redirects=None, **more):
    """A house with one post at /posts/small-posts-add-up/, one page at /about/, and the redirects of both kinds."""
    post = post or a_post(redirect_from=("/old/",))
    words = a_vocabulary(redirects={"/x.html": "/"} if redirects is None else redirects)
    house = a_made_house(post, vocabulary=words, files=files, **{"pages": [a_page()], **more})
    places = ("index.html", "about/index.html", f"{post.address[1:]}index.html")
    house.claims += [lambda _: [Claim(place, "somebody") for place in places], claims]
    return house


@pytest.mark.parametrize(("files", "own"), [((), True), ((ROBOTS,), False)])
def test_a_sites_own_robots_file_goes_before_ours(files, own):
    assert ("robots.txt" in made(units(_house(files=files)))) is own


def test_everything_that_is_claimed_is_made_and_nothing_else():
    house = _house()
    files = made(units(house))
    at_home = {path for path in files if path.startswith("_waypost/")}
    assert set(files) - at_home == {claim.path for claim in claims(house)}
    assert set(files) == {"robots.txt", "sitemap.xml", "old/index.html", "x.html", "moved.js", *HOSTS}
    assert b"/posts/small-posts-add-up/" in files["sitemap.xml"]
    assert b'href="https://blog.example.com/posts/small-posts-add-up/"' in files["old/index.html"]
    assert not any(b"\r" in content for content in files.values())


def test_a_redirect_that_leads_nowhere_is_not_made():
    """With --hold-back it waits for the post that is left out."""
    files = made(units(_house(redirects={"/x.html": "/", "/y.html": "/posts/left-out/"})))
    assert "x.html" in files
    assert "y.html" not in files


POST = a_post(redirect_from=("/old/",))
CHANGES = {
    "a new date": {"post": a_post(redirect_from=("/old/",), modified=LATER)},
    "hidden": {"post": a_post(redirect_from=("/old/",), status="hidden")},
    "a canonical elsewhere": {"post": a_post(redirect_from=("/old/",), canonical="https://x.example/")},
    "another slug": {"post": a_post(redirect_from=("/old/",), slug="moved")},
    "another tag": {"post": a_post(redirect_from=("/old/",), tags=())},
    "a page changed": {"pages": [a_page(modified=LATER)]},
    "no page": {"pages": []},
    "another host": {"site": a_site(SITEURL="https://new.example.org")},
    "a preview": {"site": a_site(preview=True)},
    "another target": {"redirects": {"/x.html": "/about/"}},
    "other words": {"site": a_site(texts={"moved": "Umgezogen"})},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_stands_in_a_file_is_a_part_of_it(name):
    before, after = list(units(_house(POST))), list(units(_house(**{"post": POST, **CHANGES[name]})))
    assert made(before) != made(after)
    assert_told(before, after)


def test_without_redirects_there_is_no_script_for_them():
    house = _house(a_post(), redirects={})
    assert "moved.js" not in made(units(house))
    assert "moved.js" not in {claim.path for claim in claims(house)}


def test_a_title_leaves_redirects_and_robots_alone():
    before = units(_house(POST))
    after = units(_house(a_post(redirect_from=("/old/",), title="Another")))
    assert changed(before, after) == {"sitemap.xml": {"the posts and pages"}}


def test_an_edited_redirect_is_told_by_name():
    words = a_vocabulary(redirects={})
    house = _house(a_post(redirect_from=("/old/",), slug="moved"))
    one, two = _house(POST, redirects={}), house
    one.ground = two.ground = b"the same"
    one.vocabulary = two.vocabulary = words
    assert changed(units(one), units(two))["old/index.html"] == {"the redirect"}


def test_an_owner_says_where_a_redirect_comes_from():
    assert {unit.path: unit.owner for unit in units(_house()) if unit.path not in HOSTS} == {
        "sitemap.xml": "the site",
        "moved.js": "the redirects",
        "robots.txt": "the site",
        "old/index.html": "redirect from /old/",
        "x.html": "redirect from /x.html",
    }
    assert set(parts(units(_house()))["x.html"]) == {"settings", "the redirect"}
