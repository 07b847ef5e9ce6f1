"""What was measured where: the machine, and the versions of the tools."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bench.tools import TOOLS, modules_of, ours_command
from plugins.posts.packages import is_optimized


def machine() -> str:
    """One line: date, cores, processor, system, Python, and the load before anything was measured."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    built = "" if is_optimized() else ", built without optimization"
    return (
        f"{dt.date.today().isoformat()}; {_cores()} cores ({_processor()}); {platform.system()}; "
        f"Python {platform.python_version()}{built}; load before: {load}"
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    """Linux keeps its name in /proc/cpuinfo; elsewhere only the architecture is known."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", told.read_text() if told.is_file() else "", re.M)
    return " ".join(found[1].split()) if found else platform.machine()


def versions(names: Iterable[str], peers: Path | None) -> str:
    """The tools, each with its version where it tells one."""
    return ", ".join(f"{TOOLS[name].title} {_version(name, peers)}".rstrip() for name in names)


def _version(name: str, peers: Path | None) -> str:
    tool, modules = TOOLS[name], modules_of(TOOLS[name].modules, peers) if TOOLS[name].modules else None
    if name.startswith("pelican"):
        return version("pelican")
    if modules:
        return str(json.loads((modules / tool.modules / "package.json").read_text())["version"])
    ours = name.startswith("ours")
    command = (*ours_command(), "--version") if ours else ((tool.find(peers) or ("",))[0], _ASKED[name])
    said = subprocess.run(command, capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else ""


_ASKED = {"hugo": "version", "jekyll": "--version"}
