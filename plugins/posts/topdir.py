"""Tell the file system that the folders in a folder have nothing to do with each other.

ext4 lays a new folder's inodes beside those of the folder above, and looks at each inode there that was freed in the
last minutes before it takes another one (fs/ext4/ialloc.c, recently_deleted). Where a build was just removed, each file
of the next one costs a look at thousands, which doubles the time of a cold build. Folders in one that is marked "T" are
laid into different parts of the disk (chattr(1), "top of directory hierarchies"): each build finds an empty one.
"""

from __future__ import annotations

import array
import fcntl
import os
import sys
from contextlib import suppress
from pathlib import Path

_LONG = array.array("l").itemsize
_GET, _SET = (2 << 30 | _LONG << 16 | ord("f") << 8 | 1), (1 << 30 | _LONG << 16 | ord("f") << 8 | 2)
"""FS_IOC_GETFLAGS and FS_IOC_SETFLAGS (linux/fs.h): _IOR('f', 1, long) and _IOW('f', 2, long). Python names neither."""
TOPDIR = 0x00020000
"""FS_TOPDIR_FL."""


def spread(folder: Path) -> None:
    """Mark `folder`. It is a hint: a system or file system that does not know it is left as it is."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError):
        at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            now = flags(at)
            if not now & TOPDIR:
                fcntl.ioctl(at, _SET, array.array("i", [now | TOPDIR, 0]))
        finally:
            os.close(at)


def flags(at: int) -> int:
    """The flags of an open file, as lsattr(1) shows them. Raises OSError where the file system has none.

    The kernel writes an int, whatever the number of the call says.
    """
    told = array.array("i", [0, 0])
    fcntl.ioctl(at, _GET, told)
    return told[0]
