"""The house at one moment of a build: what all rooms read, and where they hand in what they know.

It hangs on Pelican's settings, and so on its context, under one key. Doors register their claims and checks before
anything is read; `posts` settles everything and opens the gate; after that the house is only read (the ledger apart).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.core.body import Resolver, Slot, fill
from plugins.core.errors import Problem
from plugins.core.links import Arrival, Carrier, Ledger, is_web_url, placement_of
from plugins.core.post import Page, Post, Prepared, Target, Term
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary

KEY = "WAYPOST_HOUSE"


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """An output path and who wants to write it; `path` is relative to the output folder, `source` a content file."""

    path: str
    owner: str
    source: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published as it is: where it lies, where it goes, its bytes, whose it is."""

    source: str
    address: str
    size: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The stage suggested for a post without one, and why."""

    stage: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One source file to prepare. path: as Problems name it."""

    path: str
    kind: Literal["post", "page"]
    source: bytes


Prepare = Callable[[Sequence[Job], Any], list[Prepared]]
"""(jobs, rules) → one prepared article for each job, in their order."""
Suggest = Callable[[Sequence[Prepared], Vocabulary], Mapping[str, Suggestion]]


@dataclass
class House:
    """Filled by `posts`, read by every room.

    posts: all that get an address in this build, newest first; listed: those in lists (in a preview with drafts and
    scheduled posts); public: what is published, and so in feeds, sitemap and kit. counts: files in, and what became
    of them. content: the content folder as Problems name it. prepared: by the path that Problems name.
    """

    site: Site
    content: str = "content"
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    now: dt.datetime | None = None
    posts: Sequence[Post] = ()
    pages: Sequence[Page] = ()
    prepared: Mapping[str, Prepared] = field(default_factory=dict)
    files: Sequence[StaticFile] = ()
    problems: list[Problem] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    scheduled: Sequence[tuple[str, dt.datetime]] = ()
    ledger: Ledger = field(default_factory=Ledger)
    sources: str = ""
    written: dict[str, int] = field(default_factory=dict)
    claims: list[Callable[[House], Iterable[Claim]]] = field(default_factory=list)
    checks: list[Callable[[House], Iterable[Problem]]] = field(default_factory=list)
    suggest: Suggest | None = None
    prepare: Prepare | None = None

    @property
    def listed(self) -> list[Post]:
        return [post for post in self.posts if post.status != "hidden"]

    @property
    def public(self) -> list[Post]:
        return [post for post in self.posts if post.status == "published"]

    @property
    def menu(self) -> list[Page]:
        """The pages in the navigation, in the order their writers gave."""
        return sorted((p for p in self.pages if p.menu and p.status != "hidden"), key=lambda p: (p.order, p.title))

    def claimed(self) -> list[Claim]:
        """Every output path that a room will write, as all rooms claim it, in no order that counts."""
        return [claim for claims in self.claims for claim in claims(self)]

    def data_file(self, stem: str) -> str:
        """A data file as Problems name it."""
        return f"{self.content}/data/{stem}.yaml"

    def by_term(self, posts: Iterable[Post]) -> dict[tuple[str, str], list[Post]]:
        """(kind, key) → posts, in the order given."""
        groups: dict[tuple[str, str], list[Post]] = {}
        for post in posts:
            for term in post.terms:
                groups.setdefault((term.kind, term.key), []).append(post)
        return groups

    def in_series(self, post: Post) -> list[Post]:
        """The listed posts of a post's series, oldest first; empty where it has none."""
        if not post.series:
            return []
        return [other for other in reversed(self.listed) if other.series and other.series.key == post.series.key]

    def find(self, name: str) -> Post | None:
        """The listed post with this id or slug, if it has a page in this build."""
        return next((post for post in self.listed if name in (post.id, post.slug)), None)

    def terms(self) -> list[Term]:
        """Every term that has a hub: those of the data files first, in their order, then those that posts name."""
        v, site = self.vocabulary, self.site
        known = [Term("stage", k, s.name, site.hub("stage", k), s.intro) for k, s in v.stages.items()]
        known += [Term("audience", k, t.name, site.hub("audience", k), t.intro) for k, t in v.audiences.items()]
        known += [Term("industry", k, t.name, site.hub("industry", k), t.intro) for k, t in v.industries.items()]
        known += [Term("author", k, a.name, site.hub("author", k), a.bio) for k, a in v.authors.items()]
        seen = {(t.kind, t.key) for t in known}
        named = {(t.kind, t.key): t for post in self.listed for t in post.terms if (t.kind, t.key) not in seen}
        return known + [named[key] for key in sorted(named)]

    def arrival(self, channel: str) -> Arrival | None:
        """A channel's source and medium; None where the site has no such channel (then nothing is tagged)."""
        found = self.vocabulary.channels.get(channel)
        return Arrival(channel, found.source, found.medium) if found else None

    def tagged(self, url: str, item: Page, channel: str, placement: str) -> str:
        """A URL as `item` carries it on `channel`, written into the ledger."""
        arrival = self.arrival(channel)
        return self.ledger.tag(url, item.carrier, arrival, placement) if arrival else url

    def leaving(self, url: str, slug: str, placement: str) -> str:
        """A URL on a page that is no post's own, tagged where it leads to an owned site. slug: of the page or hub."""
        arrival = self.arrival(self.site.settings.site_channel)
        if arrival is None or not self.site.is_owned(url):
            return url
        return self.ledger.tag(url, Carrier(slug=slug), arrival, placement)

    def page_html(self, item: Page) -> str:
        """The body for the item's own page: internal links clean, links to owned sites and offers tagged."""
        return fill(item.body, self._resolver(item, self.site.settings.site_channel, feed=False))

    def feed_html(self, item: Page, channel: str) -> str:
        """The body for a feed or a mail: every URL absolute, links back to the blog tagged too."""
        return fill(item.body, self._resolver(item, channel, feed=True))

    def _resolver(self, item: Page, channel: str, feed: bool) -> Resolver:
        def resolve(slot: Slot, reference: str) -> str | None:
            if slot.kind == "anchor":
                return reference
            target = item.targets.get(reference)
            if target is None:
                return None
            url = self._url(item, target, feed)
            if slot.kind == "link" and not slot.no_track and self._is_tagged(target, feed):
                return self.tagged(url, item, channel, _placement(slot, target))
            return url

        return resolve

    def _url(self, item: Page, target: Target, feed: bool) -> str:
        if target.kind != "internal" or is_web_url(target.url):
            return target.url
        if target.url.startswith("#"):
            return self.site.absolute(item.address) + target.url if feed else target.url
        return self.site.absolute(target.url) if feed else self.site.local(target.url)

    def _is_tagged(self, target: Target, feed: bool) -> bool:
        """A fragment stays on the post itself, wherever it is read: a footnote is no click of a campaign."""
        back = target.kind == "internal" and not target.url.startswith("#")
        return target.kind in ("owned", "offer") or (feed and back)


def _placement(slot: Slot, target: Target) -> str:
    return f"offer-{target.offer}" if target.offer else placement_of(slot.text, target.url)


def house_of(settings: MutableMapping[str, Any]) -> House:
    """The house of this build, from Pelican's settings or context. Raises KeyError outside a build."""
    house = settings[KEY]
    assert isinstance(house, House)
    return house
