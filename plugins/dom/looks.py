"""How things look is for style sheets: a page that allows no inline style (CSP's style-src) would not show it."""

from __future__ import annotations

import re
from collections import Counter

from plugins.dom.tree import Tree

_ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|right|center|start|end)\s*;?\s*", re.I)
_LOGICAL = {"left": "start", "right": "end"}
"""Where a text runs from right to left, its columns do, too."""


def name_looks(tree: Tree) -> None:
    """Markdown's columns that are aligned get a class (`align-end`) for their style; any other style is a Problem."""
    seen = Counter[str]()
    for element in tree.root.xpath(".//*[@style]"):
        style = str(element.attrib.pop("style"))
        if found := _ALIGNED.fullmatch(style):
            side = found[1].lower()
            element.set("class", f"{element.get('class', '')} align-{_LOGICAL.get(side, side)}".strip())
        elif style.strip():
            line = _line(tree, style, seen)
            hint = "Take it out: the theme says how things look, and its classes are yours to use."
            tree.problem(line, "html", f"style={style[:40]!r} is not shown", hint, warning=True)


def _line(tree: Tree, style: str, seen: Counter[str]) -> int:
    """Where an attribute with this value is written, the next time; the bare name may be a word, or another's."""
    value = re.escape(style).replace("&", "&(?:amp;)?")
    written = [*re.finditer(rf"(?<=\s)style\s*=\s*[\"']?{value}(?=[\"'\s/>])", tree._text, re.I)]
    if not written:
        return tree.line_where("style")
    seen[style] += 1
    return tree.first_line + tree._text.count("\n", 0, written[min(seen[style], len(written)) - 1].start())
