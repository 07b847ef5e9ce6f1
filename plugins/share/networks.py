"""The networks, as data: a new one is one entry here and, where it counts in a new way, one counter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from plugins.core.records import dataclass
from plugins.core.vocabulary import Channel
from plugins.share import characters, counters, intents, recipes

Size: TypeAlias = tuple[int, int]
"""(count in a network's own unit, UTF-8 bytes: 0 where it does not limit them)."""


@dataclass(frozen=True, slots=True)
class Network:
    """How a network counts and shows text.

    limit: the most that `count` (text, subject) may give, in `unit`; max_bytes: a second limit, in UTF-8 bytes;
    hashtags: how many are added at most, 0 where they are not used; fold: characters before "see more"; attention:
    characters after which readers are asked for more than they came to give; has_threads: whether a text may go on in
    further posts.
    """

    key: str
    name: str
    limit: int
    unit: str
    count: Callable[[str, str], int]
    intent: Callable[[intents.Outgoing], str]
    recipes: tuple[str, ...]
    hashtags: int = 0
    fold: int | None = None
    attention: int | None = None
    max_bytes: int | None = None
    has_subject: bool = False
    has_threads: bool = False

    def size(self, text: str, subject: str = "") -> Size:
        """How long `text` is, in all that the network limits."""
        return self.count(text, subject), characters.utf8_bytes(text) if self.max_bytes else 0

    def takes(self, size: Size) -> bool:
        """Whether the network takes a text of this size."""
        return size[0] <= self.limit and size[1] <= (self.max_bytes or 0)

    def fits(self, text: str, subject: str = "") -> bool:
        """Whether the network takes `text` as it is."""
        return self.takes(self.size(text, subject))


_ALL = (
    Network(
        "linkedin",
        "LinkedIn",
        3000,
        "characters",
        counters.utf16_units,
        intents.linkedin,
        recipes.LINKEDIN,
        hashtags=3,
        fold=210,
        attention=1300,
    ),
    Network(
        "x",
        "X",
        280,
        "weighted characters",
        counters.x_weight,
        intents.x,
        recipes.X,
        hashtags=2,
        has_threads=True,
    ),
    Network(
        "bluesky",
        "Bluesky",
        300,
        "graphemes",
        counters.grapheme_count,
        intents.bluesky,
        recipes.BLUESKY,
        hashtags=2,
        max_bytes=3000,
        has_threads=True,
    ),
    Network(
        "mastodon",
        "Mastodon",
        500,
        "characters",
        counters.mastodon_count,
        intents.mastodon,
        recipes.MASTODON,
        hashtags=3,
        has_threads=True,
    ),
    Network("facebook", "Facebook", 63_206, "characters", counters.utf16_units, intents.facebook, recipes.FACEBOOK),
    # Threads makes one tag a topic and shows any further as plain text.
    Network(
        "threads", "Threads", 500, "characters", counters.threads_count, intents.threads, recipes.THREADS, hashtags=1
    ),
    # For a network that is not in this table: its channel says its name, its limit and the address for new posts.
    Network("plain", "Plain text", 3000, "characters", counters.utf16_units, intents.plain, recipes.PLAIN, hashtags=2),
    # No standard limits a mail's body; 2,000 characters of address are what mail programs and browsers pass on safely.
    Network(
        "email",
        "E-mail",
        2000,
        "characters of the mailto address",
        counters.mailto_length,
        intents.email,
        recipes.EMAIL,
        has_subject=True,
    ),
)

NETWORKS: Mapping[str, Network] = {network.key: network for network in _ALL}
OWN_LIMIT = frozenset(["plain", "mastodon"])
"""Networks whose channels may say how much they take: each Mastodon instance decides that for itself."""


def network_of(channel: Channel) -> Network | None:
    """The network that a channel names, as far as the channel says with its own name and limit; None: no known one."""
    network = NETWORKS.get(channel.network or "")
    if network is None or network.key not in OWN_LIMIT:
        return network
    return _own(network, channel.name if network.key == "plain" else network.name, channel.limit or network.limit)


@lru_cache(maxsize=64)
def _own(network: Network, name: str, limit: int) -> Network:
    return replace(network, name=name, limit=limit)
