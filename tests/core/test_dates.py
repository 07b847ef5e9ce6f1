from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import parse_day, parse_moment, posted

UTC = dt.UTC
CET = dt.timezone(dt.timedelta(hours=1))
GOOD = [
    ("2026-03-05", dt.datetime(2026, 3, 5)),
    (" 2026-03-05 ", dt.datetime(2026, 3, 5)),
    ("2026-03-05 09:30", dt.datetime(2026, 3, 5, 9, 30)),
    ("2026-03-05T09:30", dt.datetime(2026, 3, 5, 9, 30)),
    ("2026-03-05T09:30:15", dt.datetime(2026, 3, 5, 9, 30, 15)),
    ("2026-03-05T09:30:15.5", dt.datetime(2026, 3, 5, 9, 30, 15, 500_000)),
    ("2026-03-05T09:30Z", dt.datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
    ("2026-03-05T09:30+01:00", dt.datetime(2026, 3, 5, 9, 30, tzinfo=CET)),
    ("2026-03-05 09:30 +01:00", dt.datetime(2026, 3, 5, 9, 30, tzinfo=CET)),
    ("2026-03-05 09:30:00 +0100", dt.datetime(2026, 3, 5, 9, 30, tzinfo=CET)),
    ("2024-02-29", dt.datetime(2024, 2, 29)),
    (dt.date(2026, 3, 5), dt.datetime(2026, 3, 5)),
    (dt.datetime(2026, 3, 5, tzinfo=UTC), dt.datetime(2026, 3, 5, tzinfo=UTC)),
]  # fmt: skip

BAD = [
    ("03/04/2026", "not a date"),
    ("5.3.2026", "not a date"),
    ("March 5, 2026", "not a date"),
    ("tomorrow", "not a date"),
    ("2026-3-5", "not a date"),
    ("20260305", "not a date"),
    ("2026-W10-4", "not a date"),
    ("2026-03", "not a date"),
    ("2026", "not a date"),
    ("2026-03-05T", "not a date"),
    ("2026-03-05T09", "not a date"),
    ("2026-03-05 9:30", "not a date"),
    ("2026-03-05Z", "not a date"),
    ("2026-03-05\n2026-03-06", "not a date"),
    ("", "not a date"),
    (None, "not a date"),
    (2026, "not a date"),
    (True, "not a date"),
    (["2026-03-05"], "not a date"),
    ("x" * 10_000, "not a date"),
    ("２０２６-03-05", "date"),
    ("2026-02-29", "no such date"),
    ("2026-13-01", "no such date"),
    ("2026-00-10", "no such date"),
    ("2026-03-05 24:30", "no such date"),
    ("2026-03-05T09:60", "no such date"),
    ("2026-03-05T09:30+25:00", "no such date"),
    ("0000-01-01", "no such date"),
    ("0001-01-01", "out of range"),
    ("1989-12-31", "out of range"),
    ("2101-01-01", "out of range"),
    ("9999-12-31", "out of range"),
    ("2026-03-05T09:30+14:30", "no place on earth"),
    ("2026-03-05T09:30-23:59", "no place on earth"),
]


@pytest.mark.parametrize(("value", "moment"), GOOD)
def test_good(value: object, moment: dt.datetime) -> None:
    found = parse_moment(value)
    assert found == moment
    assert found.utcoffset() == moment.utcoffset()
    assert parse_day(value) == moment.date()


@pytest.mark.parametrize(("value", "words"), BAD)
def test_bad(value: object, words: str) -> None:
    with pytest.raises(ValueError, match=words) as told:
        parse_moment(value)
    assert len(str(told.value)) < 200
    assert "\n" not in str(told.value)


@given(st.datetimes(dt.datetime(1990, 1, 2), dt.datetime(2100, 12, 30)), st.sampled_from([None, UTC, CET]))
def test_what_python_writes_is_read(moment: dt.datetime, zone: dt.timezone | None) -> None:
    moment = moment.replace(tzinfo=zone)
    assert parse_moment(moment.isoformat(timespec="seconds")) == moment.replace(microsecond=0)


@given(st.one_of(st.text(), st.from_regex(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d)?(Z|[+-]\d\d:\d\d)?", fullmatch=True)))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        found = parse_moment(text)
    except ValueError:
        return
    assert 1990 <= found.year <= 2100
    assert found.isoformat()


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


@given(st.datetimes(timezones=ZONES))
def test_mail_has_dates_so(moment: dt.datetime) -> None:
    assert posted(moment) == format_datetime(moment)
