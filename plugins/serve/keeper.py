"""Keeps the site shown as its sources are: refreshes it, tells the terminal in lines and the browsers by the board."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.core.errors import Problem, Refused, WaypostError
from plugins.core.text import printable
from plugins.serve.board import Board
from plugins.serve.overlay import overlay
from plugins.serve.site import Change, Site
from plugins.serve.trouble import troubles

_NAMED = 3
"""Changed files that a line names."""
_TRIES = 5
_PAUSE = 0.05
"""Seconds between two tries where a file vanished while it was read."""


class Keeper:
    """words: Problems as the terminal shows them; echo: prints a line; clock: the time of day, for the lines."""

    def __init__(
        self,
        site: Site,
        board: Board,
        words: Callable[[Sequence[Problem]], str],
        echo: Callable[[str], None],
        clock: Callable[[], str] = lambda: time.strftime("%H:%M:%S"),
    ) -> None:
        self.site, self.board, self.words, self.echo, self.clock = site, board, words, echo, clock
        self.shown = False
        self._wrong: tuple[Problem, ...] = ()
        self._told: set[Problem] = set()

    def refresh(self, changed: Sequence[str] = (), is_last: Callable[[], bool] = lambda: True) -> None:
        """Read what has changed, and tell. Never raises but for what ends the process.

        changed: files, as a line names them; is_last: whether nothing else has changed by now. Where something has, a
        Problem may be half of an edit: it is told only if it is still there at the next refresh.
        """
        try:
            change = self._read()
        except Exception as error:
            if is_last():
                self._refuse(troubles(error, self.site.settings), changed)
        else:
            self._renew(change, changed)

    def fail(self, error: Exception) -> tuple[Problem, ...]:
        """What is wrong with a page that could not be made; told in the terminal once."""
        found = troubles(error, self.site.settings)
        self._tell(found)
        return found

    def _read(self) -> Change:
        for _ in range(_TRIES):
            try:
                return self.site.refresh()
            except (Refused, WaypostError):
                raise
            except OSError:
                time.sleep(_PAUSE)
        return self.site.refresh()

    def _renew(self, change: Change, changed: Sequence[str]) -> None:
        mended, first = bool(self._wrong), not self.shown
        self.shown, self._wrong = True, ()
        if change == "nothing" and not mended:
            return
        self._told = set()
        self.board.renew(style=change == "style" and not mended)
        done = "ready" if first else "refreshed"
        self._line(f"{done} in {self.site.seconds:.2f} s", changed, len(self.site.problems))

    def _refuse(self, found: tuple[Problem, ...], changed: Sequence[str]) -> None:
        if found == self._wrong:
            return
        self._wrong = found
        self._tell(found)
        stays = "the last good state is shown" if self.shown else "there is nothing to show yet"
        self._line(f"{_many(len(found), 'problem')}, {stays}", changed)
        self.board.lay(overlay(found, self.shown))

    def _tell(self, found: Sequence[Problem]) -> None:
        """In the words of `./inv check`, each once until a refresh is good again."""
        new = [problem for problem in found if problem not in self._told]
        self._told.update(new)
        if new:
            self.echo(self.words(new))

    def _line(self, what: str, changed: Sequence[str], warnings: int = 0) -> None:
        names = ", ".join(map(printable, changed[:_NAMED]))
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        warned = f" ({_many(warnings, 'warning')})" if warnings else ""
        self.echo(f"{self.clock()} {what}{': ' if names else ''}{names}{more}{warned}")


def _many(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def named(paths: Sequence[Path], folders: Sequence[Path]) -> list[str]:
    """Changed files as a line names them: from the folder that is watched, sorted."""
    return sorted({_named(path, folders) for path in paths})


def _named(path: Path, folders: Sequence[Path]) -> str:
    inside = [path.relative_to(folder).as_posix() for folder in folders if folder in path.parents]
    return min(inside, key=len, default=path.name)
