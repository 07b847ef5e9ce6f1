"""Templates compiled once, and not in each process that makes pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from jinja2 import Environment, FileSystemLoader

from plugins.core.house import House
from plugins.core.unit import Unit
from plugins.posts.render import Templates


def warm_up(settings: Mapping[str, Any], house: House, names: Iterable[str], busy: Sequence[Unit] | None) -> None:
    """Compile templates for what comes. busy: what will be made; None: all, and then there is no environment yet, but
    time: what is compiled now is kept in files, where the environment to come finds it."""
    templates = Templates(alike(settings)) if busy is None else house.renderer
    if isinstance(templates, Templates) and (busy is None or any("template" in (unit.parts or ()) for unit in busy)):
        for name in names:
            with suppress(Exception):  # the page that needs it tells
                templates.compile([name])


def alike(settings: Mapping[str, Any]) -> Environment:
    """An environment that compiles the theme's templates as those of Pelican's generators do, which come later. What it
    has not is a template's that others lend it, and a filter of Pelican's own: those are compiled when they are asked
    for. Only for settings in which nobody else has a say."""
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.expanduser(os.path.join(settings["THEME"], "templates"))]
    made = Environment(loader=FileSystemLoader(folders), **settings["JINJA_ENVIRONMENT"])
    made.filters.update(settings["JINJA_FILTERS"])
    return made
