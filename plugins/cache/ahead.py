"""Begin to prepare articles before Invoke is there: to load that takes as long as to load what prepares them.

`./inv` asks this first. Only the plain forms of `build` are understood; in all others, and where the task then reads
its arguments otherwise, the task begins, as it would without this.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.posts.unused import put_off_metadata

if TYPE_CHECKING:
    from plugins.cache.articles import Wait

_VALUES = ("--content", "--settings", "--output", "--now", "--why", "--format")
"""Options of `build` that have a value."""
_FLAGS = ("--preview", "--full")
_Told = tuple[Path, Path | None, bool]
"""Settings file, content folder, and whether it is a preview."""
_begun: dict[_Told, Wait] = {}


def as_a_task() -> None:
    """What goes for a process that does one task and ends; to be asked before anything of others is loaded."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look for them in every installed package
    gc.disable()  # a task is over before it would pay; whoever runs for long turns it on
    keep_bytecode()
    put_off_metadata()


def keep_bytecode() -> None:
    """Python keeps our modules compiled, whatever PYTHONDONTWRITEBYTECODE says, which many images for containers have:
    to parse them takes as long as a small build. Who wants them elsewhere sets PYTHONPYCACHEPREFIX."""
    sys.dont_write_bytecode = False


def begin(arguments: Sequence[str], root: Path) -> None:
    """Begin where the arguments of `./inv` say plainly what to build. root: the project's folder."""
    told = _told(arguments, root)
    if told:
        as_a_task()
        _begun[told] = _start(told)


def begun(settings: Path, content: Path | None, preview: bool) -> Wait:
    """What waits for the end of what was begun with these; where nothing was, it is begun now. To be asked once."""
    told = (settings, content, preview)
    return _begun.pop(told, None) or _start(told)


def _start(told: _Told) -> Wait:
    from plugins.cache.early import start

    return start(*told)


def _told(arguments: Sequence[str], root: Path) -> _Told | None:
    said: dict[str, str] = {}
    rest = iter(arguments)
    if next(rest, None) != "build":
        return None
    for name in rest:
        value = next(rest, "-") if name in _VALUES else ""
        if name in said or name not in (*_VALUES, *_FLAGS) or value.startswith("-"):
            return None
        said[name] = value
    settings, content = said.get("--settings"), said.get("--content")
    return (
        Path(settings) if settings else root / "pelicanconf.py",
        Path(content) if content else None,
        "--preview" in said,
    )
