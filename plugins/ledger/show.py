"""What `./inv links` prints of the ledger."""

from __future__ import annotations

from pathlib import Path

from plugins.core.rows import whole
from plugins.ledger.book import Book, text_of
from plugins.ledger.choice import Choice, chosen
from plugins.ledger.table import Screen, counted, table


def show(book: Book, output: Path, choice: Choice, form: str, screen: Screen) -> str:
    """The chosen rows as text (pages first, then posts from the newest), csv or json (as the build sorted them; a whole
    ledger in the bytes that it left). Raises Misconfigured."""
    rows = chosen(book, choice)
    if form == "text":
        place = {post.id: number for number, post in enumerate(book.manifest.posts)}
        rows.sort(key=lambda row: place.get(row.post, -1))
        return table(rows, book.site, screen) + counted(rows, len(book.rows))
    return whole(rows, form) if choice else text_of(output, form)
