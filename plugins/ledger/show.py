"""The link ledger for people: what `./inv links` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from plugins.core.manifest import HOME
from plugins.core.text import printable

_COLUMNS = ("slug", "stage", "channel", "placement", "campaign", "group", "tagged")


def ledger(output: Path, form: str) -> str:
    """The ledger of a built site: as it stands in the file (csv, json), or as a table."""
    if form != "text":
        return (output / HOME / f"links.{form}").read_text(encoding="utf-8")
    rows = json.loads((output / HOME / "links.json").read_text(encoding="utf-8"))["links"]
    cells = [_COLUMNS, *([printable(str(row[name])) or "-" for name in _COLUMNS] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(_COLUMNS) - 1)]
    lines = [_line(line, widths) for line in cells]
    return "\n".join([*lines, f"{len(rows)} tagged links"]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Columns side by side; the last, the URL, as long as it is."""
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, cells[-1]])
