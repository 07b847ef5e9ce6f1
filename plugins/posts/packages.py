"""The versions of the packages that have a say in what a build makes: another version may make other bytes.

importlib.metadata tells them too; to import it takes longer than all of a build in which nothing has changed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress

PREPARING = frozenset("lxml markdown nh3 pydantic pydantic-core pyyaml regex unidecode".split())
"""Those that turn a source file into a prepared article."""
WRITING = PREPARING | frozenset(
    "blinker feedgen idna jinja2 markupsafe pelican python-dateutil twitter-text-parser tzdata".split()
)
"""All but those whose work is kept."""
KEEPING = frozenset("pagefind-bin pillow resvg-py".split())
"""Those whose work is kept longer than a build: they draw, scale and index."""


def versions(names: Collection[str]) -> list[str]:
    """ "name version" of those of `names` (normalized, PEP 503) that are installed, sorted; as the names of the folders
    of their metadata have it ("Recording installed projects", packaging.python.org)."""
    return sorted({f"{name} {version}" for name, version in _installed() if name in names})


def version(name: str) -> str:
    """What importlib.metadata tells of a package's version, to which Invoke and Pelican set their `__version__`."""
    found = versions([name])
    if len(found) == 1:
        return found[0].partition(" ")[2]
    from importlib.metadata import Distribution

    return Distribution.from_name(name).version


def is_optimized() -> bool:
    """Whether this Python was built to be quick (--enable-optimizations, docs.python.org/3/using/configure.html), where
    it tells: those of distributions all are, and Debian's does not say so."""
    import sysconfig

    said: str | None = sysconfig.get_config_var("CONFIG_ARGS")
    return said is None or sys.base_prefix == "/usr" or "--enable-optimizations" in said


def _installed() -> Iterator[tuple[str, str]]:
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                whole, _, ending = entry.rpartition(".")
                if ending in ("dist-info", "egg-info"):  # the latter by a pip that has no wheel to install (Debian 12)
                    name, _, version = whole.partition("-")
                    yield re.sub(r"[-_.]+", "-", name).lower(), re.sub(r"-py[0-9.]+$", "", version)
