"""A post on its way: prepared on its own, then settled among all others.

Prepared: what one source file becomes by itself; pure, picklable, the unit that is cached.
Post, Page: what the rooms and the theme see, once vocabulary, addresses, stages, links and dates are settled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from plugins.core.body import Body, Plain, SlotKind, from_plain, plain, references, slots
from plugins.core.compact import compact
from plugins.core.errors import Problem
from plugins.core.links import Carrier
from plugins.core.records import dataclass
from plugins.core.text import reading_minutes
from plugins.core.vocabulary import Author, Kind, Offer

if TYPE_CHECKING:
    from plugins.core.frontmatter import PageMatter, PostMatter, ShareThread

Status = Literal["published", "draft", "hidden", "scheduled"]
TargetKind = Literal["internal", "owned", "offer", "external", "other"]
_carrier = lru_cache(maxsize=256)(Carrier)
"""Each of a post's links asks for the same."""


class Heading(NamedTuple):
    level: int
    id: str
    text: str


Reference = tuple[SlotKind, int, str]
"""(kind of slot, source line, the reference as the writer wrote it)."""
Alike = tuple[tuple[int, str, str], ...]
"""Links that may have one placement: (source line, reference, words)."""


@dataclass(frozen=True, slots=True)
class Content:
    """The part of an article that is long, and read only where it is written out."""

    body: Body = ()
    headings: tuple[Heading, ...] = ()
    text: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        """As plain values throughout, which takes half the time: every post is read for its page and for its feeds."""
        return _content, (plain(self.body), tuple(map(tuple, self.headings)), self.text)


def _content(body: Plain, headings: tuple[tuple[int, str, str], ...], text: str) -> Content:
    return Content(from_plain(body), tuple(map(Heading._make, headings)), text)


@compact
@dataclass(frozen=True, slots=True)
class Prepared:
    """One source file on its own. `matter` is None where the front matter was refused; `rest` is then what of it can
    still be checked, and never built. `lines`: field → line, "share.x" among them; refs: everything that the body
    refers to; gist: of a post's words (`core.gist`); front: digest of the front matter as it is written; key: under
    which body, headings and text are stored, where they are not here; alike: groups of links with one placement, as
    far as their words tell."""

    path: str
    kind: Literal["post", "page"]
    matter: PostMatter | PageMatter | None
    lines: Mapping[str, int] = field(default_factory=dict)
    body: Body = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    text: str = ""
    words: int = 0
    gist: bytes = b""
    problems: tuple[Problem, ...] = ()
    rest: PostMatter | PageMatter | None = None
    refs: tuple[Reference, ...] = ()
    front: bytes = b""
    key: bytes = b""
    alike: tuple[Alike, ...] = ()


def refs_of(body: Body) -> tuple[Reference, ...]:
    """Every reference of a body in its order, anchors apart."""
    found = (slot for slot in slots(body) if slot.kind != "anchor")
    return tuple((slot.kind, slot.line, reference) for slot in found for reference in references(slot))


@compact
@dataclass(frozen=True, slots=True)
class Raster:
    """An image of this site. width, height: px as it is shown; digest: of its bytes; scales: (width, address) of its
    copies, from small to large; none where it is small, moves or is a drawing of lines."""

    width: int
    height: int
    digest: bytes = b""
    scales: tuple[tuple[int, str], ...] = ()


@compact
@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads. url: for internal, the address on this site ("/posts/x/#y"); else the whole URL; raster:
    of an image of this site."""

    kind: TargetKind
    url: str
    offer: str = ""
    raster: Raster | None = None


@compact
@dataclass(frozen=True, slots=True)
class Term:
    """Something that posts are grouped by, with the address of its hub."""

    kind: Kind
    key: str
    name: str
    address: str
    intro: str = ""


@compact
@dataclass(frozen=True, slots=True)
class StageOf:
    """A post's buying stage. `evidence`: why it was inferred, in words; empty where the writer said it."""

    term: Term
    question: str
    inferred: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.term.key

    @property
    def name(self) -> str:
        return self.term.name


@compact
@dataclass(frozen=True, slots=True)
class Byline:
    """An author as a post shows them."""

    term: Term
    data: Author

    @property
    def name(self) -> str:
        return self.data.name


@compact
@dataclass(frozen=True, slots=True)
class Picture:
    """An image of this site. size: bytes; type: media type; width, height: px as it is shown, 0 where that is not
    known; scales: as those of a Raster."""

    address: str
    alt: str
    size: int
    type: str
    width: int = 0
    height: int = 0
    scales: tuple[tuple[int, str], ...] = ()


@compact
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is no post.

    gist: of a post's words (`core.gist`), for likeness; stored: the key of body, headings and text where they are not
    here; front: digest of its front matter and of what follows from that; card: of all that other pages may show of it;
    whole: digest of the page itself, with where its references lead.
    """

    path: str
    slug: str
    title: str
    address: str
    summary: str = ""
    status: Status = "published"
    lang: str = "en"
    canonical: str | None = None
    modified: dt.datetime | None = None
    image: Picture | None = None
    body: Body = ()
    targets: Mapping[str, Target] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    text: str = ""
    words: int = 0
    gist: bytes = b""
    translation_of: str | None = None
    redirect_from: tuple[str, ...] = ()
    menu: bool = False
    order: int = 0
    stored: bytes = b""
    front: bytes = b""
    card: bytes = b""
    whole: bytes = b""

    @property
    def carrier(self) -> Carrier:
        return Carrier(slug=self.slug)

    @property
    def sections(self) -> list[Heading]:
        """The headings of its main parts."""
        return [heading for heading in self.headings if heading.level == 2]


@compact
@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Page):
    """A post. `stage` is None only where the site has no stages at all, or in a draft that has none yet."""

    id: str
    date: dt.datetime
    authors: tuple[Byline, ...]
    stage: StageOf | None = None
    audiences: tuple[Term, ...] = ()
    industries: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    category: Term | None = None
    series: Term | None = None
    part_of: str | None = None
    problem: str | None = None
    takeaways: tuple[str, ...] = ()
    question: str | None = None
    goal: str | None = None
    metric: str | None = None
    campaign: str | None = None
    offer: Offer | None = None
    offer_key: str = ""
    offer_url: str = ""
    reviewed: dt.datetime | None = None
    discuss: Mapping[str, str] = field(default_factory=dict)
    share: Mapping[str, str | tuple[str, ...] | ShareThread] = field(default_factory=dict)

    @property
    def carrier(self) -> Carrier:
        stage, inferred = (self.stage.key, self.stage.inferred) if self.stage else ("", False)
        return _carrier(self.slug, stage, self.id, self.campaign or "", inferred)

    @property
    def minutes(self) -> int:
        return reading_minutes(self.words)

    @property
    def changed(self) -> dt.datetime:
        """When readers last got something new: the date of modification, else of publication."""
        return max(self.date, self.modified) if self.modified else self.date

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything the post is grouped by, stage first."""
        one = tuple(t for t in (self.stage.term if self.stage else None, self.category, self.series) if t)
        return one[:1] + self.audiences + self.industries + one[1:] + self.tags + tuple(a.term for a in self.authors)
