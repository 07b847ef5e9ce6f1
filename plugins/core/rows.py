"""The rows of the ledger as they stand in `_waypost/links.csv` and `links.json`, and back from there."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring

from plugins.core.links import Tagged

COLUMNS = Tagged._fields
CSV_HEAD = f"{','.join(COLUMNS)}\r\n"
JSON_HEAD = '{"version": 1, "links": [\n'
JSON_TAIL = "]}\n"
_OBJECT = "{" + ", ".join(f'"{column}": %s' for column in COLUMNS) + "}"
"""What json.dumps writes of a row: its encoder would look at each of ten values to learn what it is."""
_PLAIN_OBJECT = _OBJECT.replace("%s", '"%s"', len(COLUMNS) - 1)
"""The same of cells in which nothing is written otherwise than it is."""
_ESCAPED = bytes(range(0x20)) + b'"\\'
"""What stands otherwise in a string of JSON (RFC 8259, 7)."""
_END = "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LATER_FORMULA = re.compile(r",[=+\-@]").search
_QUOTED = '"\t\r\n'
"""What a cell is quoted for, wherever it stands in it, and what may begin like a formula and is as rare."""


def csv_lines(rows: Iterable[Tagged]) -> str:
    """Rows as RFC 4180 CSV, the last one without line end. A cell that a spreadsheet would run as a formula begins with
    an apostrophe."""
    records = _records(rows)
    lines = [*map(",".join, records)]
    if _are_plain(lines):
        return _END.join(lines)
    out = io.StringIO()
    safe = (["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells] for cells in records)
    csv.writer(out, lineterminator=_END).writerows(safe)
    return out.getvalue().removesuffix(_END)


def _are_plain(lines: Sequence[str]) -> bool:
    """Whether lines of cells with commas between are CSV already: nearly all are, which is quickly seen of many at
    once."""
    text = ",".join(lines)
    if text.count(",") >= len(lines) * len(COLUMNS) or text.startswith(_FORMULA):
        return False
    return not any(map(text.__contains__, _QUOTED)) and not _LATER_FORMULA(text)


def json_lines(rows: Iterable[Tagged]) -> str:
    """Rows as JSON objects, one a line with commas between, the last one without line end."""
    records = _records(rows)
    text = "".join(map("".join, records)).encode()
    if len(text.translate(None, _ESCAPED)) == len(text):
        return ",\n".join([_PLAIN_OBJECT % record for record in records])
    return ",\n".join([_OBJECT % (*map(encode_basestring, record[:-1]), record[-1]) for record in records])


def _records(rows: Iterable[Tagged]) -> list[tuple[str, ...]]:
    return [(*row[:-1], "true" if row[-1] else "false") for row in rows]


def whole(rows: Iterable[Tagged], form: str) -> str:
    """A whole file of these rows. form: csv or json."""
    lines = csv_lines(rows) if form == "csv" else json_lines(rows)
    end = "\r\n" if form == "csv" else "\n"
    head, tail = (CSV_HEAD, "") if form == "csv" else (JSON_HEAD, JSON_TAIL)
    return head + (lines + end if lines else "") + tail


def parsed(text: str) -> list[Tagged]:
    """The rows of a links.json. Raises ValueError, KeyError or TypeError where it is none."""
    return [Tagged(**row) for row in json.loads(text)["links"]]
