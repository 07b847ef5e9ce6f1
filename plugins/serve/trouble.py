"""Whatever went wrong, as Problems: with the file and line where somebody can mend it."""

from __future__ import annotations

import linecache
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from plugins.core.errors import Misconfigured, Problem, Refused, WaypostError, errors_in

_ENGINE = Path(__file__).resolve().parents[1]
_TASKS = _ENGINE.parent / "tasks.py"
_STDLIB = Path(sysconfig.get_paths()["stdlib"]).resolve()
_BUG = "If no plugin of yours is at work, please report it with this line."


def troubles(error: BaseException, settings: Path) -> tuple[Problem, ...]:
    """What keeps the site from being made. settings: the file that is named where no other is known."""
    if isinstance(error, Refused):
        return tuple(errors_in(error.problems))
    place, line = next(_places(error), (str(settings), 1))
    told = str(error) or type(error).__name__
    if isinstance(error, Misconfigured):
        return (Problem(_shown(place), line, "settings", _sentence(told)),)
    if _is_template(place):
        told = getattr(error, "message", None) or f"{type(error).__name__}: {told}"
        return (Problem(_shown(place), line, "template", _sentence(told)),)
    if isinstance(error, OSError | WaypostError):
        return (Problem(_shown(place), line, "site", _sentence(told)),)
    return (Problem(_shown(place), line, "site", _sentence(f"{type(error).__name__}: {told}"), _BUG),)


def _places(error: BaseException) -> Iterator[tuple[str, int]]:
    """(file, line) of what somebody can mend, the best first: a template or settings file that cannot be read, then the
    innermost line of a template or of a file that is not ours."""
    for one in (error.__cause__, error):
        file, line = getattr(one, "filename", None), getattr(one, "lineno", None)
        if isinstance(file, str) and isinstance(line, int):
            yield file, line
    for one in (error.__cause__, error):
        frames = list(_frames(one.__traceback__ if one else None))
        yield from (frame for frame in reversed(frames) if _is_template(frame[0]))
        yield from (frame for frame in reversed(frames) if _is_somebodys(frame[0]))


def _frames(step: TracebackType | None) -> Iterator[tuple[str, int]]:
    while step:
        yield step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next


def _is_template(file: str) -> bool:
    """Jinja gives its frames the template's name; Python's own are modules."""
    return not file.endswith(".py") and not file.startswith("<") and bool(linecache.getlines(file))


def _is_somebodys(file: str) -> bool:
    path = Path(file).resolve()
    ours = path == _TASKS or path.is_relative_to(_ENGINE)
    theirs = "site-packages" in path.parts or path.is_relative_to(_STDLIB)
    return path.suffix == ".py" and not ours and not theirs


def _shown(place: str) -> str:
    """A path from where the writer works, where it lies below that."""
    try:
        return Path(place).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return place


def _sentence(text: str) -> str:
    """As a Problem's message is: one line, without a full stop."""
    return " ".join(text.split()).rstrip(".")
