"""Where a tagged URL comes from, told by its utm values; or why it is none of ours.

The ledger lists what the present build made. A link that is out may be of an older one: so the values are read by the
rules of design §5 first, and held against posts, channels and campaigns; the ledger is asked last.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.links import Tagged, is_web_url
from plugins.ledger import place, values
from plugins.ledger.address import Address, from_html, taken_apart, usual
from plugins.ledger.book import Book
from plugins.ledger.values import Explained

OURS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_id")


def explain(url: str, book: Book) -> Explained:
    """Everything that can be told of `url`, every fault at once."""
    told = Explained(url.strip())
    if not is_web_url(told.url):
        told.faults.append("it is no web address: http(s) and a host, without user, password and white space")
        return told
    address = taken_apart(usual(_as_typed(told)))
    told.clean = address.clean
    told.faults += place.foreign(address, book)
    if not address.utm:
        told.faults.append("it has no utm_ parameter: nobody can tell where its reader came from")
        return told
    told.faults += _shape(address)
    values.channel(told, address, book)
    values.content(told, address)
    if "utm_id" in address.values:
        values.of_post(told, address, book)
    else:
        values.of_page(told, book)
    if not told.faults:
        _look_up(told, address, book)
    return told


def _as_typed(told: Explained) -> str:
    """The URL that a copy from a page's source stands for."""
    plain = from_html(told.url)
    if plain is None:
        return told.url
    told.notes.append("copied from HTML, where & is &amp;: if the link is out like this, GA4 reads its first tag only")
    return plain


def _shape(address: Address) -> Iterator[str]:
    for name in address.twice:
        yield f"{name}: stands more than once, which we never write"
    missing = [name for name in OURS[:4] if not address.values.get(name)]
    if missing:
        yield f"{', '.join(missing)}: missing, which each of our links has"
    for name in address.values:
        if name not in OURS:
            yield f"{name}: a parameter that we never write"


def _look_up(told: Explained, address: Address, book: Book) -> None:
    """Whether the present ledger has the link; what others have added to the address since is told."""
    post = told.post.id if told.post else ""
    rows = [
        row
        for row in book.rows
        if (row.post, row.placement) == (post, told.placement)
        and row.channel in told.channels
        and (post or row.campaign == told.campaign)  # a post's may be its older slug, a page has no other name
    ]
    exact = [row for row in rows if taken_apart(usual(row.tagged)) == address]
    found = exact or [row for row in rows if _leads_to(row, address)]
    if found:
        told.listed, told.channels = True, sorted({row.channel for row in found})
        added = [pair for pair in address.others if pair not in taken_apart(found[0].tagged).others]
        told.notes += [f"added since, by others: {', '.join(added)}"] if added else []
        return
    _astray(told, address, book)
    if rows:
        today = f", campaign {rows[0].campaign!r}" if rows[0].campaign != told.campaign else ""
        told.notes.append(f"today the ledger has this placement for {rows[0].clean}{today}")
    else:
        told.notes.append("today the ledger has no such placement: the link was changed or taken out since")


def _astray(told: Explained, address: Address, book: Book) -> None:
    """Whether the address is no page, and how to mend that where the post had it."""
    lost = place.lost(address, book)
    if lost and told.older and told.post:
        told.notes.append(f"nothing stands there now: write redirect_from: [{lost}] into {told.post.source}")
    elif lost:
        told.astray = True
        told.notes.append(f"{lost} is no page of this site now")


def _leads_to(row: Tagged, address: Address) -> bool:
    """Whether the row's page is that of `address`, with all of its parameters: others may have been added."""
    made = taken_apart(usual(row.tagged))
    return made.page == address.page and set(made.others) <= set(address.others)
