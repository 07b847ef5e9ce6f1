"""The room that a network gives a text: what must stand in it, what may, and whether it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from plugins.core.records import dataclass
from plugins.share.alike import LINK
from plugins.share.networks import Network, Size

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Room:
    """What a text must fit into: a network, the link that it must carry, the hashtags it may, a mail's subject.

    A post has a dozen drafts, and of each is asked whether it fits; the link, which is the longest of it, is measured
    once, and so is every draft.
    """

    network: Network
    url: str
    hashtags: tuple[str, ...] = ()
    subject: str = ""
    _sizes: dict[str, Size] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Core → its size with the link."""
    _added: dict[str, Size] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Text → what it adds to the size of another behind which it stands."""
    _told: dict[str, Size] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Whole text → its size, where that is known."""

    def whole(self, core: str, hashtags: Iterable[str] = ()) -> str:
        """`core` with the link where it says so, else after it, and the hashtags last."""
        placed = core.replace(LINK, self.url) if LINK in core else _GAP.join(filter(None, (core, self.url)))
        return _GAP.join(filter(None, (placed, " ".join(hashtags))))

    def fits(self, core: str) -> bool:
        """Whether the network takes `core` with its link."""
        return self.network.takes(self._sizes.get(core) or self._size(core))

    def fullest(self, core: str) -> str:
        """The text with as many of its hashtags as there is room for: they are the first to go."""
        size, new = self._sizes.get(core) or self._size(core), self._new(core)[: self.network.hashtags]
        for count in range(len(new), 0, -1):
            more = self._with(size, " ".join(new[:count]))
            if self.network.takes(more):
                return self._noted(self.whole(core, new[:count]), more)
        return self._noted(self.whole(core), size)

    def size(self, text: str) -> Size:
        """How long a whole text is, link and all."""
        return self._told.get(text) or self._alone(text)

    def _noted(self, text: str, size: Size) -> str:
        self._told[text] = size
        return text

    def _new(self, core: str) -> tuple[str, ...]:
        """The hashtags that the text does not hold itself."""
        if "#" not in core:
            return self.hashtags
        words = core.casefold().split()
        return tuple([tag for tag in self.hashtags if tag.casefold() not in words])

    def _size(self, core: str) -> Size:
        apart = core and LINK not in core and core[-1] != "\r"  # this would be one with the line feed behind it
        size = self._with(self._alone(core), self.url) if apart else self._alone(self.whole(core))
        self._sizes[core] = size
        return size

    def _with(self, size: Size, last: str) -> Size:
        """The size of a text of `size`, and `last` behind an empty line: the sum of both (`counters`)."""
        more = self._added.get(last)
        if more is None:
            count, in_bytes = self._alone(_GAP + last)
            empty = self._alone("")[0] if self.network.has_subject else 0
            more = self._added[last] = count - empty, in_bytes
        return size[0] + more[0], size[1] + more[1]

    def _alone(self, text: str) -> Size:
        return self.network.size(text, self.subject)
