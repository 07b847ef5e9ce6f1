"""What follows from the engine and its packages alone is no site's: it is kept where Python keeps the engine's compiled
modules (PEP 3147; PYTHONPYCACHEPREFIX), and where it keeps none, nothing is."""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path


def beside(source: Path) -> Path | None:
    """The folder for what follows from the file `source`, which need not be there yet; None where nothing is to be
    kept, or cannot be."""
    if sys.dont_write_bytecode or not sys.implementation.cache_tag:
        return None
    folder = Path(cache_from_source(source)).parent
    try:
        there = next(one for one in (folder, *folder.parents) if one.exists())
    except OSError:  # a prefix that no file system takes, or that is somebody else's
        return None
    return folder if os.access(there, os.W_OK) else None
