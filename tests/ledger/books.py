"""A small book: three posts, a page, and links of four channels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.core.house import House
from plugins.core.links import Tagged, by_post, tag
from plugins.core.manifest import Manifest
from plugins.core.vocabulary import Campaign
from plugins.ledger.book import Book, read
from plugins.posts.report import write
from tests.factories import UTC, a_house, a_page, a_post, a_site, a_stage, a_vocabulary

COUNTS = {"files": 3, "posts": 3, "drafts": 0, "scheduled": 0, "hidden": 0, "refused": 0}
LATER = dt.datetime(2031, 1, 1, tzinfo=UTC)
SCHEDULED = [("later", LATER)]
POST, SPRING, INFERRED = "abcd2345", "bbbb2222", "cccc3333"
HOME, OURS = "https://blog.example.com", "https://www.example.com"


def a_full_house(**settings: Any) -> House:
    campaigns = {"spring-launch": Campaign(name="Spring launch"), "autumn": Campaign(name="Autumn")}
    posts = (
        a_post(),
        a_post(id=SPRING, slug="of-spring", title="Of spring", campaign="spring-launch", stage=a_stage("awareness")),
        a_post(id=INFERRED, slug="inferred", title="Inferred", stage=a_stage("epiphany", inferred=True)),
    )
    return a_house(
        *posts,
        pages=[a_page()],
        counts=COUNTS,
        scheduled=SCHEDULED,
        vocabulary=a_vocabulary(campaigns=campaigns),
        site=a_site(**{"internal_hosts": ["docs.example.com"], **settings}),
    )


def tag_links(house: House) -> House:
    """A share link for each post, two links of its page, and one of a page that is no post."""
    for post in house.posts:
        for channel in ("x", "linkedin"):
            house.tagged(house.site.absolute(post.address), post, channel, "share")
        house.tagged(f"{OURS}/report/?v=2#top", post, "site", "the-report")
    house.tagged(f"{OURS}/review?via=blog", house.named()[POST], "site", "offer-review")
    house.leaving(f"{OURS}/team", "about", "author")
    return house


def a_book(folder: Path, rows: Iterable[Tagged] = (), **settings: Any) -> Book:
    """The book of an output that is written to `folder`; rows: more links. A redirect stands at /posts/led-on/."""
    house = tag_links(a_full_house(**settings))
    for one in rows:
        house.ledger.include(frozenset({one}))
    write(house, folder, by_post(house.ledger.rows))
    for slug in (*(post.slug for post in house.posts), "led-on"):
        page = folder / f"posts/{slug}/index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    manifest = Manifest.model_validate_json((folder / "_waypost/posts.json").read_bytes())
    return read(folder, manifest, house.site, house.vocabulary)


def a_row(**cells: Any) -> Tagged:
    base = dict.fromkeys(("post", "slug", "stage", "channel", "placement", "campaign", "group", "clean", "tagged"), "x")
    return Tagged(**{**base, **cells})


def url(clean: str = f"{HOME}/posts/small-posts-add-up/", **parts: str) -> str:
    """A link as the blog makes it, with parts of its tags overridden: utm values, or left out where they are empty."""
    base = {
        "utm_source": "x", "utm_medium": "social", "utm_campaign": "small-posts-add-up",
        "utm_content": "interest.share", "utm_id": POST,
    }  # fmt: skip
    return tag(clean, {name: text for name, text in {**base, **parts}.items() if text})
