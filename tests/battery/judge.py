"""Whether a case holds: its exit code, its words, and what it left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.battery.case import EXIT, POST, Case
from tests.battery.outputs import check_output
from tests.battery.server import Ran
from tests.site.blog import Blog

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\udc80-\udcff]")
"""What a terminal obeys, or shows otherwise than it is."""
PROBLEM = re.compile(r"[\w.][^\n]*?:\d+: [^\n]+?: [^\n]+?(?:\. \S[^\n]+| \(write [^\n]+)")
"""A Problem: file, line, field, what is wrong, what to do."""


@dataclass(frozen=True)
class Seat(Blog):
    """The blog as one of several cases in it sees it: its post has a name of its own."""

    stem: str

    def page(self, name: str) -> str:
        return super().page(name.replace("posts/case/", f"posts/{self.stem}/"))


def judge_run(ran: Ran, refused: bool) -> None:
    """What must hold for every run. Raises AssertionError."""
    assert ran.code is not None, "it hangs"
    assert "Traceback" not in ran.told, ran.told
    assert not RAW.search(ran.told), "control characters are printed raw"
    if refused:
        assert ran.now == ran.former, "the former output was touched"
    else:
        check_output(ran.blog, ran.former, ran.now)


def judge(case: Case, ran: Ran) -> None:
    """A case that ran alone. Raises AssertionError."""
    assert ran.code == EXIT[case.verdict], f"exit code {ran.code}\n{ran.told}"
    if case.verdict == "refused":
        assert "Nothing was written." in ran.told
    elif case.verdict != "misconfigured":
        _check_warnings(case, [line for line in ran.told.splitlines() if ": warning: " in line])
    judge_run(ran, bool(ran.code))
    _check_words(case, ran.told, POST)
    _check_output(case, ran, ran.blog)


def judge_beside(case: Case, ran: Ran, path: str) -> None:
    """A case that ran beside others of its verdict: an error at its own file is what would refuse it alone."""
    told = [line for line in ran.told.splitlines() if line.startswith(f"{path}:")]
    assert ran.code == EXIT[case.verdict]
    if case.verdict == "refused":
        assert [line for line in told if ": warning: " not in line], f"{path} is not refused"
    else:
        _check_warnings(case, told)
    _check_output(case, ran, Seat(ran.blog.root, PurePosixPath(path).stem))
    _check_words(case, "\n".join(told), path)


def _check_warnings(case: Case, told: list[str]) -> None:
    assert bool(told) is (case.verdict == "warned"), "\n".join(told) or "no warning"


def _check_words(case: Case, told: str, path: str) -> None:
    for piece in case.says:
        wanted = piece.replace(POST, path)
        lines = [line for line in told.splitlines() if wanted in line]
        assert lines, f"not told: {wanted}\n{told}"
        assert case.verdict != "refused" or any(map(PROBLEM.fullmatch, lines)), f"lacks something: {lines[0]}"


def _check_output(case: Case, ran: Ran, blog: Blog) -> None:
    for name in ran.now if case.absent else ():
        data = (ran.blog.output / name).read_bytes()
        assert not [mark for mark in case.absent if mark.encode() in data], f"a mark is in {name}"
    if case.check:
        case.check(blog)
