from __future__ import annotations

import random

import pytest

from plugins.core.vocabulary import Stage
from plugins.ladder.suggest import suggest
from tests.factories import a_vocabulary
from tests.posts.blogs import prepared

STAGES = {
    "epiphany": Stage(name="E", question="?", signals=("never noticed", "backlog")),
    "interest": Stage(name="I", question="?", signals=("compare", "options", "buyer's guide", "C++")),
    "loyalty": Stage(name="L", question="?"),
}


def _guess(body: str, *others, stages=STAGES, **fields):
    item = prepared(path="posts/guess.md", body=body, **{"stage": None, "title": "T", "summary": "S", **fields})
    return suggest([item, *others], a_vocabulary(stages=stages)).get("posts/guess.md")


def _labelled(n: int, stage: str, body: str, **fields):
    return [prepared(path=f"posts/{stage}{i}.md", body=body, stage=stage, **fields) for i in range(n)]


@pytest.mark.parametrize(
    ("body", "fields", "stage", "evidence"),
    [
        ("Nobody has a backlog.\n", {}, "epiphany", "it says “backlog”"),
        ("We COMPARE the Options.\n", {}, "interest", "it says “compare”, “options”"),
        ("The market.\n", {"title": "Options"}, "interest", "it says “options”"),
        ("The market.\n", {"summary": "Compare them."}, "interest", "it says “compare”"),
        ("A backlog of options to compare.\n", {}, "interest", "it says “compare”, “options”"),
        ("A thing that we never\nnoticed.\n", {}, "epiphany", "it says “never noticed”"),
        ("A buyer's guide.\n", {}, "interest", "it says “buyer's guide”"),
        ("Written in C++, all of it.\n", {}, "interest", "it says “C++”"),
        ("- one\n- a backlog\n", {}, "epiphany", "it says “backlog”"),
    ],
)
def test_signals_speak_for_their_stage(body, fields, stage, evidence):
    found = _guess(body, **fields)
    assert (found.stage, found.evidence) == (stage, (evidence,))


@pytest.mark.parametrize("body", ["Backlogs are optional.\n", "Incomparable.\n", "compared\n", "never, ever noticed\n"])
def test_a_part_of_a_word_is_no_signal(body):
    assert _guess(body).evidence == ("no signal of any stage was found, so the first stage was taken",)


def test_a_phrase_counts_once():
    found = _guess("Backlog, backlog, backlog: compare options.\n")
    assert found.stage == "interest"


@pytest.mark.parametrize("body", ["A backlog, and options.\n", "Options, and a backlog.\n", "Nothing at all.\n", "…\n"])
def test_between_equals_the_earlier_stage(body):
    assert _guess(body).stage == "epiphany"
    assert _guess(body, stages=dict(reversed(STAGES.items()))).stage == ("interest" if "backlog" in body else "loyalty")


def test_posts_that_say_their_stage_teach_its_words():
    others = _labelled(2, "loyalty", "Renewal meetings with customers.\n") + _labelled(1, "interest", "Customers.\n")
    found = _guess("What a renewal is for.\n", *others)
    assert found.stage == "loyalty"
    assert found.evidence == ("it shares words with posts of this stage: renewal",)


def test_words_are_told_beside_signals_and_weigh_less():
    others = _labelled(3, "loyalty", "Renewal meetings quarter customers contract.\n")
    found = _guess("Renewal meetings quarter customers contract, and a backlog.\n", *others)
    assert (found.stage, found.evidence) == ("epiphany", ("it says “backlog”",))
    both = _guess("Renewal options.\n", *_labelled(2, "interest", "Renewal.\n"))
    assert both.evidence == ("it says “options”", "it shares words with posts of this stage: renewal")


@pytest.mark.parametrize(
    ("here", "elsewhere", "telling"),
    [(1, 0, False), (2, 0, True), (2, 1, True), (2, 2, False), (3, 2, True)],
)
def test_a_word_tells_something_where_most_posts_that_use_it_agree(here, elsewhere, telling):
    others = _labelled(here, "loyalty", "Renewal.\n") + _labelled(elsewhere, "interest", "Renewal.\n")
    assert (_guess("Renewal.\n", *others).stage == "loyalty") is telling


def test_no_more_than_four_of_each_are_shown():
    words = "alpha bravo charlie delta echoes foxtrot"
    stages = {"a": Stage(name="A", question="?", signals=tuple(f"sig{n}" for n in range(6)))}
    found = _guess(f"sig0 sig1 sig2 sig3 sig4 sig5 {words}\n", *_labelled(2, "a", f"{words}\n"), stages=stages)
    assert found.evidence == (
        "it says “sig0”, “sig1”, “sig2”, “sig3”",
        "it shares words with posts of this stage: alpha, bravo, charlie, delta",
    )


@pytest.mark.parametrize("signal", ["", "  ", "(", "[a-z]", "\\"])
def test_a_signal_is_text_and_nothing_else(signal):
    stages = {"a": Stage(name="A", question="?"), "b": Stage(name="B", question="?", signals=(signal,))}
    assert _guess("abc def.\n", stages=stages).stage == "a"


def test_only_posts_without_a_stage_are_guessed():
    items = [
        prepared(path="posts/a.md", stage=None),
        prepared(path="posts/b.md", stage="interest"),
        prepared(path="posts/c.md", stage="no-such"),
        prepared(path="posts/d.md", stage=None, status="draft"),
        prepared("page", path="pages/e.md"),
    ]
    assert set(suggest(items, a_vocabulary(stages=STAGES))) == {"posts/a.md", "posts/d.md"}
    assert suggest(items, a_vocabulary(stages={})) == {}
    assert suggest([], a_vocabulary(stages=STAGES)) == {}


def test_the_order_of_the_files_changes_nothing():
    others = [*_labelled(3, "loyalty", "Renewal options.\n"), *_labelled(2, "interest", "Renewal backlog meetings.\n")]
    items = [*others, *(prepared(path=f"posts/g{n}.md", stage=None, body=f"Renewal {n} meetings.\n") for n in range(4))]
    expected = suggest(items, a_vocabulary(stages=STAGES))
    for seed in range(5):
        random.Random(seed).shuffle(items)
        assert suggest(items, a_vocabulary(stages=STAGES)) == expected
