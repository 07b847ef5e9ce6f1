"""The writer's own text for a network: published as it was written, the link where the writer says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plugins.core.records import dataclass
from plugins.share.alike import LINK
from plugins.share.texts import clean

if TYPE_CHECKING:
    from plugins.core.frontmatter import ShareThread

_GOES_ON = re.compile(r"[\w?#%&=/-]")


@dataclass(frozen=True, slots=True)
class Own:
    """What a writer asks for on one network. cores: the own texts, LINK in them where the link goes; () where the text
    is composed; thread: whether what does not fit goes on in further posts."""

    cores: tuple[str, ...] = ()
    thread: bool = False

    @property
    def said(self) -> str:
        """All of it."""
        return "\n\n".join(self.cores)


def read(share: str | Sequence[str] | ShareThread, clean_url: str) -> Own:
    """What stands under `share:` for one network: a text, a list of posts, or a mapping."""
    if isinstance(share, str):
        return Own((own_core(share, clean_url),))
    if isinstance(share, Sequence):
        return Own(_one_link([own_core(post, clean_url) for post in share]), thread=True)
    return Own((own_core(share.text, clean_url),) if share.text else (), share.thread)


def words_of(share: str | Sequence[str] | ShareThread) -> str:
    """The writer's words, as they stand in the file."""
    if isinstance(share, str):
        return share
    return "\n".join(share) if isinstance(share, Sequence) else share.text or ""


def own_core(text: str, clean_url: str) -> str:
    """The writer's own text with the link's place marked: at {url}, else where the post's clean address stands."""
    text = clean(text.replace("\r\n", "\n")).strip()
    if "{url}" not in text:
        text = _marked(text, clean_url)
    front, found, rest = text.partition("{url}")
    return front + LINK + rest.replace("{url}", "") if found else text


def _one_link(posts: Sequence[str]) -> tuple[str, ...]:
    """The link stands where it comes first, and nowhere else."""
    first = next((number for number, post in enumerate(posts) if LINK in post), 0)
    kept = (post if number == first else post.replace(LINK, "").strip() for number, post in enumerate(posts))
    return tuple(filter(None, kept))


def _marked(text: str, clean_url: str) -> str:
    """`text` with {url} for the first `clean_url` that is a whole address."""
    at = text.find(clean_url)
    while at >= 0:
        end = at + len(clean_url)
        if not _GOES_ON.match(text, end):
            return text[:at] + "{url}" + text[end:]
        at = text.find(clean_url, at + 1)
    return text
