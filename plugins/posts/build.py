"""The one function that runs a build, and the Pelican that it runs.

`python -m pelican` makes the same WaypostPelican from the settings, so that both ways give the same site with the same
promises: the gate before anything is written, a fresh folder, one switch at the end.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from plugins.core.errors import Lost, Misconfigured, Problem, Refused, WaypostError
from plugins.core.house import KEY, House
from plugins.core.later import load_all, put_off
from plugins.core.manifest import HOME, Manifest, Summary
from plugins.core.records import dataclass
from plugins.core.setup import make_site
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary
from plugins.posts import stale
from plugins.posts.assembly import Assembly, foreign
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.moment import moment_of
from plugins.posts.outputs import staged
from plugins.posts.show import problems
from plugins.posts.sources import find
from plugins.posts.unused import MADE, UNUSED

with put_off(*UNUSED, made=MADE):
    import pelican
    from pelican import Pelican
    from pelican.log import console
    from pelican.settings import read_settings

TEMPLATES = ("404", "archives", "article", "hub", "hubs", "index", "page", "search", "subscribe")
ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "plugins"
PELICAN_CLASS = "plugins.WaypostPelican"
"""What a settings file says that builds on our defaults."""


Tell = Callable[[str, int, int], None]
"""(what, how many are done, how many there are): how far a build is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told on the command line. None: as the settings file says."""

    settings: Path = ROOT / "pelicanconf.py"
    content: Path | None = None
    output: Path | None = None
    now: str | None = None
    preview: bool = False
    hold_back: bool = False
    full: bool = False
    why: str | None = None
    early: Callable[..., Any] | None = None
    tell: Tell | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A finished build. made: files that were made anew, all others are the former build's; seconds: wall time of the
    whole; why: the answer to Options.why; house: what the build knew, where there was anything to do."""

    output: Path
    summary: Summary
    problems: tuple[Problem, ...]
    made: int
    seconds: float
    why: str = ""
    house: House | None = field(default=None, repr=False, compare=False)

    @property
    def manifest(self) -> Manifest:
        """What the build says of every post; read when it is asked for."""
        return Manifest.model_validate_json((self.output / HOME / "posts.json").read_bytes())


def run(options: Options) -> Result:
    """Build. Raises Refused (the content has Problems), Misconfigured, or WaypostError for what is our fault."""
    start = time.monotonic()
    hush()
    build = WaypostPelican(load_settings(options))
    build.run()
    assert build.summary is not None
    output, found = Path(build.settings["OUTPUT_PATH"]), tuple(build.house.problems)
    house = None if build.stood else build.house
    return Result(output, build.summary, found, build.made, time.monotonic() - start, build.why, house)


def hush() -> None:
    """Pelican says nothing of its own: its closing line counts articles that it never sees."""
    console.quiet = True
    pelican.console = _Silence()  # its own would load rich, to say nothing


class _Silence:
    """A console as Pelican uses it, on which nothing is seen."""

    def print(self, *args: object, **kwargs: object) -> None:
        pass

    print_exception = print


def load_settings(options: Options) -> dict[str, Any]:
    """Pelican's settings from the file, and what the command line says instead. Raises Misconfigured."""
    if not options.settings.is_file():
        raise Misconfigured(f"there is no settings file {options.settings}")
    if options.content is not None and not options.content.is_dir():
        raise Misconfigured(f"the content folder {options.content} does not exist. Name another with --content DIR")
    override: dict[str, Any] = {
        "WAYPOST_PREVIEW": options.preview,
        "WAYPOST_EMBEDDED": True,
        "WAYPOST_HOLD_BACK": options.hold_back,
        "WAYPOST_FULL": options.full,
        "WAYPOST_WHY": options.why,
        "WAYPOST_EARLY": options.early,
        "WAYPOST_TELL": options.tell,
        "WAYPOST_CACHE": str(options.settings.resolve().parent / ".waypost" / "cache"),
    }
    if options.now is not None:
        override["WAYPOST_NOW"] = options.now
    for key, path in (("PATH", options.content), ("OUTPUT_PATH", options.output)):
        if path is not None:
            override[key] = os.path.abspath(path)
    settings = _read(options.settings, override)
    if settings["PELICAN_CLASS"] != PELICAN_CLASS:
        raise Misconfigured(f"{options.settings} does not begin with: from plugins.posts.defaults import *")
    return settings


def _read(path: Path, override: Mapping[str, Any]) -> dict[str, Any]:
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing of ours beside a writer's settings
    try:
        settings: dict[str, Any] = read_settings(str(path), override=override)
        return settings
    except (Exception, SystemExit) as error:  # a settings file that exits would end the build as if it were done
        raise Misconfigured(f"{path}: {type(error).__name__}: {error}") from error
    finally:
        sys.dont_write_bytecode = writes


def site_of(options: Options) -> Site:
    """The site that a build with these options would be."""
    return make_site(load_settings(options), preview=options.preview)


def vocabulary_of(options: Options) -> Vocabulary:
    """The data files that a build with these options would read; what is wrong with them, the build tells."""
    from plugins.posts.data import load  # nobody else here asks for it: a build that resumes reads none

    return load(find(Path(str(load_settings(options)["PATH"]))))[0]


