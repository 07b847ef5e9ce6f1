"""Addresses that a writer wrote into a text: those of the company's own sites get the channel's tags, as in feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.core.house import House
from plugins.core.links import has_utm, placement_of
from plugins.core.post import Post

PLACEMENT = "share"
"""Of links to the post itself."""

_URL = re.compile(r"(?i)(?<!\w)https?://[^\s\x00<>\"“”„‟’‘«»‹›…、。，！？；：「」『』（）【】《》]+")
_SENTENCE = ".,;:!?'*]}"


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """(start, URL) of each web address in `text`, without the punctuation of the sentence that it stands in."""
    for found in _URL.finditer(text) if "://" in text else ():
        url = found[0]
        while url[-1] in _SENTENCE or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        yield found.start(), url


def spoiled(text: str, house: House) -> Iterator[str]:
    """Links to this site, or to one measured together with it, that carry tags typed by hand."""
    return (url for _, url in addresses(text) if has_utm(url) and house.site.is_own(url))


def tagged(core: str, post: Post, house: House, channel: str) -> str:
    """`core` with each address of an own or owned site in its tagged form, written into the ledger."""
    done, end = "", 0
    for start, url in addresses(core):
        done, end = done + core[end:start] + _tagged(url, post, house, channel), start + len(url)
    return done + core[end:]


def _tagged(url: str, post: Post, house: House, channel: str) -> str:
    if not (house.site.is_own(url) or house.site.is_owned(url)):
        return url
    itself = url == house.site.absolute(post.address)
    return house.tagged(url, post, channel, PLACEMENT if itself else placement_of("", url))
