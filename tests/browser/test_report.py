"""What `./inv audit` prints of a site that has everything wrong, and what Lighthouse's figures are taken for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lighthouse import CATEGORIES, read
from tests.browser.report import Finding, main
from tests.site.served import Published

WRONG = """<!doctype html><html lang="en"><title>A</title><link rel="stylesheet" href="/blog/a.css">
<main><h1>Words</h1><p class="faint">Hardly to be read</p><a href="/blog/">under</a><div class="over"></div>
<img src="/blog/none.png"><script>throw 1</script></main>"""
STYLE = ".faint { color: #999 } .over { position: absolute; inset: 0; opacity: 0 } p { colour: red }"


def test_everything_that_is_wrong_is_told(site: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, output = tmp_path / "root", tmp_path / "output"
    (output / "_waypost" / "hosts").mkdir(parents=True)
    root.mkdir()
    shutil.copy(site.host_file("site.caddyfile"), output / "_waypost" / "hosts")
    (root / "index.html").write_text(WRONG)
    (root / "a.css").write_text(STYLE)
    assert main([str(root), str(output), "--base", "/blog", "--without-lighthouse"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split(" (")[0] for line in lines if line[:1] != " "] == [
        *("wrong  HTML, CSS, SVG", "wrong  Accessibility", "wrong  Contrast", "wrong  Links and buttons"),
        "wrong  Console",
    ]
    text = "\n".join(lines)
    for told in (
        "pages: 1, errors: 2, warnings: 0",
        f"{root}/index.html:3: error: An “img” element must have an “alt” attribute",
        f"{root}/a.css",
        "/ (home, phone, light): image-alt",
        "/ (home, desktop, dark): 'p: Hardly to be read' has 2.85:1",
        '<a href="/blog/">under</a>',
        "Content Security Policy",
        "404",
    ):
        assert told in text, told


def test_a_long_list_is_cut() -> None:
    lines = str(Finding("Links", "30", tuple(map(str, range(30))))).splitlines()
    assert (lines[0], lines[1].strip(), lines[-1].strip(), len(lines)) == ("wrong  Links: 30", "0", "… and 10 more", 22)
    assert str(Finding("Links", "0", ())) == "good   Links: 0"


def a_report(shift: float = 0, **scores: float) -> dict[str, Any]:
    """Lighthouse's JSON, as far as we read it: each category hangs on one audit."""
    found = {name: scores.get(name.replace("-", "_"), 1.0) for name in CATEGORIES}
    numbers = {"cumulative-layout-shift": shift, "largest-contentful-paint": 1350.0, "total-byte-weight": 58000}
    return {
        "categories": {n: {"score": s, "auditRefs": [{"id": n, "weight": 1}]} for n, s in found.items()},
        "audits": {n: {"title": f"All of {n}", "score": s} for n, s in found.items()}
        | {n: {"numericValue": value, "score": 1} for n, value in numbers.items()},
    }


FAULTS = [
    (a_report(), []),
    (a_report(performance=0.95), []),
    (a_report(performance=0.94), ["performance: 94, not 95", "performance: All of performance (0.94)"]),
    (a_report(accessibility=0.99), ["accessibility: 99, not 100", "accessibility: All of accessibility (0.99)"]),
    (a_report(best_practices=0.96, seo=0.9), ["best-practices: 96, not 100", "seo: 90, not 100"]),
    (a_report(shift=0.0004), []),
    (a_report(shift=0.002), ["cumulative layout shift: 0.0020, not 0"]),
]


@pytest.mark.parametrize(("report", "faults"), FAULTS)
def test_a_score_is_a_fault(report: dict[str, Any], faults: list[str]) -> None:
    found = read(report)
    assert found.faults[: len(faults)] == faults
    assert bool(found.faults) == bool(faults)
    assert (found.paint, found.blocked, found.weight) == (1350.0, 0.0, 58000.0)
