"""Every change that publishing makes to a disk, one system call at a time.

Nothing else in this room changes a file, so that a test can count the changes and kill the process at each of them.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.core.errors import PublishFailed

_BLOCK = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
NO_FOLDER_SYNC = frozenset((errno.EINVAL, errno.ENOTSUP, errno.EBADF))
"""What filesystems answer that cannot sync a folder (network mounts, FUSE); there is nothing better to do there."""


class Disk:
    """The real disk. Each method raises OSError as the system call does; none replaces a file but `rename`."""

    def mkdir(self, path: Path) -> None:
        """A new folder; its parent exists."""
        os.mkdir(path)

    def write(self, path: Path, data: bytes) -> None:
        """A new file with these bytes. It is safe on the disk after `fsync`."""
        with open(os.open(path, _NEW, 0o666), "wb") as file:
            file.write(data)

    def copy(self, source: Path, path: Path) -> str:
        """A new file with the bytes of `source`; gives the SHA-256 of what was really copied, in hex."""
        digest = hashlib.sha256()
        with (
            open(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as reader,
            open(os.open(path, _NEW, 0o666), "wb") as writer,
        ):
            while block := reader.read(_BLOCK):
                digest.update(block)
                writer.write(block)
        return digest.hexdigest()

    def link(self, source: Path, path: Path) -> None:
        """A second name for the file `source`."""
        os.link(source, path, follow_symlinks=False)

    def symlink(self, pointee: str, path: Path) -> None:
        """A new symbolic link at `path` that leads to `pointee`, relative to its own folder."""
        os.symlink(pointee, path)

    def rename(self, path: Path, to: Path) -> None:
        """`path` becomes `to`; a file or link there is replaced in the same moment (POSIX rename)."""
        os.rename(path, to)

    def remove(self, path: Path) -> None:
        """A file or a symbolic link is gone."""
        os.unlink(path)

    def rmdir(self, path: Path) -> None:
        """An empty folder is gone."""
        os.rmdir(path)

    def fsync(self, path: Path) -> None:
        """What stands in a file or folder survives a power cut."""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def open_lock(self, path: Path) -> int:
        """The file that is locked, made where it is missing; gives its descriptor."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)

    def stamp(self, handle: int, text: str) -> None:
        """`text` is all that stands in an open file."""
        os.ftruncate(handle, 0)
        os.pwrite(handle, text.encode("utf-8"), 0)


@contextmanager
def told(target: str) -> Iterator[None]:
    """What the disk refuses while inside is told as PublishFailed, not as a bug."""
    try:
        yield
    except OSError as error:
        raise PublishFailed(f"publishing to {target} failed: {error}") from error
