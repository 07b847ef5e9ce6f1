"""What the build leaves for the house in `_waypost/`: the manifest, the link ledger, the Problems."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.links import Tagged
from plugins.core.manifest import HOME, Coming, Entry, Manifest, Summary
from plugins.core.post import Post
from plugins.core.rows import CSV_HEAD, JSON_HEAD, JSON_TAIL, csv_lines, json_lines
from plugins.posts.books import FILES, Books, size_of
from plugins.posts.joined import Former, Frame, Index, Parts, joined

_CSV = Frame(CSV_HEAD.encode(), b"\r\n", b"\r\n")
_LINKS = Frame(JSON_HEAD.encode(), b",\n", b"\n", JSON_TAIL.encode())


_TOGETHER = 2**20
"""Bytes that are written at once."""
Rows = Mapping[str, Sequence[Tagged]]
"""Id of a post ("" for pages) → all of its tagged links, sorted."""


def write(
    house: House,
    folder: Path,
    rows: Rows,
    former: Path | None = None,
    books: Books | None = None,
    fresh: Mapping[str, bytes] | None = None,
) -> tuple[Summary, Books]:
    """Write `_waypost/` below `folder`. Gives back the figures, and the books for the next build.

    rows: of every post that may have other tagged links than before; `former` and `books` tell of all others; fresh:
    what `entries` gave, where it was asked before.
    """
    home = folder / HOME
    home.mkdir(exist_ok=True)
    old, new = books or Books(), Books()
    _write_ledger(rows, home, former, old, new)
    summary = _summary(house, sum(new.rows.values()))
    _write_manifest(house, home, former, old, new, summary, entries(house, old) if fresh is None else fresh)
    problems = problems_json([_at_home(problem, house) for problem in house.problems])
    _put(home / "problems.json", [problems.encode(), b"\n"])
    new.sizes = {name: size_of(home / name) for name in FILES}
    return summary, new


def _write_ledger(fresh: Rows, home: Path, former: Path | None, old: Books, new: Books) -> None:
    kept = old.rows.keys() - fresh.keys()
    new.rows = {post: old.rows[post] for post in kept} | {post: len(rows) for post, rows in fresh.items() if rows}

    def put(name: str, frame: Frame, lines: Callable[[Sequence[Tagged]], str], index: Index) -> Index:
        fragments = {post: lines(rows).encode() for post, rows in fresh.items() if rows}
        before, posts = _former(former, name, index), sorted(new.rows)
        if before.path and before.is_of(posts, fragments) and _link(before.path, home / name):
            return index
        parts, found = joined(frame, posts, fragments, before)
        _put(home / name, parts)
        return found

    new.csv = put("links.csv", _CSV, csv_lines, old.csv)
    new.json = put("links.json", _LINKS, json_lines, old.json)


def entries(house: House, books: Books | None) -> dict[str, bytes]:
    """Id → the entry in the manifest, of each post of which `books` tell of another one. Needs no file of the build."""
    known = books.cards if books and books.ground == house.ground else {}
    return {
        post.id: _entry(house, post).model_dump_json().encode()
        for post in house.posts
        if not post.whole or known.get(post.id) != post.whole
    }


def _write_manifest(
    house: House,
    home: Path,
    former: Path | None,
    old: Books,
    new: Books,
    summary: Summary,
    fresh: Mapping[str, bytes],
) -> None:
    new.cards, new.ground = {post.id: post.whole for post in house.posts}, house.ground
    head = _manifest(house, summary).model_dump_json(exclude={"posts"})[:-1]
    frame = Frame(f'{head},"posts":[\n'.encode(), b",\n", b"\n", b"]}\n")
    keys = [post.id for post in house.posts]
    parts, new.entries = joined(frame, keys, fresh, _former(former, "posts.json", old.entries))
    _put(home / "posts.json", parts)


def _former(folder: Path | None, name: str, index: Index) -> Former:
    return Former(folder / HOME / name if folder else None, index)


def _at_home(problem: Problem, house: House) -> Problem:
    """With its path from the content folder: the output is the same wherever, and from wherever, it is built."""
    return replace(problem, path=problem.path.removeprefix(f"{house.content}/"))


def problems_json(problems: Sequence[Problem]) -> str:
    """Problems for machines."""
    return json.dumps({"version": 1, "problems": [asdict(p) for p in problems]}, indent=1, ensure_ascii=False)


def _link(former: Path, path: Path) -> bool:
    """Put the former build's file here, which is long. False where the system has no hard links."""
    path.unlink(missing_ok=True)
    try:
        os.link(former, path)
    except OSError:
        return False
    return True


def _put(path: Path, parts: Parts) -> None:
    path.unlink(missing_ok=True)  # the folder of an older build may be used again; nothing is written through a link
    with path.open("wb", buffering=_TOGETHER) as file:
        file.writelines(parts)


def _manifest(house: House, summary: Summary) -> Manifest:
    site = house.site
    return Manifest(
        site=site.name,
        url=site.url,
        preview=site.preview,
        sources=house.sources,
        summary=summary,
        scheduled=dict(sorted(house.scheduled)),
        coming=tuple(_coming(house, post) for post in house.coming),
        posts=(),
    )


def _coming(house: House, post: Post) -> Coming:
    return Coming(
        slug=post.slug,
        title=post.title,
        source=post.path.removeprefix(f"{house.content}/"),
        status="scheduled" if post.status == "scheduled" else "draft",
        date=post.date,
        stage=post.stage.key if post.stage else None,
        audience=tuple(term.key for term in post.audiences),
        industry=tuple(term.key for term in post.industries),
    )


def _summary(house: House, links: int) -> Summary:
    stages = Counter(post.stage.key if post.stage else "" for post in house.public)
    known = {key: stages.get(key, 0) for key in house.vocabulary.stages}
    return Summary(
        **house.counts,
        by_stage=known | ({"none": stages[""]} if stages[""] else {}),
        pages=house.written.get("pages", 0),
        feeds=house.written.get("feeds", 0),
        snippets=house.written.get("snippets", 0),
        links=links,
        warnings=len(house.problems),
    )


def _entry(house: House, post: Post) -> Entry:
    stage = post.stage
    return Entry(
        id=post.id,
        slug=post.slug,
        title=post.title,
        summary=post.summary,
        url=house.site.absolute(post.address),
        source=post.path.removeprefix(f"{house.content}/"),
        status=post.status,
        date=post.date,
        modified=post.modified,
        authors=tuple(author.term.key for author in post.authors),
        stage=stage.key if stage else None,
        stage_inferred=bool(stage and stage.inferred),
        stage_evidence=stage.evidence if stage else (),
        audience=tuple(term.key for term in post.audiences),
        industry=tuple(term.key for term in post.industries),
        tags=tuple(term.name for term in post.tags),
        category=post.category.name if post.category else None,
        series=post.series.name if post.series else None,
        campaign=post.campaign,
        offer=post.offer_key or None,
        sales_ready=bool(post.offer and post.offer.sales_ready),
        goal=post.goal,
        metric=post.metric,
        words=post.words,
        minutes=post.minutes,
    )
