"""What the hub is still to be told: kept beside the receipts, so that the next publish does what this one could not.

Written before the hub is asked, so that a publish that is killed meanwhile owes it too. All of it under the lock.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress

from plugins.publish.announce import announce
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk
from plugins.publish.draft import Echo
from plugins.publish.feedlist import is_feed
from plugins.publish.plan import Plan


def tell_hub(disk: Disk, place: Directory, hub: str, site: str, plan: Plan, echo: Echo) -> None:
    """Tells the hub of every feed that this publish added or changed, and of those that former ones still owe it."""
    changed = filter(is_feed, (*plan.added, *plan.changed))
    due = {*changed, *owed(place)} & plan.after.keys()
    _note(disk, place, due, echo)
    if due:
        _note(disk, place, announce(hub, site, due, echo), echo)


def owed(place: Directory) -> frozenset[str]:
    """The paths of feeds of which the hub was not told; what cannot be read is nothing."""
    try:
        found = json.loads(place.untold.read_bytes())
    except (OSError, ValueError):
        return frozenset()
    return frozenset(path for path in found if isinstance(path, str)) if isinstance(found, list) else frozenset()


def _note(disk: Disk, place: Directory, paths: Collection[str], echo: Echo) -> None:
    """The site is online by then: a disk that refuses is told, and no failure."""
    try:
        _owe(disk, place, paths)
    except OSError as error:
        echo(f"warning: what the hub is to be told could not be kept: {error}")


def _owe(disk: Disk, place: Directory, paths: Collection[str]) -> None:
    if not paths:
        with suppress(FileNotFoundError):
            disk.remove(place.untold)
        return
    if owed(place) == set(paths):
        return
    fresh = place.receipts / f".{place.untold.name}"
    with suppress(FileNotFoundError):  # of this publish, when the disk refused; others' are swept
        disk.remove(fresh)
    disk.write(fresh, f"{json.dumps(sorted(paths), indent=1)}\n".encode())
    disk.fsync(fresh)
    disk.rename(fresh, place.untold)
    disk.fsync(place.receipts)
