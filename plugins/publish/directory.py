"""A directory target: what lies where in it. Reading only.

    <target>/current            → releases/<id>, the web server's root; switched by one rename
    <target>/releases/<id>/     whole releases, never changed
    <target>/receipts/<id>.json
    <target>/receipts/untold.json   feeds that changed and of which the hub could not be told; else missing
    <target>/.lock              who publishes
    <target>/.staging-<id>/     a release on its way in or out
    <target>/.current-<id>      the link that is about to become `current`: marks a release nobody saw yet
    <target>/.back-<id>         the same for a rollback: marks nothing

Everything with a dot but the lock is gone when a publish ends, and swept by the next where one was killed.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from plugins.core.errors import Misconfigured
from plugins.core.records import dataclass
from plugins.publish.receipt import Receipt, load

_ID = r"\d{8}T\d{6}Z-[0-9a-f]{8}(?:-\d+)?"
RELEASE = re.compile(_ID)
POINTEE = re.compile(rf"releases/({_ID})/?")
STAGING = re.compile(rf"\.staging-({_ID})")
COMING = re.compile(rf"\.current-({_ID})")
GOING_BACK = re.compile(rf"\.back-({_ID})")
RECEIPT = re.compile(rf"({_ID})\.json")
UNFINISHED = re.compile(rf"\.({_ID}|untold)\.json")
_OURS = re.compile(rf"\.lock|releases|receipts|current|\.(?:staging|current|back)-{_ID}")


@dataclass(frozen=True, slots=True)
class Directory:
    """The target's folder, absolute and resolved."""

    root: Path

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def receipts(self) -> Path:
        return self.root / "receipts"

    @property
    def link(self) -> Path:
        return self.root / "current"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"

    def release(self, release: str) -> Path:
        return self.releases / release

    def receipt(self, release: str) -> Path:
        return self.receipts / f"{release}.json"

    @property
    def untold(self) -> Path:
        return self.receipts / "untold.json"

    def staging(self, release: str) -> Path:
        return self.root / f".staging-{release}"

    def ids(self) -> list[str]:
        """The releases, oldest first."""
        return [name for name in names(self.releases) if RELEASE.fullmatch(name) and self.release(name).is_dir()]

    def current(self) -> str | None:
        """The release that is online, None where there is none. Raises Misconfigured where `current` is not ours."""
        try:
            pointee = os.readlink(self.link)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR):
                return None
            raise Misconfigured(f"{self.link} is no symbolic link of Waypost: publish to another folder") from None
        match = POINTEE.fullmatch(pointee)
        if not match:
            raise Misconfigured(f"{self.link} leads to {pointee!r}, which is no release: publish to another folder")
        return match[1] if self.release(match[1]).is_dir() else None

    def read_receipt(self, release: str) -> Receipt | None:
        """The receipt of a release, None where it is lost."""
        return load(self.receipt(release))

    def require_ours(self) -> None:
        """Raises Misconfigured where the target exists and holds anything that no publish put there, and no release."""
        if self.root.exists() and not self.root.is_dir():
            raise Misconfigured(f"{self.root} is no folder")
        self.current()
        foreign = [name for name in names(self.root) if not _OURS.fullmatch(name)]
        strange = [name for name in names(self.releases) if not RELEASE.fullmatch(name)]
        if (foreign or strange) and not self.ids():
            shown = ", ".join((foreign + strange)[:5])
            raise Misconfigured(
                f"{self.root} is not empty and no target of Waypost ({shown}): publish to another folder"
            )


def names(folder: Path) -> list[str]:
    """What stands in a folder, sorted; nothing where it is missing."""
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
