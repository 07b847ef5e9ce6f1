"""The one function that runs a build, and the Pelican that it runs.

`python -m pelican` makes the same WaypostPelican from the settings, so that both ways give the same site with the same
promises: the gate before anything is written, a fresh folder, one switch at the end.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from plugins.core.dates import parse_moment
from plugins.core.errors import Misconfigured, Problem, Refused, WaypostError, errors_in
from plugins.core.house import KEY, House
from plugins.core.manifest import HOME, Manifest
from plugins.core.setup import make_site
from plugins.core.site import Site
from plugins.posts import gate, holdback, report, secrets, stale
from plugins.posts.outputs import staged
from plugins.posts.show import balance, problems
from plugins.posts.sources import find
from plugins.posts.words import in_zone

TEMPLATES = ("404", "archives", "article", "hub", "hubs", "index", "page", "subscribe")
ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "plugins"


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told on the command line. None: as the settings file says."""

    settings: Path = ROOT / "pelicanconf.py"
    content: Path | None = None
    output: Path | None = None
    now: str | None = None
    preview: bool = False
    hold_back: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A finished build. seconds: wall time of the whole."""

    output: Path
    manifest: Manifest
    problems: tuple[Problem, ...]
    seconds: float


def run(options: Options) -> Result:
    """Build. Raises Refused (the content has Problems), Misconfigured, or WaypostError for what is our fault."""
    start = time.monotonic()
    console.quiet = True
    pelican = WaypostPelican(load_settings(options))
    pelican.run()
    assert pelican.manifest is not None
    found = tuple(pelican.house.problems)
    return Result(Path(pelican.settings["OUTPUT_PATH"]), pelican.manifest, found, time.monotonic() - start)


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
    }
    if options.now is not None:
        override["WAYPOST_NOW"] = options.now
    for key, path in (("PATH", options.content), ("OUTPUT_PATH", options.output)):
        if path is not None:
            override[key] = os.path.abspath(path)
    try:
        settings: dict[str, Any] = read_settings(str(options.settings), override=override)
    except (Exception, SystemExit) as error:  # a settings file that exits would end the build as if it were done
        raise Misconfigured(f"{options.settings}: {type(error).__name__}: {error}") from error
    if not (isinstance(settings["PELICAN_CLASS"], type) and issubclass(settings["PELICAN_CLASS"], WaypostPelican)):
        raise Misconfigured(f"{options.settings} does not begin with: from plugins.posts.defaults import *")
    return settings


def site_of(options: Options) -> Site:
    """The site that a build with these options would be."""
    return make_site(load_settings(options), preview=options.preview)


def fresh(options: Options) -> Result:
    """The built site; built anew only where its sources, or what is due by now, differ from what it was built from."""
    settings = load_settings(options)
    output = Path(settings["OUTPUT_PATH"])
    try:
        manifest = Manifest.model_validate_json((output / HOME / "posts.json").read_bytes())
    except (OSError, ValueError):
        return run(options)
    site = make_site(settings, preview=options.preview)
    state = stale.state(settings, site, stale.said(settings), ENGINE)
    due = stale.is_due(manifest, moment_of(options.now, site))
    if due or manifest.preview != options.preview or manifest.sources != state:
        return run(options)
    return Result(output, manifest, (), 0.0)


def moment_of(given: str | None, site: Site) -> dt.datetime:
    """The moment that decides what is scheduled: given, else the clock, read once. Raises Misconfigured."""
    try:
        return in_zone(parse_moment(given), site) if given else dt.datetime.now(dt.UTC)
    except ValueError as error:
        raise Misconfigured(f"--now: {error}") from None


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
        self.manifest: Manifest | None = None
        self.told = stale.said(settings)
        settings[KEY] = self.house
        wanted = [str(name) for name in settings.get("PLUGINS") or ()]
        super().__init__(settings)
        if self.errors.told:
            raise Misconfigured("; ".join(told.replace("\n", ": ") for told in self.errors.told))
        missing = len(wanted) - len(self.plugins)
        if missing > 0:
            raise Misconfigured(f"{missing} of the plugins {', '.join(wanted)} could not be registered")

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
        sources = find(Path(self.path))
        self.house.sources = stale.state(self.settings, self.house.site, self.told, ENGINE)
        enter = holdback.enter if self.settings.get("WAYPOST_HOLD_BACK") else gate.enter
        enter(self.house, sources, moment_of(self.settings.get("WAYPOST_NOW"), self.house.site))
        output = self.settings["OUTPUT_PATH"]
        with staged(Path(output)) as folder:
            self.output_path = self.settings["OUTPUT_PATH"] = str(folder)
            try:
                self._run_pelican()
                self.house.written["pages"] = sum(1 for _ in folder.rglob("*.html"))
                self.manifest = report.write(self.house, folder)
                self._check_secrets(folder)
            finally:
                self.output_path = self.settings["OUTPUT_PATH"] = output

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

    def _check_secrets(self, folder: Path) -> None:
        """The last look: what must not be online stops the build, wherever it came from."""
        self.house.problems = sorted([*self.house.problems, *secrets.leaks(folder)])
        if errors_in(self.house.problems):
            raise Refused(self.house.problems, summary=balance(self.house.counts))

    def _check_output(self) -> None:
        output, content = Path(self.settings["OUTPUT_PATH"]).parent.resolve(), Path(self.path).resolve()
        if output.is_relative_to(content):
            raise Misconfigured(f"the output {self.settings['OUTPUT_PATH']} lies inside the content folder")

    def _raise_told(self) -> None:
        if self.errors.told:
            raise WaypostError("Pelican or a plugin reported: " + "; ".join(self.errors.told))
