"""Which of Markdown's inline patterns can find something in a text: one without "[" holds no link.

Python-Markdown runs each of its thirty patterns over each text, and most find nothing in most. Here one look at a text
says which signs stand in it, and so which patterns are worth running, in Markdown's own order. What a pattern puts in
place of its find is a placeholder without any of these signs, so a text never gets a sign that it lacked at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from markdown import inlinepatterns as md
from markdown.extensions import smarty
from markdown.util import STX

_SINGLE, _DOUBLE = ("'",), ('"',)

NEEDS: dict[str, tuple[str, ...]] = {
    md.BACKTICK_RE: ("`",),
    md.ESCAPE_RE: ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),
    md.LINK_RE: ("[",),
    md.IMAGE_LINK_RE: ("![",),
    md.AUTOLINK_RE: ("<",),
    md.AUTOMAIL_RE: ("<",),
    md.LINE_BREAK_RE: ("  \n",),
    md.HTML_RE: ("<",),
    md.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
    smarty.singleQuoteStartRe: _SINGLE,
    smarty.doubleQuoteStartRe: _DOUBLE,
    smarty.doubleQuoteSetsRe: ("\"'",),
    smarty.singleQuoteSetsRe: ("'\"",),
    smarty.doubleQuoteSetsRe2: ("'\"",),
    smarty.singleQuoteSetsRe2: ("\"'",),
    smarty.decadeAbbrRe: _SINGLE,
    smarty.openingSingleQuotesRegex: _SINGLE,
    smarty.closingSingleQuotesRegex: _SINGLE,
    smarty.closingSingleQuotesRegex2: _SINGLE,
    smarty.remainingSingleQuotesRegex: _SINGLE,
    smarty.openingDoubleQuotesRegex: _DOUBLE,
    smarty.closingDoubleQuotesRegex: _DOUBLE,
    smarty.closingDoubleQuotesRegex2: _DOUBLE,
    smarty.remainingDoubleQuotesRegex: _DOUBLE,
    r"(?<!-)---(?!-)": ("---",),
    r"(?<!-)--(?!-)": ("--",),
    r"(?<!\.)\.{3}(?!\.)": ("...",),
}
"""A pattern's regular expression → signs of which one stands in every text that it matches; others always run."""


_BY_REFERENCE: frozenset[type] = frozenset(
    (
        md.ReferenceInlineProcessor,
        md.ShortReferenceInlineProcessor,
        md.ImageReferenceInlineProcessor,
        md.ShortImageReferenceInlineProcessor,
    )
)
"""They look up what the text defines, and take nothing where it defines nothing."""


class Plan:
    """Which of `patterns` to run on a text. referring: whether the article defines references."""

    def __init__(self, patterns: Sequence[Any], referring: bool = True) -> None:
        needs = [(n, NEEDS.get(pattern.pattern)) for n, pattern in enumerate(patterns)]
        self.needs = [need for need in needs if referring or type(patterns[need[0]]) not in _BY_REFERENCE]
        self.always = any(need is None for _, need in needs)
        signs = {sign for _, need in self.needs for sign in need or ()}
        self.leads = [sign for sign in signs if not any(other in sign for other in signs - {sign})]
        self.signs = list(enumerate(sorted(signs)))
        self._found: dict[int, tuple[int, ...]] = {}
        self._within: dict[tuple[str, ...], Plan] = {}

    def within(self, article: str) -> Plan:
        """The same plan for texts that are parts of `article`: signs that it lacks are looked for in none of them."""
        if self.always:
            return self  # who knows what the others put into a text
        leads = tuple([sign for sign in self.leads if sign in article])
        plan = self._within.get(leads)
        if plan is None:
            plan = self._within[leads] = copy(self)
            plan.leads = list(leads)
            plan.signs = [(bit, sign) for bit, sign in self.signs if any(lead in sign for lead in leads)]
        return plan

    def places(self, text: str) -> tuple[int, ...]:
        """The places in the list of those patterns that can match in `text`, in order."""
        standing = 0
        for bit, sign in self.signs:
            if sign in text:
                standing |= 1 << bit
        places = self._found.get(standing)
        if places is None:
            places = self._found[standing] = self._worth(text)
        return places

    def touches(self, text: str) -> bool:
        """Whether any pattern can match in `text`, or a placeholder stands in it."""
        if self.always or STX in text:
            return True
        for lead in self.leads:  # noqa: SIM110 - most texts are short: to make an iterator takes longer than to look
            if lead in text:
                return True
        return False

    def _worth(self, text: str) -> tuple[int, ...]:
        return tuple(n for n, need in self.needs if need is None or any(sign in text for sign in need))
