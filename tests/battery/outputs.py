"""What must hold for every output, whatever was put in: nothing active, feeds that parse, nothing private."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import nh3
from lxml import etree
from lxml import html as lxml_html

from tests.site.blog import ROOT, Blog

_DRAFTS = (b"dddd4444", b"a-draft", b"A draft", b"eeee5555", b"posts/later")
"""Ids, addresses and titles of what is a draft or scheduled in the blog."""
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_ACTIVE = frozenset("base object embed applet frame frameset form animate set plaintext xmp noembed noframes".split())
_FRAME = {"main": 1, "h1": 1, 'footer class="site-footer"': 1, "script": 0}
_OWN_SCRIPT = re.compile(r'<script defer src="/theme/js/(?:address|copy|search|theme)\.[0-9a-f]{8}\.js"></script>')
_EARLY = f"<script>{(ROOT / 'theme/templates/partials/early.js').read_text().rstrip()}</script>"
_KIT_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.S)
_KIT_SCRIPT = re.compile(r'<script src="(?:\.\./)?(?:patterns|count|kit|find)\.js"></script>')
_SCHEMES = frozenset(["http", "https", "mailto", "tel", "sms", "xmpp"])
_URLS = frozenset("href src poster action formaction data cite xlink:href background ping srcset".split())
_LETTERS = set("abcdefghijklmnopqrstuvwxyz-_:0123456789")
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def check_output(blog: Blog, former: dict[str, str], now: dict[str, str]) -> None:
    """Every file that differs from the former output, which was looked at itself, and what is public in all of them."""
    folder = blog.output.resolve()
    for name in now:
        data = (folder / name).read_bytes()
        check_public(name, data, blog.root)
        if former.get(name) == now[name]:
            continue
        if name.endswith(".html"):
            check = check_kit_page if name.startswith("_waypost/share/") else check_page
            check(name, data.decode())
        elif name.endswith(".xml"):
            check_feed(etree.fromstring(data, _XML))
        elif name.endswith(".json"):
            json.loads(data)


def check_public(name: str, data: bytes, home: Path) -> None:
    """No draft, no machine's path; `_waypost/` is for the house, and knows its drafts."""
    for path in (str(home).encode(), str(ROOT).encode()):
        assert path not in data, f"{path!r} is in {name}"
    if not name.startswith("_waypost/"):
        for mark in _DRAFTS:
            assert mark not in data, f"{mark!r} is in {name}"


def check_page(name: str, page: str) -> None:
    """A page as a browser's parser (html5ever, by way of nh3) and an older one (libxml2) see it."""
    if 'http-equiv="refresh"' in page:
        assert page.lower().count("<script") == page.count('<script src="/moved.js" data-to="'), f"a script in {name}"
        return
    if name == "search/index.html":  # the one form of the site
        page = page.replace('<form class="search"', "<div", 1).replace("</form>", "</div>", 1)
    head, _, body = page.partition("<body>")
    inside = page.partition("</head>")[0]
    ours = inside.count('<script type="application/ld+json">') + inside.count(_EARLY) + len(_OWN_SCRIPT.findall(inside))
    assert head.count("<script") == ours, f"a script in {name}"
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.S):
        json.loads(found)
    tree = check_fragment(name, body.rpartition("</body>")[0])
    for tag, many in _FRAME.items():
        assert len(re.findall(rf"<{tag}[ >]", tree)) == many, f"not {many} <{tag}> in {name}"
    assert re.search(r'</main>\s*<footer class="site-footer"', tree), f"something stands after <main> in {name}"
    for element in lxml_html.document_fromstring(page).iter():
        if isinstance(element.tag, str) and element.tag not in ("meta", "link"):
            check_tag(name, element.tag, {str(k): str(v) for k, v in element.attrib.items()})


def check_kit_page(name: str, page: str) -> None:
    """A page of the share kit: the kit as data, the kit's own scripts, and nothing of a writer's that runs."""
    for found in _KIT_DATA.findall(page):
        json.loads(found)
    body = _KIT_SCRIPT.sub("", _KIT_DATA.sub("", page)).partition("<body>")[2].rpartition("</body>")[0]
    assert "<script" not in body.lower(), f"a script in {name}"
    tree = check_fragment(name, body)
    for tag in ("main", "h1"):
        assert len(re.findall(rf"<{tag}[ >]", tree)) == 1, f"not 1 <{tag}> in {name}"


def check_fragment(name: str, html: str) -> str:
    """HTML inside of <body>: gives the tree that a browser builds of it, written out."""
    found: list[tuple[str, str, str]] = []

    def told(tag: str, key: str, value: str) -> str:
        found.append((tag, key, value))
        return value

    tags = {match[1].lower() for match in _TAG.finditer(html)} - {"html", "head", "body"}
    tree = nh3.clean(
        html,
        tags=tags,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=_LETTERS,
        attribute_filter=told,
        strip_comments=False,
        link_rel=None,
        url_schemes={*_SCHEMES, "data", "javascript", "vbscript", "file", "blob", "about"},
    )
    for match in _TAG.finditer(tree):
        check_tag(name, match[1].lower(), {})
    for tag, key, value in found:
        check_tag(name, tag, {key: value})
    return tree


def check_tag(name: str, tag: str, attributes: dict[str, str]) -> None:
    """One start tag, its character references decoded."""
    assert tag not in _ACTIVE, f"<{tag}> in {name}"
    if tag == "script":
        assert attributes.get("type", "application/ld+json") == "application/ld+json", f"a script in {name}"
    for key, value in attributes.items():
        assert not key.startswith("on"), f"{key} on <{tag}> in {name}"
        assert key not in ("srcdoc", "http-equiv", "formaction", "ping"), f"{key} on <{tag}> in {name}"
        if key == "style":
            assert not re.search(r"url\s*\(|expression|@import|javascript|\\", value, re.I), (
                f"style={value!r} in {name}"
            )
        for url in re.split(r"[\s,]+", value) if key == "srcset" else [value] if key in _URLS else []:
            check_url(name, tag, url)


def check_url(name: str, tag: str, value: str) -> None:
    """As browsers read it: controls and spaces before it go, tabs and line breaks go everywhere (WHATWG URL §4.4)."""
    url = re.sub(r"[\t\r\n]", "", value).lstrip("".join(map(chr, range(33))))
    if url.startswith("feed://mini.example.com/"):  # the reader's own app
        url = url.replace("feed:", "https:", 1)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", url, re.I)
    picture = tag in ("img", "source") and url.lower().startswith("data:image/")
    assert not scheme or scheme[1].lower() in _SCHEMES or picture, f"{tag} leads to {value!r} in {name}"
    assert not re.match(r"\s*(java|vb)script\s*:", unquote(url), re.I), f"{tag} leads to {value!r} in {name}"


def check_feed(root: etree._Element) -> None:
    """The content of every entry, as HTML that a feed reader will show."""
    for content in _contents(root):
        check_fragment("a feed", content)


def _contents(root: etree._Element) -> Iterator[str]:
    for tag in ("{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content"):
        yield from (element.text or "" for element in root.iter(tag))
