"""The passes over one article, in the literal order in which they run. Each changes the tree in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain, pairwise
from xml.etree.ElementTree import Element

from plugins.core.post import Heading
from plugins.core.text import slugify, squeeze
from plugins.dom.active import drop_active
from plugins.dom.looks import name_looks
from plugins.dom.source import holds_comment
from plugins.dom.tree import Node, Tree, words_of

_FRAME = {"class": "table", "tabindex": "0", "role": "group", "aria-label": "Table"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def keep_ids_apart(tree: Tree) -> None:
    """An id stands once in an article: a fragment leads to one place."""
    seen: dict[str, int] = {}
    for element in tree.given():
        name = element.get("id")
        if name is None:
            continue
        if name in seen or not name.strip():
            what = f"the id {name[:60]!r} stands twice" if name.strip() else "an id is empty"
            mark = f"#{name}" if f"#{name}" in tree.source else f'"{name}"'
            lines = [tree.line_where(mark) for _ in range(2 if seen.get(name) == 1 else 1)]
            tree.problem(lines[-1], "html", what, "Give each place its own.")
            del element.attrib["id"]
        seen[name] = seen.get(name, 0) + 1


def name_headings(tree: Tree) -> None:
    """Every heading gets an id from its words; the title is the page's only h1."""
    found = [(element, squeeze(words_of(element))) for element in tree.elements(*_HEADINGS)]
    depths = [int(element.tag[1]) for element, _ in found]
    if not all(1 < depth <= before + 1 for before, depth in pairwise([1, *depths])):
        depths = _levelled(tree, found)
    taken = {str(element.get("id")) for element in tree.given() if element.get("id")}
    for depth, (element, text) in zip(depths, found, strict=True):
        tree.headings.append(Heading(depth, _identify(element, text, taken), text))


def _levelled(tree: Tree, found: Iterable[tuple[Node, str]]) -> list[int]:
    """The levels of headings with their words, of which no h1 is left; what is at fault is told at its line."""
    levels = [1]
    for element, text in found:
        line = tree.line_of_heading(text)  # of each, for the next one is looked for below it
        if element.tag == "h1":
            tree.problem(line, "heading", "the title is the page's only h1", "Write ## here.", True)
            element.tag = "h2"
            tree.changed()
        depth = int(element.tag[1])
        if depth > levels[-1] + 1:
            tree.problem(line, "heading", f"jumps from h{levels[-1]} to h{depth}", "Do not skip.", True)
        levels.append(depth)
    return levels[1:]


def _identify(element: Node, text: str, taken: set[str]) -> str:
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


def describe_images(tree: Tree) -> None:
    """An image without words is a Problem; role="presentation" says that it needs none. Loading waits for its turn."""
    for image in tree.elements("img"):
        src = str(image.get("src") or "")
        line = tree.line_of(src)
        if not (image.get("alt") or "").strip() and image.get("role") != "presentation":
            hint = "Write what it shows: ![two bars, one short](chart.png)."
            tree.problem(line, "image", f"{src[:80]} has no alt text", hint)
        image.set("loading", "lazy")
        image.set("decoding", "async")


def empty_corners(tree: Tree) -> None:
    """A heading cell without words heads nothing: it is a cell (HTML Living Standard, 4.9.10, on empty corners)."""
    for cell in tree.elements("th"):
        if not len(cell) and not (cell.text or "").strip():
            cell.tag = "td"
            cell.attrib.pop("scope", None)
            tree.changed()


def wrap_tables(tree: Tree) -> None:
    """A wide table scrolls by itself, also from the keyboard, instead of the whole page. A group and no region: the
    landmarks of a page must differ in their names, and two tables have the same."""
    left = len([*tree.elements("table")])
    for parent in chain([tree.root], filter(len, tree.elements())):
        if not left:
            return  # most tables stand in nothing else
        for place, table in enumerate(parent):
            if table.tag == "table":
                frame = table.makeelement("div", {**_FRAME})
                frame.tail, table.tail = table.tail, None
                parent[place] = frame
                frame.append(table)
                tree.changed()
                left -= 1


def focus_code(tree: Tree) -> None:
    """Code that is wider than a phone scrolls by itself, also from the keyboard (WCAG 2.1.1)."""
    for block in tree.elements("pre"):
        block.set("tabindex", "0")


def name_links(tree: Tree) -> None:
    """A link without words says nothing to a screen reader and has no placement."""
    links = [link for link in tree.elements("a") if link.get("href") is not None]
    if all(map(_has_words, links)):
        return
    for link in links:
        href = str(link.get("href"))
        line = tree.line_of(href)  # of each, for the next one is looked for behind it
        if not _has_words(link):
            tree.problem(line, "link", f"the link to {href[:80]} has no words", "Write [words](address).")


def _has_words(link: Node) -> bool:
    return bool((link.text or "").strip() or squeeze("".join(link.itertext())) or link.get("aria-label")) or any(
        image.get("alt") for image in link.iter("img")
    )


def close_comments(tree: Tree) -> None:
    """A comment that is never closed is text to Markdown: what was meant for the house would stand on the page.

    Its two hyphens may have become a dash on the way.
    """
    if not holds_comment(tree.source) or isinstance(tree.root, Element):
        return
    words = map(str, tree.root.xpath(".//text()[not(ancestor::code or ancestor::pre)]"))
    shown = any(re.search("<!(--|[–—])", text) for text in words)
    if shown and re.search(r"(?<!\\)<!--", tree._text):
        tree.problem(tree.line_where("<!--"), "html", "a comment is never closed", "Close it with -->.")


PASSES: tuple[Callable[[Tree], None], ...] = (
    drop_active,
    name_looks,
    close_comments,
    keep_ids_apart,
    name_headings,
    describe_images,
    focus_code,
    name_links,
    empty_corners,
    wrap_tables,
)
