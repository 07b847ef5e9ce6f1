"""What is searched of a post, as Pagefind reads it: HTML with the marks that its documentation names
(pagefind.app/docs/indexing, /docs/metadata, /docs/filtering)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plugins.core.body import Slot, fill
from plugins.core.dates import day
from plugins.core.digest import digest
from plugins.core.post import Content, Post, Term
from plugins.core.site import Site
from plugins.core.vocabulary import Kind

FACETS: tuple[Kind, ...] = ("stage", "industry", "audience", "author")
FILTER = "facet"
"""Pagefind's name for all of them: one filter is one file to fetch, and four would be four."""


def facet(term: Term) -> str:
    """The value of that filter which a term stands for."""
    return f"{term.kind}:{term.key}"


def document(post: Post, content: Content, site: Site) -> str:
    """The HTML that stands for a post in the index: all that a reader of its page sees of it, without its links."""
    from plugins.search.letters import spaced  # its patterns take a while: only where a document is made

    said = "".join(f"<p>{escape(text)}</p>" for text in _said(post))
    title, marks = escape(post.title), "".join(_marks(post, site))
    body = fill(content.body, _anchors_only)
    asked = f"<p>{escape(post.question)}</p>" if post.question else ""
    text = spaced(f"<h1>{title}</h1>{said}{body}{asked}")
    head = f"<title>{title}</title>{marks}"
    return f'<!doctype html><html lang="{escape(post.lang)}"><head>{head}</head><body>{text}</body></html>'


def key_of(post: Post, site: Site) -> bytes:
    """The digest of all that `document` and `address` read of a post and its site."""
    text = post.stored or digest(post.text, repr(post.body))
    return digest(post.front, text, post.title, post.address, site.base, *_shown(post, site).values())


def address(post: Post, site: Site) -> str:
    """Where a result leads, from the host's root on."""
    return site.local(post.address)


def _said(post: Post) -> Iterator[str]:
    yield from filter(None, (post.summary, post.problem))
    yield from post.takeaways


def _marks(post: Post, site: Site) -> Iterator[str]:
    """What is shown with a result, and what it can be found by besides words."""
    for name, value in _shown(post, site).items():
        if value:
            yield f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
    for term in post.terms:
        if term.kind in FACETS:
            yield f'<meta data-pagefind-filter="{FILTER}[content]" content="{escape(facet(term))}">'


def _shown(post: Post, site: Site) -> dict[str, str]:
    stage, authors = post.stage.name if post.stage else "", ", ".join(byline.name for byline in post.authors)
    return {"lang": post.lang, "stage": stage, "authors": authors, "day": day(post.date, site)}


def _anchors_only(slot: Slot, reference: str) -> str | None:
    """Headings are found by their ids; where links lead is no part of what is searched."""
    return reference if slot.kind == "anchor" else None
