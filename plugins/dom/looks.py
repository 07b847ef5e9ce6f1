"""How things look is for style sheets: a page that allows no inline style (CSP's style-src) would not show it, and what
HTML itself once had for it is obsolete (HTML Living Standard, section 16.2)."""

from __future__ import annotations

import re
from collections import Counter

from plugins.dom.tree import Node, Tree

_ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|right|center|start|end)\s*;?\s*", re.I)
_LOGICAL = {"left": "start", "right": "end"}
"""Where a text runs from right to left, its columns do, too."""
_HINT = "Take it out: the theme says how things look, and its classes are yours to use."
_TAG, _LIST = re.compile(r"<[a-zA-Z]"), re.compile(r"\{(?![a-z]+\})")
"""Where an article has no tag and no list of attributes (`{filename}` is none), all its elements are Markdown's, which
has no attribute of old. Two expressions, for a sign that each begins with is found soon; by itself, at once."""

_LOOKS = ("basefont", "big", "blink", "font", "marquee", "nobr", "spacer")
"""Elements that say nothing else; what stands in them stays."""
_NOW = {"strike": "s", "tt": "code", "acronym": "abbr"}
_CELLS = "align bgcolor char charoff height nowrap valign width"
_FRAME = frozenset("allowtransparency frameborder marginheight marginwidth scrolling".split())
"""Of an iframe, as the code has them that film sites hand out: dropped and not told, for the theme shows no frame."""
_OLD = {
    tag: frozenset(names.split())
    for tags, names in {
        "caption div h1 h2 h3 h4 h5 h6 legend p": "align",
        "col colgroup tbody td tfoot th thead tr": _CELLS,
        "table": "align bgcolor border bordercolor cellpadding cellspacing frame height rules width",
        "embed img input object": "align border hspace vspace",
        "iframe": f"align hspace vspace {' '.join(_FRAME)}",
        "hr": "align color noshade size width",
        "pre": "width",
        "br": "clear",
        "li ul": "compact type",
        "dl ol": "compact",
    }.items()
    for tag in tags.split()
}
"""Tag → its obsolete attributes for looks."""
_TEXTS = frozenset("caption div h1 h2 h3 h4 h5 h6 p tbody td tfoot th thead tr".split())
"""Of these, `align` is what a style with text-align is."""


def name_looks(tree: Tree) -> None:
    """Markdown's columns that are aligned get a class (`align-end`) for their style; any other style is a Problem."""
    seen = Counter[str]()
    for element in tree.given():
        style = element.get("style")
        if style is None:
            continue
        del element.attrib["style"]
        if found := _ALIGNED.fullmatch(style):
            _align(element, found[1])
        elif style.strip():
            _tell(tree, "style", style, seen)
    if ("<" in tree.source and _TAG.search(tree.source)) or _LIST.search(tree.source):
        _drop_old_elements(tree)
        _drop_old_attributes(tree, seen)


def _align(element: Node, side: str) -> None:
    side = side.lower()
    element.set("class", f"{element.get('class', '')} align-{_LOGICAL.get(side, side)}".strip())


def _drop_old_elements(tree: Tree) -> None:
    """Those that are something else by now become that; the others are Problems."""
    for element in tree.elements("center", *_NOW):
        if element.tag == "center":
            _align(element, "center")
        element.tag = _NOW.get(str(element.tag), "div")
        tree.changed()
    for element in tree.parsed(*_LOOKS):
        tree.problem(tree.line_where(f"<{element.tag}"), "html", f"<{element.tag}> is not shown", _HINT, warning=True)
        element.drop_tag()
        tree.changed()


def _drop_old_attributes(tree: Tree, seen: Counter[str]) -> None:
    for element in tree.elements(*_OLD):
        old = _OLD[str(element.tag)]
        for name in [name for name in element.keys() if name in old]:  # noqa: SIM118
            value = str(element.attrib.pop(name))
            if name == "align" and element.tag in _TEXTS and _ALIGNED.fullmatch(f"text-align:{value}"):
                _align(element, value)
            elif name not in _FRAME:
                _tell(tree, name, value, seen)


def _tell(tree: Tree, name: str, value: str, seen: Counter[str]) -> None:
    what = name if value in ("", name) else f"{name}={value[:40]!r}"
    tree.problem(_line(tree, name, value, seen), "html", f"{what} is not shown", _HINT, warning=True)


def _line(tree: Tree, name: str, value: str, seen: Counter[str]) -> int:
    """Where an attribute with this value is written, the next time; the bare name may be a word, or another's."""
    spelled = re.escape(value).replace("&", "&(?:amp;)?")
    written = [*re.finditer(rf"(?<=\s){name}\s*=\s*[\"']?{spelled}(?=[\"'\s/>}}])", tree._text, re.I)]
    if not written:
        return tree.line_where(name)
    seen[f"{name}={value}"] += 1
    return tree.first_line + tree._text.count("\n", 0, written[min(seen[f"{name}={value}"], len(written)) - 1].start())
