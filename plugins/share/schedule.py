"""Share texts as CSV: for schedulers, with the columns that their entry in the data file names, or with all we know."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from plugins.core.share import Kit, Part, Snippet
from plugins.core.vocabulary import Scheduler

CELLS = (
    *("id", "slug", "title", "stage", "date", "channel", "network", "part", "subject", "text", "url"),
    *("image", "image_alt", "count", "limit", "warnings"),
)
"""What a cell can hold; in this order the columns where no scheduler is named."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""
_PLACE = re.compile(r"\{([^{}]*)\}")


def everything() -> Scheduler:
    """All columns, for whoever sorts them out elsewhere."""
    columns = {name: f"{{{name}}}" for name in CELLS}
    return Scheduler(name="All columns", columns=columns, dates="%Y-%m-%dT%H:%M:%S%z")


def lines(kits: Iterable[tuple[Kit, dt.datetime]], scheduler: Scheduler) -> str:
    """CSV (RFC 4180) of kits, each with the moment its post appears: a row for each text, and for each post of a
    thread. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if scheduler.header:
        writer.writerow(map(_safe, scheduler.columns))
    for kit, date in kits:
        for snippet in kit.snippets:
            if not scheduler.channels or snippet.channel in scheduler.channels:
                for values in _rows(kit, snippet, date.strftime(scheduler.dates)):
                    writer.writerow(_safe(_filled(cell, values)) for cell in scheduler.columns.values())
    return out.getvalue()


def _rows(kit: Kit, snippet: Snippet, date: str) -> Iterator[Mapping[str, str]]:
    parts: tuple[Snippet | Part, ...] = snippet.posts or (snippet,)
    for number, part in enumerate(parts, 1):
        first = number == 1  # the picture goes with the first post of a thread
        yield {
            "id": kit.id,
            "slug": kit.slug,
            "title": kit.title,
            "stage": kit.stage,
            "date": date,
            "channel": snippet.channel,
            "network": snippet.network,
            "part": f"{number} of {len(parts)}" if snippet.posts else "",
            "subject": snippet.subject or "",
            "text": part.text,
            "url": snippet.url,
            "image": (snippet.image or "") if first else "",
            "image_alt": (snippet.image_alt or "") if first else "",
            "count": str(part.count),
            "limit": str(snippet.limit),
            "warnings": "; ".join(snippet.warnings) if first else "",
        }


def _filled(cell: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), cell)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
