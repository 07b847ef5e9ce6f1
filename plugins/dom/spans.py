"""Plain links and plain emphasis, all that most texts hold, taken from a text at once.

Markdown puts a placeholder into the text for each element that it finds, and takes the text apart at these in the end.
Where it would find nothing but [words](address), *words* and **words**, none in another, its elements are known
without. All else is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from plugins.dom.patterns import QuickEmphasis, QuickLink
from plugins.dom.plan import Plan

Apart: TypeAlias = tuple[str | None, list[Element]]
"""What stands before the first element, and the elements, each with what stands behind it."""

_STRONG, _WEAK = "strong", "em"
_SPAN = re.compile(
    r"\[(?<!!\[)(?!\^)([^\[\]*]*)\]\(([^\s()<>\"'\[\]*\\`\x02]+)\)"
    r"|\*(?<!\*\*)(?:\*(?![\s*])([^\[\]*]*[^\[\]*\s])\*\*|(?![\s*])([^\[\]*]*[^\[\]*\s])\*)(?!\*)"
)
"""A link, as words and address; or words, strong or not. An address may hold signs that Markdown looks for only after
it has found links. Each way begins with a letter of its own: what does is found ten times as fast."""


def are_known(patterns: Sequence[Any], plan: Plan) -> bool:
    """Whether brackets are for links alone, and asterisks for emphasis, in all texts that this is the plan for."""
    found = [patterns[place] for sign in "[*" for place in plan.places(sign)]
    kinds = [type(pattern) for pattern in found]
    return kinds == [QuickLink, QuickEmphasis] and found[1].delimiters["*"].tags == (_STRONG, _WEAK)


def apart(text: str, plan: Plan) -> Apart | None:
    """A text as what is before its first element, and the elements; None where it may hold more than these."""
    parts = _SPAN.split(text)  # what is before the first; of each link, address, strong, weak, what is behind it
    addresses = parts[2::5]
    del parts[2::5]
    if plan.touches("".join(filter(None, parts))):
        return None
    found = list(map(_element, parts[1::4], addresses, parts[2::4], parts[3::4]))
    for element, behind in zip(found, parts[4::4], strict=True):
        element.tail = behind or None
    return parts[0] or None, found


def _element(link: str | None, address: str | None, strong: str | None, weak: str | None) -> Element:
    if address:
        element = Element("a", {"href": address})
        element.text = link
    else:
        element = Element(_STRONG if strong else _WEAK)
        element.text = strong or weak
    return element
