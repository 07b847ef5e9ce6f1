"""The parts that JSON-LD is made of: authors, publisher, terms, images, breadcrumbs. All URLs absolute and clean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from plugins.core.post import Picture, StageOf, Term
from plugins.core.site import FOLDERS, Site
from plugins.core.text import squeeze
from plugins.core.vocabulary import Author, Kind

Node = dict[str, object]
Crumb = tuple[str, str]
"""A name and an address on this site."""


def present(node: Mapping[str, object]) -> Node:
    """The node without what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def publisher(site: Site) -> Node:
    """The organization behind the site, by the site's name."""
    home = site.absolute("/")
    return {"@type": "Organization", "@id": f"{home}#publisher", "name": site.name, "url": home}


def author_node(site: Site, term: Term, author: Author, full: bool = False) -> Node:
    """A Person or an Organization; `full` adds what a profile page tells."""
    url, person = site.absolute(term.address), author.kind == "person"
    node: Node = {"@type": "Person" if person else "Organization", "@id": f"{url}#author", "name": author.name}
    node |= {"url": url, "jobTitle": author.role if person else ""}
    if full:
        node |= {"description": squeeze(author.bio or author.credentials)}
    return present({**node, "sameAs": [author.url] if author.url else []})


def term_node(site: Site, term: Term) -> Node:
    """What posts are grouped by: a DefinedTerm for a stage, a CreativeWorkSeries for a series, else a Thing."""
    node: Node = {"@type": "Thing", "name": term.name, "url": site.absolute(term.address)}
    if term.kind == "series":
        return {**node, "@type": "CreativeWorkSeries"}
    if term.kind != "stage":
        return node
    stages = site.absolute(site.hubs("stage"))
    in_set = {"@type": "DefinedTermSet", "@id": stages, "name": kind_name(site, "stage"), "url": stages}
    return {**node, "@type": "DefinedTerm", "termCode": term.key, "inDefinedTermSet": in_set}


def stage_node(site: Site, stage: StageOf) -> Node:
    """A post's stage; its description is the stage's question, and says so where the stage was inferred."""
    inferred = f" ({site.text('inferred', 'inferred')})" if stage.inferred else ""
    return {**term_node(site, stage.term), "description": stage.question + inferred}


def breadcrumbs(site: Site, trail: Sequence[Crumb]) -> Node:
    """A BreadcrumbList from the home page along `trail`."""
    steps = [(site.name, "/"), *trail]
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": site.absolute(address)}
        for at, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def picture_url(site: Site, picture: Picture) -> str:
    """The absolute URL of an image; what is percent-encoded already stays as it is."""
    return site.absolute(quote(picture.address, safe="/-._~!$&'()*+,;=:@%"))


def kind_name(site: Site, kind: Kind) -> str:
    """What the list of a kind of hub is called: "Stages", or the site's own text `hubs_stage`, as on that list."""
    return site.text(f"hubs_{kind}", FOLDERS[kind].capitalize())
