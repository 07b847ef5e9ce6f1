"""Posts that stand elsewhere now and left nothing where they stood. Pure.

Whoever has the old link, from a share text, a mail or a reader app, would get a 404; and every tagged link that is out
already would prove nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from plugins.core.errors import Problem
from plugins.core.site import output_path
from plugins.publish.feedside import Side

_ALLOW = "If that is meant, say --allow-feed-changes."


def moved_faults(before: Side, after: Side) -> Iterator[Problem]:
    """Every post whose old address leads to nothing after the move from `before` to `after`."""
    bases = before.base, after.base
    was, now = {**_in_feeds(before, *bases), **before.addresses}, {**_in_feeds(after, after.base), **after.addresses}
    for post, new in now.items():
        old = was.get(post, new)
        if old != new and after.files is not None and output_path(old) not in after.files:
            message = f"the post moved from {old} to {new}: every link to it that is out already would lead to nothing"
            hint = f"Add to the post: redirect_from: [{old}]. {_ALLOW}"
            yield Problem(after.sources.get(post) or output_path(new), 1, "slug", message, hint)


def _in_feeds(side: Side, *bases: str) -> dict[str, str]:
    """id → address as the feeds say it: all that is known of another's site, and of releases of a former version."""
    found = {item.id: inside(item.url, *bases) for item in side.feeds.items.values()}
    return {post: address for post, address in found.items() if address}


def inside(url: str, *bases: str) -> str:
    """The address to which a URL leads on its site, not percent-encoded. bases: paths below which it may be served."""
    path = unquote(urlsplit(url).path)
    return next((path.removeprefix(base) for base in bases if base and path.startswith(f"{base}/")), path)
