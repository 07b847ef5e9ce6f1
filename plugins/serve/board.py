"""What browsers are told: which state of the site is shown now, and what is wrong with the newest one."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from threading import Condition

from plugins.core.records import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """generation: names one state of the site shown, also over restarts of the server; restyled: the generation from
    which it differs in style sheets alone; overlay: what lies over every page, as HTML; "" for nothing."""

    generation: str
    restyled: str = ""
    overlay: str = ""

    def event(self) -> bytes:
        """As a message of an event stream (HTML, section 9.2.6)."""
        return f"data: {json.dumps(asdict(self))}\n\n".encode()


class Board:
    """One state, seen by all threads. start: names this run of the server."""

    def __init__(self, start: str) -> None:
        self._start, self._count = start, 0
        self._changed = Condition()
        self._state = State(f"{start}-0")

    @property
    def state(self) -> State:
        return self._state

    def renew(self, style: bool = False) -> None:
        """The site shown is another now, and nothing is wrong with it. style: it differs in style sheets alone."""
        self._count += 1
        former = self._state.generation
        self._post(State(f"{self._start}-{self._count}", former if style else ""))

    def lay(self, overlay: str) -> None:
        """Something is wrong: the site shown stays, under an overlay."""
        self._post(replace(self._state, overlay=overlay))

    def wait(self, seen: State, seconds: float) -> State:
        """The state, as soon as it is another than `seen`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state != seen, seconds)
            return self._state

    def _post(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
