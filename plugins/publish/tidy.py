"""What is no longer needed, or never became whole, is taken out of a directory target. All of it under the lock.

A release leaves in three steps: out of `releases/` by one rename, then its receipt, then its files. So that whatever
stands in `releases/` is whole, and a removal that was cut short is finished by the next sweep.
"""

from __future__ import annotations

import os
from pathlib import Path

from plugins.publish.directory import COMING, GOING_BACK, RECEIPT, STAGING, UNFINISHED, Directory, names
from plugins.publish.disk import Disk


def sweep(disk: Disk, place: Directory) -> None:
    """What killed publishes left behind is gone: half releases, releases nobody ever saw, links, receipts alone."""
    current = place.current()
    for name in names(place.root):
        if staged := STAGING.fullmatch(name):
            drop_staged(disk, place, staged[1])
        elif GOING_BACK.fullmatch(name):
            disk.remove(place.root / name)
        elif coming := COMING.fullmatch(name):
            if coming[1] != current:
                drop(disk, place, coming[1])
            disk.remove(place.root / name)  # last: it is what marks the release as never seen
    for release in place.ids():
        if release != current and not place.receipt(release).exists():
            drop(disk, place, release)
    _sweep_receipts(disk, place)


def _sweep_receipts(disk: Disk, place: Directory) -> None:
    known = set(place.ids())
    for name in names(place.receipts):
        receipt = RECEIPT.fullmatch(name)
        if UNFINISHED.fullmatch(name) or (receipt and receipt[1] not in known):
            disk.remove(place.receipts / name)


def prune(disk: Disk, place: Directory, keep: int) -> list[str]:
    """Keeps the newest `keep` releases, the one online and the one before it; gives those that went."""
    current = place.current()
    receipt = place.read_receipt(current) if current else None
    kept = {*place.ids()[-keep:], current, receipt.former if receipt else None}
    old = [release for release in place.ids() if release not in kept]
    for release in old:
        drop(disk, place, release)
    return old


def drop(disk: Disk, place: Directory, release: str) -> None:
    """One release and its receipt are gone; nothing happens where they are missing."""
    if place.release(release).is_dir():
        disk.rename(place.release(release), place.staging(release))
        disk.fsync(place.releases)
        disk.fsync(place.root)
    if place.receipt(release).exists():
        disk.remove(place.receipt(release))
    drop_staged(disk, place, release)


def drop_staged(disk: Disk, place: Directory, release: str) -> None:
    """A release on its way in or out is gone; nothing happens where there is none."""
    if place.staging(release).is_dir():
        clear(disk, place.staging(release))


def clear(disk: Disk, path: Path) -> None:
    """A folder with all that is in it is gone; links in it are removed, never followed."""
    with os.scandir(path) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            clear(disk, Path(entry.path))
        else:
            disk.remove(Path(entry.path))
    disk.rmdir(path)
