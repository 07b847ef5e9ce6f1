"""The units of this room: a share kit for each post, for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.core.house import House
from plugins.core.manifest import home
from plugins.core.post import Post
from plugins.core.share import Kit
from plugins.core.unit import Unit
from plugins.share.checks import check_keys
from plugins.share.kit import is_sharable, make

_OWNER = "share kit of"


def units(house: House) -> Iterator[Unit]:
    """`_waypost/share/<slug>.json` for each kit."""
    for post in house.posts:
        if is_sharable(post, house):
            yield _kit(house, post)


def _kit(house: House, post: Post) -> Unit:
    def content() -> bytes:
        made = make(post, house)
        house.findings.problems += [*check_keys(post, house), *made.problems]
        house.findings.snippets += len(made.kit.snippets)
        return f"{made.kit.model_dump_json(indent=2)}\n".encode()

    parts = {"settings": house.ground, "the front matter": post.front}
    path, owner = home(f"share/{post.slug}.json"), f"{_OWNER} {post.path}"
    return Unit(path, owner, parts, content, repeats=not post.share)


def warm_up(busy: Sequence[Unit] | None) -> None:
    """Load what counts for X once, and not in each process that makes a kit. busy: what will be made; None: all."""
    if busy is None or any(unit.owner.startswith(_OWNER) for unit in busy):
        from plugins.share import tweets

        tweets.load()


def kit_of(house: House, post: Post) -> Kit | None:
    """What templates get as `article.share`: None where a post has no kit, as hidden ones."""
    return make(post, house).kit if is_sharable(post, house) else None
