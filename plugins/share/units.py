"""The units of this room: a share kit for each post, for machines and as a page, and what all kits have in common."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.links import Ledger
from plugins.core.manifest import home
from plugins.core.post import Post
from plugins.core.unit import Unit

if TYPE_CHECKING:
    from plugins.core.share import Kit
    from plugins.share.kit import Made

_OWNER = "share kit of"
_STATIC = ("kit.css", "kit.js", "count.js", "find.js")
_last: tuple[House, Post, Made] | None = None
"""A post's kit stands in two files, which are made one after the other."""


def is_sharable(post: Post, house: House) -> bool:
    """Whether a post gets a kit: what is published, and in a preview drafts and scheduled posts too; never hidden."""
    return post.status == "published" or (house.site.preview and post.status != "hidden")


def units(house: House) -> Iterator[Unit]:
    """`_waypost/share/<slug>.json` and `_waypost/share/posts/<slug>.html` for each kit, the overview of them with the
    files of these pages, and `_waypost/schedulers.json`."""
    posts = [post for post in house.posts if is_sharable(post, house)]
    everybody = {"settings": house.ground}
    fronts = {**everybody, "the front matter of all posts": digest(*(post.front for post in posts))}
    # first, because the patterns take as long as a hundred posts, and the overview as ten: nobody waits for them then
    yield Unit(home("share/patterns.js"), "share kits", everybody, partial(_patterns, house), repeats=True)
    yield Unit(home("share/index.html"), "share kits", fronts, partial(_overview, house, posts), repeats=True)
    for name in _STATIC:
        yield Unit(home(f"share/{name}"), "share kits", everybody, partial(_static, name), repeats=True)
    yield Unit(home("schedulers.json"), "share kits", everybody, lambda: _schedulers(house), repeats=True)
    for post in posts:
        yield _kit(house, post)
        yield _page(house, post)


def _kit(house: House, post: Post) -> Unit:
    def content() -> bytes:
        from plugins.core.share import as_json
        from plugins.share.checks import check_keys
        from plugins.share.kit import make  # by the first kit that is made, as all that makes them: see `warm_up`

        global _last
        made = make(post, house)
        _last = house, post, made
        house.findings.problems += [*check_keys(post, house), *made.problems]
        house.findings.snippets += len(made.kit.snippets)
        return as_json(made.kit, indent=2) + b"\n"

    parts = {"settings": house.ground, "the front matter": post.front}
    path, owner = home(f"share/{post.slug}.json"), f"{_OWNER} {post.path}"
    return Unit(path, owner, parts, content, repeats=not post.share)


def _page(house: House, post: Post) -> Unit:
    """All that it says stands in the kit, which tells its links and Problems."""

    def content() -> bytes:
        from plugins.share import pages
        from plugins.share.kit import make

        if _last is not None and _last[0] is house and _last[1] is post:
            return pages.post_page(_last[2].kit, post, house.site)
        ledger, house.ledger = house.ledger, Ledger()
        kit = make(post, house).kit
        house.ledger = ledger
        return pages.post_page(kit, post, house.site)

    parts = {"settings": house.ground, "the front matter": post.front}
    return Unit(home(f"share/posts/{post.slug}.html"), f"{_OWNER} {post.path}", parts, content, repeats=True)


def _patterns(house: House) -> bytes:
    from plugins.share import patterns

    if house.workshop is None:
        return patterns.script()
    return house.workshop.keep(patterns.origin(), patterns.script, engine=True)


def _static(name: str) -> bytes:
    from plugins.share import pages

    return pages.static(name)


def _overview(house: House, posts: Sequence[Post]) -> bytes:
    from plugins.share import pages

    return pages.overview(house, posts)


def _schedulers(house: House) -> bytes:
    known = {key: one.model_dump() for key, one in house.vocabulary.schedulers.items()}
    return f"{json.dumps({'version': 1, 'schedulers': known}, ensure_ascii=False, indent=1)}\n".encode()


def warm_up(busy: Sequence[Unit] | None) -> None:
    """Load what kits are made by once, and not in each process that makes one. busy: what will be made; None: all."""
    if busy is None or any(unit.owner.startswith(_OWNER) for unit in busy):
        from plugins.share import checks, pages  # noqa: F401

        pages.load()


def kit_of(house: House, post: Post) -> Kit | None:
    """What templates get as `article.share`: None where a post has no kit, as hidden ones."""
    from plugins.share.kit import make

    return make(post, house).kit if is_sharable(post, house) else None
