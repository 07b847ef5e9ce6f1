"""The site as a graph: which post leads where, and which can be reached from none.

A post leads to what its text links to, to its next steps, to the other parts of its series, to its translations, to
its summation, and to its offer; a page, to what its text links to. Hidden posts, drafts and scheduled ones neither lead
nor are led to.

    dead end      a published post that leads to no other page of this site
    left alone    a published post to which no other post and no page leads; lists show it, but no reader's way does
    orphan        a published page that no text links to and that no list shows: it is not in the menu. (Posts stand
                  in the lists of their stage and of the whole blog, so that none of them is an orphan.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.links import is_web_url
from plugins.core.post import Page, Post, Target
from plugins.ladder.likeness import Likeness

_BY_THEME = ("/subscribe/",)
"""Pages that the theme links to whether they are in the menu or not."""


def problems(house: House) -> Iterator[Problem]:
    """Dead ends, posts left alone, and orphans, as warnings; of a house whose build is through."""
    graph = Graph(house)
    for post in house.public:
        if not graph.ways[post.path]:
            hint = "Link to what its reader can use next."
            yield _warning(house, post, "leads to no other page of this site: no link, no next step", hint)
    alone = [post for post in house.public if post.address not in graph.led_to]
    likeness = Likeness(house.public) if alone else None
    for post in alone:
        message = "no other post and no page leads here: no link, no next step"
        yield _warning(house, post, message, _nearest(post, likeness) if likeness else "")
    for page in graph.pages:
        if page.address not in graph.led_to and not page.menu and page.address not in _BY_THEME:
            hint = "Link to it, or take out menu: false."
            yield _warning(house, page, "no text links to this page, and it is not in the menu", hint)


class Graph:
    """pages: the published ones; ways: path of a post or page → the addresses on this site that it leads to, its own
    apart; led_to: all of those."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.pages = [page for page in house.pages if page.status == "published"]
        self._series, self._translations = house.series(), house.translations()
        self.ways = {page.path: set(self._by_text(page)) - {page.address} for page in self.pages}
        self.ways |= {post.path: self._ways(post) - {post.address} for post in house.public}
        self.led_to = set().union(*self.ways.values())

    def _ways(self, post: Post) -> set[str]:
        found = {step.post.address for step in self.house.features["next_steps"].of(post)}
        if post.series:
            found |= {part.address for part in self._series.get(post.series.key, ())}
        found |= {version.address for version in self._translations.get(post.path, ())}
        whole = self.house.summation_of(post)
        offer = [Target("offer", post.offer_url)] if post.offer_url else []
        return found | {*([whole.address] if whole else []), *self._by_text(post), *self._inside(offer)}

    def _by_text(self, item: Page) -> Iterator[str]:
        """What its text links to; looked up anew where only the former build did."""
        whole = self.house.whole(item) if self.house.refer and not item.targets else item
        return self._inside(whole.targets.values())

    def _inside(self, targets: Iterable[Target]) -> Iterator[str]:
        """The addresses among these that are on this site."""
        for target in targets:
            url = target.url
            inside = self.house.site.inside(url) if is_web_url(url) else url if target.kind == "internal" else None
            if inside and not inside.startswith("#"):
                yield inside.partition("#")[0].partition("?")[0]


def _warning(house: House, item: Page, message: str, hint: str) -> Problem:
    known = house.prepared.get(item.path)
    return Problem(item.path, known.lines.get("title", 1) if known else 1, "links", message, hint, "warning")


def _nearest(post: Post, likeness: Likeness) -> str:
    near = islice(likeness.of(post).among(2 ** len(likeness.posts) - 1), 2)
    paths = " or ".join(one.post.path for one in near)
    return f"Link to it from {paths}: nearest to it in what they are about." if paths else "Write a second post."
