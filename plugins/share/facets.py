"""Bluesky's facets: where in a text its links and hashtags stand, in UTF-8 bytes (lexicon app.bsky.richtext.facet)."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from plugins.share.characters import utf8_bytes

Facet = dict[str, object]
_LINK = regex.compile(r"(?<![^\s(])https?://\S+")
_TAG = regex.compile(r"(?<!\S)[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d\u20e2]+)")
_NAMES = regex.compile(r"[^\d\s\p{P}]")
_STOPS = regex.compile(r"\p{P}+$")
MAX_TAG = 64


def facets(text: str, url: str = "") -> tuple[Facet, ...]:
    """The facets of `text`, in its order. `url`: a link known to stand in it, taken whole whatever it ends with."""
    found = _links(text, url)
    inside = [(start, start + len(link)) for start, link, _ in found]
    found += [tag for tag in _tags(text) if not any(a <= tag[0] < b for a, b in inside)]
    return tuple(_facet(text, start, shown, feature) for start, shown, feature in sorted(found, key=lambda f: f[0]))


_Found = list[tuple[int, str, dict[str, str]]]


def _links(text: str, url: str) -> _Found:
    return [(start, link, {"$type": "app.bsky.richtext.facet#link", "uri": link}) for start, link in _linked(text, url)]


def _linked(text: str, url: str) -> Iterator[tuple[int, str]]:
    """(start, link) from the left; where `url` and another begin at one place, it is `url`."""
    known = text.find(url) if url else -1
    if known >= 0 and text.count("://") == url.count("://") == 1:
        yield known, url  # there is no other, as in most texts
        return
    other = _LINK.search(text)
    while known >= 0 or other:
        if other is None or 0 <= known <= other.start():
            start, end, link = known, known + len(url), url
        else:
            start, end, link = other.start(), other.end(), _bare(other[0])
        yield start, link
        known, other = text.find(url, end) if url else -1, _LINK.search(text, end)


def _bare(link: str) -> str:
    """A link without the punctuation of the sentence it stands in."""
    link = link.rstrip(".,;:!?")
    return link[:-1] if link.endswith(")") and "(" not in link else link


def _tags(text: str) -> _Found:
    tags = []
    for match in _TAG.finditer(text) if "#" in text or "＃" in text else ():
        name = _STOPS.sub("", match[1])
        if name and len(name) <= MAX_TAG and _NAMES.search(name):
            shown = match[0][: len(name) + 1]
            tags.append((match.start(), shown, {"$type": "app.bsky.richtext.facet#tag", "tag": name}))
    return tags


def _facet(text: str, start: int, shown: str, feature: dict[str, str]) -> Facet:
    first = utf8_bytes(text[:start])
    return {"index": {"byteStart": first, "byteEnd": first + utf8_bytes(shown)}, "features": [feature]}
