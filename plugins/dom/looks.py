"""How things look is for style sheets: a page that allows no inline style (CSP's style-src) would not show it."""

from __future__ import annotations

import re

from plugins.dom.tree import Tree

_ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|right|center|start|end)\s*;?\s*", re.I)
_LOGICAL = {"left": "start", "right": "end"}
"""Where a text runs from right to left, its columns do, too."""


def name_looks(tree: Tree) -> None:
    """Markdown's columns that are aligned get a class (`align-end`) for their style; any other style is a Problem."""
    for element in tree.root.xpath(".//*[@style]"):
        style = str(element.attrib.pop("style"))
        if found := _ALIGNED.fullmatch(style):
            side = found[1].lower()
            element.set("class", f"{element.get('class', '')} align-{_LOGICAL.get(side, side)}".strip())
        elif style.strip():
            line = tree.line_where("style")
            hint = "Take it out: the theme says how things look, and its classes are yours to use."
            tree.problem(line, "html", f"style={style[:40]!r} is not shown", hint, warning=True)
