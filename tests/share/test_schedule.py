from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from plugins.core.post import Picture
from plugins.core.share import Kit
from plugins.core.vocabulary import Scheduler
from plugins.share.kit import make
from plugins.share.schedule import CELLS, everything, lines, warnings
from tests.content import sample
from tests.factories import a_house, a_post, a_site

WHEN = dt.datetime(2026, 3, 5, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def kit(**post: Any) -> Kit:
    item = a_post(**{"image": Picture("/a.png", "A chart", 1, "image/png"), **post})
    return make(item, a_house(item, site=a_site(share_channels=["linkedin", "x", "email"]))).kit


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_all_columns_and_a_row_for_each_text() -> None:
    made = kit()
    head, *body = rows(lines([(made, WHEN)], everything()))
    assert tuple(head) == CELLS
    assert [dict(zip(head, row, strict=True))["text"] for row in body] == [snippet.text for snippet in made.snippets]
    first = dict(zip(head, body[0], strict=True))
    assert first["date"] == "2026-03-05T09:30:00+0100"
    assert (first["image"], first["image_alt"]) == ("https://blog.example.com/a.png", "A chart")
    assert dict(zip(head, body[2], strict=True))["subject"] == "Small posts add up"


def test_a_schedulers_columns_channels_and_dates() -> None:
    wanted = Scheduler(
        name="S", columns={"When": "{date}", "What": "{text}", "": "{unknown} {url}"}, channels=("x",),
        dates="%d/%m/%Y %H:%M", header=False,
    )  # fmt: skip
    made = kit()
    snippet = made.snippets[1]
    assert rows(lines([(made, WHEN)], wanted)) == [["05/03/2026 09:30", snippet.text, f"{{unknown}} {snippet.url}"]]


def test_a_thread_is_a_row_for_each_post_and_the_picture_goes_with_the_first() -> None:
    head, *body = rows(lines([(kit(share={"x": ("One.", "Two?")}), WHEN)], everything()))
    told = [dict(zip(head, row, strict=True)) for row in body]
    assert [(one["part"], one["image_alt"]) for one in told if one["channel"] == "x"] == [
        ("1 of 2", "A chart"),
        ("2 of 2", ""),
    ]


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe() -> None:
    for evil in ('=HYPERLINK("https://x.example")', "+1", "-1", "@SUM(A1)", "\t=1"):
        made = kit(share={"x": "Why?"}, title=evil)
        wanted = Scheduler(name="S", columns={"=Title": "{title}", "T": "{text}"}, channels=("x",))
        head, row = rows(lines([(made, WHEN)], wanted))
        assert (head[0], row[0]) == ("'=Title", f"'{evil}")
        assert row[1].startswith("Why?")


def test_whoever_uploads_is_told_of_each_post_with_such_a_cell() -> None:
    made = [(kit(share={"x": "@sum why?", "linkedin": "Why?"}, slug="at", title="-1"), WHEN), (kit(), WHEN)]
    wanted = Scheduler(name="S", columns={"Title": "{title}", "Text": "{text}", "Link": "{url}"})
    (told,) = warnings(made, wanted)
    assert told.startswith("at: Title, Text: an apostrophe was put before it, so that no spreadsheet runs it. ")
    assert list(warnings(made[1:], wanted)) == []


def test_a_date_that_is_not_to_come_is_left_out_and_told() -> None:
    made = [(kit(slug="out"), WHEN), (kit(slug="to-come"), WHEN)]
    wanted = Scheduler(name="S", columns={"When": "{date}", "Slug": "{slug}"}, channels=("x",))
    _, *body = rows(lines(made, wanted, {"out"}))
    assert body == [["", "out"], ["2026-03-05 09:30", "to-come"]]
    assert list(warnings(made, wanted, {"out"})) == [
        "no date for what is out already or a draft (out): say in the tool when to post it."
    ]
    many = [(kit(slug=f"p{n}"), WHEN) for n in range(7)]
    (told,) = warnings(many, wanted, {f"p{n}" for n in range(7)})
    assert "(p0, p1, p2, p3, p4, 2 more)" in told
    undated = Scheduler(name="S", columns={"Slug": "{slug}"})
    assert list(warnings(made, undated, {"out"})) == []


def test_the_file_is_as_rfc_4180_has_it() -> None:
    text = lines([(kit(), WHEN)], everything())
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 4
    assert "\n\nWhich of your posts" in text


def test_the_samples_schedulers_post_to_channels_of_the_sample() -> None:
    schedulers, channels = sample.data("schedulers"), sample.data("channels")
    assert {"buffer", "hootsuite"} <= set(schedulers)
    assert {channel for one in schedulers.values() for channel in one.channels} <= set(channels)
