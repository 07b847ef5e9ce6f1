"""Where a tagged URL comes from, told by its utm values; or why it is none of ours.

The ledger lists what the present build made. A link that is out may be of an older one: so the values are read by the
rules of design §5 first, and held against posts, channels and campaigns; the ledger is asked last.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.errors import did_you_mean
from plugins.core.links import Tagged, host_of, is_web_url
from plugins.ledger import values
from plugins.ledger.address import Address, taken_apart
from plugins.ledger.book import Book
from plugins.ledger.values import Explained

OURS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_id")


def explain(url: str, book: Book) -> Explained:
    """Everything that can be told of `url`, every fault at once."""
    told = Explained(url.strip())
    if not is_web_url(told.url):
        told.faults.append("it is no web address: http(s) and a host, without user, password and white space")
        return told
    address = taken_apart(told.url)
    told.clean = address.clean
    told.faults += _host(told.url, book)
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


def _host(url: str, book: Book) -> Iterator[str]:
    host = host_of(url)
    if host not in book.hosts:
        yield f"host: {host} is none of yours. {did_you_mean(host, book.hosts)}"


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
        if (row.post, row.placement, row.campaign) == (post, told.placement, told.campaign)
        and row.channel in told.channels
    ]
    exact = [row for row in rows if row.tagged == told.url]
    found = exact or [row for row in rows if _leads_to(row, address)]
    if found:
        told.listed, told.channels = True, sorted({row.channel for row in found})
        added = [pair for pair in address.others if pair not in taken_apart(found[0].tagged).others]
        told.notes += [f"added since, by others: {', '.join(added)}"] if added else []
    elif rows:
        told.notes.append(f"today the ledger has this placement for {rows[0].clean}")
    else:
        told.notes.append("today the ledger has no such placement: the link was changed or taken out since")


def _leads_to(row: Tagged, address: Address) -> bool:
    """Whether the row's page is that of `address`, with all of its parameters: others may have been added."""
    made = taken_apart(row.tagged)
    return made.page == address.page and set(made.others) <= set(address.others)
