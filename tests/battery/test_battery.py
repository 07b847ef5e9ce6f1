"""Every case of the battery: its verdict, its words, its exit code, and what it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.battery.case import EXIT, Case
from tests.battery.cases import CASES
from tests.battery.outputs import check_output
from tests.battery.server import Ran, Server
from tests.site.blog import tree

_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\udc80-\udcff]")
_PLACED = re.compile(r"^content(?:/[^\n]*)?:\d+: [^\n]+?: ", re.M)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("battery")) as one:
        yield one


def _cases() -> Iterator[object]:
    for group, cases in CASES.items():
        for case in cases:
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=case.open)] if case.open else []
            yield pytest.param(case, id=f"{group}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", _cases())
def test_the_case_holds(server: Server, case: Case) -> None:
    judge(server.run(case))


def judge(ran: Ran) -> None:
    """Raises AssertionError where a case does not hold."""
    case = ran.case
    assert ran.code is not None, "it hangs"
    assert ran.code == EXIT[case.verdict], ran.told
    assert "Traceback" not in ran.told
    assert not _RAW.search(ran.told), "control characters are printed raw"
    for piece in case.says:
        assert piece in ran.told, f"not told: {piece}\n{ran.told}"
    now = tree(ran.blog.output)
    if EXIT[case.verdict]:
        _untouched(ran, now)
        return
    assert ("warning" in re.sub(r"\d+ warnings? ·", "", ran.told)) is (case.verdict == "warned"), ran.told
    check_output(ran.blog, ran.former, now)
    for name in now:
        data = (ran.blog.output / name).read_bytes()
        assert not [mark for mark in case.absent if mark.encode() in data], name
    if case.check:
        case.check(ran.blog)


def _untouched(ran: Ran, now: dict[str, str]) -> None:
    """A refusal names a file and a line, and leaves the former output as it was."""
    if ran.case.verdict == "refused":
        assert _PLACED.search(ran.told), ran.told
        assert "Nothing was written." in ran.told
    assert now == ran.former, "the former output was touched"


def test_the_battery_is_large_and_its_names_differ() -> None:
    names = [(group, case.name) for group, cases in CASES.items() for case in cases]
    assert len(names) >= 170
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("group", "case"), [(g, c) for g, cases in CASES.items() for c in cases if c.verdict == "refused"]
)
def test_what_is_refused_is_told_with_its_place(group: str, case: Case) -> None:
    """As data: the message that a case waits for names the file, the line and the field."""
    assert any(_PLACED.match(piece) for piece in case.says), f"{group}: {case.name}"
