"""Links of one post that reports could not tell apart: the same words, and so the same placement, for two addresses.

What words links share is known of a file by itself, and is kept with it; which of them are tagged is known once it is
settled where they lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from plugins.core.body import Body, slots
from plugins.core.errors import Problem
from plugins.core.links import has_utm, placement_of
from plugins.core.post import Alike, Page, Target

_LETTERS = re.compile(r"\W+")
_FIRST = 12
"""Letters by which words are sorted first: to make a placement of every link would take longer than all else here."""
_HINT = "Give each its own words, or reports cannot tell the two apart."


def alike(body: Body) -> tuple[Alike, ...]:
    """Groups of links with different references that may have one placement, each link as (line, reference, words)."""
    found: dict[str, dict[str, tuple[int, str, str]]] = {}
    for slot in slots(body):
        if slot.kind == "link" and not slot.no_track:
            words = slot.text.strip()
            group = found.setdefault(_LETTERS.sub("", words[: 2 * _FIRST].lower())[:_FIRST], {})
            for _, reference in slot.refs:
                group.setdefault(reference, (slot.line, reference, words))
    return tuple(tuple(group.values()) for group in found.values() if len(group) > 1)


def check(item: Page, groups: Iterable[Alike], targets: Mapping[str, Target]) -> Iterator[Problem]:
    """A warning for each link that has the placement of another one that leads elsewhere, if both are tagged.

    A place on the same page is no other address: what is measured is the page.
    """
    for group in groups:
        first: dict[str, str] = {}
        for line, reference, words in group:
            address = _tagged_address(targets.get(reference))
            if not address:
                continue
            placement = placement_of(words, address)
            if first.setdefault(placement, address) != address:
                message = f"the placement {placement!r} is also that of a link to {first[placement][:80]}"
                yield Problem(item.path, line, "link", message, _HINT, "warning")


def _tagged_address(target: Target | None) -> str:
    """Where a link leads that is tagged on the page or in feeds, without fragment; "" for all others. An offer's
    placement is its key."""
    if target is None or target.kind not in ("internal", "owned") or has_utm(target.url):
        return ""
    return target.url.partition("#")[0]
