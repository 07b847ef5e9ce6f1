"""Kits as plain text for a terminal, ready to paste, and as JSON for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from plugins.core.share import Kit, Snippet
from plugins.core.text import printable


def show(kit: Kit) -> str:
    """Title, stage and address, then each channel's count line, text and warnings."""
    stage = f"{kit.stage} (inferred)" if kit.stage_inferred else kit.stage
    head = " · ".join(filter(None, (kit.title, stage, kit.url)))
    image = [f"Image: {kit.image} ({kit.image_alt})"] if kit.image else []
    parts = ["\n".join([head, *image]), *("\n".join(_lines(snippet)) for snippet in kit.snippets)]
    return "\n".join(printable(line) for line in "\n\n".join(parts).split("\n")) + "\n"


def overview(kits: Sequence[Kit], pages: str) -> str:
    """A line for each post: how long its text for each channel is, and what needs a look. pages: of the kit pages."""
    channels = list(dict.fromkeys(snippet.channel for kit in kits for snippet in kit.snippets))
    rows = [["post", *channels]]
    for kit in kits:
        cells = {snippet.channel: _cell(snippet) for snippet in kit.snippets}
        rows.append([printable(kit.slug), *(cells.get(channel, "-") for channel in channels)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ("  ".join(_aligned(row, widths)).rstrip() for row in rows)
    legend = "* the writer's own, n× a thread of n posts, ! has a warning. `./inv share SLUG` prints the texts."
    return "\n".join([*table, "", f"{len(kits)} posts. {legend}", f"To preview and copy: {pages}"]) + "\n"


def _cell(snippet: Snippet) -> str:
    thread = f"{len(snippet.posts)}× " if snippet.posts else ""
    return f"{thread}{snippet.count}{'' if snippet.composed else '*'}{'!' if snippet.warnings else ''}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    yield row[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))


def all_json(kits: Iterable[tuple[Kit, dt.datetime]]) -> str:
    """All kits in one, for machines."""
    made = (kit.model_dump_json() for kit, _ in kits)
    return '{"version": 1, "kits": [\n' + ",\n".join(made) + "\n]}\n"


def count_line(snippet: Snippet) -> str:
    """Such as "X · 187 of 280 weighted characters · composed"."""
    told = snippet.channel == snippet.network or snippet.network == "plain"
    name = snippet.name if told else f"{snippet.name} ({snippet.channel})"
    count = f"{snippet.count:,} of {snippet.limit:,} {snippet.unit}"
    size = f"{snippet.bytes:,} bytes" if snippet.bytes is not None else ""
    fold = f"folded after {snippet.fold}" if snippet.fold and len(snippet.text) > snippet.fold else ""
    thread = f"the longest of {len(snippet.posts)} posts" if snippet.posts else ""
    whose = "composed" if snippet.composed else "the writer's own"
    return " · ".join(filter(None, (name, count, size, thread, fold, whose)))


def _lines(snippet: Snippet) -> Iterator[str]:
    line = count_line(snippet)
    yield line
    yield "─" * len(line)
    if snippet.subject:
        yield f"Subject: {snippet.subject}"
        yield ""
    yield snippet.text
    if snippet.warnings:
        yield ""
        yield from (f"! {warning}" for warning in snippet.warnings)
