"""JSON-LD: what a page is, in the words of schema.org, as one @graph.

A post's stage is a DefinedTerm among its `keywords` ("keywords or tags used to describe some item", which may be
DefinedTerms) in the DefinedTermSet of the stages page, and its name is the `articleSection`. It is not in `about`: a
post for the stage "interest" is not about interest. URLs are absolute and never carry tracking parameters.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from pydantic_core import to_json

from plugins.core.post import Picture, Post, Term
from plugins.core.site import Site
from plugins.core.vocabulary import Author
from plugins.head.nodes import (
    Node,
    author_node,
    breadcrumbs,
    kind_name,
    picture_url,
    present,
    publisher,
    stage_node,
    term_node,
)

_ESCAPES = [(c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029"]


def script(nodes: Iterable[Node]) -> Markup:
    """The nodes as the content of a `<script type="application/ld+json">`, in the order given.

    The five characters that could end the element or a line in it stand as JSON escapes (RFC 8259, section 7), so the
    parsed text is unchanged. They are replaced in the finished JSON: outside of strings it has none of them.
    """
    text = to_json({"@context": "https://schema.org", "@graph": list(nodes)}).decode()  # twice as quick as json's
    for sign, escape in _ESCAPES:  # five searches for what is mostly not there cost less than one table for all signs
        text = text.replace(sign, escape)
    return Markup(text)


def post_nodes(
    post: Post, site: Site, description: str, url: str, image: Picture | None = None, summation: Post | None = None
) -> list[Node]:
    """BlogPosting and BreadcrumbList of a post; `url` is its canonical one, without tracking parameters; image: what
    stands for it elsewhere; summation: the post that it is woven into."""
    posting: Node = {
        "@type": "BlogPosting",
        "@id": site.absolute(post.address) + "#post",
        "headline": post.title,
        "description": description,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "datePublished": post.date.isoformat(),
        "dateModified": post.changed.isoformat(),
    }
    posting = present(
        {**posting, **_image(site, image), **_people(post, site), **_subjects(post, site), **_measures(post)}
        | _whole(post, site, summation)
    )
    trail = [(post.stage.name, post.stage.term.address)] if post.stage else []
    return [posting, breadcrumbs(site, [*trail, (post.title, post.address)])]


def page_node(site: Site, title: str, description: str, url: str | None, kind: str = "WebPage") -> Node:
    """A page that is no post; `kind` is its schema.org type, `url` None where it has no address of its own."""
    node = {"@type": kind, "name": title, "description": description, "url": url, "inLanguage": site.language}
    return present({**node, "isPartOf": {"@type": "WebSite", "@id": site.absolute("/#website")}})


def home_nodes(site: Site, description: str) -> list[Node]:
    """WebSite and Blog, on the first page of the home page."""
    home = site.absolute("/")
    common: Node = {"name": site.name, "url": home, "description": description, "inLanguage": site.language}
    return [
        {"@type": "WebSite", "@id": f"{home}#website", **common, "publisher": publisher(site)},
        {"@type": "Blog", "@id": f"{home}#blog", **common, "publisher": publisher(site)},
    ]


def hub_nodes(site: Site, term: Term, author: Author | None, page: Node) -> list[Node]:
    """A hub, with BreadcrumbList: a ProfilePage where the author's data is given, else a CollectionPage.

    page: what `page_node` says of it.
    """
    if author:
        whole = {**page, "@type": "ProfilePage", "mainEntity": author_node(site, term, author, full=True)}
    else:
        whole = {**page, "@type": "CollectionPage", "about": term_node(site, term)}
    trail = [(kind_name(site, term.kind), site.hubs(term.kind)), (term.name, term.address)]
    return [whole, breadcrumbs(site, trail)]


def _people(post: Post, site: Site) -> Node:
    return {
        "author": [author_node(site, byline.term, byline.data) for byline in post.authors],
        "publisher": publisher(site),
        "audience": [{"@type": "Audience", "audienceType": term.name} for term in post.audiences],
    }


def _image(site: Site, image: Picture | None) -> Node:
    if image is None:
        return {}
    node: Node = {"@type": "ImageObject", "url": picture_url(site, image), "caption": image.alt}
    return {"image": node | ({"width": image.width, "height": image.height} if image.width else {})}


def _subjects(post: Post, site: Site) -> Node:
    stage = [stage_node(site, post.stage)] if post.stage else []
    return {
        "articleSection": post.stage.name if post.stage else "",
        "keywords": [*stage, *(tag.name for tag in post.tags)],
        "about": [term_node(site, term) for term in post.industries],
    }


def _measures(post: Post) -> Node:
    return {"inLanguage": post.lang, "wordCount": post.words, "timeRequired": f"PT{post.minutes}M"}


def _whole(post: Post, site: Site, summation: Post | None) -> Node:
    home = site.absolute("/")
    wholes: list[Node] = [{"@type": "Blog", "@id": f"{home}#blog", "name": site.name, "url": home}]
    if post.series:
        wholes.append(term_node(site, post.series))
    if summation:
        url = site.absolute(summation.address)
        wholes.append({"@type": "BlogPosting", "@id": f"{url}#post", "headline": summation.title, "url": url})
    return {"isPartOf": wholes}
