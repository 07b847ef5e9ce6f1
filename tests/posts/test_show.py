from __future__ import annotations

import datetime as dt
import json

import pytest

from plugins.core.dates import day
from plugins.core.errors import Problem
from plugins.core.manifest import Summary
from plugins.posts.show import balance, checked, problems, summary
from tests.factories import a_site

FOUND = [
    Problem("b.md", 2, "title", "is missing", "Write it."),
    Problem("a.md", 10, "link", "leads nowhere"),
    Problem("a.md", 9, "image", "has no alt text", "", "warning"),
]


def test_problems_for_people_by_file_and_line():
    assert problems(FOUND) == (
        "a.md:9: image: warning: has no alt text.\na.md:10: link: leads nowhere.\nb.md:2: title: is missing. Write it."
    )
    assert problems([]) == ""


def test_no_text_of_a_file_reaches_the_terminal_as_a_command():
    shown = problems([Problem("a\x1b[2J.md", 1, "title", "'\x1b]0;x\x07' \u202eis odd", "")])
    assert shown == r"a\x1b[2J.md:1: title: '\x1b]0;x\x07' \u202eis odd."


def test_nor_a_log_of_github():
    shown = problems([Problem("a\x1b[2J.md", 1, "\x97\x85\x1b[31m", "unknown \u202ekey", "")], "github")
    assert shown == r"::error file=a\x1b[2J.md,line=1::\x97\x85\x1b[31m: unknown \u202ekey."


def test_problems_for_programs():
    told = json.loads(problems(FOUND, "json"))["problems"]
    assert [(p["path"], p["line"], p["severity"]) for p in told] == [
        ("a.md", 9, "warning"),
        ("a.md", 10, "error"),
        ("b.md", 2, "error"),
    ]
    assert json.loads(problems([], "json")) == {"version": 1, "problems": []}


@pytest.mark.parametrize(
    ("problem", "annotation"),
    [
        (FOUND[0], "::error file=b.md,line=2::title: is missing. Write it."),
        (FOUND[1], "::error file=a.md,line=10::link: leads nowhere."),
        (FOUND[2], "::warning file=a.md,line=9::image: has no alt text."),
        (Problem("a.md", 1, "x", "100%\r\n::set-env"), "::error file=a.md,line=1::x: 100%25%0D%0A::set-env."),
        (Problem("a,line=9:b%.md", 1, "x", "y"), "::error file=a%2Cline=9%3Ab%25.md,line=1::x: y."),
    ],
)
def test_problems_for_github(problem, annotation):
    assert problems([problem], "github") == annotation
    assert "\n" not in problems([problem], "github")


def _summary(n: int, **parts) -> Summary:
    names = "files posts drafts scheduled hidden refused pages feeds snippets links warnings".split()
    return Summary(**{**dict.fromkeys(names, n), "by_stage": {}, **parts})


@pytest.mark.parametrize(
    ("n", "lines"),
    [
        (
            0,
            "0 files in = 0 posts + 0 drafts + 0 scheduled + 0 hidden + 0 refused\n"
            "0 posts · 0 pages · 0 feeds · 0 snippets · 0 tagged links · 0 warnings · 0.0 s\nbuilt output",
        ),
        (
            1,
            "1 file in = 1 post + 1 draft + 1 scheduled + 1 hidden + 1 refused\n"
            "1 post · 1 page · 1 feed · 1 snippet · 1 tagged link · 1 warning · 0.0 s\nbuilt output",
        ),
        (
            2,
            "2 files in = 2 posts + 2 drafts + 2 scheduled + 2 hidden + 2 refused\n"
            "2 posts · 2 pages · 2 feeds · 2 snippets · 2 tagged links · 2 warnings · 0.0 s\nbuilt output",
        ),
    ],
)
def test_the_closing_lines_of_a_build(n, lines):
    assert summary(_summary(n), 0.04, "output") == lines


def test_posts_by_stage_and_seconds():
    shown = summary(_summary(3, by_stage={"epiphany": 2, "interest": 0, "none": 1}), 12.345, "far/away")
    assert "3 posts (epiphany 2, interest 0, none 1) · " in shown
    assert shown.endswith(" · 12.3 s\nbuilt far/away")


def test_the_balance_of_a_refused_build():
    counts = {"files": 6, "posts": 1, "drafts": 2, "scheduled": 1, "hidden": 0, "refused": 2}
    assert balance(counts) == "6 files in = 1 post + 2 drafts + 1 scheduled + 0 hidden + 2 refused"


@pytest.mark.parametrize(
    ("n", "found", "line"),
    [
        (1, [], "checked 1 post and 1 page built from them: no problems"),
        (2, FOUND[:1], "checked 2 posts and 2 pages built from them: 1 problem, 0 warnings"),
        (2, FOUND, "checked 2 posts and 2 pages built from them: 2 problems, 1 warning"),
    ],
)
def test_the_closing_line_of_a_check(n, found, line):
    assert checked(_summary(n), found) == line


@pytest.mark.parametrize(
    ("moment", "settings", "shown"),
    [
        (dt.datetime(2026, 3, 5, tzinfo=dt.UTC), {}, "5 March 2026"),
        (dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC), {}, "1 January 2027"),
        (dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC), {"TIMEZONE": "America/New_York"}, "31 December 2025"),
        (dt.datetime(2026, 3, 5, tzinfo=dt.UTC), {"texts": {"months": "Jan Feb März"}}, "5 März 2026"),
    ],
)
def test_a_day_as_people_write_it(moment, settings, shown):
    assert day(moment, a_site(**settings)) == shown
