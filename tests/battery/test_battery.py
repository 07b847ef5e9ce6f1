"""Every case of the battery: its verdict, its words, its exit code, and what it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.battery.case import Case
from tests.battery.cases import CASES
from tests.battery.jobs import Battery, Job, jobs

JOBS: list[tuple[str, Job]] = [(group, job) for group, cases in CASES.items() for job in jobs(cases)]
EVERY = [(group, case) for group, cases in CASES.items() for case in cases]


@pytest.fixture(scope="session")
def battery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Battery]:
    one = Battery(tmp_path_factory.mktemp("battery"), [job for _, job in JOBS])
    yield one
    one.close()


def _params() -> Iterator[object]:
    """In the order of the jobs, so that what shares a build comes together."""
    for group, job in JOBS:
        for case in job:
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=case.open)] if case.open else []
            name = case.name.encode("ascii", "backslashreplace").decode()
            yield pytest.param(case, id=f"{group}: {name}", marks=marks)


@pytest.mark.parametrize("case", list(_params()))
def test_the_case_holds(battery: Battery, case: Case) -> None:
    outcome = battery.outcome(case)
    assert not outcome.wrong, outcome.wrong


def test_the_battery_is_large_and_its_names_differ() -> None:
    twice = [name for name, many in Counter((group, case.name) for group, case in EVERY).items() if many > 1]
    assert not twice
    assert len(EVERY) >= 170


def test_every_refusal_and_warning_waits_for_words() -> None:
    assert not [f"{group}: {case.name}" for group, case in EVERY if case.verdict != "fine" and not case.says]
