"""The rows of the ledger as they stand in `_waypost/links.csv` and `links.json`, and back from there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from plugins.core.links import Tagged

COLUMNS = tuple(column.name for column in fields(Tagged))
CSV_HEAD = f"{','.join(COLUMNS)}\r\n"
JSON_HEAD = '{"version": 1, "links": [\n'
JSON_TAIL = "]}\n"
_CELLS = attrgetter(*COLUMNS)
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Tagged]) -> str:
    """Rows as RFC 4180 CSV, the last one without line end. A cell that a spreadsheet would run as a formula begins with
    an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        cells = [str(cell).lower() if isinstance(cell, bool) else cell for cell in _CELLS(row)]
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()[:-2]


def json_lines(rows: Iterable[Tagged]) -> str:
    """Rows as JSON objects, one a line with commas between, the last one without line end."""
    return ",\n".join(_ENCODER.encode(dict(zip(COLUMNS, _CELLS(row), strict=True))) for row in rows)


def whole(rows: Iterable[Tagged], form: str) -> str:
    """A whole file of these rows. form: csv or json."""
    lines = csv_lines(rows) if form == "csv" else json_lines(rows)
    end = "\r\n" if form == "csv" else "\n"
    head, tail = (CSV_HEAD, "") if form == "csv" else (JSON_HEAD, JSON_TAIL)
    return head + (lines + end if lines else "") + tail


def parsed(text: str) -> list[Tagged]:
    """The rows of a links.json. Raises ValueError, KeyError or TypeError where it is none."""
    return [Tagged(**row) for row in json.loads(text)["links"]]
