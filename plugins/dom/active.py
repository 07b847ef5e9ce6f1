"""What must not be published, whoever wrote it: what runs, loads by itself, sends, or leads somewhere unseen."""

from __future__ import annotations

import re

from plugins.dom.tree import Tree

ACTIVE = (
    "script style base meta link object embed applet frame frameset form animate set "
    "plaintext xmp noembed noframes textarea"
).split()
"""What runs, loads or sends; what animates an address into a link; and what a browser reads as text to its end tag,
so that our parser and the browser's would see two different pages."""

_NEVER = frozenset(["srcdoc", "ping", "attributionsrc", "background"])
_STYLE = re.compile(r"(?:url|src|image|image-set|expression)\s*\(|\\|behavior\s*:|-moz-binding", re.I)
_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.I)
_ALLOWED = frozenset(["http", "https", "mailto", "tel", "offer", "sms", "xmpp"])
_REFS = ("href", "src", "srcset", "poster", "action", "formaction", "data", "cite", "xlink:href")


def drop_active(tree: Tree) -> None:
    """Nothing active leaves the house, whoever wrote it: a Problem names what was found, and it is taken out."""
    for element in tree.elements(*ACTIVE):
        line = tree.line_where(f"<{element.tag}")
        tree.problem(line, "html", f"<{element.tag}> is not published", "Take it out; pages work without it.")
        element.drop_tree()
    for element in tree.elements():
        for name in [n for n in element.attrib if _is_active(str(element.tag), str(n), str(element.attrib[n]))]:
            line = tree.line_of(str(element.attrib[name])) if name in _REFS else tree.line_where(str(name))
            tree.problem(line, "html", f"{name}={element.attrib[name][:40]!r} is not published", "Take it out.")
            del element.attrib[name]


def _is_active(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or name in _NEVER or (name == "style" and _STYLE.search(value)):
        return True
    if name not in _REFS:
        return False
    urls = re.split(r"[\s,]+", value) if name == "srcset" else [re.sub(r"[\x00-\x20]", "", value)]
    return any(_is_refused(url, picture=tag in ("img", "source") and name != "href") for url in urls)


def _is_refused(url: str, picture: bool) -> bool:
    scheme = _SCHEME.match(url)
    if scheme is None or scheme[1].lower() in _ALLOWED:
        return False
    return not (picture and url.lower().startswith("data:image/"))
