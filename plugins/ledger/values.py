"""What the utm values of a URL say: channel, stage, placement, post or page, campaign; and what cannot be ours."""

from __future__ import annotations

from dataclasses import field

from plugins.core.errors import did_you_mean
from plugins.core.ga4 import channel_group
from plugins.core.links import value
from plugins.core.manifest import Entry
from plugins.core.records import dataclass
from plugins.core.vocabulary import letters
from plugins.ledger.address import Address
from plugins.ledger.book import Book

_PAGE = "page"
"""What stands for the stage in links of what has none (core.links.utm)."""


@dataclass(slots=True)
class Explained:
    """What a URL says of itself. faults: why it is not ours, none where it is; listed: whether the present ledger has
    it; astray: whether its tags are ours and its address is no page of this site; older: whether it is of an older slug
    of the post; notes: what else is worth knowing. channels: keys of those that have its source and medium; page: a
    page that is no post. "" and None: it does not say."""

    url: str
    clean: str = ""
    group: str = ""
    channels: list[str] = field(default_factory=list)
    post: Entry | None = None
    page: str = ""
    stage: str = ""
    placement: str = ""
    campaign: str = ""
    listed: bool = False
    astray: bool = False
    older: bool = False
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def channel(told: Explained, address: Address, book: Book) -> None:
    """Fill in the channel group, and the channels that have this source and medium."""
    source, medium = address.values.get("utm_source", ""), address.values.get("utm_medium", "")
    told.group = channel_group(source, medium, address.values.get("utm_campaign", ""))
    pairs = {key: (value(one.source), value(one.medium)) for key, one in book.vocabulary.channels.items()}
    told.channels = [key for key, pair in pairs.items() if pair == (source, medium)]
    if told.channels or not (source and medium):
        return
    spelled = [key for key, (s, m) in pairs.items() if (letters(s), letters(m)) == (letters(source), letters(medium))]
    of_source = [f"{key} has medium {m!r}" for key, (s, m) in pairs.items() if s == source]
    if spelled:
        right = " and ".join(map(repr, pairs[spelled[0]]))
        told.faults.append(f"channel: {source!r} and {medium!r} are spelled otherwise by us ({spelled[0]}: {right})")
    elif of_source:
        told.faults.append(f"channel: with source {source!r}, {', '.join(of_source)}, not {medium!r}")
    else:
        hint = did_you_mean(source, {s for s, _ in pairs.values()})
        told.faults.append(f"channel: none has source {source!r} and medium {medium!r}. {hint}".rstrip())


def content(told: Explained, address: Address) -> None:
    """Fill in campaign, stage and placement as they are written."""
    told.campaign = address.values.get("utm_campaign", "")
    content = address.values.get("utm_content", "")
    told.stage, dot, told.placement = content.partition(".")
    if content and not (dot and told.stage and told.placement):
        told.faults.append(f"utm_content: {content!r} is not stage.placement")


def of_post(told: Explained, address: Address, book: Book) -> None:
    """Fill in the post, and hold stage and campaign against it."""
    given = address.values["utm_id"]
    told.post = book.posts.get(given)
    if told.post is None:
        hint = "Drafts and scheduled posts have no links yet." if not book.manifest.preview else ""
        told.faults.append(f"utm_id: no post of this blog has the id {given!r}. {hint}".rstrip())
        return
    now = told.post.stage or _PAGE
    if told.stage and told.stage != now:
        known = "" if told.stage in (*book.vocabulary.stages, _PAGE) else ", and no stage of this blog is called so"
        told.faults.append(f"stage: it says {told.stage!r}, the post's is {now!r}{known}")
    _campaign(told, told.post, book)


def _campaign(told: Explained, post: Entry, book: Book) -> None:
    """The campaign is the post's, else its slug; a link to the post's own address may carry an older slug."""
    due = value(post.campaign or post.slug)
    if not told.campaign or told.campaign == due:
        return
    if post.campaign is None and book.site.inside(told.clean.partition("#")[0]) == book.site.post(told.campaign):
        told.older = True
        told.notes.append(f"the post's address was /posts/{told.campaign}/ when this link was made")
    elif letters(told.campaign) == letters(due):
        told.faults.append(f"campaign: {told.campaign!r} is spelled otherwise by us: {due!r}")
    elif told.campaign in book.vocabulary.campaigns:
        told.faults.append(f"campaign: {told.campaign!r} is one of yours, but the post's is {due!r}")
    else:
        told.faults.append(f"campaign: {told.campaign!r} is neither the post's ({due!r}) nor any other of yours")


def of_page(told: Explained, book: Book) -> None:
    """Links of pages, hubs and the like carry no id; their campaign is the page's name."""
    if told.stage and told.stage != _PAGE:
        told.faults.append(f"utm_id: missing, and only links of what has no stage go without; this says {told.stage!r}")
    elif told.stage:
        pages = {row.slug for row in book.rows if not row.post}
        told.page = told.campaign if told.campaign in pages else ""
        if told.campaign and not told.page:
            told.faults.append(
                f"page: no page {told.campaign!r} carries tagged links. {did_you_mean('', pages)}".rstrip()
            )
