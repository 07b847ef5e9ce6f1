"""The door: checks before anything is written, a kit for each post, `article.share` for the theme."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.errors import Problem
from plugins.core.house import Feature, House, house_of
from plugins.core.post import Post
from plugins.share.units import kit_of, units, warm_up


def check(house: House) -> Iterable[Problem]:
    from plugins.share.checks import check  # an edit of a body alone asks for no kit, nor for what kits are made of

    return check(house)


def check_post(post: Post, house: House) -> Iterable[Problem]:
    from plugins.share.checks import check_post

    return check_post(post, house)


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.checks.append(check)
    house.late_checks.append(check_post)
    house.units.append(units)
    house.before_fork.append(warm_up)
    house.features["share"] = Feature(partial(kit_of, house))


def register() -> None:
    signals.initialized.connect(enter)
