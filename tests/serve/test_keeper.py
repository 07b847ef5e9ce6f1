from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured, Problem, Refused
from plugins.posts.show import problems as words
from plugins.serve.board import Board
from plugins.serve.keeper import Keeper, named
from tests.serve.sites import Pages, problem


def a_keeper(*finds, **values) -> tuple[Keeper, list[str]]:
    told: list[str] = []
    return Keeper(Pages(finds=list(finds), **values), Board("a"), words, told.append, lambda: "14:03:21"), told


def test_each_refresh_is_a_line_and_a_generation() -> None:
    keeper, told = a_keeper()
    generations = [keeper.board.state.generation]
    for changed in ([], ["posts/x.md"], ["a", "b", "c", "d", "e"]):
        keeper.refresh(changed)
        generations.append(keeper.board.state.generation)
    assert told == [
        "14:03:21 ready in 0.12 s",
        "14:03:21 refreshed in 0.12 s: posts/x.md",
        "14:03:21 refreshed in 0.12 s: a, b, c and 2 more",
    ]
    assert len(set(generations)) == 4


def test_warnings_are_counted_and_not_listed() -> None:
    keeper, told = a_keeper(problems=(problem(), problem("other")))
    keeper.refresh()
    assert told == ["14:03:21 ready in 0.12 s (2 warnings)"]


def test_nothing_new_is_not_told() -> None:
    keeper, told = a_keeper("pages", "nothing")
    keeper.refresh()
    before = keeper.board.state
    keeper.refresh(["posts/x.md"])
    assert keeper.board.state is before
    assert len(told) == 1


def test_style_alone_is_told_as_such() -> None:
    keeper, _ = a_keeper("pages", "style", "pages")
    keeper.refresh()
    before = keeper.board.state.generation
    keeper.refresh()
    assert keeper.board.state.restyled == before
    keeper.refresh()
    assert keeper.board.state.restyled == ""


def test_problems_are_told_in_the_words_of_check_once_and_lie_over_the_page() -> None:
    keeper, told = a_keeper("pages", Refused([problem()]), Refused([problem()]), Refused([problem(), problem("more")]))
    keeper.refresh()
    generation = keeper.board.state.generation
    for _ in range(3):
        keeper.refresh(["posts/x.md"])
    assert told[1:] == [
        "content/posts/x.md:8: stage: is wrong. Mend it.",
        "14:03:21 1 problem, the last good state is shown: posts/x.md",
        "content/posts/x.md:8: stage: more. Mend it.",
        "14:03:21 2 problems, the last good state is shown: posts/x.md",
    ]
    assert keeper.board.state.generation == generation
    assert "more." in keeper.board.state.overlay


@pytest.mark.parametrize("change", ["pages", "style", "nothing"])
def test_when_mended_the_overlay_goes_and_pages_reload(change) -> None:
    keeper, told = a_keeper("pages", Refused([problem()]), change, Refused([problem()]))
    keeper.refresh()
    before = keeper.board.state.generation
    keeper.refresh()
    keeper.refresh(["posts/x.md"])
    state = keeper.board.state
    assert (state.overlay, state.restyled) == ("", "")
    assert state.generation != before
    keeper.refresh()
    assert told.count("content/posts/x.md:8: stage: is wrong. Mend it.") == 2


def test_with_nothing_good_yet_that_is_said() -> None:
    keeper, told = a_keeper(Misconfigured("the content folder is gone"), "pages")
    keeper.refresh()
    assert "there is nothing to show yet" in told[-1]
    assert "nothing to show yet" in keeper.board.state.overlay
    assert not keeper.shown
    keeper.refresh()
    assert keeper.shown
    assert told[-1] == "14:03:21 ready in 0.12 s"


def test_half_of_an_edit_is_no_problem_while_the_rest_is_on_its_way() -> None:
    keeper, told = a_keeper("pages", Refused([problem()]), "pages")
    keeper.refresh()
    keeper.refresh(["posts/x.md"], is_last=lambda: False)
    assert keeper.board.state.overlay == ""
    assert len(told) == 1


def test_a_file_that_vanishes_while_it_is_read_is_read_again() -> None:
    keeper, told = a_keeper("pages", FileNotFoundError(2, "gone"), FileNotFoundError(2, "gone"), "pages")
    keeper.refresh()
    keeper.refresh(["posts/x.md"])
    assert told[-1] == "14:03:21 refreshed in 0.12 s: posts/x.md"


def test_what_cannot_be_read_at_all_is_a_problem_and_no_end() -> None:
    keeper, told = a_keeper("pages", *[PermissionError(13, "Permission denied", "x.md")] * 9)
    keeper.refresh()
    keeper.refresh()
    assert "Permission denied" in told[1]
    assert "Permission denied" in keeper.board.state.overlay


def test_a_page_that_fails_is_told_once_until_the_next_good_state() -> None:
    keeper, told = a_keeper()
    keeper.refresh()
    found = [keeper.fail(ValueError("x")) for _ in range(3)]
    assert isinstance(found[0][0], Problem)
    assert len(told) == 2
    keeper.refresh()
    keeper.fail(ValueError("x"))
    assert len(told) == 4


def test_what_a_line_names_is_made_printable() -> None:
    keeper, told = a_keeper()
    keeper.refresh(["posts/\x1b[2J.md"])
    assert "\x1b" not in told[0]


def test_files_are_named_from_the_folder_that_is_nearest() -> None:
    root = Path("/blog")
    folders = (root / "content", root / "theme", root)
    paths = [root / "theme/static/x.css", root / "content/posts/x.md", root / "pelicanconf.py", Path("/else/y.md")]
    assert named(paths, folders) == ["pelicanconf.py", "posts/x.md", "static/x.css", "y.md"]
