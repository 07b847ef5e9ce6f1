"""What a built site knows of its tagged links: the rows of the ledger, the posts, and the data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.core.errors import Misconfigured
from plugins.core.links import Tagged, host_of
from plugins.core.manifest import Entry, Manifest, home
from plugins.core.rows import parsed
from plugins.core.site import Site
from plugins.core.vocabulary import Vocabulary


@dataclass(frozen=True)
class Book:
    """rows: sorted as the build left them; manifest: the posts; site, vocabulary: what they were built by; output: the
    folder of the built site."""

    site: Site
    vocabulary: Vocabulary
    manifest: Manifest
    rows: tuple[Tagged, ...]
    output: Path

    @cached_property
    def posts(self) -> Mapping[str, Entry]:
        """Id → post."""
        return {post.id: post for post in self.manifest.posts}

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts that tagged links may lead to: the site's own, those measured with it or apart, and those of offers."""
        return self.others | {self.site.host}

    @cached_property
    def others(self) -> frozenset[str]:
        """The hosts of what is not this site; its own may be among them, for what else stands there."""
        settings = self.site.settings
        offers = (host_of(offer.url) for offer in self.vocabulary.offers.values())
        return frozenset((*settings.internal_hosts, *settings.owned_hosts, *offers))


def text_of(output: Path, form: str) -> str:
    """The ledger as the build left it, csv or json. Raises Misconfigured where the output has none."""
    path = output / home(f"links.{form}")
    try:
        return path.read_bytes().decode()
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{path} cannot be read ({error}). Build again with --full") from None


def read(output: Path, manifest: Manifest, site: Site, vocabulary: Vocabulary) -> Book:
    """The book of a built site. Raises Misconfigured where its ledger is none."""
    try:
        rows = tuple(parsed(text_of(output, "json")))
    except (ValueError, KeyError, TypeError) as error:
        raise Misconfigured(f"{output / home('links.json')} is no ledger ({error}). Build again with --full") from None
    return Book(site, vocabulary, manifest, rows, output)
