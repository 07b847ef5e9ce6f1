"""What must not be published, whoever wrote it: what runs, loads by itself, sends, or leads somewhere unseen."""

from __future__ import annotations

import re
from functools import lru_cache

from plugins.core.links import host_of
from plugins.dom.tree import END, Tree

ACTIVE = (
    "script style base meta link object embed applet frame frameset form animate set "
    "plaintext xmp noembed noframes textarea"
).split()
"""What runs, loads or sends; what animates an address into a link; and what a browser reads as text to its end tag,
so that our parser and the browser's would see two different pages."""

_PAGES_OWN = ("main", "html", "head", "body")
"""What stands once in a page, and there already; what the writer put into one is kept."""

_NEVER = frozenset(["srcdoc", "ping", "attributionsrc", "background"])
_STYLE = re.compile(r"(?:url|src|image|image-set|expression)\s*\(|\\|behavior\s*:|-moz-binding", re.I)
_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.I)
_ALLOWED = frozenset(["http", "https", "mailto", "tel", "offer", "sms", "xmpp"])
_REFS = frozenset(["href", "src", "srcset", "poster", "action", "formaction", "data", "cite", "xlink:href"])
_PLAIN = ("https://", "http://")
_IGNORED = re.compile(r"[\x00-\x20]")
"""What browsers pass over in an address."""


def drop_active(tree: Tree) -> None:
    """Nothing active leaves the house, whoever wrote it: a Problem names what was found, and it is taken out."""
    for element in tree.parsed(*ACTIVE):
        line = tree.line_where(f"<{element.tag}")
        tree.problem(line, "html", f"<{element.tag}> is not published", "Take it out; pages work without it.")
        element.drop_tree()
        tree.changed()
    for element in tree.parsed("iframe"):
        src = str(element.get("src") or "").strip()
        if not src.lower().startswith("https://") or host_of(src) not in tree.embeds:
            hint = 'Link to it, or name the host of your videos in WAYPOST["embed_hosts"].'
            message = f"<iframe> of {host_of(src) or 'no host'} is not published"
            tree.problem(tree.line_where("<iframe"), "html", message, hint)
            element.drop_tree()
            tree.changed()
    for element in tree.elements("iframe", "title"):
        if (element.text or "").endswith(END):
            message = f"<{element.tag}> is never closed, and takes all that follows for its own"
            tree.problem(tree.line_where(f"<{element.tag}"), "html", message, f"Write </{element.tag}>.")
        if element.tag == "iframe":
            element.text = None  # no browser shows it
    for element in tree.parsed(*_PAGES_OWN):
        line = tree.line_where(f"<{element.tag}")
        tree.problem(line, "html", f"<{element.tag}> is the page's own", "Take it out, or write <div>.", warning=True)
        element.drop_tag()
        tree.changed()
    for element in tree.given():
        for name, value in element.items():  # a name like "{" has no key
            if _is_active(str(element.tag), name, value):
                line = tree.line_of(value) if name in _REFS else tree.line_where(name)
                tree.problem(line, "html", f"{name}={value[:40]!r} is not published", "Take it out.")
                del element.attrib[name]


def _is_active(tag: str, name: str, value: str) -> bool:
    if name not in _REFS:
        return name.startswith("on") or name in _NEVER or (name == "style" and _loads(value))
    if ":" not in value or (value.startswith(_PLAIN) and name != "srcset"):
        return False  # no scheme, or nearly always the same
    urls = re.split(r"[\s,]+", value) if name == "srcset" else [_IGNORED.sub("", value)]
    return any(_is_refused(url, picture=tag in ("img", "source") and name != "href") for url in urls)


@lru_cache(maxsize=500)
def _loads(style: str) -> bool:
    """Whether a style would load something, or may. A house has few: its columns are aligned."""
    return _STYLE.search(style) is not None


def _is_refused(url: str, picture: bool) -> bool:
    scheme = _SCHEME.match(url)
    if scheme is None or scheme[1].lower() in _ALLOWED:
        return False
    return not (picture and url.lower().startswith("data:image/"))
