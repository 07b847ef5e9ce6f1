"""Dates as writers give them, ISO 8601 and nothing guessed, and as readers see them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

if TYPE_CHECKING:
    from plugins.core.site import Site

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?\s?(Z|[+-]\d{2}:?[0-5]\d)?)?", re.ASCII)
_YEARS = range(1990, 2101)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = "January February March April May June July August September October November December"


def parse_moment(value: object) -> dt.datetime:
    """A date with or without time and offset; without offset it is naive: the site's zone is applied later.

    Raises ValueError in a writer's words. Source of the form: ISO 8601, the profile of RFC 3339, time optional.
    """
    if isinstance(value, dt.datetime):
        return value
    text = value.strip() if isinstance(value, str) else str(value)
    if not _ISO.fullmatch(text):
        raise ValueError(f"not a date: {text[:40]!r} (write 2026-03-05 or 2026-03-05 09:30 or 2026-03-05T09:30+01:00)")
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        why = "no place on earth has that offset" if "offset" in str(error) else error
        raise ValueError(f"no such date: {text!r} ({why})") from None
    if moment.year not in _YEARS:
        raise ValueError(f"the year {moment.year} is out of range ({_YEARS[0]} to {_YEARS[-1]})")
    offset = moment.utcoffset()
    if offset is not None and abs(offset) > dt.timedelta(hours=14):
        raise ValueError(f"no place on earth has the offset of {text!r}")
    return moment


def parse_day(value: object) -> dt.date:
    """A date without time. Raises ValueError in a writer's words."""
    return value if type(value) is dt.date else parse_moment(value).date()


def day(moment: dt.datetime, site: Site) -> str:
    """ "5 March 2026" in the site's zone; the months are a text of the site, not of the machine's locale."""
    local = moment.astimezone(site.zone)
    return f"{local.day} {site.text('months', _MONTHS).split()[local.month - 1]} {local.year}"


def posted(moment: dt.datetime) -> str:
    """ "Thu, 05 Mar 2026 09:30:00 +0100", as e-mail and RSS have it (RFC 5322, section 3.3), of a moment with its zone.
    email.utils gives the same, and loads all of email."""
    name, month = _DAYS[moment.weekday()], _MONTHS.split()[moment.month - 1][:3]
    return f"{name}, {moment.day:02d} {month} {moment.year:04d} {moment:%H:%M:%S %z}"


Moment = Annotated[dt.datetime, BeforeValidator(parse_moment)]
Day = Annotated[dt.date, BeforeValidator(parse_day)]
