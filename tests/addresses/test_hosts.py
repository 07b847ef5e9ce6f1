"""Which files for hosts there are, and what each is made of."""

from __future__ import annotations

import pytest

from plugins.addresses.hosts import claims, units
from plugins.addresses.redirects import Redirect
from plugins.core.house import Claim, StaticFile
from tests.factories import a_site
from tests.making import Printer, a_made_house, assert_told, made

REDIRECTS = [Redirect("/old/", "/", "content/data/redirects.yaml")]
HOME = {f"_waypost/hosts/{name}" for name in ("site.caddyfile", "nginx-http.conf", "nginx-server.conf")}


def _given(*names: str):
    return a_made_house(files=[StaticFile(f"extra/{name}", f"/{name}", 1) for name in names])


@pytest.mark.parametrize(
    ("given", "redirects", "published"),
    [
        ((), REDIRECTS, {"_headers", "_redirects"}),
        ((), [], {"_headers"}),
        (("_headers",), REDIRECTS, {"_redirects"}),
        (("_headers", "_redirects", "robots.txt"), REDIRECTS, set()),
    ],
)
def test_a_file_of_the_sites_own_goes_before_ours(given, redirects, published):
    house = _given(*given)
    assert set(claims(house, redirects)) == {Claim(name, "the site") for name in published}
    assert set(made(units(house, redirects))) == published | HOME


def test_every_file_has_its_redirects_or_its_headers():
    files = {path: data.decode() for path, data in made(units(_given(), REDIRECTS)).items()}
    assert {path for path, text in files.items() if "/old" in text} == {
        "_redirects",
        "_waypost/hosts/site.caddyfile",
        "_waypost/hosts/nginx-http.conf",
    }
    assert {path for path, text in files.items() if "nosniff" in text} == {
        "_headers",
        "_waypost/hosts/site.caddyfile",
        "_waypost/hosts/nginx-server.conf",
    }


def _house(script="", sources=(), **site):
    house = a_made_house(site=a_site(**site))
    house.script_sources += sources

    class Page(Printer):
        def page(self, template, path, values):
            return f"<title>x</title><script>{script}</script>".encode()

    house.renderer = Page(**{"404": script})
    return house


CHANGES = {
    "another redirect": (_house(), [Redirect("/older/", "/", "x")]),
    "none": (_house(), []),
    "another script of the theme": (_house("later()"), REDIRECTS),
    "search": (_house(sources=["'wasm-unsafe-eval'"]), REDIRECTS),
    "another host": (_house(SITEURL="https://new.example.org/blog"), REDIRECTS),
    "other videos": (_house(embed_hosts=["films.example"]), REDIRECTS),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_stands_in_a_file_is_a_part_of_it(name):
    before, after = list(units(_house(), REDIRECTS)), list(units(*CHANGES[name]))
    assert made(before) != made(after)
    assert_told(before, after)
