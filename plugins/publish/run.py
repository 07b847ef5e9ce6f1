"""What `./inv publish` calls: publish, and rollback. Needs a POSIX system (symbolic links, rename, flock)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plugins.core.errors import Misconfigured
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk, told
from plugins.publish.draft import NOTHING, Allow, Draft, Echo, draft, online, require_sound, tell
from plugins.publish.lock import locked
from plugins.publish.output import Output, read_output
from plugins.publish.packing import Packer
from plugins.publish.plan import compare
from plugins.publish.receipt import Receipt, receipt_of
from plugins.publish.release import bring_online, lay_out, write_receipt
from plugins.publish.rollback import rollback
from plugins.publish.targets import open_target
from plugins.publish.tidy import prune, sweep
from plugins.publish.tree import measure
from plugins.publish.untold import tell_hub

__all__ = ["publish", "rollback"]


def publish(
    output: Path,
    target: str,
    *,
    keep: int = 5,
    dry_run: bool = False,
    allow: Allow = NOTHING,
    hub: str | None = None,
    share: bool = False,
    now: dt.datetime,
    echo: Echo,
    packer: Packer | None = None,
    disk: Disk | None = None,
) -> Receipt:
    """Publishes the built site in `output` to `target`, and gives the receipt of what is online then.

    keep: how many releases stay; now: aware, for the release's name only; echo: gets the plan, line by line; dry_run
    touches nothing of the target and gives the receipt that would be; share: the share kit's pages too; packer: makes
    the compressed copies; hub: is told which feeds changed, by the
    next publish where this one cannot. Raises Misconfigured (no output, a preview, not our target)
    and PublishFailed (shrunk output, feeds that would hurt subscribers, another publish under way, the disk); readers
    then still have the former site.
    """
    if keep < 1:
        raise Misconfigured(f"at least one release is kept, not {keep}")
    with told(target):
        disk = disk or Disk()
        built = read_output(output, share)
        built = packer.pack(built, disk) if packer else built
        place = open_target(target, built.root)
        if dry_run:
            return _proposed(built, place, now, allow, echo).receipt
        return _published(disk, built, place, keep, allow, now, echo, hub).receipt


def _published(
    disk: Disk,
    built: Output,
    place: Directory,
    keep: int,
    allow: Allow,
    now: dt.datetime,
    echo: Echo,
    hub: str | None,
) -> Draft:
    lay_out(disk, place.root)
    with locked(disk, place):
        lay_out(disk, place.releases)
        lay_out(disk, place.receipts)
        sweep(disk, place)
        _mend(disk, place, built.url, echo)
        proposed = _proposed(built, place, now, allow, echo)
        if not proposed.plan.empty:
            bring_online(disk, place, built, proposed.plan, proposed.receipt)
            echo(f"published {proposed.receipt.release}: {place.link} leads to it")
        _prune(disk, place, keep, echo)
        if hub:
            tell_hub(disk, place, hub, built.url, proposed.plan, echo)
    return proposed


def _proposed(built: Output, place: Directory, now: dt.datetime, allow: Allow, echo: Echo) -> Draft:
    proposed = draft(built, place, now)
    tell(proposed, echo)
    require_sound(proposed, allow, echo)
    return proposed


def _mend(disk: Disk, place: Directory, url: str, echo: Echo) -> None:
    """Where somebody lost the receipt of the release online, it gets a new one, without a word on what it changed."""
    current = place.current()
    if current and place.read_receipt(current) is None:
        tree = measure(place.release(current), strict=False)
        seen = online(place, current, None)
        write_receipt(disk, place, receipt_of(compare(tree, tree), current, url, None, seen.feeds, seen.posts))
        echo(f"the receipt of {current} was missing and is made anew")


def _prune(disk: Disk, place: Directory, keep: int, echo: Echo) -> None:
    """Old releases go. The site is online by now: what cannot be removed is told, and no failure."""
    try:
        old = prune(disk, place, keep)
    except OSError as error:
        echo(f"warning: old releases could not be removed: {error}")
    else:
        if old:
            echo(f"removed {len(old)} old release{'' if len(old) == 1 else 's'}")
