"""Which feeds a page names."""

from __future__ import annotations

import pytest

from plugins.core.post import Term
from plugins.head.alternates import Alternate, alternates_of, languages_of
from tests.factories import a_post, a_site, a_stage

STAGE = a_stage("interest").term
TAG = Term("tag", "pricing", "Pricing", "/tags/pricing/")
ALL = ["/feeds/all.rss.xml", "/feeds/all.atom.xml", "/feeds/all.json"]
OF_STAGE = [f"/feeds/stages/interest.{end}" for end in ("rss.xml", "atom.xml", "json")]
OF_TAG = [f"/feeds/tags/pricing.{end}" for end in ("rss.xml", "atom.xml", "json")]

CASES = [
    ("the site's", ["stage"], None, ALL),
    ("the stage's before the site's", ["stage"], STAGE, OF_STAGE + ALL),
    ("no feed of that kind", ["stage"], TAG, ALL),
    ("a feed of that kind", ["stage", "tag"], TAG, OF_TAG + ALL),
    ("stages have none", [], STAGE, ALL),
]


@pytest.mark.parametrize(("kinds", "term", "paths"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_alternates(kinds: list[str], term: Term | None, paths: list[str]) -> None:
    found = alternates_of(a_site(feed_kinds=kinds), term)
    assert [alternate.href for alternate in found] == [f"https://blog.example.com{path}" for path in paths]


def test_types_and_titles() -> None:
    assert alternates_of(a_site(), STAGE)[:3] == (
        Alternate(
            "application/rss+xml",
            "Interest · The Waypost (RSS)",
            "https://blog.example.com/feeds/stages/interest.rss.xml",
        ),
        Alternate(
            "application/atom+xml",
            "Interest · The Waypost (Atom)",
            "https://blog.example.com/feeds/stages/interest.atom.xml",
        ),
        Alternate(
            "application/feed+json",
            "Interest · The Waypost (JSON Feed)",
            "https://blog.example.com/feeds/stages/interest.json",
        ),
    )


def test_each_version_names_all_and_the_original_is_for_everybody_else() -> None:
    one = a_post(slug="one", address="/posts/one/")
    two = a_post(slug="eins", address="/posts/eins/", lang="de-CH", translation_of="one")
    site = a_site(SITEURL="https://x.example/blog")
    assert languages_of(site, (one, two)) == (
        ("en", "https://x.example/blog/posts/one/"),
        ("de-CH", "https://x.example/blog/posts/eins/"),
        ("x-default", "https://x.example/blog/posts/one/"),
    )
    assert languages_of(site, ()) == ()
