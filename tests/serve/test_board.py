from __future__ import annotations

import json
import threading

from plugins.serve.board import Board


def test_each_renewal_is_a_generation_that_names_its_run() -> None:
    board, other = Board("a"), Board("b")
    seen = {board.state.generation, other.state.generation}
    board.renew()
    seen.add(board.state.generation)
    board.renew()
    seen.add(board.state.generation)
    assert len(seen) == 4


def test_new_style_names_the_generation_that_can_take_it() -> None:
    board = Board("a")
    before = board.state.generation
    board.renew(style=True)
    assert board.state.restyled == before
    board.renew()
    assert board.state.restyled == ""


def test_an_overlay_keeps_the_generation_and_goes_with_the_next() -> None:
    board = Board("a")
    before = board.state.generation
    board.lay("<p>wrong</p>")
    assert (board.state.generation, board.state.overlay) == (before, "<p>wrong</p>")
    board.renew()
    assert board.state.overlay == ""


def test_waiting_ends_with_the_next_state_or_with_time() -> None:
    board = Board("a")
    seen = board.state
    assert board.wait(seen, 0.01) is seen
    thread = threading.Thread(target=board.renew)
    thread.start()
    assert board.wait(seen, 60) != seen
    thread.join()


def test_an_event_is_one_line_of_data() -> None:
    board = Board("a")
    board.lay("<p>two\nlines\r\n\r\nevent: forged</p>")
    event = board.state.event().decode()
    assert event.startswith("data: ")
    assert event.endswith("\n\n")
    assert "\n" not in event[:-2]
    assert "\r" not in event
    assert json.loads(event.removeprefix("data: "))["overlay"] == "<p>two\nlines\r\n\r\nevent: forged</p>"
