"""What stands in <head> of a page, as data; the theme writes it. Canonical, og:url and JSON-LD are always clean.

A canonical URL is RFC 6596's; a page that search engines shall leave out says "noindex" instead of being hidden from
them in robots.txt, where they could not read that it shall be left out.
"""

from __future__ import annotations

from markupsafe import Markup

from plugins.core.house import House
from plugins.core.post import Page, Post, Term
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.text import squeeze
from plugins.head.alternates import Alternate, Language, alternates_of, languages_of
from plugins.head.jsonld import home_nodes, hub_nodes, page_node, post_nodes, script
from plugins.head.nodes import Node, breadcrumbs
from plugins.head.opengraph import Meta, article, open_graph, stage_and_authors
from plugins.head.words import clean, described, in_general, number, titled

_LISTS = frozenset(["hub", "hubs", "archives"])


@dataclass(frozen=True, slots=True)
class Head:
    """Everything that differs in <head> from page to page. `jsonld` is ready for one script element."""

    title: str
    description: str
    canonical: str | None
    robots: str | None
    metas: tuple[Meta, ...]
    alternates: tuple[Alternate, ...]
    jsonld: Markup
    languages: tuple[Language, ...] = ()


def post_head(post: Post, house: House) -> Head:
    """The head of a post; its stage's feeds stand before the site's."""
    site, description, url = house.site, described(house.site, post.summary), _canonical(post, house.site)
    image = house.shown(post)
    graph = open_graph(site, post.title, description, url, "article", post.lang, image)
    return Head(
        title=titled(site, post.title),
        description=description,
        canonical=url,
        robots=_robots(site, post.status != "published"),
        metas=(*stage_and_authors(post), *graph, *article(post, site)),
        alternates=house.once(alternates_of, post.stage.term if post.stage else None),
        jsonld=script(post_nodes(post, site, description, url, image, house.summation_of(post))),
        languages=_languages(post, house),
    )


def page_head(page: Page, house: House) -> Head:
    """The head of a page that is no post. Without a summary its first words describe it."""
    site, url = house.site, _canonical(page, house.site)
    description = described(site, page.summary or page.text or in_general(site, page.title))
    node = {**page_node(site, page.title, description, url), "inLanguage": page.lang}
    image = page.image or house.card_of(None)
    return Head(
        title=titled(site, page.title),
        description=description,
        canonical=url,
        robots=_robots(site, page.status != "published"),
        metas=tuple(open_graph(site, page.title, description, url, "website", page.lang, image)),
        alternates=house.once(alternates_of),
        jsonld=script([node, breadcrumbs(site, [(page.title, page.address)])]),
        languages=_languages(page, house),
    )


def plain_head(
    house: House,
    title: str,
    description: str = "",
    address: str = "/",
    page: int = 1,
    noindex: bool = False,
    kind: str = "website",
    term: Term | None = None,
) -> Head:
    """The head of a page that no source file stands for: the home page, hubs, the archive, 404.

    address: of page 1 or of page n; "/" is the home page, which is titled by the site's name. noindex: as 404 is, a
    page without an address of its own, so without canonical and og:url. kind: "hub", "hubs", "archives" are lists, all
    else is an ordinary page. term: whose hub it is.
    """
    site, home = house.site, not noindex and _paged(address, page) == _paged("/", page)
    name = site.name if home else squeeze(title)
    text = description or (term.intro if term else "") or in_general(site, "" if home else name, term)
    text, shown = described(site, text, page), name + number(site, page)
    url = None if noindex else site.absolute(_paged(address, page))
    nodes = _plain_nodes(house, page_node(site, shown, text, url), home, page, kind, term)
    return Head(
        title=titled(site, name, site.subtitle if home and page == 1 else "") + number(site, page),
        description=text,
        canonical=url,
        robots=_robots(site, noindex),
        metas=tuple(open_graph(site, shown, text, url, "website", site.language, house.card_of(term))),
        alternates=house.once(alternates_of, term),
        jsonld=script(nodes),
    )


def _plain_nodes(house: House, node: Node, home: bool, page: int, kind: str, term: Term | None) -> list[Node]:
    if home and page == 1:
        return home_nodes(house.site, str(node["description"]))
    if term is None:
        return [{**node, "@type": "CollectionPage"} if home or kind in _LISTS else node]
    author = house.vocabulary.authors.get(term.key) if term.kind == "author" else None
    return hub_nodes(house.site, term, author, node)


def _canonical(item: Page, site: Site) -> str:
    return clean(item.canonical or site.absolute(item.address))


def _languages(item: Page, house: House) -> tuple[Language, ...]:
    return languages_of(house.site, house.translations().get(item.path, ()))


def _robots(site: Site, noindex: bool) -> str | None:
    return "noindex" if noindex or site.preview else None


def _paged(address: str, page: int) -> str:
    """The address of page n, of whichever of its pages `address` is."""
    tail = f"page/{page}/"
    return address if page == 1 or address.endswith(f"/{tail}") else address + tail


__all__ = ["Alternate", "Head", "Language", "Meta", "page_head", "plain_head", "post_head"]
