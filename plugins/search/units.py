"""The units of this room: the search page, and the files of the indexes that it asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import Claim, House
from plugins.core.post import Term
from plugins.core.records import dataclass
from plugins.core.site import output_path
from plugins.core.unit import Unit
from plugins.core.vocabulary import Kind
from plugins.search.bundles import Bundles, Listing, files_key, listing_key
from plugins.search.documents import FACETS
from plugins.search.shards import Shard, shards
from plugins.search.steady import ENTRY

ADDRESS = "/search/"
OWNER = "the search"
_HINT = 'Install the package pagefind-bin, or leave the search out: WAYPOST["search"] = False.'


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its key in addresses, its name for readers, how many posts have it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with all of its values that any post has. key: a stage's question is asked by its value."""

    kind: Kind
    choices: tuple[Choice, ...]


def claims(bundles: Bundles, house: House) -> Iterable[Claim]:
    """The page, and what every index begins with: how its other files are called is known when they are made."""
    yield Claim(output_path(ADDRESS), OWNER)
    for shard in shards(house.public, house.site) if bundles.program else ():
        yield Claim(f"{shard.folder}/{ENTRY}", OWNER)


def units(bundles: Bundles, house: House) -> Iterator[Unit]:
    """The page and the files; Pagefind is waited for."""
    found = bundles.wait()
    yield _page(bundles, house, [shard for shard, _ in found])
    for shard, listing in found:
        yield from _files(bundles, shard, listing)


def facets(house: House) -> list[Facet]:
    """What posts can be chosen by, in the order of the data files."""
    groups = house.by_term(house.public)
    found: dict[Kind, list[Choice]] = {kind: [] for kind in FACETS}
    for term in house.terms():
        if posts := term.kind in found and groups.get((term.kind, term.key)):
            found[term.kind].append(_choice(term, len(posts)))
    return [Facet(kind, tuple(choices)) for kind, choices in found.items() if len(choices) > 1]


def _choice(term: Term, count: int) -> Choice:
    return Choice(term.key, term.name, count)


def _page(bundles: Bundles, house: House, there: list[Shard]) -> Unit:
    path, render, wanted = output_path(ADDRESS), house.renderer, not house.site.preview
    assert render is not None, "pages are made after Pelican's generators"
    choices, indexes = facets(house), _indexes(house, there)

    def make() -> bytes:
        if bundles.fault and wanted:
            message = f"{bundles.fault}: the search page says that it is not there"
            house.findings.problems.append(Problem("pelicanconf.py", 1, "search", message, _HINT, "warning"))
        return render.page("search", path, {"facets": choices, "indexes": indexes})

    parts = {"settings": house.ground, "template": render.digest("search"), "the facets": digest(repr(choices))}
    parts["the indexes"] = digest(indexes, bundles.fault)
    return Unit(path, OWNER, parts, make)


def _indexes(house: House, there: list[Shard]) -> str:
    """The folders of all indexes as JSON, those of one language together; "" where there is none."""
    together: dict[str, list[str]] = {}
    for shard in there:
        together.setdefault(shard.language, []).append(house.site.local(f"/{shard.folder}/"))
    return json.dumps(list(together.values())) if together else ""


def _files(bundles: Bundles, shard: Shard, listing: Listing) -> Iterator[Unit]:
    """Made of their bytes and nothing else; by the first of them the cache knows that the index is in use."""
    for name, found in listing.items():
        parts = {"the bytes": bytes.fromhex(str(found))}
        if name == ENTRY:
            parts |= {"the list": listing_key(shard), "the files": files_key(shard)}
        yield Unit(f"{shard.folder}/{name}", OWNER, parts, partial(bundles.file, shard, name), repeats=True)
