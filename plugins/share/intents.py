"""Addresses that open a network with the text filled in. LinkedIn and Facebook take the link only."""

from __future__ import annotations

import string
from functools import lru_cache, partial
from urllib.parse import quote

from plugins.core.records import dataclass

_quoted = partial(quote, safe="", errors="replace")
_SAFE = (string.ascii_letters + string.digits + "_.~-").encode()
DEFAULT_INSTANCE = "mastodon.social"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is handed to a network. instance: the Mastodon server's host; address: of a plain network's own page for
    new posts, with {text} and {url} in it."""

    text: str
    url: str
    subject: str = ""
    instance: str = DEFAULT_INSTANCE
    address: str = ""


def _encoded(text: str, line_break: str = "%0A") -> str:
    """Percent-encoded (RFC 3986, section 2.1)."""
    return line_break.join(map(_encoded_line, text.split("\n")))


@lru_cache(maxsize=64)
def _encoded_line(line: str) -> str:
    """Sign by sign: few of a line are not safe. The texts of a post share their lines, so these are remembered."""
    unsafe = set(line.encode("utf-8", "surrogatepass").translate(None, _SAFE).decode("utf-8", "surrogatepass"))
    line = line.replace("%", "%25") if "%" in unsafe else line  # before the codes, which have this sign
    for sign in unsafe - {"%"}:
        line = line.replace(sign, _code(sign))
    return line


@lru_cache(maxsize=1024)
def _code(sign: str) -> str:
    return _quoted(sign)


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


def plain(out: Outgoing) -> str:
    """The address that the channel gives, filled; without one there is only the post to open."""
    return out.address.replace("{text}", _encoded(out.text)).replace("{url}", _encoded(out.url)) or out.url


def email(out: Outgoing) -> str:
    return mailto(out.subject, out.text)


def mailto(subject: str, body: str) -> str:
    """A mailto address without recipient; line breaks are %0D%0A (RFC 6068, section 5)."""
    lines = body.replace("\r\n", "\n")
    return f"mailto:?subject={_encoded(subject)}&body={_encoded(lines, '%0D%0A')}"
