"""Quiet edits: a post or page says something else of itself, and nothing that other files hang on has changed.

A title may stand on other pages, but no check of another file asks for it. So the edited file alone is settled anew, in
the snapshot that `resume` goes on from; what is not quiet is left as it was there, and passes the whole gate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.frontmatter import Matter, PageMatter, PostMatter
from plugins.core.house import House
from plugins.core.post import Page, Prepared
from plugins.posts.resume import MOST, Known, Snapshot
from plugins.posts.rules import rules_of
from plugins.posts.settle import Settler
from plugins.posts.settled import Kind, map_of, wanted
from plugins.posts.sources import POSTS, Sources
from plugins.posts.words import check_words

Former = Mapping[str, Prepared]
QUIET = frozenset(
    (
        "title summary problem takeaways question goal metric campaign offer modified reviewed discuss share menu order"
    ).split()
)
"""Fields that decide neither an address, nor a list, nor a date, nor whether another file's reference holds."""


def settle(
    house: House, sources: Sources, edited: Sequence[str], now: dt.datetime, snapshot: Snapshot, former: Former
) -> dict[str, Prepared]:
    """Bring the quietly edited files of `snapshot` up to date. Returns them as they are prepared now.

    edited: files that are others than in the snapshot; former: every file as it was prepared for it; all by path in the
    content folder. Raises OSError, and Refused where the edited files have errors of their own: a writer need not wait
    until all other files are looked at as well.
    """
    house.vocabulary = snapshot.vocabulary
    prepared = _prepared(house, sources, edited)
    _refuse(house, snapshot, prepared)
    fresh = {name: one for name, one in prepared.items() if _is_quiet(one, former[name], snapshot.known[name])}
    settler = Settler(house.site, snapshot.vocabulary, now, {})
    for name, one in fresh.items():
        known = snapshot.known[name]
        snapshot.known[name] = replace(known, front=one.front, item=_item(settler, one, known), lines=one.lines)
        gone = set(_words(house, former[name]))
        snapshot.problems = [p for p in snapshot.problems if p not in gone] + list(_words(house, one))
    return fresh


def _prepared(house: House, sources: Sources, names: Sequence[str]) -> dict[str, Prepared]:
    """The edited files; a workshop that has them stored gives them to `resume` again."""
    if not names or len(names) > MOST or house.workshop is None:
        return {}
    kinds: list[Kind] = ["post" if name.startswith(f"{POSTS}/") else "page" for name in names]
    files = [wanted(sources, name, kind) for name, kind in zip(names, kinds, strict=True)]
    return dict(zip(names, house.workshop.prepare(files, rules_of(house)), strict=True))


def _refuse(house: House, snapshot: Snapshot, edited: Mapping[str, Prepared]) -> None:
    """Raise Refused with the errors of the edited files, if there are any."""
    found = [problem for one in edited.values() for problem in (*one.problems, *_words(house, one))]
    if len(edited) == 1:  # of several, one may lead to what is new in another
        items = {name: known.item for name, known in snapshot.known.items()}
        anchors = {name: known.anchors for name, known in snapshot.known.items()}
        anchors |= {name: one.anchors for name, one in edited.items()}
        there = map_of(house, items, snapshot.placed, anchors)
        for name, one in edited.items():
            there.targets(name, one.refs, found)
    if errors_in(found):
        raise Refused(sorted({*found}))


def _is_quiet(now: Prepared, then: Prepared, known: Known) -> bool:
    if now.matter is None or then.matter is None or now.front == known.front:
        return False
    return _loud(now.matter) == _loud(then.matter)


def _loud(matter: Matter) -> dict[str, object]:
    return {name: value for name, value in matter if name not in QUIET}


def _item(settler: Settler, one: Prepared, known: Known) -> Page:
    """As the snapshot has it: without its body, and with the image that it had."""
    if isinstance(one.matter, PostMatter):
        item: Page = settler.post(one, one.matter)
    else:
        assert isinstance(one.matter, PageMatter)
        item = settler.page(one, one.matter)
    return replace(item, image=known.item.image)


def _words(house: House, one: Prepared) -> list[Problem]:
    """What the gate finds out about a post's front matter, by its rules."""
    matter, told = one.matter or one.rest, {problem.field.partition(".")[0] for problem in one.problems}
    if not isinstance(matter, PostMatter) or "front matter" in told:
        return []
    return [p for p in check_words(one, matter, house.vocabulary, house.site) if p.field not in told]
