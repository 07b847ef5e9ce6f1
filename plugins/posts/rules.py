"""All that preparing an article reads besides its file."""

from __future__ import annotations

from plugins.core.house import House
from plugins.core.records import dataclass
from plugins.dom.extensions import EXTENSIONS


@dataclass(frozen=True, slots=True)
class Rules:
    """All that preparing reads besides the file: what changes here changes the result.

    trusted: keys of authors; embeds: hosts whose videos may stand in an article, in an <iframe>.

    max_bytes: of one file; max_seconds, max_memory (bytes): of its conversion, held by the pool that prepares.
    """

    trusted: frozenset[str] = frozenset()
    embeds: frozenset[str] = frozenset()
    extensions: tuple[str, ...] = EXTENSIONS
    max_bytes: int = 1_000_000
    max_seconds: float = 10.0
    max_memory: int = 2**30


def rules_of(house: House) -> Rules:
    """All that preparing reads besides a file."""
    settings = house.site.settings
    return Rules(
        trusted=frozenset(key for key, author in house.vocabulary.authors.items() if author.trusted),
        embeds=frozenset(settings.embed_hosts),
        max_bytes=settings.max_bytes,
        max_seconds=settings.max_seconds,
    )
