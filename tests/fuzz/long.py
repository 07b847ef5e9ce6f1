"""The long run: `python -m tests.fuzz.long --minutes 60 --found DIR`. Exit code 1 where something was found.

With atheris (guided by coverage) where it can be imported, else hypothesis over the same target. The work is done in a
child process, so that a crash or a hang in C ends the child and is told; the parent starts the next one. Inputs that
reach new code are kept in DIR/corpus, and are seeds of the next run.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.findings import Run

HERE = Path(__file__).resolve().parent
SEEDS, WORDS = HERE / "corpus", HERE / "words.dict"
_COVERAGE = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass
class Tally:
    """What the children of one long run told."""

    executions: int = 0
    timeouts: int = 0
    coverage: tuple[str, str, str] | None = None
    findings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        names = zip(("branches", "features", "inputs"), self.coverage or (), strict=False)
        coverage = ", ".join(f"{number} {name}" for name, number in names) or "not measured without atheris"
        runs = f"{self.executions:,} executions, {self.timeouts} timeouts"
        return f"{runs}; coverage: {coverage}; {len(self.findings)} findings"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--found", type=Path, required=True, help="folder for findings and for what reached new code")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    if options.child:
        (guided if importlib.util.find_spec("atheris") else unguided)(options.found, options.minutes * 60)
    return watch(options.found, options.minutes * 60)


def watch(found: Path, seconds: float) -> int:
    """Children, one after the other, until the time is over; a status line each minute.

    `crash-*` is what libFuzzer itself writes: inputs on which the process crashed, hung or had no memory left.
    """
    tally, end = Tally(), time.monotonic() + seconds
    former = set(found.glob("crash-*"))
    while (left := end - time.monotonic()) > 1:
        before = (tally.executions, tally.timeouts)
        shown = time.monotonic()
        for line in _child(found, left):
            _note(line, tally, before)
            if line.startswith("FOUND") or time.monotonic() > shown + 60:
                shown = time.monotonic()
                print(line if line.startswith("FOUND") else tally, flush=True)
        tally.findings += sorted(str(path) for path in {*found.glob("crash-*")} - former)
        former |= {*found.glob("crash-*")}
    print(tally, *tally.findings, sep="\n", flush=True)
    return 1 if tally.findings else 0


def _child(found: Path, seconds: float) -> Iterator[str]:
    """What a child says, line by line; its last words where it did not end by itself."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.long",
        "--child",
        "--minutes",
        str(seconds / 60),
        "--found",
        str(found),
    ]
    last: list[str] = []
    with subprocess.Popen(command, cwd=HERE.parents[1], stderr=subprocess.PIPE, text=True, errors="replace") as child:
        assert child.stderr is not None
        for line in child.stderr:
            last = [*last[-30:], line]
            yield line.rstrip()
    if child.returncode:
        print(f"the child ended with {child.returncode}:", *last, flush=True)
        time.sleep(1)  # a child that cannot even begin shall not keep the machine busy


def _note(line: str, tally: Tally, before: tuple[int, int]) -> None:
    words = line.split()
    if words[:1] == ["RUN"]:
        tally.executions, tally.timeouts = before[0] + int(words[1]), before[1] + int(words[2])
    elif words[:1] == ["FOUND"] and "/slow/" not in line and words[1] not in tally.findings:
        tally.findings.append(words[1])
    elif match := _COVERAGE.search(line):
        tally.coverage = (match[1], match[2], match[3])


def guided(found: Path, seconds: float) -> None:
    """The child with atheris: modules are instrumented while they are imported."""
    import atheris

    with atheris.instrument_imports(include=["plugins", "markdown"]):
        from tests.fuzz.target import LIMIT, check
    run, corpus = Run(check, found, seconds), found / "corpus"
    corpus.mkdir(exist_ok=True)
    options = [f"-max_len={LIMIT}", "-timeout=120", "-rss_limit_mb=3000", f"-dict={WORDS}"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={found}/crash-", str(corpus), str(SEEDS)], run.one)
    atheris.Fuzz()


def unguided(found: Path, seconds: float) -> None:
    """The child without atheris: hypothesis, round after round, each with a seed of its own."""
    from hypothesis import HealthCheck, given, seed, settings

    from tests.fuzz.strategies import sources
    from tests.fuzz.target import check

    run = Run(check, found, seconds)
    for path in sorted(SEEDS.iterdir()):
        run.one(path.read_bytes())
    every = settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    number = int(time.time())
    while True:
        number += 1
        seed(number)(every(given(sources())(lambda data: run.one(data))))()


if __name__ == "__main__":
    sys.exit(main())
