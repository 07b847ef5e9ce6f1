"""Share texts as CSV: for schedulers, with the columns that their entry in the data file names, or with all we know."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from plugins.core.share import Kit, Part, Snippet
from plugins.core.vocabulary import Scheduler

Dated = Iterable[tuple[Kit, dt.datetime]]
"""Kits, each with the moment its post appears."""
CELLS = (
    *("id", "slug", "title", "stage", "date", "channel", "network", "part", "subject", "text", "url"),
    *("image", "image_alt", "count", "limit", "warnings"),
)
"""What a cell can hold; in this order the columns where no scheduler is named."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""
_NAMED = 5
"""Posts that a warning names; of more it tells how many."""
_PLACE = re.compile(r"\{([^{}]*)\}")


def everything() -> Scheduler:
    """All columns, for whoever sorts them out elsewhere."""
    columns = {name: f"{{{name}}}" for name in CELLS}
    return Scheduler(name="All columns", columns=columns, dates="%Y-%m-%dT%H:%M:%S%z")


def lines(kits: Dated, scheduler: Scheduler, past: Collection[str] = ()) -> str:
    """CSV (RFC 4180) of kits: a row for each text, and for each post of a thread. A cell that a spreadsheet
    would run as a formula begins with an apostrophe.

    past: slugs of posts whose cell for the date is empty: no tool can post on a day that is over.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if scheduler.header:
        writer.writerow(map(_safe, scheduler.columns))
    writer.writerows(map(_safe, row.values()) for _, row in _table(kits, scheduler, past))
    return out.getvalue()


def warnings(kits: Dated, scheduler: Scheduler, past: Collection[str] = ()) -> Iterator[str]:
    """What whoever uploads these lines has to know: cells that are not what their writer wrote, dates left out."""
    changed: dict[str, dict[str, None]] = {}
    undated: dict[str, None] = {}
    is_dated = any("date" in _PLACE.findall(cell) for cell in scheduler.columns.values())
    for slug, row in _table(kits, scheduler, past):
        if is_dated and slug in past:
            undated[slug] = None
        for heading, cell in row.items():
            if cell.startswith(_FORMULA):
                changed.setdefault(slug, {})[heading or "a cell"] = None
    for slug, headings in changed.items():
        yield (
            f"{slug}: {', '.join(headings)}: an apostrophe was put before it, so that no spreadsheet runs it. Begin it "
            "with another sign, or take the apostrophe out before it is posted."
        )
    if undated:
        named = [*undated][:_NAMED] + ([f"{len(undated) - _NAMED} more"] if len(undated) > _NAMED else [])
        yield f"no date for what is out already or a draft ({', '.join(named)}): say in the tool when to post it."


def _table(kits: Dated, scheduler: Scheduler, past: Collection[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(slug, heading → cell) of each row."""
    for kit, date in kits:
        when = "" if kit.slug in past else date.strftime(scheduler.dates)
        for snippet in kit.snippets:
            if not scheduler.channels or snippet.channel in scheduler.channels:
                for values in _rows(kit, snippet, when):
                    yield kit.slug, {heading: _filled(cell, values) for heading, cell in scheduler.columns.items()}


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
