"""Back to a former release, by the same one rename."""

from __future__ import annotations

from plugins.core.errors import Misconfigured, PublishFailed, did_you_mean
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk, told
from plugins.publish.draft import Echo
from plugins.publish.lock import locked
from plugins.publish.plan import compare
from plugins.publish.release import go_back
from plugins.publish.targets import find_target
from plugins.publish.tree import measure


def rollback(target: str, *, to: str | None = None, echo: Echo, disk: Disk | None = None) -> str:
    """Switches to the release that was online before the one that is, or to the release `to`; gives its id.

    The release that is left is kept. Raises Misconfigured where there is no such target or release, PublishFailed
    where none was online before, where it is damaged, or where a publish is under way.
    """
    with told(target):
        place = find_target(target)
        if not place.ids():
            raise Misconfigured(f"nothing is published in {place.root}")
        disk = disk or Disk()
        with locked(disk, place):
            return _rollback(disk, place, to, echo)


def _rollback(disk: Disk, place: Directory, to: str | None, echo: Echo) -> str:
    current = place.current()
    release = _chosen(place, to) if to else _former(place, current)
    if release == current:
        echo(f"{release} is online already")
        return release
    _require_whole(place, release)
    go_back(disk, place, release)
    echo(f"rolled back from {current or 'nothing'} to {release}")
    return release


def _chosen(place: Directory, to: str) -> str:
    if to not in place.ids():
        raise Misconfigured(f"there is no release {to!r}. {did_you_mean(to, place.ids())}")
    return to


def _former(place: Directory, current: str | None) -> str:
    """What the receipts say was online before; the order of names would also find what was rolled back from."""
    receipt = place.read_receipt(current) if current else None
    if receipt and receipt.former in place.ids():
        return str(receipt.former)
    others = ", ".join(release for release in place.ids() if release != current)
    hint = f"; with --to you can choose one of: {others}" if others else ""
    raise PublishFailed(f"no release is known that was online before {current or 'this'}{hint}")


def _require_whole(place: Directory, release: str) -> None:
    receipt = place.read_receipt(release)
    if not receipt or not compare(receipt.files, measure(place.release(release))).empty:
        raise PublishFailed(f"the release {release} is not what its receipt says, so it stays offline: publish instead")
