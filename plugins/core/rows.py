"""The rows of the ledger as they stand in `_waypost/links.csv` and `links.json`, and back from there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import fields
from json.encoder import encode_basestring
from operator import attrgetter

from plugins.core.links import Tagged

COLUMNS = tuple(column.name for column in fields(Tagged))
CSV_HEAD = f"{','.join(COLUMNS)}\r\n"
JSON_HEAD = '{"version": 1, "links": [\n'
JSON_TAIL = "]}\n"
_CELLS = attrgetter(*COLUMNS)
_OBJECT = "{" + ", ".join(f'"{column}": %s' for column in COLUMNS) + "}"
"""What json.dumps writes of a row: its encoder would look at each of ten values to learn what it is."""
_END = "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNUSUAL = ('"', "\r", "\n", *(f",{sign}" for sign in _FORMULA))
"""What must be quoted, or may begin like a formula."""


def csv_lines(rows: Iterable[Tagged]) -> str:
    """Rows as RFC 4180 CSV, the last one without line end. A cell that a spreadsheet would run as a formula begins with
    an apostrophe."""
    return _END.join(_line([*_CELLS(r)[:-1], "true" if r.stage_inferred else "false"]) for r in rows)


def _line(cells: list[str]) -> str:
    """Most rows are their cells with commas between, which is quickly seen."""
    line = ",".join(cells)
    plain = line.count(",") == len(cells) - 1 and not line.startswith(_FORMULA)
    if plain and not any(sign in line for sign in _UNUSUAL):
        return line
    out = io.StringIO()
    csv.writer(out, lineterminator=_END).writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().removesuffix(_END)


def json_lines(rows: Iterable[Tagged]) -> str:
    """Rows as JSON objects, one a line with commas between, the last one without line end."""
    return ",\n".join(
        _OBJECT % (*map(encode_basestring, _CELLS(row)[:-1]), "true" if row.stage_inferred else "false") for row in rows
    )


def whole(rows: Iterable[Tagged], form: str) -> str:
    """A whole file of these rows. form: csv or json."""
    lines = csv_lines(rows) if form == "csv" else json_lines(rows)
    end = "\r\n" if form == "csv" else "\n"
    head, tail = (CSV_HEAD, "") if form == "csv" else (JSON_HEAD, JSON_TAIL)
    return head + (lines + end if lines else "") + tail


def parsed(text: str) -> list[Tagged]:
    """The rows of a links.json. Raises ValueError, KeyError or TypeError where it is none."""
    return [Tagged(**row) for row in json.loads(text)["links"]]
