"""What a publish would do: made by looking only, so that a dry run and a real one say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from plugins.publish.directory import Directory
from plugins.publish.output import Output
from plugins.publish.plan import Plan, compare, lines, refuse_shrinking, release_id
from plugins.publish.receipt import Receipt, receipt_of
from plugins.publish.tree import Tree, measure

Echo = Callable[[str], None]
"""Gets one line for the one who publishes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """before: what is online, as it really is; receipt: of the release to be made, or, where there is nothing to do,
    of the one online."""

    before: Tree
    plan: Plan
    receipt: Receipt


def draft(built: Output, place: Directory, now: dt.datetime) -> Draft:
    """The difference between the output and what is online, and the receipt that follows."""
    current = place.current()
    # Measured, not read from the receipt: a file that was damaged online is to be published anew, not linked again.
    before = measure(place.release(current), strict=False) if current else {}
    plan = compare(before, built.files)
    if current and plan.empty:
        receipt = place.read_receipt(current) or receipt_of(plan, current, built.url, None)
    else:
        receipt = receipt_of(plan, _free(place, release_id(built.files, now)), built.url, current)
    return Draft(before, plan, receipt)


def tell(proposed: Draft, echo: Echo) -> None:
    """The plan, line by line, or that there is nothing to do."""
    if proposed.plan.empty:
        echo(f"nothing to publish: {proposed.receipt.release} has the same {len(proposed.plan.after)} files")
    else:
        for line in lines(proposed.plan):
            echo(line)


def require_sound(proposed: Draft, allow_shrink: bool) -> None:
    """Raises PublishFailed for a plan that no one can want."""
    if not allow_shrink:
        refuse_shrinking(proposed.before, proposed.plan.after)


def _free(place: Directory, release: str) -> str:
    """The id, with a number where the same was published in the same second before."""
    taken, number, free = set(place.ids()), 1, release
    while free in taken:
        number += 1
        free = f"{release}-{number}"
    return free
