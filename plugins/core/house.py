"""The house at one moment of a build: what all rooms read, and where they hand in what they know.

It hangs on Pelican's settings, and so on its context, under one key. Doors register their claims and checks before
anything is read; `posts` settles everything and opens the gate; after that the house is only read (the ledger apart).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeVar

from plugins.core.body import Resolver, Slot, fill
from plugins.core.compact import changed, compact
from plugins.core.errors import Problem
from plugins.core.links import Arrival, Carrier, Ledger, is_web_url, placement_of
from plugins.core.pictures import dressed
from plugins.core.post import Content, Page, Picture, Post, Prepared, Raster, Target, Term
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.translations import translations
from plugins.core.unit import Findings, Unit, Yield
from plugins.core.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

KEY = "WAYPOST_HOUSE"
T = TypeVar("T")
P = TypeVar("P", bound=Page)


class Claim(NamedTuple):
    """An output path and who wants to write it; `path` is relative to the output folder, `source` a content file."""

    path: str
    owner: str
    source: str = ""
    line: int = 1


@compact
@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published as it is: where it lies, where it goes, its bytes, whose it is; raster: of an image that
    belongs to a post or page."""

    source: str
    address: str
    size: int
    owner: str = ""
    raster: Raster | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The stage suggested for a post without one, and why."""

    stage: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One source file to prepare. path: as Problems name it; digest: of its bytes, which `read` gives; b"" where nobody
    has looked yet."""

    path: str
    kind: Literal["post", "page"]
    digest: bytes
    read: Callable[[], bytes]


@dataclass(slots=True)
class Stage:
    """A build on its way. folder: fresh, where it goes; former: the folder of the build that is the output now; state:
    the file for what is known of the output's files; afterwards: what is done once the output is switched; same:
    whether the former build is what this one would be, and stays the output."""

    folder: Path
    former: Path | None
    state: Path
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    same: bool = False


class Workshop(Protocol):
    """Who keeps prepared articles between builds, prepares many at once, and makes the files of the output."""

    def open(self, stage: Stage, ground: bytes, full: bool = False) -> None:
        """Look at what the former build left. ground: digest of engine and settings; full: look at nothing."""

    def forget(self) -> None:
        """Make every file anew."""

    def recall(self, name: str) -> Any:
        """What the former build was asked to remember; None where that does not hold any more."""

    def makes_all(self) -> bool:
        """Whether every file will be made, since nothing is known of a former build."""

    def look_around(self) -> None:
        """Begin to look at what lies in the stage's folder."""

    def is_whole(self, more: Collection[str]) -> bool:
        """Whether the output holds what the former build made, as it was left, the files `more`, and no others."""

    def prepare(
        self, files: Sequence[Wanted], rules: Any, arrived: Callable[[Prepared], None] = lambda item: None
    ) -> list[Prepared]:
        """One prepared article for each file, in their order; body, headings and text stored under their `key`.

        arrived: told some of them, as soon as they are there, while others are prepared."""

    def content(self, key: bytes) -> Content:
        """What is stored under the key of a prepared article. Raises Lost."""

    def has(self, keys: Sequence[bytes]) -> bool:
        """Whether all of these articles are stored."""

    def keep(self, key: bytes, make: Callable[[], bytes], engine: bool = False) -> bytes:
        """What a former build made under `key`, else what `make` gives now. For what takes long to make and belongs to
        one unit, of whose parts `key` is one: it is thrown away when no unit has it.

        engine: whether it follows from the engine and its packages alone; then it is no site's, and stays with them."""

    def apart(self, jobs: Sequence[Callable[[], bytes]]) -> Callable[[], list[bytes]]:
        """Begin with jobs in other processes. Returns what waits for them, and gives what each gave, in their order, or
        raises what one of them raised."""

    def make(
        self,
        units: Sequence[Unit],
        look: Callable[[str, bytes], list[Problem]],
        late: Callable[[], Sequence[Unit]] = tuple,
        meanwhile: Callable[[], Mapping[str, Any]] = dict,
    ) -> Yield:
        """Every unit's file in the stage's folder, those of `late` when all others are made; `look` judges the bytes
        of each that is made. meanwhile: asked while other processes make them, if they do; what it gives is remembered
        with what goes to `begin_commit`."""

    def begin_commit(self, memory: Callable[[], Mapping[str, Any]]) -> None:
        """Begin to write down what was made, and what `memory` gives; nobody sees it before `commit`."""

    def commit(self, memory: Mapping[str, Any]) -> None:
        """Remember this build, once it is the output, with what was not known at `begin_commit`."""

    def why(self, unit: Unit) -> Mapping[str, bytes] | None:
        """The parts that the former build's file was made of."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What one room knows about each post or page, for the templates. of: makes it; digest: of what goes into it
    besides the item itself, the settings and the data files."""

    of: Callable[[Any], Any]
    digest: Callable[[Any], bytes] = lambda item: b""


