"""A release is made aside, moved in when it is whole, and goes online by one rename."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from plugins.core.errors import PublishFailed
from plugins.core.text import printable
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk
from plugins.publish.output import Output
from plugins.publish.plan import Plan
from plugins.publish.receipt import Receipt, dump
from plugins.publish.tidy import drop, sweep

_NO_LINK = frozenset((errno.EXDEV, errno.EMLINK, errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENOSYS))
"""Another device, too many names, not our file, no hard links there: then the file is copied."""


def lay_out(disk: Disk, folder: Path) -> None:
    """The folder and its parents exist, and stay after a power cut."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        with suppress(FileExistsError):  # two first publishes at once: the lock inside decides
            disk.mkdir(path)
        disk.fsync(path.parent)


def bring_online(disk: Disk, place: Directory, built: Output, plan: Plan, receipt: Receipt) -> None:
    """Makes the release of `receipt` and switches to it. Whatever goes wrong before the switch leaves no trace.

    Raises OSError as the disk does, PublishFailed where the output changes meanwhile.
    """
    release = receipt.release
    try:
        _stage(disk, place, built, plan, receipt)
        disk.rename(place.staging(release), place.release(release))
        disk.fsync(place.releases)
        # Made before the receipt, renamed after it: what stands between marks a release nobody saw yet (see sweep).
        fresh = place.root / f".current-{release}"
        disk.symlink(f"releases/{release}", fresh)
        write_receipt(disk, place, receipt)
        switch(disk, place, fresh)
    except BaseException:
        with suppress(OSError):
            if place.current() != release:
                drop(disk, place, release)
            sweep(disk, place)
        raise


def go_back(disk: Disk, place: Directory, release: str) -> None:
    """Switches to a release that is there."""
    fresh = place.root / f".back-{release}"
    if os.path.lexists(fresh):  # of a rollback that was killed
        disk.remove(fresh)
    disk.symlink(f"releases/{release}", fresh)
    switch(disk, place, fresh)


def switch(disk: Disk, place: Directory, fresh: Path) -> None:
    """The one rename by which readers come from one whole release to another."""
    disk.fsync(place.root)
    disk.rename(fresh, place.link)
    disk.fsync(place.root)


def write_receipt(disk: Disk, place: Directory, receipt: Receipt) -> None:
    """The receipt stands under its name when it is whole, not before."""
    unfinished = place.receipts / f".{receipt.release}.json"
    disk.write(unfinished, dump(receipt))
    disk.fsync(unfinished)
    disk.rename(unfinished, place.receipt(receipt.release))
    disk.fsync(place.receipts)


def _stage(disk: Disk, place: Directory, built: Output, plan: Plan, receipt: Receipt) -> None:
    staging = place.staging(receipt.release)
    folders = [staging, *(staging / folder for folder in _folders(plan.after))]
    for folder in folders:
        disk.mkdir(folder)
    unchanged = frozenset(plan.unchanged)
    for path in plan.after:
        former = place.release(receipt.former) / path if receipt.former and path in unchanged else None
        if not (former and _linked(disk, former, staging / path)):
            _copy(disk, built, path, staging / path)
    for folder in reversed(folders):
        disk.fsync(folder)


def _folders(paths: Iterable[str]) -> list[str]:
    """Every folder that the files need, parents first."""
    return sorted({str(folder) for path in paths for folder in PurePosixPath(path).parents} - {"."})


def _linked(disk: Disk, former: Path, path: Path) -> bool:
    try:
        disk.link(former, path)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        return False
    return True


def _copy(disk: Disk, built: Output, path: str, to: Path) -> None:
    if disk.copy(built.place(path), to) != built.files[path].sha256:
        raise PublishFailed(f"{printable(path)} changed while it was being published: build and publish again")
    disk.fsync(to)
