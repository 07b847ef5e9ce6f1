"""A kit as plain text for a terminal, ready to paste."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.share import Kit, Snippet
from plugins.core.text import printable
from plugins.share.networks import NETWORKS


def show(kit: Kit) -> str:
    """Title, stage and address, then each channel's count line, text and warnings."""
    stage = f"{kit.stage} (inferred)" if kit.stage_inferred else kit.stage
    head = " · ".join(filter(None, (kit.title, stage, kit.url)))
    image = [f"Image: {kit.image} ({kit.image_alt})"] if kit.image else []
    parts = ["\n".join([head, *image]), *("\n".join(_lines(snippet)) for snippet in kit.snippets)]
    return "\n".join(printable(line) for line in "\n\n".join(parts).split("\n")) + "\n"


def count_line(snippet: Snippet) -> str:
    """Such as "X · 187 of 280 weighted characters · composed"."""
    network = NETWORKS[snippet.network].name
    name = network if snippet.channel == snippet.network else f"{network} ({snippet.channel})"
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
