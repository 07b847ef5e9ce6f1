"""The one gate: everything in the content folder read, settled and held against the rules before a byte is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.frontmatter import PostMatter
from plugins.core.house import House, Job, StaticFile, Suggestion
from plugins.core.links import Ledger
from plugins.core.post import Page, Picture, Post, Prepared
from plugins.posts import data, files, refs, words
from plugins.posts.reader import Rules, prepare
from plugins.posts.settle import TYPES, Settler, picture
from plugins.posts.show import balance
from plugins.posts.sources import Sources

Kind = Literal["post", "page"]
_BROKEN = "front matter"
"""The field of Problems about the whole front matter: then nothing is known of what stands in it."""


@dataclass(slots=True)
class Survey:
    """One reading of the content folder, on its way through the gate. Keys are paths in the content folder."""

    house: House
    sources: Sources
    now: dt.datetime
    problems: list[Problem] = field(default_factory=list)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    items: dict[str, Page] = field(default_factory=dict)
    placed: dict[str, StaticFile] = field(default_factory=dict)


def _as_it_is(problem: Problem) -> Problem:
    return problem


def enter(house: House, sources: Sources, now: dt.datetime, judge: Callable[[Problem], Problem] = _as_it_is) -> None:
    """Fill `house` from `sources`. Raises Refused with every Problem of every file where one is an error.

    judge: may make a warning of an error, or leave a Problem as it is.
    """
    survey = Survey(house, sources, now)
    house.now, house.content, house.ledger = now, sources.shown, Ledger()
    survey.problems += sources.problems
    house.vocabulary, found = data.load(sources)
    survey.problems += found
    _prepare(survey)
    _settle(survey)
    _fill(survey)
    _refer(survey)
    for check in house.checks:
        survey.problems += check(house)
    survey.problems = sorted({judge(problem) for problem in survey.problems})
    _count(survey)
    house.problems = survey.problems
    if errors_in(house.problems):
        raise Refused(house.problems, summary=balance(house.counts))


def _prepare(survey: Survey) -> None:
    trusted = frozenset(key for key, author in survey.house.vocabulary.authors.items() if author.trusted)
    settings, sources = survey.house.site.settings, survey.sources
    rules = Rules(
        trusted=trusted,
        embeds=frozenset(settings.embed_hosts),
        max_bytes=settings.max_bytes,
        max_seconds=settings.max_seconds,
    )
    kinds: dict[str, Kind] = dict.fromkeys(sources.posts, "post")
    kinds |= dict.fromkeys(sources.pages, "page")
    jobs = [Job(sources.show(name), kind, _read(survey, name)) for name, kind in kinds.items()]
    done = (survey.house.prepare or _one_by_one)(jobs, rules) if jobs else []
    survey.prepared = dict(zip(kinds, done, strict=True))
    for item in done:
        survey.problems += item.problems


def _read(survey: Survey, name: str) -> bytes:
    """A source file's bytes; none where the system does not give them, with the reason told."""
    try:
        return survey.sources.read(name)
    except OSError as error:
        hint = "Let the one who builds read it."
        path = survey.sources.show(name)
        survey.problems.append(Problem(path, 1, "file", f"cannot be read: {error.strerror}", hint))
        return b""


def _one_by_one(jobs: Sequence[Job], rules: Rules) -> list[Prepared]:
    """Without the cache room, here and without a limit of time."""
    return [prepare(job.source, job.path, job.kind, rules) for job in jobs]


def _settle(survey: Survey) -> None:
    """Posts and pages of every file, drafts included: they are checked like all others, and so is what of a file with
    faulty front matter is not itself at fault."""
    house = survey.house
    settler = Settler(house.site, house.vocabulary, survey.now, _suggestions(survey))
    good = [(name, item, item.matter) for name, item in survey.prepared.items() if item.matter is not None]
    posts = [(item, matter) for _, item, matter in good if isinstance(matter, PostMatter)]
    for name, item in survey.prepared.items():
        matter = item.matter or item.rest
        if isinstance(matter, PostMatter):
            told = {problem.field.partition(".")[0] for problem in item.problems}
            found = () if _BROKEN in told else words.check_words(item, matter, house.vocabulary, house.site)
            survey.problems += [problem for problem in found if problem.field not in told]
            survey.items[name] = post = settler.post(item, matter)
            survey.problems += _inferred(post) if item.matter else []
        elif matter is not None:
            survey.items[name] = settler.page(item, matter)
    survey.problems += words.check_unique([(item, matter) for _, item, matter in good])
    survey.problems += words.check_parts(posts)
    survey.problems += words.check_terms(posts)
    survey.placed = files.place(survey.sources, survey.items, house.site, survey.problems)


