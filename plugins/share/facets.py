"""Bluesky's facets: where in a text its links and hashtags stand, in UTF-8 bytes (lexicon app.bsky.richtext.facet)."""

from __future__ import annotations

import regex

from plugins.share.counters import utf8_bytes

Facet = dict[str, object]
_LINK = r"(?<![^\s(])https?://\S+"
_TAG = regex.compile(r"(?<!\S)[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)")
_NAMES = regex.compile(r"[^\d\s\p{P}]")
MAX_TAG = 64


def facets(text: str, url: str = "") -> tuple[Facet, ...]:
    """The facets of `text`, in its order. `url`: a link known to stand in it, taken whole whatever it ends with."""
    found = _links(text, url)
    inside = [(start, start + len(link)) for start, link, _ in found]
    found += [tag for tag in _tags(text) if not any(a <= tag[0] < b for a, b in inside)]
    return tuple(_facet(text, start, shown, feature) for start, shown, feature in sorted(found, key=lambda f: f[0]))


_Found = list[tuple[int, str, dict[str, str]]]


def _links(text: str, url: str) -> _Found:
    pattern = f"{regex.escape(url)}|{_LINK}" if url else _LINK
    links = []
    for match in regex.finditer(pattern, text):
        link = match[0] if match[0] == url else _bare(match[0])
        links.append((match.start(), link, {"$type": "app.bsky.richtext.facet#link", "uri": link}))
    return links


def _bare(link: str) -> str:
    """A link without the punctuation of the sentence it stands in."""
    link = regex.sub(r"[.,;:!?]+$", "", link)
    return link[:-1] if link.endswith(")") and "(" not in link else link


def _tags(text: str) -> _Found:
    tags = []
    for match in _TAG.finditer(text):
        name = regex.sub(r"\p{P}+$", "", match[1])
        if name and len(name) <= MAX_TAG and _NAMES.search(name):
            shown = match[0][: len(name) + 1]
            tags.append((match.start(), shown, {"$type": "app.bsky.richtext.facet#tag", "tag": name}))
    return tags


def _facet(text: str, start: int, shown: str, feature: dict[str, str]) -> Facet:
    first = utf8_bytes(text[:start])
    return {"index": {"byteStart": first, "byteEnd": first + utf8_bytes(shown)}, "features": [feature]}
