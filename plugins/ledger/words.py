"""What was found out about a URL, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from plugins.core.text import printable
from plugins.ledger.book import Book
from plugins.ledger.values import Explained


def as_text(told: Explained, book: Book) -> str:
    """The verdict, what the URL says, and then why it is not ours, or what else is worth knowing."""
    lines = [_verdict(told)]
    lines += [f"  {label:<14} {words}" for label, words in _facts(told, book) if words]
    lines += [f"  - {one}" for one in (*told.faults, *told.notes)]
    return "\n".join(map(printable, lines)) + "\n"


def _verdict(told: Explained) -> str:
    if told.faults:
        return "Not ours:"
    if told.astray:
        return "Tagged as ours, but its address is no page of this site now; not in the ledger:"
    return (
        "Ours, and in the ledger:" if told.listed else "Ours, as an older build could have made it; not in the ledger:"
    )


def _facts(told: Explained, book: Book) -> Iterator[tuple[str, str]]:
    yield "channel group", told.group
    names = (f"{key} ({book.vocabulary.channels[key].name})" for key in told.channels)
    yield "channel", " or ".join(names)
    post = told.post
    yield "post", f"{post.title} · {post.slug} · {post.source}" if post else ""
    yield "page", told.page
    yield "stage", "" if told.page else f"{told.stage} (inferred)" if post and post.stage_inferred else told.stage
    yield "placement", told.placement
    yield "campaign", _campaign(told, book)
    yield "leads to", told.clean


def _campaign(told: Explained, book: Book) -> str:
    named = book.vocabulary.campaigns.get(told.campaign)
    if named:
        return f"{told.campaign} ({named.name})"
    own = told.post is not None and told.post.campaign is None and not told.faults
    return f"{told.campaign} (none: the post's own name)" if own else told.campaign


def as_json(told: Explained) -> str:
    """The same for programs. ours: whether it has no fault and leads to a page; listed: whether the present ledger has
    it."""
    post, ours = told.post, not (told.faults or told.astray)
    about = {"id": post.id, "slug": post.slug, "title": post.title, "path": post.source} if post else None
    return json.dumps({"version": 1, "ours": ours, **asdict(told), "post": about}, indent=1, ensure_ascii=False)
