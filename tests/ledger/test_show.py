from __future__ import annotations

import csv
import io
import json

import pytest

from plugins.ledger.choice import Choice
from plugins.ledger.show import show
from plugins.ledger.table import Screen
from tests.ledger.books import a_book


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_files_as_they_are_for_programs(tmp_path, form):
    book = a_book(tmp_path)
    written = (tmp_path / f"_waypost/links.{form}").read_bytes().decode()
    assert show(book, tmp_path, Choice(), form, Screen()) == written
    assert show(book, tmp_path, Choice(channel="x"), form, Screen()) != written


def test_a_choice_is_the_same_in_every_form(tmp_path):
    book = a_book(tmp_path)
    for choice in (Choice(channel="x"), Choice(stage="awareness"), Choice(post="about"), Choice(campaign="autumn")):
        forms = {form: show(book, tmp_path, choice, form, Screen()) for form in ("text", "csv", "json")}
        rows = json.loads(forms["json"])["links"]
        table = [line.split()[-1] for line in forms["text"].splitlines() if "https://" in line]
        assert sorted(table) == sorted(row["tagged"] for row in rows)
        assert [r["tagged"] for r in csv.DictReader(io.StringIO(forms["csv"], newline=""))] == [
            row["tagged"] for row in rows
        ]
        assert (
            forms["text"].splitlines()[0 if not rows else len(rows) + 1].startswith(f"{len(rows)} of 11 tagged links")
        )


def test_people_see_pages_first_and_then_the_newest_post(tmp_path):
    book = a_book(tmp_path)
    order = list(
        dict.fromkeys(line.split()[0] for line in show(book, tmp_path, Choice(), "text", Screen()).splitlines())
    )
    assert order[:5] == ["slug", "about", *(post.slug for post in book.manifest.posts)]
