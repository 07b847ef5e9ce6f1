"""Two builds held against each other: the warm one, and a cold one of a copy in another folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.site.incremental.forge import Told, Way, build


def files(output: Path) -> dict[str, bytes]:
    """Every file of an output and its bytes; nothing before the first build."""
    if not output.exists():
        return {}
    root = output.resolve()
    return {
        os.path.relpath(os.path.join(base, name), root): Path(base, name).read_bytes()
        for base, _, names in os.walk(root)
        for name in names
    }


def cold(root: Path, aside: Path, way: Way) -> tuple[Told, dict[str, bytes]]:
    """The same sources built where nothing was ever built before."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for name in ("content", "theme", "pelicanconf.py"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, aside / name)
        elif source.exists():
            shutil.copy2(source, aside / name)
    told = build(aside, way)
    return told, files(aside / "output")


def differences(warm: dict[str, bytes], fresh: dict[str, bytes]) -> list[str]:
    """What differs between two outputs, in words; empty where nothing does."""
    only = [f"only warm: {name}" for name in sorted(warm.keys() - fresh.keys())]
    only += [f"only cold: {name}" for name in sorted(fresh.keys() - warm.keys())]
    both = sorted(warm.keys() & fresh.keys())
    return only + [_difference(name, warm[name], fresh[name]) for name in both if warm[name] != fresh[name]]


def _difference(name: str, warm: bytes, fresh: bytes) -> str:
    at = next((i for i, (a, b) in enumerate(zip(warm, fresh, strict=False)) if a != b), min(len(warm), len(fresh)))
    start = max(0, at - 60)
    return f"{name}: warm …{warm[start : at + 60]!r}, cold …{fresh[start : at + 60]!r}"
