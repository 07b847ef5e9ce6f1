from __future__ import annotations

import datetime as dt

import pytest

from plugins.core.errors import Misconfigured
from plugins.posts.moment import moment_of
from tests.factories import a_site


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2026-06-01", dt.datetime(2026, 5, 31, 22, tzinfo=dt.UTC)),
        ("2026-06-01 09:30", dt.datetime(2026, 6, 1, 7, 30, tzinfo=dt.UTC)),
        ("2026-06-01T09:30Z", dt.datetime(2026, 6, 1, 9, 30, tzinfo=dt.UTC)),
    ],
)
def test_now_without_a_zone_is_the_sites(given, moment):
    assert moment_of(given, a_site()) == moment


def test_now_is_else_the_clocks():
    before = dt.datetime.now(dt.UTC)
    assert before <= moment_of(None, a_site()) <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize("given", ["soon", "06/01/2026", "2026-13-01"])
def test_now_is_a_date(given):
    with pytest.raises(Misconfigured, match="--now: no"):
        moment_of(given, a_site())
