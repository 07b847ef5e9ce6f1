from __future__ import annotations

from types import SimpleNamespace

import pytest

from plugins.addresses.plugin import claims, enter, write
from plugins.core.house import KEY, Claim, StaticFile
from tests.factories import a_house, a_post, a_vocabulary

ROBOTS = StaticFile("extra/robots.txt", "/robots.txt", 1)


def _house(*files):
    post = a_post(redirect_from=("/old/",))
    house = a_house(post, vocabulary=a_vocabulary(redirects={"/x.html": "/"}), files=files)
    house.claims.append(lambda _: [Claim("index.html", "the site"), Claim(f"{post.address[1:]}index.html", "post")])
    return house


@pytest.mark.parametrize(("files", "own"), [((), True), ((ROBOTS,), False)])
def test_a_sites_own_robots_file_goes_before_ours(tmp_path, files, own):
    house = _house(*files)
    assert (Claim("robots.txt", "the site") in list(claims(house))) is own
    write(SimpleNamespace(settings={KEY: house}, output_path=tmp_path))
    assert (tmp_path / "robots.txt").exists() is own


def test_everything_that_is_claimed_is_written_and_nothing_else(tmp_path):
    house = _house()
    write(SimpleNamespace(settings={KEY: house}, output_path=tmp_path))
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert (
        written == {claim.path for claim in claims(house)} == {"robots.txt", "sitemap.xml", "old/index.html", "x.html"}
    )
    assert b"\r" not in (tmp_path / "sitemap.xml").read_bytes()


def test_the_door_hands_in_claims_and_checks():
    house = _house()
    enter(SimpleNamespace(settings={KEY: house}))
    assert (house.claims[1:], len(house.checks)) == ([claims], 2)