def _inferred(post: Post) -> list[Problem]:
    """An inferred stage is listed, so that somebody agrees to it or says another."""
    if post.stage is None or not post.stage.inferred:
        return []
    message = f"inferred as {post.stage.key!r}: {'; '.join(post.stage.evidence)}"
    return [Problem(post.path, 1, "stage", message, f"Write stage: {post.stage.key} if that is right.", "warning")]


def _suggestions(survey: Survey) -> Mapping[str, Suggestion]:
    house = survey.house
    if house.site.settings.stage_policy != "infer" or house.suggest is None:
        return {}
    return house.suggest([item for item in survey.prepared.values() if item.kind == "post"], house.vocabulary)


def _fill(survey: Survey) -> None:
    """The house as rooms see it, so that they can claim what they will write; references are settled after that."""
    house, preview = survey.house, survey.house.site.preview
    whole = {name: item for name, item in survey.items.items() if survey.prepared[name].matter}
    built = {n: i for n, i in whole.items() if preview or i.status in ("published", "hidden")}
    posts = [item for item in built.values() if isinstance(item, Post)]
    house.posts = sorted(posts, key=lambda post: (post.date, post.id), reverse=True)
    house.pages = sorted((i for i in built.values() if not isinstance(i, Post)), key=lambda page: page.slug)
    house.prepared = {item.path: item for item in survey.prepared.values()}
    house.files = list(files.published(survey.placed, set(built)))


def _refer(survey: Survey) -> None:
    """Every reference of every item settled, and each item's image."""
    house = survey.house
    there = refs.Map(
        site=house.site,
        vocabulary=house.vocabulary,
        items=survey.items,
        files=survey.placed,
        anchors={name: item.anchors for name, item in survey.prepared.items()},
        outputs={claim.path for claim in house.claimed()},
        by_address={item.address: name for name, item in survey.items.items()},
    )
    by_address = {file.address: file for file in survey.placed.values()}
    settled: dict[str, Page] = {}
    for name, item in survey.items.items():
        image = _image(survey, there, name, by_address)
        settled[item.path] = replace(item, targets=there.targets(name, survey.problems), image=image)
    house.posts = [post for old in house.posts if isinstance(post := settled[old.path], Post)]
    house.pages = [settled[old.path] for old in house.pages]


def _image(survey: Survey, there: refs.Map, name: str, by_address: Mapping[str, StaticFile]) -> Picture | None:
    """The post's own image, which must be a file of this site."""
    item = survey.prepared[name]
    matter = item.matter or item.rest
    if matter is None or matter.image is None:
        return None
    try:
        target = there.target(matter.image, name)
    except refs.DeadReferenceError as dead:
        survey.problems.append(Problem(item.path, item.lines.get("image", 1), "image", str(dead), dead.hint))
        return None
    file = by_address.get(target.url)
    if file is None:
        message = f"{matter.image[:80]} is no file of this site"
        hint = "Put the image into the folder beside the post and name it from there."
        survey.problems.append(Problem(item.path, item.lines.get("image", 1), "image", message, hint))
        return None
    made = picture(file.address, matter.image_alt or "", file)
    if not made.type.startswith("image/"):
        message, hint = f"{matter.image[:80]} is no image", f"One of: {', '.join(TYPES)}."
        survey.problems.append(Problem(item.path, item.lines.get("image", 1), "image", message, hint))
    return made


def _count(survey: Survey) -> None:
    """What became of each source file of a post. A post with an error of its own is refused, whatever its status."""
    bad = {problem.path for problem in errors_in(survey.problems)}
    counts = dict.fromkeys(("files", "posts", "drafts", "scheduled", "hidden", "refused"), 0)
    names = {"published": "posts", "draft": "drafts", "scheduled": "scheduled", "hidden": "hidden"}
    scheduled = []
    for name in survey.sources.posts:
        item = survey.items.get(name)
        refused = item is None or item.path in bad
        counts["files"] += 1
        counts["refused" if item is None or refused else names[item.status]] += 1
        if isinstance(item, Post) and item.status == "scheduled":
            scheduled.append((item.slug, item.date))
    survey.house.counts = counts
    survey.house.scheduled = scheduled
