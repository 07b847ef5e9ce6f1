"""Tracking links: what is added to a URL, when, and where it is written down. Rules: design §5.

Everything here is text in, text out: a URL is never taken apart and put together again, because what a server makes of
its bytes is the server's business. Addition stands before the fragment (RFC 3986, section 3).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_plus

from plugins.core.ga4 import channel_group
from plugins.core.records import dataclass
from plugins.core.text import slugify

_WEB = re.compile(r"(?i)https?://([^/?#]*)")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s\"<>\\^`{|}@:\[\]%\x00-\x20\x7f]+)(?::[0-9]{1,5})?")
_ODD = re.compile(r"[^\x21-\x7e]|[\"<>`]")
"""What a URI holds percent-encoded only."""
_GAP = re.compile(r"[\s\x00-\x20\x7f]")
_UNJOINED = re.compile(r"[\s_]+")

_often = lru_cache(maxsize=4096)
"""For pure functions of short texts: the same few addresses, channels and campaigns stand in thousands of links."""


@_often
def host_of(url: str) -> str:
    """The host of an http(s) URL in lower case, without port; "" where there is none or it carries user information."""
    web = _WEB.match(url)
    return _host_in(web[1]) if web else ""


@_often
def _host_in(authority: str) -> str:
    """The host of an authority (RFC 3986, section 3.2), without port; "" where it is none that links may lead to."""
    named = _HOST.fullmatch(authority)
    host = named[1].lower() if named else ""
    return host if _is_host(host) else ""


def _is_host(host: str) -> bool:
    """An IPv6 address, or labels none of which is empty; what NFKC turns into another host is none (UTS 46)."""
    if host.startswith("["):
        return ":" in host and _is_ipv6(host[1:-1])
    plain = unicodedata.normalize("NFKC", host)
    return all(host.removesuffix(".").split(".")) and not any(sign in plain for sign in "/?#@:%[]\\ ")


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text))
    except ValueError:
        return False


def is_web_url(url: str) -> bool:
    """Whether `url` is absolute http(s) with a host, without user information, white space and control characters."""
    return bool(host_of(url)) and not _GAP.search(url)


def uri(iri: str) -> str:
    """An address with what a URI may not hold percent-encoded, its host in ASCII (RFC 3987, section 3.1)."""
    if not _ODD.search(iri):
        return iri
    text = _ODD.sub(lambda found: quote(found[0], safe="", errors="replace"), iri.strip())
    match, plain = _WEB.match(text), _WEB.match(iri.strip())
    if match is None or plain is None or plain[1].isascii():
        return text
    try:
        host = plain[1].encode("idna").decode("ascii")
    except UnicodeError:
        return text
    return text[: match.start(1)] + host + text[match.end(1) :]


def has_utm(url: str) -> bool:
    """Whether the query of `url` has a `utm_` parameter, however it is spelled."""
    query = url.partition("#")[0].partition("?")[2]
    return bool(query) and any(
        unquote_plus(pair.partition("=")[0]).strip().lower().startswith("utm_") for pair in re.split("[&;]", query)
    )


def tag(url: str, params: Mapping[str, str]) -> str:
    """`url` with `params` at the end of its query, every other byte as it was.

    A URL that is not http(s), or that has any `utm_` parameter already, comes back unchanged: tagging twice is tagging
    once. Values are percent-encoded (RFC 3986, section 2.1).
    """
    place = _place(url) if params else None
    return f"{place[0]}{_query(params)}{place[1]}" if place else url


def _query(params: Mapping[str, str]) -> str:
    return "&".join([f"{_quoted(k)}={_quoted(v)}" for k, v in params.items()])


@_often
def _place(url: str) -> tuple[str, str] | None:
    """(what stands before an addition, what stands behind it); None where nothing may be added."""
    if not is_web_url(url) or has_utm(url):
        return None
    front, mark, fragment = url.partition("#")
    if "?" not in front:
        glue = "?"
    else:
        glue = "" if front.endswith(("?", "&")) else "&"
    return front + glue, mark + fragment


@_often
def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries a link: a post (with id and stage) or a page (without). inferred: nobody has said the stage."""

    slug: str
    stage: str = ""
    id: str = ""
    campaign: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A channel as links need it: its key in the vocabulary, and GA4's source and medium."""

    key: str
    source: str
    medium: str


