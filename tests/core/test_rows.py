from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.links import Tagged
from plugins.core.rows import COLUMNS, csv_lines, json_lines, parsed, whole


def _row(**cells: str) -> Tagged:
    base = dict.fromkeys(("post", "slug", "stage", "channel", "placement", "campaign", "group", "clean", "tagged"), "x")
    return Tagged(**{**base, **cells})


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        ("", ""),
        ('a "b", c', 'a "b", c'),
        ("two\nlines", "two\nlines"),
        ("https://www.example.com/?a=1", "https://www.example.com/?a=1"),
    ],
)
def test_no_cell_is_a_formula(cell, written):
    (row,) = csv.reader(io.StringIO(csv_lines([_row(campaign=cell)]), newline=""))
    assert row[5] == written


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=9, max_size=9))
@settings(max_examples=50)
def test_csv_keeps_every_cell(cells):
    (row,) = csv.reader(io.StringIO(csv_lines([Tagged(*cells)]), newline=""))
    assert [cell.removeprefix("'") for cell in row[:9]] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


CELLS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=9, max_size=9)


WILD = st.lists(st.text("a=+-@\t\r\n,\"' é\x00\u2028", max_size=4), min_size=9, max_size=9)
TAME = st.just(["x"] * 9)


@given(st.lists(st.one_of(WILD, TAME), max_size=4))
def test_plain_rows_are_written_as_the_csv_module_does(lot):
    out = io.StringIO()
    for cells in lot:
        csv.writer(out).writerow(["'" + c if c.startswith(tuple("=+-@\t\r")) else c for c in [*cells, "false"]])
    assert csv_lines([Tagged(*cells) for cells in lot]) == out.getvalue().removesuffix("\r\n")


@pytest.mark.parametrize("at", range(9))
@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "a,b", 'a"', "a\nb"])
def test_one_cell_among_plain_ones_is_seen(cell, which, at):
    lot = [["x"] * 9 for _ in range(3)]
    lot[which][at] = cell
    records = [*csv.reader(io.StringIO(csv_lines([Tagged(*cells) for cells in lot]), newline=""))]
    assert [record[9] for record in records] == ["false"] * 3
    assert records[which][at] == ("'" + cell if cell.startswith(tuple("=+-@\t\r")) else cell)


ROWS = st.lists(st.builds(lambda cells, inferred: Tagged(*cells, inferred), CELLS, st.booleans()), max_size=4)


@given(ROWS)
def test_json_is_written_as_the_json_module_does(rows):
    assert json_lines(rows) == ",\n".join(json.dumps(row._asdict(), ensure_ascii=False) for row in rows)


@given(ROWS)
@settings(max_examples=50)
def test_what_is_written_as_json_comes_back(rows):
    text = whole(rows, "json")
    assert parsed(text) == rows
    assert json.loads(text)["version"] == 1
    assert text.count("\n") == 2 + len(rows)  # one line for each link


@given(ROWS)
@settings(max_examples=50)
def test_a_csv_file_has_a_head_and_a_record_for_each_row(rows):
    records = list(csv.reader(io.StringIO(whole(rows, "csv"), newline="")))
    assert records[0] == list(COLUMNS)
    assert [record[9] for record in records[1:]] == [str(row.stage_inferred).lower() for row in rows]
