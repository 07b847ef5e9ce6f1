from __future__ import annotations

import difflib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import (
    Misconfigured,
    Problem,
    PublishFailed,
    Refused,
    WaypostError,
    did_you_mean,
    errors_in,
)

FORMS = [
    (Problem("posts/a.md", 3, "stage", "unknown stage 'x'"), "posts/a.md:3: stage: unknown stage 'x'."),
    (
        Problem("posts/a.md", 3, "stage", "is missing", "Write one."),
        "posts/a.md:3: stage: is missing. Write one.",
    ),
    (
        Problem("a.md", 1, "image", "is large", "Shrink it.", "warning"),
        "a.md:1: image: warning: is large. Shrink it.",
    ),
    (
        Problem("a.md", 1, "x\nb.md:2: title", "unknown key\r"),
        "a.md:1: x\\nb.md:2: title: unknown key\\r.",
    ),
]


@pytest.mark.parametrize(("problem", "text"), FORMS)
def test_a_problem_is_one_line(problem: Problem, text: str) -> None:
    assert str(problem) == text
    assert pickle.loads(pickle.dumps(problem)) == problem


def test_problems_are_sorted_by_file_and_line_as_a_number() -> None:
    found = [
        Problem("b.md", 1, "x", "m"),
        Problem("a.md", 10, "x", "m"),
        Problem("a.md", 9, "y", "m"),
        Problem("a.md", 9, "x", "n"),
        Problem("a.md", 9, "x", "m"),
    ]
    expected = ["a.md:9: x: m.", "a.md:9: x: n.", "a.md:9: y: m.", "a.md:10: x: m.", "b.md:1: x: m."]
    assert [str(problem) for problem in Refused(found).problems] == expected
    assert errors_in(found) == sorted(found)


def test_warnings_refuse_nothing() -> None:
    warning, error = Problem("a", 1, "x", "m", severity="warning"), Problem("a", 1, "x", "m")
    assert errors_in([warning]) == []
    assert errors_in([warning, error]) == [error]


@pytest.mark.parametrize(("errors", "words"), [(0, "0 problems in"), (1, "1 problem in"), (2, "2 problems in")])
def test_refused_counts_errors_only(errors: int, words: str) -> None:
    found = [Problem("a", n, "x", "m") for n in range(errors)] + [Problem("a", 9, "x", "m", severity="warning")]
    assert words in str(Refused(found, "summary"))
    assert len(Refused(found).problems) == errors + 1


def test_exit_codes_of_the_contract() -> None:
    codes = {Refused: 1, Misconfigured: 2, PublishFailed: 3, WaypostError: 70}
    assert {kind: kind.exitcode for kind in codes} == codes
    assert all(issubclass(kind, WaypostError) for kind in codes)


MEANT = [
    ("stgae", ["stage", "status"], 'Did you mean "stage"?'),
    ("STAGE", ["stage"], 'Did you mean "stage"?'),
    ("epifany", ["epiphany", "loyalty"], 'Did you mean "epiphany"?'),
    ("zzz", ["b", "a"], "Known: a, b."),
    ("zzz", [], ""),
    ("", ["a"], "Known: a."),
    ("zzz", [f"k{n:02}" for n in range(13)], "Known: " + ", ".join(f"k{n:02}" for n in range(12)) + ", …."),
]


@pytest.mark.parametrize(("word", "choices", "hint"), MEANT)
def test_did_you_mean(word: str, choices: list[str], hint: str) -> None:
    assert did_you_mean(word, choices) == hint


@given(st.text(max_size=30), st.sets(st.text(max_size=10), max_size=20))
def test_a_hint_does_not_hang_on_the_order(word: str, choices: set[str]) -> None:
    assert did_you_mean(word, sorted(choices)) == did_you_mean(word, sorted(choices, reverse=True))


_SLUGS = [
    f"posts/{verb}-{thing}-{n:03}.md"
    for verb in ("rank", "compare")
    for thing in ("offers", "leads")
    for n in range(90)
]


@given(st.sampled_from(_SLUGS), st.integers(6, 15), st.sampled_from(["", "x", "-"]))
def test_of_many_choices_the_nearest_is_still_the_one_that_was_meant(meant: str, at: int, sign: str) -> None:
    """A letter lost or another in its place, in the words that tell one from the other."""
    word = meant[:at] + sign + meant[at + 1 :]
    (nearest,) = difflib.get_close_matches(word, sorted(_SLUGS), n=1)
    assert did_you_mean(word, _SLUGS) == f'Did you mean "{nearest}"?'


def test_of_many_choices_none_may_be_near() -> None:
    assert did_you_mean("zzz", _SLUGS).startswith("Known: posts/compare-leads-000.md, ")
