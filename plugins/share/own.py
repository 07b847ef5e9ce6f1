"""The writer's own text for a network: published as it was written, the link where the writer says."""

from __future__ import annotations

import re

from plugins.share.alike import LINK
from plugins.share.texts import clean

_GOES_ON = re.compile(r"[\w?#%&=/-]")


def own_core(text: str, clean_url: str) -> str:
    """The writer's own text with the link's place marked: at {url}, else where the post's clean address stands."""
    text = clean(text.replace("\r\n", "\n")).strip()
    if "{url}" not in text:
        text = _marked(text, clean_url)
    front, found, rest = text.partition("{url}")
    return front + LINK + rest.replace("{url}", "") if found else text


def _marked(text: str, clean_url: str) -> str:
    """`text` with {url} for the first `clean_url` that is a whole address."""
    at = text.find(clean_url)
    while at >= 0:
        end = at + len(clean_url)
        if not _GOES_ON.match(text, end):
            return text[:at] + "{url}" + text[end:]
        at = text.find(clean_url, at + 1)
    return text
