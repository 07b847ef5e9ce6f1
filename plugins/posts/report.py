"""What the build leaves for the house in `_waypost/`: the manifest, the link ledger, the Problems."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.links import Tagged
from plugins.core.manifest import HOME, Entry, Manifest, Summary
from plugins.core.post import Post

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(house: House, folder: Path) -> Manifest:
    """Write `_waypost/` below `folder` and give back the manifest."""
    home = folder / HOME
    home.mkdir(exist_ok=True)
    rows = house.ledger.rows
    manifest = _manifest(house, len(rows))
    _put(home / "posts.json", manifest.model_dump_json(indent=1))
    _put(
        home / "links.json",
        json.dumps({"version": 1, "links": [asdict(r) for r in rows]}, indent=1, ensure_ascii=False),
    )
    _put(home / "links.csv", ledger_csv(rows))
    _put(home / "problems.json", problems_json([_at_home(problem, house) for problem in house.problems]))
    return manifest


def _at_home(problem: Problem, house: House) -> Problem:
    """With its path from the content folder: the output is the same wherever, and from wherever, it is built."""
    return replace(problem, path=problem.path.removeprefix(f"{house.content}/"))


def ledger_csv(rows: Sequence[Tagged]) -> str:
    """The ledger as RFC 4180 CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [f.name for f in fields(Tagged)]
    writer.writerow(names)
    for row in rows:
        cells = [str(getattr(row, name)).lower() if name == "stage_inferred" else getattr(row, name) for name in names]
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def problems_json(problems: Sequence[Problem]) -> str:
    """Problems for machines."""
    return json.dumps({"version": 1, "problems": [asdict(p) for p in problems]}, indent=1, ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    path.write_text(text + ("" if text.endswith("\n") else "\n"), encoding="utf-8", newline="")


def _manifest(house: House, links: int) -> Manifest:
    site = house.site
    return Manifest(
        site=site.name,
        url=site.url,
        preview=site.preview,
        sources=house.sources,
        summary=_summary(house, links),
        scheduled=dict(sorted(house.scheduled)),
        posts=tuple(_entry(house, post) for post in house.posts),
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
