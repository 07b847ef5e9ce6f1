"""Throws away what is kept between builds. The site stays as it is; the next build makes everything anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.cache.state import seal_of


def clean(cache: Path, builds: Path, output: str) -> int:
    """Remove the folder `cache`, and what is known of the files of `output` in `builds`. Returns how many bytes
    went."""
    files = [path for path in cache.rglob("*") if path.is_file()] if cache.is_dir() else []
    state = builds / f"{output}.state"
    files += [path for path in (state, seal_of(state)) if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    for path in files:
        path.unlink()
    shutil.rmtree(cache, ignore_errors=True)
    return size
