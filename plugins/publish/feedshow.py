"""What subscribers would receive, for a terminal and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from plugins.core.errors import Problem
from plugins.core.text import printable
from plugins.publish.feeddiff import Difference, Received
from plugins.publish.feedlist import FeedItem, Feeds
from plugins.publish.feedside import name_of

SHOWN = 40
"""Lines of one kind that are shown; the rest is counted."""


def counted(found: Difference) -> str:
    """The figures in one line: posts, each once, in whatever feeds it is."""
    new, updated = _once(found, "new"), _once(found, "updated")
    end = f"and suffer from what is told above ({len(found.problems)})" if found.problems else "nothing twice"
    return f"subscribers would receive {len(new)} new, {len(updated)} updated, {end}"


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a Problem, at most SHOWN."""
    yield from (printable(str(problem)) for problem in problems[:SHOWN])
    if len(problems) > SHOWN:
        yield f"… and {len(problems) - SHOWN} more"


def shown(found: Difference, against: str) -> str:
    """The difference as text: a row for each feed that brings something, the posts, the Problems, the figures."""
    busy = [one for one in _by_name(found.received) if one.new or one.updated]
    lines = [f"against {printable(against)}", ""]
    if busy:
        lines += [*_table(busy), "", *_posts(found, "new", "+"), *_posts(found, "updated", "~"), ""]
    quiet = len(_by_name(found.received)) - len(busy)
    lines += [f"{quiet} feed{'' if quiet == 1 else 's'} without anything new"] if quiet else []
    lines += [*problem_lines(found.problems), counted(found)]
    return "\n".join(lines) + "\n"


def _by_name(received: Iterable[Received]) -> list[Received]:
    """One of the formats of each feed: the one that brings most. They are the same unless something is wrong."""
    found: dict[str, Received] = {}
    for one in received:
        name = name_of(one.path)
        if name not in found or len(one.new) + len(one.updated) > len(found[name].new) + len(found[name].updated):
            found[name] = one
    return [found[name] for name in sorted(found, key=lambda name: (name != "all", name))]


def _table(rows: Sequence[Received]) -> Iterator[str]:
    width = max(len("feed"), *(len(name_of(row.path)) for row in rows[:SHOWN]))
    yield f"{'feed':<{width}}  items  new  updated"
    for row in rows[:SHOWN]:
        older = f"  ({len(row.older)} of them published before)" if row.older else ""
        yield f"{name_of(row.path):<{width}}  {row.items:5}  {len(row.new):3}  {len(row.updated):7}{older}"
    if len(rows) > SHOWN:
        yield f"… and {len(rows) - SHOWN} more feeds"


def _posts(found: Difference, kind: str, mark: str) -> Iterator[str]:
    items = _once(found, kind)
    for item, names in list(items.values())[:SHOWN]:
        where = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield f"{mark} {item.published:%Y-%m-%d}  {printable(item.title or item.guid)}  [{where}]"
    if len(items) > SHOWN:
        yield f"{mark} … and {len(items) - SHOWN} more {kind}"


def _once(found: Difference, kind: str) -> dict[str, tuple[FeedItem, list[str]]]:
    """Guid → the item, and the names of the feeds in which it is new or updated; newest first."""
    once: dict[str, tuple[FeedItem, list[str]]] = {}
    for one in _by_name(found.received):
        for item in one.new if kind == "new" else one.updated:
            once.setdefault(item.guid, (item, []))[1].append(name_of(one.path))
    return dict(sorted(once.items(), key=lambda pair: (pair[1][0].published, pair[0]), reverse=True))


def as_json(found: Difference, against: str) -> str:
    """The difference for programs: every feed file with the guids, then the Problems."""
    feeds = {
        one.path: {
            "items": one.items,
            **{kind: [i.guid for i in getattr(one, kind)] for kind in ("new", "older", "updated")},
        }
        for one in found.received
    }
    problems = [{"path": p.path, "field": p.field, "message": p.message, "hint": p.hint} for p in found.problems]
    document = {"against": against, "feeds": feeds, "problems": problems}
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def listed(feeds: Feeds) -> str:
    """Every feed of a site with how many items it has and its newest, for a terminal."""
    names = {name_of(path): feeds.lists[path] for path in sorted(feeds.lists, reverse=True)}
    width = max((len(name) for name in names), default=4)
    lines = [f"{'feed':<{width}}  items  newest"]
    for name, guids in sorted(names.items(), key=lambda pair: (pair[0] != "all", pair[0])):
        first = feeds.items[guids[0]] if guids else None
        newest = f"{first.published:%Y-%m-%d}  {printable(first.title)}" if first else "none yet"
        lines.append(f"{name:<{width}}  {len(guids):5}  {newest}")
    return "\n".join(lines) + f"\n{len(feeds.lists)} files of {len(names)} feeds\n"


def listed_json(feeds: Feeds) -> str:
    """Every feed file for programs: the feed's name, the guids in it, newest first, and the date of the newest."""
    found = {}
    for path, guids in feeds.lists.items():
        newest = feeds.items[guids[0]].published.isoformat() if guids else None
        found[path] = {"feed": name_of(path), "items": len(guids), "newest": newest, "guids": guids}
    return json.dumps({"feeds": found}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
