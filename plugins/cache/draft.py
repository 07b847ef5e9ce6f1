"""The state of a build that made everything, written in a process and a file of its own.

To write down thousands of files takes as long as the build's reports, which are written meanwhile. Until it is adopted
nobody reads it, so a build that is killed leaves the state of the former one as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from plugins.cache.apart import begin
from plugins.cache.state import State
from plugins.core.unit import Made


class Draft:
    """Begun when it is made. state: what it will be, closed by now; made and what `memory` gives: as State.commit takes
    them."""

    def __init__(self, state: State, made: Sequence[Made], memory: Callable[[], Mapping[str, Any]]) -> None:
        self.state, self.made, self.memory = state, made, memory
        self.own = State(state.path.with_name(f"{state.path.name}.draft"))
        self._wait = begin(self._write)

    def commit(self, more: Mapping[str, Any]) -> None:
        """Make it the state, with what else is to be remembered."""
        self._wait()
        self.state.adopt(self.own)
        self.state.commit((), (), more)

    def _write(self) -> None:
        self.own.forget()
        self.own.commit(self.made, (), self.memory())
