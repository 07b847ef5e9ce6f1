"""What `./inv test` and `./inv audit` installed by npm (see `_install_npm` in tasks.py)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

NPM = Path(__file__).resolve().parents[2] / ".waypost" / "npm"


def package(name: str, of: str = "browser") -> Path:
    """The folder of a package of the lock `of`. Raises AssertionError where it is not installed."""
    found = NPM / of / "node_modules" / name
    assert found.is_dir(), f"{name} is not installed: ./inv test (or ./inv audit) does that, by npm"
    return found


def version(name: str, of: str = "browser") -> str:
    told: str = json.loads((package(name, of) / "package.json").read_text())["version"]
    return told


def program(*names: str) -> str:
    """The path of the first of these programs. Raises AssertionError where there is none."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, f"there is no {names[0]}: ./inv test installs it where it may"
    return found
