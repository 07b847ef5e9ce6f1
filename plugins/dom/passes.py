"""The passes over one article, in the literal order in which they run. Each changes the tree in place."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from plugins.core.post import Heading
from plugins.core.text import slugify, squeeze
from plugins.dom.tree import Tree

ACTIVE = ("script", "base", "meta", "link", "object", "embed", "applet", "frame", "frameset", "form")
_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.I)
_ALLOWED = frozenset(["http", "https", "mailto", "tel", "offer", "sms", "xmpp"])
_REFS = ("href", "src", "srcset", "poster", "action", "formaction", "data", "cite", "xlink:href")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def drop_active(tree: Tree) -> None:
    """Nothing active leaves the house, whoever wrote it: a Problem names what was found, and it is taken out."""
    for element in tree.elements(*ACTIVE):
        line = tree.line_of(f"<{element.tag}")
        tree.problem(line, "html", f"<{element.tag}> is not published", "Take it out; pages work without it.")
        element.drop_tree()
    for element in tree.elements():
        for name in [n for n in element.attrib if _is_active(str(n), str(element.attrib[n]))]:
            line = tree.line_of(str(element.attrib[name])) if name in _REFS else tree.line_of(str(name))
            tree.problem(line, "html", f"{name}={element.attrib[name][:40]!r} is not published", "Take it out.")
            del element.attrib[name]


def _is_active(name: str, value: str) -> bool:
    if name.lower().startswith("on") or (name.lower() in ("srcdoc", "formaction", "style") and "url(" in value):
        return True
    match = _SCHEME.match(re.sub(r"[\x00-\x20]", "", value)) if name in _REFS else None
    if match is None:
        return False
    return match[1].lower() not in _ALLOWED and not (name == "src" and value.strip().lower().startswith("data:image/"))


def name_headings(tree: Tree) -> None:
    """Every heading gets an id from its words; the title is the page's only h1."""
    taken = {str(element.get("id")) for element in tree.elements() if element.get("id")}
    level = 1
    for element in tree.elements(*_HEADINGS):
        text = squeeze(element.text_content())
        if element.tag == "h1":
            tree.problem(
                _heading_line(tree, text), "heading", "the title is the page's only h1", "Write ## here.", True
            )
            element.tag = "h2"
        depth = int(str(element.tag)[1])
        if depth > level + 1:
            tree.problem(_heading_line(tree, text), "heading", f"jumps from h{level} to h{depth}", "Do not skip.", True)
        level = depth
        tree.headings.append(Heading(depth, _identify(element, text, taken), text))


def _identify(element: HtmlElement, text: str, taken: set[str]) -> str:
    given = element.get("id")
    if given:
        return str(given)
    base, n = slugify(text, 60), 1
    name = base
    while name in taken:
        n += 1
        name = f"{base}-{n}"
    taken.add(name)
    element.set("id", name)
    return name


def _heading_line(tree: Tree, text: str) -> int:
    return tree.line_of(text)


def describe_images(tree: Tree) -> None:
    """An image without words is a Problem; role="presentation" says that it needs none. Loading waits for its turn."""
    for image in tree.elements("img"):
        if not (image.get("alt") or "").strip() and image.get("role") != "presentation":
            src = str(image.get("src") or "")
            hint = "Write what it shows: ![two bars, one short](chart.png)."
            tree.problem(tree.line_of(src), "image", f"{src[:80]} has no alt text", hint)
        image.set("loading", "lazy")
        image.set("decoding", "async")


def wrap_tables(tree: Tree) -> None:
    """A wide table scrolls by itself, also from the keyboard, instead of the whole page."""
    for table in tree.elements("table"):
        frame = table.makeelement("div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": "Table"})
        parent = table.getparent()
        if parent is None:
            continue
        parent.replace(table, frame)
        frame.tail, table.tail = table.tail, None
        frame.append(table)


def name_links(tree: Tree) -> None:
    """A link without words says nothing to a screen reader and has no placement."""
    for link in tree.elements("a"):
        if link.get("href") is None:
            continue
        words = (
            squeeze(link.text_content())
            or link.get("aria-label")
            or "".join(str(i.get("alt") or "") for i in link.iter("img"))
        )
        if not words:
            href = str(link.get("href"))
            tree.problem(tree.line_of(href), "link", f"the link to {href[:80]} has no words", "Write [words](address).")


PASSES: tuple[Callable[[Tree], None], ...] = (drop_active, name_headings, describe_images, wrap_tables, name_links)
