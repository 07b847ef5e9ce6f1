"""The door: checks before anything is written, a kit for each post, `article.share` for the theme."""

from __future__ import annotations

from functools import partial

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.house import Feature, house_of
from plugins.share.checks import check, check_post
from plugins.share.units import kit_of, units, warm_up


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.checks.append(check)
    house.late_checks.append(check_post)
    house.units.append(units)
    house.before_fork.append(warm_up)
    house.features["share"] = Feature(partial(kit_of, house))


def register() -> None:
    signals.initialized.connect(enter)
