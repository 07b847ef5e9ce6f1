"""Where the time of our builds goes: profiles of separate runs, which nobody times, summed by room and package."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.sites import Site
from bench.table import markdown
from bench.tools import ROOT

Stats = Mapping[tuple[str, int, str], tuple[int, int, float, float, Mapping[tuple[str, int, str], tuple[Any, ...]]]]
"""As cProfile writes them: (file, line, function) → calls, calls, own seconds, seconds with callees, callers."""
Seconds = dict[str, float]
"""Place → seconds."""
SHOWN = 16
_LIBRARY = "Python's library"
_IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", re.M)


def profile(site: Site, folder: Path) -> str:
    """A build of ours under cProfile, as a table: seconds in the first process and in its workers."""
    folder.mkdir(parents=True)
    _run([sys.executable, "-m", "bench.profiled", str(folder), *_build(site)])
    parts = {path.stem: marshal.loads(path.read_bytes()) for path in sorted(folder.glob("*.prof"))}
    first, workers = by_place([parts.pop("first", {})]), by_place(parts.values())
    both = {name: first.get(name, 0.0) + workers.get(name, 0.0) for name in {**first, **workers}}
    names = sorted(both, key=lambda name: -both[name])
    named = [(name, (name,)) for name in names[:SHOWN]] + [("all others", tuple(names[SHOWN:]))]
    lines = [(title, *_line(group, first, workers, sum(both.values()))) for title, group in named if group]
    return markdown(("where", "first process s", "workers s", "share"), lines, words=1)


def _line(group: Sequence[str], first: Seconds, workers: Seconds, whole: float) -> tuple[str, str, str]:
    one, two = (sum(part.get(name, 0.0) for name in group) for part in (first, workers))
    return f"{one:.2f}", f"{two:.2f}", f"{(one + two) / whole:.0%}"


def imports(site: Site) -> str:
    """What a build imports, as a table: milliseconds by room and package, of `python -X importtime`."""
    told = _run([sys.executable, "-X", "importtime", *_build(site)])
    spent: Counter[str] = Counter()
    for own, module in _IMPORT.findall(told):
        spent[_package(module)] += int(own)
    lines = [(name, f"{own / 1000:.0f}") for name, own in spent.most_common(SHOWN)]
    return markdown(("package", "ms"), [*lines, ("all", f"{spent.total() / 1000:.0f}")], words=1)


def by_place(parts: Iterable[Stats]) -> Seconds:
    """Own seconds by room or package. What C functions take counts where they were called."""
    spent: Seconds = {}
    for (path, _, _), (_, _, own, _, callers) in (item for stats in parts for item in stats.items()):
        if path != "~":
            _add(spent, path, own)
        else:
            for caller, figures in callers.items():
                _add(spent, caller[0], figures[2])
    return spent


def _add(spent: Seconds, path: str, seconds: float) -> None:
    place = place_of(path)
    if place != "bench":  # what the profiler's own writing takes
        spent[place] = spent.get(place, 0.0) + seconds


def place_of(path: str) -> str:
    """A source file → room, package, theme, importing, or Python's own module; `bench` is what the profiler takes."""
    if path.startswith("<frozen importlib"):
        return "importing"
    if path.endswith("/cProfile.py"):
        return "bench"
    if path.startswith(f"{ROOT}/") and "/site-packages/" not in path:
        parts = Path(path).relative_to(ROOT).parts
        return "/".join(parts[:2]) if parts[0] == "plugins" and len(parts) > 2 else parts[0]
    inside = re.search(r"/(site-packages|python3\.\d+)/(?!site-packages)(\w+)", path)
    if not inside:
        return _LIBRARY
    return inside[2] if inside[1] == "site-packages" else f"Python: {inside[2]}"


def _package(module: str) -> str:
    parts = module.split(".")
    if parts[0] == "plugins":
        return "/".join(parts[:2])
    return (
        _LIBRARY if parts[0].lstrip("_") in sys.stdlib_module_names or parts[0] in sys.stdlib_module_names else parts[0]
    )


def _build(site: Site) -> list[str]:
    return [str(ROOT / "tasks.py"), "build", "--settings", str(site.folder / "pelicanconf.py")]


def _run(command: list[str]) -> str:
    """What the command says to its error stream. Raises CalledProcessError where it fails."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr
