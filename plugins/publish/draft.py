"""What a publish would do: made by looking only, so that a dry run and a real one say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

from plugins.core.errors import PublishFailed
from plugins.core.records import dataclass
from plugins.publish.directory import Directory
from plugins.publish.feeddiff import Difference, difference
from plugins.publish.feedlist import Feeds, read_feeds
from plugins.publish.feedshow import counted, problem_lines
from plugins.publish.feedside import Side
from plugins.publish.output import Output
from plugins.publish.plan import Plan, compare, lines, refuse_shrinking, release_id
from plugins.publish.receipt import Receipt, receipt_of
from plugins.publish.tree import Tree, measure

Echo = Callable[[str], None]
"""Gets one line for the one who publishes."""


@dataclass(frozen=True, slots=True)
class Allow:
    """What is meant, however it looks. shrink: more than a fifth of the files is gone; feed_changes: subscribers would
    suffer."""

    shrink: bool = False
    feed_changes: bool = False


NOTHING = Allow()


@dataclass(frozen=True, slots=True)
class Draft:
    """before: what is online, as it really is; receipt: of the release to be made, or, where there is nothing to do,
    of the one online; feeds: what subscribers would receive, None where there is nothing to do or no former release."""

    before: Tree
    plan: Plan
    receipt: Receipt
    feeds: Difference | None = None


def draft(built: Output, place: Directory, now: dt.datetime) -> Draft:
    """The difference between the output and what is online, and the receipt that follows."""
    current = place.current()
    # Measured, not read from the receipt: a file that was damaged online is to be published anew, not linked again.
    before = measure(place.release(current), strict=False) if current else {}
    plan = compare(before, built.files)
    old = place.read_receipt(current) if current else None
    if current and plan.empty:
        return Draft(before, plan, old or receipt_of(plan, current, built.url, None))
    was = online(place, current, old) if current else None
    side = built_side(built, was.feeds if was else None)
    release = _free(place, release_id(built.files, now))
    receipt = receipt_of(plan, release, built.url, current, side.feeds, built.posts, built.addresses)
    return Draft(before, plan, receipt, difference(was, side) if was else None)


def built_side(built: Output, known: Feeds | None) -> Side:
    """The output as subscribers would see it. Raises PublishFailed where a feed of it is none."""
    try:
        feeds = read_feeds(built.files, lambda path: (built.root / path).read_bytes(), known)
    except ValueError as error:
        raise PublishFailed(f"{error}: build again") from None
    base = urlsplit(built.url).path.rstrip("/")
    return Side(feeds, built.posts, built.files.keys(), base, built.addresses, built.sources)


def online(place: Directory, release: str, receipt: Receipt | None) -> Side:
    """A release as its subscribers saw it: by its receipt, else by its files."""
    base = urlsplit(receipt.url).path.rstrip("/") if receipt else ""
    if receipt and receipt.feeds:
        return Side(receipt.feeds, receipt.posts, receipt.files.keys(), base, receipt.addresses)
    folder = place.release(release)
    files = measure(folder, strict=False)
    feeds = read_feeds(files, lambda path: (folder / path).read_bytes(), strict=False)
    return Side(feeds, receipt.posts if receipt else {}, files.keys(), base)


def tell(proposed: Draft, echo: Echo) -> None:
    """The plan, line by line, or that there is nothing to do."""
    if proposed.plan.empty:
        same = len(proposed.plan.shown(tuple(proposed.plan.after)))
        echo(f"nothing to publish: {proposed.receipt.release} has the same {same} files")
    else:
        for line in lines(proposed.plan):
            echo(line)


def require_sound(proposed: Draft, allow: Allow, echo: Echo) -> None:
    """Raises PublishFailed for a plan that no one can want. What subscribers would suffer is echoed first."""
    if not allow.shrink:
        refuse_shrinking(proposed.before, proposed.plan.after)
    problems = proposed.feeds.problems if proposed.feeds else ()
    for line in problem_lines(problems):
        echo(line)
    if proposed.feeds:
        echo(counted(proposed.feeds))
    if problems and not allow.feed_changes:
        many = f"{len(problems)} thing{'s' if len(problems) > 1 else ''}"
        raise PublishFailed(f"subscribers would suffer from {many}. Nothing was published")


def _free(place: Directory, release: str) -> str:
    """The id, with a number where the same was published in the same second before."""
    taken, number, free = set(place.ids()), 1, release
    while free in taken:
        number += 1
        free = f"{release}-{number}"
    return free
