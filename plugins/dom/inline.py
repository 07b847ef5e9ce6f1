"""Markdown's walk over the texts of an article, which leaves alone every text that no pattern can match."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from plugins.dom.plan import Plan
from plugins.dom.spans import apart, are_known
from plugins.dom.trees import words_in

Made = list[tuple[Element, list[str]]]
"""Elements that patterns made, each with the tags above it."""


class QuickInline(InlineProcessor):
    """Markdown's processor of inline patterns, with a plan of which to run on which text.

    It walks the tree in Markdown's order, for that is the order in which footnotes are counted, and leaves the work on
    one text to Markdown's own methods. They are private (hence the names); a test fails where a new version of
    Markdown no longer has them.
    """

    patterns: list[Any] = []
    plans: tuple[Plan, ...] = ()
    plan: Plan | None = None
    known: tuple[bool, ...] = ()
    is_known: bool = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to all texts below `tree`, in place. ancestors: tags of the elements above it."""
        self.stashed_nodes: dict[str, Element | str] = {}
        words = words_in(tree)
        self.plan = self._plan(bool(self.md.references)).within(words)
        if not self.plan.touches(words):
            return tree
        waiting = deque([(tree, list(ancestors or ()))])
        while waiting:
            element, above = waiting.popleft()
            self.ancestors = [*above, element.tag.lower()]
            waiting += self._inside(element, self.plan)
        return tree

    def _plan(self, referring: bool) -> Plan:
        patterns = list(self.inlinePatterns)
        if patterns != self.patterns:
            self.patterns, self.plans = patterns, (Plan(patterns, False), Plan(patterns, True))
            self.known = tuple(are_known(patterns, plan) for plan in self.plans)
        self.is_known = self.known[referring]
        return self.plans[referring]

    def _inside(self, element: Element, plan: Plan) -> Iterator[tuple[Element, list[str]]]:
        """Apply the patterns to the texts in one element; the elements to go on with, each with the tags above it."""
        made: list[tuple[Element, Made]] = []
        for child in element:  # also those that a tail becomes on the way
            if child.text and plan.touches(child.text) and not isinstance(child.text, AtomicString):
                made.append((child, self._text(child, plan)))
                yield from [pair for pair in made[-1][1] if len(pair[0])]
            if child.tail and plan.touches(child.tail):
                self._tail(element, child)
            if len(child):
                yield child, self.ancestors[:]
        for parent, found in made:
            for place, (new, _) in enumerate(found):
                parent.insert(place, new)

    def _text(self, child: Element, plan: Plan) -> Made:
        """What the text of an element holds, not yet put into it; the plain text before it is."""
        text, child.text = child.text or "", None
        plain = apart(text, plan) if self.is_known else None
        if plain is not None:
            child.text = plain[0]
            return [(element, []) for element in plain[1]]
        self.ancestors.append(child.tag.lower())
        found = self._linked(self._InlineProcessor__handleInline(text), child)
        self.ancestors.pop()
        return found

    def _tail(self, element: Element, child: Element) -> None:
        """Put what the text after `child` holds after it."""
        holder = Element("d")
        found = self._linked(self._InlineProcessor__handleInline(child.tail or ""), holder, False)
        child.tail = holder.tail or None
        place = list(element).index(child) + 1
        for new, _ in reversed(found):
            element.insert(place, new)

    def _linked(self, text: str, parent: Element, is_text: bool = True) -> Made:
        made: Made = self._InlineProcessor__processPlaceholders(text, parent, is_text)  # type: ignore[attr-defined]
        return made

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """`data` with placeholders for what the patterns found, from the one at `patternIndex` on."""
        if isinstance(data, AtomicString) or self.plan is None:
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place in self.plan.places(data):
            found, start = place >= patternIndex, 0
            while found:
                data, found, start = apply(self.patterns[place], data, place, start)
        return data