class Tagged(NamedTuple):
    """One line of the ledger, which is sorted by its columns, from the first on. A tuple, because there are ten for
    each post, and each of them is looked up, sorted and sent to another process."""

    post: str
    slug: str
    stage: str
    channel: str
    placement: str
    campaign: str
    group: str
    clean: str
    tagged: str
    stage_inferred: bool = False


def placement_of(text: str, url: str) -> str:
    """A placement from a link's words, else from where it leads; an edit elsewhere never renames it."""
    words = text.strip()
    if words:
        return slugify(words, 40)
    tail = unquote(url.partition("#")[0].partition("?")[0]).rstrip("/").rpartition("/")[2]
    return slugify(tail or host_of(url), 40)


def utm(carrier: Carrier, arrival: Arrival, placement: str) -> dict[str, str]:
    """The parameters of design §5.2, in the order in which they are written."""
    named = carrier.campaign or carrier.slug
    return _way(arrival.source, arrival.medium) | _matter(named, carrier.stage, carrier.id, placement)


def _way(source: str, medium: str) -> dict[str, str]:
    return {"utm_source": value(source), "utm_medium": value(medium)}


def _matter(campaign: str, stage: str, id: str, placement: str) -> dict[str, str]:
    params = {"utm_campaign": value(campaign), "utm_content": f"{stage or 'page'}.{placement}"}
    return {**params, "utm_id": id} if id else params


@_often
def value(text: str) -> str:
    """A utm value as links carry it: lower case, hyphens for white space and underscores, one spelling of each."""
    return _UNJOINED.sub("-", text.strip().lower())


@_often
def _begun(source: str, medium: str) -> tuple[str, str, str]:
    """(the beginning of an addition, source and medium as links carry them), which the links of a channel share."""
    way = _way(source, medium)
    return _query(way), way["utm_source"], way["utm_medium"]


@_often
def _ended(campaign: str, stage: str, id: str, placement: str) -> tuple[str, str]:
    """(the rest of it, the campaign as links carry it), which those of a post share that stand in the same place."""
    matter = _matter(campaign, stage, id, placement)
    return _query(matter), matter["utm_campaign"]


class Ledger:
    """Every tagged link of one build, each once."""

    def __init__(self) -> None:
        self._rows: set[Tagged] = set()
        self._lots: list[frozenset[Tagged]] = []

    def tag(self, url: str, carrier: Carrier, arrival: Arrival, placement: str) -> str:
        """The tagged form of `url`, written down; `url` itself where it must be left alone."""
        place = _place(url)
        if place is None:
            return url
        begun, source, medium = _begun(arrival.source, arrival.medium)
        ended, campaign = _ended(carrier.campaign or carrier.slug, carrier.stage, carrier.id, placement)
        tagged = f"{place[0]}{begun}&{ended}{place[1]}"
        row = Tagged(
            post=carrier.id,
            slug=carrier.slug,
            stage=carrier.stage,
            channel=arrival.key,
            placement=placement,
            campaign=campaign,
            group=channel_group(source, medium, campaign),
            clean=url,
            tagged=tagged,
            stage_inferred=carrier.inferred,
        )
        self._rows.add(row)
        return tagged

    def include(self, lot: frozenset[Tagged]) -> None:
        """Add lines of one post that other ledgers have too: `by_post` gives the very same lot."""
        if lot:
            self._lots.append(lot)

    @property
    def found(self) -> frozenset[Tagged]:
        """All lines, in no order."""
        return frozenset(self._rows.union(*self._lots))

    @property
    def rows(self) -> list[Tagged]:
        """All lines, sorted by post, channel and placement."""
        return sorted(self.found)

    @property
    def by_post(self) -> dict[str, Collection[Tagged]]:
        """Id of a post ("" for pages) → its lines, each once, in no order."""
        alone: dict[str, list[Tagged]] = {}
        for row in self._rows:
            alone.setdefault(row.post, []).append(row)
        found: dict[str, Collection[Tagged]] = {**alone}
        for lot in self._lots:
            post = next(iter(lot)).post
            found[post] = {*lot, *found[post]} if post in found else lot
        return found


def by_post(rows: Iterable[Tagged]) -> dict[str, list[Tagged]]:
    """Id of a post ("" for pages) → its lines, each once, sorted."""
    found: dict[str, list[Tagged]] = {}
    for row in set(rows):
        found.setdefault(row.post, []).append(row)
    return {post: sorted(found[post]) for post in sorted(found)}