def fresh(options: Options) -> Result:
    """The built site; built anew only where its sources, or what is due by now, differ from what it was built from."""
    settings = load_settings(options)
    output = Path(settings["OUTPUT_PATH"])
    try:
        manifest = Manifest.model_validate_json((output / HOME / "posts.json").read_bytes())
    except (OSError, ValueError):
        return run(options)
    site = make_site(settings, preview=options.preview)
    prints = Fingerprints(Path(settings["WAYPOST_CACHE"], "files"))
    ground = stale.ground(site, stale.said(settings), ENGINE, prints)
    state = stale.state(ground, stale.theme(settings, prints), find(Path(settings["PATH"]), prints))
    due = stale.is_due(manifest, moment_of(options.now, site))
    if due or manifest.preview != options.preview or manifest.sources != state:
        return run(options)
    return Result(output, manifest.summary, (), 0, 0.0)


def cache_of(settings: Mapping[str, Any]) -> str:
    """The folder of what is kept between builds: beside the settings file, under Pelican's own command beside the
    output."""
    beside = Path(settings["OUTPUT_PATH"]).absolute().parent / ".waypost" / "cache"
    return str(settings.get("WAYPOST_CACHE") or beside)


_TEMPLATES = ("JINJA_GLOBALS", "JINJA_FILTERS")


class _Errors(logging.Handler):
    """Pelican tells errors to its log and goes on; here they are kept, and end the build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        why = f" ({type(error).__name__}: {error})" if error else ""
        self.told.append(record.getMessage() + why)


class WaypostPelican(Pelican):  # type: ignore[misc]
    """Pelican with a gate before it and a switch behind it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.errors = _Errors()
        logging.getLogger("pelican").addHandler(self.errors)
        self.house = House(site=make_site(settings, preview=bool(settings.get("WAYPOST_PREVIEW"))))
        self.house.tell = settings.get("WAYPOST_TELL") or self.house.tell
        self.summary: Summary | None = None
        self.made = 0
        self.stood = False
        self.why = ""
        self.told = stale.said(settings)
        settings["WAYPOST_FOREIGN"] = any(settings[name] for name in _TEMPLATES) or not stale.is_data(settings)
        settings["WAYPOST_CACHE"] = cache_of(settings)
        self.prints = Fingerprints(Path(settings["WAYPOST_CACHE"], "files"))
        settings[KEY] = self.house
        settings["THEME_STATIC_PATHS"], settings["WAYPOST_STATIC"] = [], list(settings["THEME_STATIC_PATHS"])
        settings |= {name: dict(settings[name]) for name in _TEMPLATES}  # the doors add to them, in each build anew
        if foreign(settings):
            load_all()
        wanted = [str(name) for name in settings.get("PLUGINS") or ()]
        super().__init__(settings)
        if self.errors.told:
            raise Misconfigured("; ".join(told.replace("\n", ": ") for told in self.errors.told))
        missing = len(wanted) - len(self.plugins)
        if missing > 0:
            raise Misconfigured(f"{missing} of the plugins {', '.join(wanted)} could not be registered")
        if self.house.workshop is None:
            raise Misconfigured("PLUGINS lacks plugins.cache.plugin, which makes the files of the site")

    def run(self) -> None:
        """Build; under Pelican's own command the Problems are shown here, since Pelican would show a stack trace."""
        try:
            self.build()
        except WaypostError as error:
            if self.settings.get("WAYPOST_EMBEDDED"):
                raise
            found = error.problems if isinstance(error, Refused) else ()
            print("\n".join(filter(None, (problems(found), str(error)))), file=sys.stderr)
            sys.exit(error.exitcode)

    def build(self) -> None:
        """Read and settle everything, open the gate, build into a fresh folder, switch."""
        self._check_theme()
        self._check_output()
        try:
            self._build()
        except Lost:  # its keeper has said so; without it everything is made anew
            self.settings["WAYPOST_FULL"] = True
            self._build()

    def _build(self) -> None:
        with staged(Path(self.settings["OUTPUT_PATH"]), reuse=not foreign(self.settings)) as stage:
            build = Assembly(self, stage)
            build.enter()
            if stage.same:
                self.summary, self.stood = build.summary, True
                return
            output, self.output_path = self.settings["OUTPUT_PATH"], str(stage.folder)
            self.settings["OUTPUT_PATH"] = self.output_path
            self.settings["WAYPOST_ASSEMBLY"] = build
            try:
                self._run_pelican()
                self.summary, self.made = build.close()
                self.why = build.why
            finally:
                self.output_path = self.settings["OUTPUT_PATH"] = output

    def _get_generator_classes(self) -> list[type]:
        """Pelican's own, with those in the place of articles' and pages' that leave the writing to units."""
        classes: list[type] = super()._get_generator_classes()
        ours = self.settings["WAYPOST_GENERATORS"]
        return [ours.get(one, one) for one in classes]

    def _run_pelican(self) -> None:
        """What Pelican told its log goes before what came of it: it names the plugin that failed."""
        try:
            super().run()
        except WaypostError:
            self._raise_told()
            raise
        self._raise_told()

    def _check_theme(self) -> None:
        """A template that the theme lacks would silently be another theme's."""
        folders = [Path(p) for p in (*self.settings["THEME_TEMPLATES_OVERRIDES"], Path(self.theme, "templates"))]
        missing = [name for name in TEMPLATES if not any((folder / f"{name}.html").is_file() for folder in folders)]
        if missing:
            raise Misconfigured(f"the theme {self.theme} lacks templates: {', '.join(missing)}")

    def _check_output(self) -> None:
        output, content = Path(self.settings["OUTPUT_PATH"]).parent.resolve(), Path(self.path).resolve()
        if output.is_relative_to(content):
            raise Misconfigured(f"the output {self.settings['OUTPUT_PATH']} lies inside the content folder")

    def _raise_told(self) -> None:
        if self.errors.told:
            raise WaypostError("Pelican or a plugin reported: " + "; ".join(self.errors.told))
