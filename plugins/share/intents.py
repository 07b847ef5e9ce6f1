"""Addresses that open a network with the text filled in. LinkedIn and Facebook take the link only."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

DEFAULT_INSTANCE = "mastodon.social"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is handed to a network. instance: the Mastodon server's host."""

    text: str
    url: str
    subject: str = ""
    instance: str = DEFAULT_INSTANCE


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")


def x(out: Outgoing) -> str:
    return f"https://x.com/intent/tweet?text={_encoded(out.text)}"


def bluesky(out: Outgoing) -> str:
    return f"https://bsky.app/intent/compose?text={_encoded(out.text)}"


def mastodon(out: Outgoing) -> str:
    return f"https://{out.instance}/share?text={_encoded(out.text)}"


def threads(out: Outgoing) -> str:
    return f"https://www.threads.net/intent/post?text={_encoded(out.text)}"


def linkedin(out: Outgoing) -> str:
    return f"https://www.linkedin.com/sharing/share-offsite/?url={_encoded(out.url)}"


def facebook(out: Outgoing) -> str:
    return f"https://www.facebook.com/sharer/sharer.php?u={_encoded(out.url)}"


def email(out: Outgoing) -> str:
    return mailto(out.subject, out.text)


def mailto(subject: str, body: str) -> str:
    """A mailto address without recipient; line breaks are %0D%0A (RFC 6068, section 5)."""
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:?subject={_encoded(subject)}&body={_encoded(lines)}"
