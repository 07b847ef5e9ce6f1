"""One build in a forked process: everything is imported already, and nothing of a build outlives it."""

from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
import select
import signal
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

import plugins
from plugins.cache import workshop
from plugins.cards.cards import fonts_in
from plugins.cards.studio import Studio
from plugins.core.errors import Refused
from plugins.posts import fingerprints
from plugins.posts.build import Options, run
from tests.factories import a_site
from tests.site.blog import DATA, ROOT

_CHANGES = frozenset("os.rename os.link os.symlink os.mkdir os.remove os.rmdir os.truncate sqlite3.connect".split())
_PATIENCE = 300
"""Seconds after which a build is taken to hang."""


@dataclass(frozen=True)
class Told:
    """What came of one build. kind: "built", or the name of the exception; problems: as they are shown; said: the
    message or the figures, without paths of this machine; err: standard error; made: files made anew."""

    kind: str
    problems: tuple[str, ...] = ()
    said: str = ""
    err: str = field(default="", compare=False)
    made: int = field(default=0, compare=False)
    why: str = field(default="", compare=False)


@dataclass(frozen=True)
class Way:
    """How a build is called. cwd: below the blog's folder; split: in forked workers however few units there are; alone:
    where there is no fork; aged: as if all files were older than the clock can tell apart; output: below the blog's
    folder; kill: before which of its changes of the file system it is killed, from 1."""

    now: str = "2026-06-01"
    preview: bool = False
    hold_back: bool = False
    full: bool = False
    why: str | None = None
    cwd: str = "."
    split: bool = False
    alone: bool = False
    aged: bool = True
    output: str | None = None
    kill: int = 0


def import_all() -> None:
    """What a build would import on its way, so that no forked one has to."""
    for module in pkgutil.walk_packages(plugins.__path__, "plugins."):
        importlib.import_module(module.name)
    for name in ("feedgen.feed", "feedgen.ext.dc", "twitter_text", "pelican.generators", "jinja2.compiler", "pelican"):
        importlib.import_module(name)
    _draw_grounds()


def _draw_grounds() -> None:
    """What all cards of a stage share takes long to draw, and is remembered by the process."""
    folder, stages = ROOT / "theme" / "cards", tuple(yaml.load(DATA["stages"], yaml.CSafeLoader))
    studio = Studio((folder / "card.svg").read_text(), fonts_in(folder), a_site())
    for stage in stages:
        studio.draw({"title": "A title"}, stage, stages)


@dataclass(frozen=True)
class Started:
    """A build that is on its way in a process of its own."""

    process: int
    answer: int

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)

    def end(self) -> Told | None:
        """What came of it; None where it was killed."""
        data = bytearray()
        while select.select([self.answer], [], [], _PATIENCE)[0]:
            piece = os.read(self.answer, 1 << 16)
            if not piece:
                break
            data += piece
        else:
            self.kill()
        os.close(self.answer)
        _, status = os.waitpid(self.process, 0)
        if status == signal.SIGKILL and not data:
            return None
        assert data, f"the build ended without a word: status {status}"
        told: Told = pickle.loads(data)
        return told


def start(root: Path, way: Way = Way()) -> Started:
    """Begin to build the blog in the folder `root`, in a forked process."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        _answer(root, way, there)
    os.close(there)
    return Started(child, here)


def build(root: Path, way: Way = Way()) -> Told:
    """Build the blog in the folder `root`, in a forked process."""
    told = start(root, way).end()
    assert told is not None, "the build was killed"
    return told


def _answer(root: Path, way: Way, there: int) -> None:
    """In the child: never comes back. What its workers say is told, too."""
    said = tempfile.TemporaryFile()  # noqa: SIM115
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    sys.stdout = sys.stderr = open(os.dup(2), "w", buffering=1)  # noqa: SIM115
    try:
        told = _build(root, way)
    except Refused as refused:
        told = Told("Refused", tuple(map(str, refused.problems)), f"{refused} {refused.summary}")
    except BaseException as error:  # of its words only the first line: where it passed a pipe, Jinja adds the place
        told = Told(type(error).__name__, (), str(error).partition("\n")[0])
    said.seek(0)
    hide = str(root)
    clean = replace(
        told,
        problems=tuple(problem.replace(hide, "") for problem in told.problems),
        said=told.said.replace(hide, ""),
        err=said.read().decode(),
    )
    with os.fdopen(there, "wb") as pipe:
        pipe.write(pickle.dumps(clean))
    os._exit(0)


def _build(root: Path, way: Way) -> Told:
    os.chdir(root / way.cwd)
    if way.split:
        workshop.FEW = 0
        workshop.cores = lambda: 2
    if way.alone:
        workshop.multiprocessing.get_all_start_methods = lambda: ["spawn"]  # type: ignore[method-assign]
    if way.aged:
        fingerprints._RACY = -(10**15)
    if way.kill:
        sys.addaudithook(_Killer(str(root), way.kill))
    settings = Path(os.path.relpath(root / "pelicanconf.py"))
    options = Options(settings, None, way.output and root / way.output, way.now, way.preview, way.hold_back)
    result = run(replace(options, full=way.full, why=way.why))
    return Told("built", tuple(map(str, result.problems)), str(result.summary), "", result.made, result.why)


class _Killer:
    """Kills the process at its nth change of the file system below a folder (Python's audit events, PEP 578)."""

    def __init__(self, folder: str, at: int) -> None:
        self.folder, self.left, self.process = folder, at, os.getpid()

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            changes = isinstance(args[2], int) and bool(args[2] & (os.O_WRONLY | os.O_RDWR))
        else:
            changes = event in _CHANGES
        if changes and any(isinstance(arg, str | os.PathLike) and str(arg).startswith(self.folder) for arg in args):
            self.left -= 1
            if self.left == 0 and os.getpid() == self.process:
                os.kill(self.process, signal.SIGKILL)
