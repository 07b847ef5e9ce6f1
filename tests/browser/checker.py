"""The Nu HTML checker (https://validator.github.io/validator/) on files: HTML, style sheets and drawings."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.tools import package, program


@dataclass(frozen=True)
class Message:
    """What the checker says of a place in a file. kind: error, warning or info."""

    file: Path
    line: int
    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.words}"


def check(places: Sequence[Path]) -> list[Message]:
    """All errors and warnings in the HTML, CSS and SVG files of these folders. Takes a second for each of the three,
    and 0.02 s a page. Raises AssertionError where the checker cannot run."""
    return [message for kind in ("html", "css", "svg") for message in _run(kind, places)]


def _run(kind: str, places: Sequence[Path]) -> list[Message]:
    """One kind at a time: with `--also-check-…` the checker tells wrong lines. Its schema needs a deep stack, and what
    Java would win by compiling well is lost in so short a run."""
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    java = [program("java"), "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]
    options = ["--format", "json", "--exit-zero-always", f"--skip-non-{kind}"]
    done = subprocess.run([*java, *options, *map(str, places)], capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr.strip(), done.stdout[-2000:] + done.stderr[-2000:]  # noqa: PT018
    return [_message(told) for told in json.loads(done.stderr)["messages"]]


def _message(told: dict[str, object]) -> Message:
    file = Path(unquote(urlsplit(str(told.get("url", ""))).path))
    line = int(str(told.get("lastLine", 0)))
    return Message(file, line, str(told.get("subType") or told["type"]), str(told["message"]))