class Renderer(Protocol):
    """Who writes pages: the theme's templates with what each page declares."""

    def page(self, template: str, path: str, values: Mapping[str, Any]) -> bytes:
        """The page at the output path `path`."""

    def digest(self, template: str) -> bytes:
        """The digest of a template and of all that it includes."""


Suggest = Callable[[Sequence[Prepared], Vocabulary], Mapping[str, Suggestion]]


_Key = tuple[str, str]
"""Kind and key of a term."""


class _Grouped(NamedTuple):
    """The posts of each term, and each term as the last of them has it."""

    posts: dict[_Key, list[Post]]
    terms: dict[_Key, Term]


def _grouped(posts: Iterable[Post]) -> _Grouped:
    found = _Grouped({}, {})
    for post in posts:
        for term in post.terms:
            key = (term.kind, term.key)
            found.posts.setdefault(key, []).append(post)
            found.terms[key] = term
    return found


class _Lists:
    """What follows from the posts of a house. Nobody changes what is given out."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.of = posts
        self.listed = [post for post in posts if post.status != "hidden"]
        public = [post for post in posts if post.status == "published"]
        self.public = public if len(public) < len(self.listed) else self.listed  # one list is looked through once
        self.translations: Mapping[str, tuple[Page, ...]] | None = None
        self._groups: dict[int, _Grouped] = {}
        self._named: dict[str, Post] | None = None

    def grouped(self, posts: Sequence[Post]) -> _Grouped:
        """What `_grouped` makes of one of these lists."""
        if id(posts) not in self._groups:
            self._groups[id(posts)] = _grouped(posts)
        return self._groups[id(posts)]

    def named(self) -> dict[str, Post]:
        if self._named is None:
            self._named = {name: post for post in reversed(self.listed) for name in (post.slug, post.id)}
        return self._named


@dataclass
class House:
    """Filled by `posts`, read by every room.

    posts: all that get an address in this build, newest first; listed: those in lists (in a preview with drafts and
    scheduled posts); public: what is published, and so in feeds, sitemap and kit; coming: drafts and scheduled posts,
    in this build or not. counts: files in, and what became of them. content: the content folder as Problems name it.
    prepared: by the path that Problems name. units: what the rooms hand in to be made; late_units: what is handed in
    when all others are made, since something has to be waited for; late_checks: what is checked of
    each post while its units are made; findings: of the unit being made. ground: digest of all that every page may
    depend on: engine, settings, data files. features: by the name
    that templates use; memory: what rooms worked out of the front matter and the gists of all posts, for the next build
    that finds the front matter unchanged: a room that works out anything anew puts a new object there; edited: id of a
    post → its gist when `memory` was made, of those whose text is another since; before_fork: what is done once before
    units are made in several processes; filled: what is begun with once posts and pages are there, though not yet where
    their references lead, in a build that makes everything; bodies: what other plugins made of a body, by the path that
    Problems name;
    script_sources: what rooms' scripts need in the Content-Security-Policy besides the site's own files, such as
    'wasm-unsafe-eval'; card_of: the image made for a post that has
    none, for a hub, and (None) for the site itself; foundations: digests of what rooms read
    besides content, settings and data files, and any page may hang on; published: the bytes that are
    published of a file.
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
    coming: Sequence[Post] = ()
    ledger: Ledger = field(default_factory=Ledger)
    sources: str = ""
    written: dict[str, int] = field(default_factory=dict)
    claims: list[Callable[[House], Iterable[Claim]]] = field(default_factory=list)
    checks: list[Callable[[House], Iterable[Problem]]] = field(default_factory=list)
    units: list[Callable[[House], Iterable[Unit]]] = field(default_factory=list)
    late_units: list[Callable[[House], Iterable[Unit]]] = field(default_factory=list)
    late_checks: list[Callable[[Post, House], Iterable[Problem]]] = field(default_factory=list)
    filled: list[Callable[[House], None]] = field(default_factory=list)
    suggest: Suggest | None = None
    workshop: Workshop | None = None
    renderer: Renderer | None = None
    features: dict[str, Feature] = field(default_factory=dict)
    head_for: Callable[..., Any] | None = None
    bodies: dict[str, str] = field(default_factory=dict)
    script_sources: list[str] = field(default_factory=list)
    refer: Callable[[Page], Mapping[str, Target]] | None = None
    findings: Findings = field(default_factory=Findings)
    ground: bytes = b""
    tell: Callable[[str, int, int], None] = lambda what, done, total: None
    memory: dict[str, Any] = field(default_factory=dict)
    edited: Mapping[str, bytes] = field(default_factory=dict)
    before_fork: list[Callable[[Sequence[Unit] | None], None]] = field(default_factory=list)
    _derived: _Lists | None = field(default=None, repr=False, compare=False)
    card_of: Callable[[Post | Term | None], Picture | None] = lambda shown: None
    foundations: list[bytes] = field(default_factory=list)
    published: Callable[[StaticFile], bytes] = lambda file: b""
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[..., T], *arguments: object) -> T:
        """make(site, *arguments), worked out once a build. For pure functions; arguments are told apart by value."""
        key = (make, *arguments)
        if key not in self.known:
            self.known[key] = make(self.site, *arguments)
        found: T = self.known[key]
        return found

    def _lists(self) -> _Lists:
        """What follows from `posts` alone, worked out once for each state of it."""
        if self._derived is None or self._derived.of is not self.posts:
            self._derived = _Lists(self.posts)
        return self._derived

    @property
    def listed(self) -> list[Post]:
        return self._lists().listed

    @property
    def public(self) -> list[Post]:
        return self._lists().public

    @property
    def menu(self) -> list[Page]:
        """The pages in the navigation, in the order their writers gave."""
        return sorted((p for p in self.pages if p.menu and p.status != "hidden"), key=lambda p: (p.order, p.title))

    def claimed(self) -> list[Claim]:
        """Every output path that a room will write, as all rooms claim it, in no order that counts."""
        return [claim for claims in self.claims for claim in claims(self)]

    def shown(self, post: Post) -> Picture | None:
        """The image that stands for a post elsewhere: its own, else its card."""
        return post.image or self.card_of(post)

    def with_text(self, item: Prepared) -> Prepared:
        """A prepared article with its body, headings and text, wherever they are."""
        if not item.key or self.workshop is None:
            return item
        found = self.workshop.content(item.key)
        return changed(item, body=found.body, headings=found.headings, text=found.text)

    def whole(self, item: P) -> P:
        """A post or page with its body, headings, text and targets, wherever they are."""
        if not item.stored or self.workshop is None:
            return item
        found, targets = self.workshop.content(item.stored), item.targets
        if not targets and self.refer:
            targets = self.refer(changed(item, body=found.body))
        return changed(item, body=found.body, headings=found.headings, text=found.text, targets=targets, stored=b"")

    def data_file(self, stem: str) -> str:
        """A data file as Problems name it."""
        return f"{self.content}/data/{stem}.yaml"

    def by_term(self, posts: Sequence[Post]) -> dict[tuple[str, str], list[Post]]:
        """(kind, key) → posts, in the order given."""
        lists = self._lists()
        if posts is lists.listed or posts is lists.public:
            return lists.grouped(posts).posts
        return _grouped(posts).posts

    def series(self) -> dict[str, tuple[Post, ...]]:
        """Key of a series → its listed posts, oldest first."""
        found: dict[str, list[Post]] = {}
        for post in reversed(self.listed):
            if post.series:
                found.setdefault(post.series.key, []).append(post)
        return {key: tuple(posts) for key, posts in found.items()}

    def named(self) -> Mapping[str, Post]:
        """Id or slug → the listed post that has it; of two the newest."""
        return self._lists().named()

    def summation_of(self, post: Post) -> Post | None:
        """The post that this one is woven into (`part_of`)."""
        return self.named().get(post.part_of) if post.part_of else None

    def translations(self) -> Mapping[str, tuple[Page, ...]]:
        """Path of a post or page → itself and its translations, original first, of those that have any."""
        lists = self._lists()
        if lists.translations is None:
            lists.translations = translations([*self.listed, *(page for page in self.pages if page.status != "hidden")])
        return lists.translations

    def terms(self) -> list[Term]:
        """Every term that has a hub: those of the data files first, in their order, then those that posts name."""
        v, site = self.vocabulary, self.site
        known = [Term("stage", k, s.name, site.hub("stage", k), s.intro) for k, s in v.stages.items()]
        known += [Term("audience", k, t.name, site.hub("audience", k), t.intro) for k, t in v.audiences.items()]
        known += [Term("industry", k, t.name, site.hub("industry", k), t.intro) for k, t in v.industries.items()]
        known += [Term("author", k, a.name, site.hub("author", k), a.bio) for k, a in v.authors.items()]
        seen = {(t.kind, t.key) for t in known}
        lists = self._lists()
        named = {key: term for key, term in lists.grouped(lists.listed).terms.items() if key not in seen}
        return known + [named[key] for key in sorted(named)]

    def arrival(self, channel: str) -> Arrival | None:
        """A channel's source and medium; None where the site has no such channel (then nothing is tagged)."""
        found = self.vocabulary.channels.get(channel)
        return _arrival(channel, found.source, found.medium) if found else None

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
        return self._filled(self.whole(item), self.site.settings.site_channel, feed=False)

    def feed_html(self, item: Page, channel: str) -> str:
        """The body for a feed or a mail: every URL absolute, links back to the blog tagged too."""
        return self._filled(self.whole(item), channel, feed=True)

    def _filled(self, item: Page, channel: str, feed: bool) -> str:
        led = item.image and all(target.url != item.image.address for target in item.targets.values())
        first = not feed and not led  # else the template shows the item's image above all others
        body, targets = dressed(item.body, item.targets, self.site.settings.image_sizes, first)
        return fill(body, self._resolver(item, targets, channel, feed))

    def _resolver(self, item: Page, targets: Mapping[str, Target], channel: str, feed: bool) -> Resolver:
        def resolve(slot: Slot, reference: str) -> str | None:
            if slot.kind == "anchor":
                return reference
            target = targets.get(reference)
            if target is None:
                return None
            url = self._url(item, target, feed)
            if slot.kind == "link" and not slot.no_track and self._is_tagged(target, feed):
                return self.tagged(url, item, channel, _placement(slot, target))
            return url

        return resolve

    def _url(self, item: Page, target: Target, feed: bool) -> str:
        inside = target.url.startswith("/")  # asked first: most are, and to ask whether it is a URL costs more
        if target.kind != "internal" or (not inside and is_web_url(target.url)):
            return target.url
        if target.url.startswith("#"):
            return self.site.absolute(item.address) + target.url if feed else target.url
        return self.site.absolute(target.url) if feed else self.site.local(target.url)

    def _is_tagged(self, target: Target, feed: bool) -> bool:
        """A fragment stays on the post itself, wherever it is read: a footnote is no click of a campaign."""
        back = target.kind == "internal" and not target.url.startswith("#")
        return target.kind in ("owned", "offer") or (feed and back)


_arrival = lru_cache(maxsize=256)(Arrival)


def _placement(slot: Slot, target: Target) -> str:
    return f"offer-{target.offer}" if target.offer else placement_of(slot.text, target.url)


def house_of(settings: MutableMapping[str, Any]) -> House:
    """The house of this build, from Pelican's settings or context. Raises KeyError outside a build."""
    house = settings[KEY]
    assert isinstance(house, House)
    return house
