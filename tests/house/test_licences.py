"""The licences of what is installed with Waypost can all be taken into an AGPL-3.0-or-later work."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPATIBLE = ("MIT", "BSD", "Apache", "PSF", "LGPL", "GPLv2 or later", "GPLv2+", "AGPL", "CNRI", "Public Domain", "MPL")
NAMES = sorted(set(re.findall(r"^([a-z0-9][a-z0-9-]*)==", (ROOT / "requirements.txt").read_text(), re.M)))


def licence(name: str) -> str:
    """What the package says of its licence: its SPDX expression, else its classifiers, else the old field, else its
    licence file by what only that licence says."""
    data = importlib.metadata.metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in data.get_all("Classifier", []) if c.startswith("License")]
    return data.get("License-Expression") or "; ".join(classifiers) or (data.get("License") or "")[:60] or _text(name)


def _text(name: str) -> str:
    files = importlib.metadata.files(name) or ()
    text = " ".join(" ".join(path.read_text() for path in files if path.match("*.dist-info/**/LICENSE")).split())
    return "MIT" if "to use, copy, modify, merge, publish, distribute, sublicense, and/or sell" in text else ""


def test_there_are_packages_to_look_at() -> None:
    assert {"pelican", "feedgen", "pydantic"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_package_has_a_compatible_licence_and_stands_in_the_list(name: str) -> None:
    found = licence(name)
    assert any(word in found for word in COMPATIBLE), f"{name}: {found!r}"
    listed = (ROOT / "CONTRIBUTING.md").read_text()
    assert re.search(rf"\b{re.escape(name)}\b", listed), f"{name} ({found}) is not in CONTRIBUTING.md's list"
