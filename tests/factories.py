"""Small, valid parts for tests: a site, its vocabulary, a post. Every argument may be overridden by name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plugins.core.house import House
from plugins.core.post import Byline, Page, Post, StageOf, Target, Term
from plugins.core.setup import make_site
from plugins.core.site import Site
from plugins.core.vocabulary import Author, Campaign, Channel, Offer, Stage, Track, Vocabulary

UTC = dt.UTC
STAGES = {
    "epiphany": ("Epiphany", "What did I not see?"),
    "awareness": ("Awareness", "What is going on here?"),
    "interest": ("Interest", "What could we do about it?"),
    "confidence": ("Confidence", "Will it work for us?"),
    "loyalty": ("Loyalty", "What is next?"),
}
CHANNELS = {
    "site": ("The blog", "blog", "referral", None),
    "rss": ("RSS", "rss", "referral", None),
    "linkedin": ("LinkedIn", "linkedin", "social", "linkedin"),
    "x": ("X", "x", "social", "x"),
    "bluesky": ("Bluesky", "bluesky", "social", "bluesky"),
    "mastodon": ("Mastodon", "mastodon", "social", "mastodon"),
    "email": ("E-mail", "email", "email", "email"),
}


def a_site(preview: bool = False, **settings: Any) -> Site:
    """A site at https://blog.example.com; its stages have feeds. Keywords: of WAYPOST, in capitals of Pelican."""
    pelican = {k: v for k, v in settings.items() if k.isupper()}
    own = {k: v for k, v in settings.items() if not k.isupper()}
    base: dict[str, Any] = {
        "SITENAME": "The Waypost",
        "SITEURL": "https://blog.example.com",
        "SITESUBTITLE": "Ideas before the shortlist",
        "TIMEZONE": "Europe/Berlin",
        "DEFAULT_LANG": "en",
    }
    waypost = {"authority": "example.com,2026", "owned_hosts": ["www.example.com"], "feed_kinds": ["stage"], **own}
    return make_site({**base, **pelican, "WAYPOST": waypost}, preview=preview)


def a_vocabulary(**parts: Any) -> Vocabulary:
    offer = Offer(label="Book a stage review", url="https://www.example.com/review?via=blog", stages=("interest",))
    base: dict[str, Any] = {
        "stages": {
            k: Stage(name=n, question=q, intro=f"Posts for {n}.", offer="review") for k, (n, q) in STAGES.items()
        },
        "audiences": {"cmo": Track(name="Chief marketing officers", intro="For those who own the brand.")},
        "industries": {"finance": Track(name="Finance", intro="Banks & insurers.")},
        "channels": {k: Channel(name=n, source=s, medium=m, network=w) for k, (n, s, m, w) in CHANNELS.items()},
        "campaigns": {"spring": Campaign(name="Spring launch")},
        "offers": {"review": offer},
        "authors": {"desk": Author(name="The Research Desk", kind="organization", role="Research", trusted=True)},
    }
    return Vocabulary(**{**base, **parts})


def a_stage(key: str = "interest", inferred: bool = False) -> StageOf:
    name, question = STAGES[key]
    evidence = ("says “compare” twice",) if inferred else ()
    return StageOf(Term("stage", key, name, f"/stages/{key}/"), question, inferred, evidence)


def a_post(**parts: Any) -> Post:
    """A published post; `slug` and `id` default to one that is valid. Its body has one link of each kind."""
    slug = parts.get("slug", "small-posts-add-up")
    offer = a_vocabulary().offers["review"]
    base: dict[str, Any] = {
        "path": f"posts/{slug}.md",
        "slug": slug,
        "title": "Small posts add up",
        "address": f"/posts/{slug}/",
        "id": "abcd2345",
        "summary": "Why the logic between posts is the idea.",
        "date": dt.datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
        "authors": (
            Byline(Term("author", "desk", "The Research Desk", "/authors/desk/"), a_vocabulary().authors["desk"]),
        ),
        "stage": a_stage(),
        "audiences": (Term("audience", "cmo", "Chief marketing officers", "/audiences/cmo/"),),
        "industries": (Term("industry", "finance", "Finance", "/industries/finance/"),),
        "tags": (Term("tag", "buying-stages", "buying stages", "/tags/buying-stages/"),),
        "problem": "Nobody can say which post moved a deal.",
        "takeaways": ("Tie each post to a stage.", "Let every link carry it."),
        "question": "Which of your posts did a buyer quote back to you?",
        "goal": "depth",
        "metric": "replies from accounts",
        "offer": offer,
        "offer_key": "review",
        "offer_url": offer.url,
        "body": ("<p>A body.</p>",),
        "text": "A body.",
        "words": 460,
        "targets": {},
    }
    return Post(**{**base, **parts})


def a_page(**parts: Any) -> Page:
    base = {"path": "pages/about.md", "slug": "about", "title": "About", "address": "/about/", "menu": True}
    return Page(**{**base, "body": ("<p>About us.</p>",), **parts})


def a_house(*posts: Post, **parts: Any) -> House:
    site = parts.pop("site", None) or a_site()
    vocabulary = parts.pop("vocabulary", None) or a_vocabulary()
    newest_first = sorted(posts, key=lambda p: (p.date, p.id), reverse=True)
    return House(site=site, vocabulary=vocabulary, posts=newest_first, **parts)


__all__ = ["Target", "a_house", "a_page", "a_post", "a_site", "a_stage", "a_vocabulary"]
