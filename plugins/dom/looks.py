"""How things look is for style sheets: a page that allows no inline style (CSP's style-src) would not show it."""

from __future__ import annotations

import re

from plugins.dom.tree import Tree

_ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|right|center|start|end|justify)\s*;?\s*", re.I)


def name_looks(tree: Tree) -> None:
    """Markdown's columns that are aligned get a class (`align-right`) for their style; any other style is a Problem."""
    for element in tree.root.xpath(".//*[@style]"):
        style = str(element.attrib.pop("style"))
        if found := _ALIGNED.fullmatch(style):
            element.set("class", f"{element.get('class', '')} align-{found[1].lower()}".strip())
        elif style.strip():
            line = tree.line_where("style")
            hint = "Take it out: the theme says how things look, and its classes are yours to use."
            tree.problem(line, "html", f"style={style[:40]!r} is not shown", hint, warning=True)
