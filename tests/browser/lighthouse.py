"""Lighthouse (https://developer.chrome.com/docs/lighthouse) on a served page, as on a phone with a slow network.

What it counts is the same from run to run, but for performance: it is computed from how long this machine took, and
whatever else runs here makes it worse, never better. So the best of three runs counts, and below 100 is no fault yet.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.tools import package, program
from tests.serve.chromium import found

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Category → the score below which it is a fault, 0 to 100."""


@dataclass(frozen=True)
class Scores:
    """What a run says of a page. scores: by category, 0 to 100; shift: cumulative layout shift, without a unit; paint,
    blocked: largest contentful paint and total blocking time, in milliseconds; weight: what was transferred, in bytes;
    failed: what costs points, by category."""

    scores: Mapping[str, int]
    shift: float
    paint: float
    blocked: float
    weight: float
    failed: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """What is below what the house asks for."""
        low = [f"{name}: {score}, not {LEAST[name]}" for name, score in self.scores.items() if score < LEAST[name]]
        moved = [f"cumulative layout shift: {self.shift:.4f}, not 0"] if round(self.shift, 3) else []
        return [*low, *moved, *(self.failed if low else ())]


def measure(url: str) -> Scores:
    """The best of up to three runs, of 15 seconds each. Raises AssertionError where Lighthouse cannot run."""
    best: Scores | None = None
    for _ in range(RUNS):
        run = read(_run(url))
        if best is None or run.scores["performance"] > best.scores["performance"]:
            best = run
        if best.scores["performance"] == 100:
            break
    assert best is not None
    return best


def _run(url: str) -> dict[str, Any]:
    cli = package("lighthouse", "lighthouse") / "cli" / "index.js"
    options = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"
    environment = {**os.environ, "CHROME_PATH": found()}
    command = [program("node", "nodejs"), str(cli), url, *options, flags]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=Path("/"))
    assert done.returncode == 0, f"Lighthouse did not run: {done.stderr[-1000:]} It asks for Node.js 22.12 or later"
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def read(report: dict[str, Any]) -> Scores:
    """The figures of a report (its JSON)."""
    audits, failed = report["audits"], []
    for name in CATEGORIES:
        for ref in report["categories"][name]["auditRefs"]:
            audit = audits[ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                failed.append(f"{name}: {audit['title']} ({audit.get('displayValue') or audit['score']})")
    return Scores(
        {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        _number(audits, "cumulative-layout-shift"),
        _number(audits, "largest-contentful-paint"),
        _number(audits, "total-blocking-time"),
        _number(audits, "total-byte-weight"),
        tuple(failed),
    )


def _number(audits: dict[str, Any], name: str) -> float:
    return float(audits.get(name, {}).get("numericValue") or 0)
