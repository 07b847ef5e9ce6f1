"""The one gate: everything in the content folder read, settled and held against the rules before a byte is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import partial

from plugins.core.compact import changed
from plugins.core.digest import digest
from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.frontmatter import PostMatter
from plugins.core.house import House, StaticFile, Suggestion, Wanted
from plugins.core.links import Ledger
from plugins.core.post import Page, Picture, Post, Prepared
from plugins.core.records import dataclass
from plugins.posts import data, drift, files, refs, words
from plugins.posts.fingerprints import unreadable
from plugins.posts.rules import Rules, rules_of
from plugins.posts.settle import TYPES, Settler, picture
from plugins.posts.settled import Kind, coming, counted, map_of, referred, wanted
from plugins.posts.show import balance
from plugins.posts.sources import Sources

MANY = 100
"""Posts from which on it pays to begin with anything in another process."""


_Settled = tuple[Post, list[Problem]]


@dataclass(slots=True)
class Survey:
    """One reading of the content folder, on its way through the gate. Keys are paths in the content folder.

    bodies: the Problems of each file's own text and references; problems: all others; settler: of posts one by one,
    None where their stages are inferred from all of them; early: the posts that it has settled by now, by the key of
    what was prepared.
    """

    house: House
    sources: Sources
    now: dt.datetime
    problems: list[Problem] = field(default_factory=list)
    bodies: dict[str, list[Problem]] = field(default_factory=dict)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    items: dict[str, Page] = field(default_factory=dict)
    placed: dict[str, StaticFile] = field(default_factory=dict)
    settler: Settler | None = None
    early: dict[bytes, _Settled] = field(default_factory=dict)


def _as_it_is(problem: Problem) -> Problem:
    return problem


def enter(
    house: House,
    sources: Sources,
    now: dt.datetime,
    judge: Callable[[Problem], Problem] = _as_it_is,
    thorough: bool = True,
    last: bool = True,
) -> Survey:
    """Fill `house` from `sources`. Raises Refused with every Problem of every file where one is an error, Misconfigured
    where the settings name what the data files lack.

    judge: may make a warning of an error, or leave a Problem as it is. thorough: run the checks that units make while
    they are made, too; without it they run only where there is an error already, so that all are told at once.
    last: whether nobody tries again with other posts; what is begun with these is good then.
    """
    survey = Survey(house, sources, now)
    house.now, house.content, house.ledger = now, sources.shown, Ledger()
    survey.problems += sources.problems
    house.vocabulary, found = data.load(sources)
    survey.problems += found
    if not errors_in(found):  # else the channel may well stand in a file that cannot be read
        survey.problems += drift.of_settings(house.site.settings, house.vocabulary, house.data_file("channels"))
    _prepare(survey)
    _settle(survey)
    _fill(survey)
    if last and house.workshop and house.workshop.makes_all() and len(house.posts) > MANY:
        for begin in house.filled:
            begin(house)
    _refer(survey)
    for check in house.checks:
        survey.problems += check(house)
    found = survey.problems + [problem for problems in survey.bodies.values() for problem in problems]
    if thorough or errors_in(found):
        posts = [*house.posts, *_at_fault(survey)]
        found += [p for check in house.late_checks for post in posts for p in check(post, house)]
    house.problems = sorted({judge(problem) for problem in found})
    house.counts = counted(survey.items, house.problems, sources.posts)
    house.coming = coming(survey.items.values())
    house.scheduled = [(post.slug, post.date) for post in house.coming if post.status == "scheduled"]
    if errors_in(house.problems):
        raise Refused(house.problems, summary=balance(house.counts))
    return survey


def _at_fault(survey: Survey) -> list[Post]:
    """The posts whose front matter is at fault, with what of it is sound: they have late Problems of their own."""
    return [
        item for name, item in survey.items.items() if isinstance(item, Post) and survey.prepared[name].matter is None
    ]


def _prepare(survey: Survey) -> None:
    house, sources = survey.house, survey.sources
    kinds: dict[str, Kind] = dict.fromkeys(sources.posts, "post")
    kinds |= dict.fromkeys(sources.pages, "page")
    files = [_readable(survey, name, kind) for name, kind in kinds.items()]
    prepared = house.workshop.prepare if house.workshop else _one_by_one
    if house.site.settings.stage_policy != "infer" or house.suggest is None:
        survey.settler = Settler(house.site, house.vocabulary, survey.now, {})
    survey.prepared = dict(zip(kinds, prepared(files, rules_of(house), partial(_arrived, survey)), strict=True))
    for name, item in survey.prepared.items():
        survey.bodies.setdefault(name, [*item.problems])


def _arrived(survey: Survey, item: Prepared) -> None:
    """Settle a post while others are prepared."""
    if survey.settler and isinstance(item.matter, PostMatter):
        survey.early[item.key] = _settled(survey.house, survey.settler, item, item.matter)


def _readable(survey: Survey, name: str, kind: Kind) -> Wanted:
    """A source file; an empty one where the system does not give its bytes, with the reason told, and no other."""
    try:
        return wanted(survey.sources, name, kind)
    except OSError as error:
        path = survey.sources.show(name)
        survey.bodies[name] = [unreadable(path, error)]
        return Wanted(path, kind, digest(b""), bytes)


def _one_by_one(files: Sequence[Wanted], rules: Rules, arrived: object) -> list[Prepared]:
    """Without the cache room, here and without a limit of time."""
    from plugins.posts.reader import prepare  # with all that converts Markdown, which others ask for elsewhere

    return [prepare(file.read(), file.path, file.kind, rules) for file in files]


def _settle(survey: Survey) -> None:
    """Posts and pages of every file, drafts included: they are checked like all others, and so is what of a file with
    faulty front matter is not itself at fault."""
    house = survey.house
    settler = survey.settler or Settler(house.site, house.vocabulary, survey.now, _suggestions(survey))
    good = [(name, item, item.matter) for name, item in survey.prepared.items() if item.matter is not None]
    posts = [(item, matter) for _, item, matter in good if isinstance(matter, PostMatter)]
    for name, item in survey.prepared.items():
        matter = item.matter or item.rest
        if isinstance(matter, PostMatter):
            survey.items[name], found = survey.early.get(item.key) or _settled(house, settler, item, matter)
            survey.problems += found
        elif matter is not None:
            survey.items[name] = settler.page(item, matter)
    survey.problems += words.check_unique(
        [(item, matter) for item in survey.prepared.values() if (matter := item.matter or item.rest)]
    )
    survey.problems += words.check_parts(posts)
    survey.problems += words.check_translations([(item, matter) for _, item, matter in good], house.site)
    survey.problems += words.check_terms(posts)
    survey.problems += words.check_topics(posts, house.vocabulary, survey.sources.show("data/tracks.yaml"))
    survey.placed = files.place(survey.sources, survey.items, house.site, survey.problems)


def _settled(house: House, settler: Settler, item: Prepared, matter: PostMatter) -> _Settled:
    """A post, and the Problems of its words."""
    told = {problem.field.partition(".")[0] for problem in item.problems}
    found = () if words.BROKEN in told else words.check_words(item, matter, house.vocabulary, house.site)
    post = settler.post(item, matter)
    problems = [problem for problem in found if problem.field not in told]
    return post, [*problems, *(_inferred(post) if item.matter else [])]


def _inferred(post: Post) -> list[Problem]:
    """An inferred stage is listed, so that somebody agrees to it or says another."""
    if post.stage is None or not post.stage.inferred:
        return []
    message = f"inferred as {post.stage.key!r}: {'; '.join(post.stage.evidence)}"
    return [Problem(post.path, 1, "stage", message, f"Write stage: {post.stage.key} if that is right.", "warning")]


def _suggestions(survey: Survey) -> Mapping[str, Suggestion]:
    house = survey.house
    assert house.suggest is not None  # else posts are settled one by one
    posts = [house.with_text(item) for item in survey.prepared.values() if item.kind == "post"]
    return house.suggest(posts, house.vocabulary)


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
    anchors = {name: item.anchors for name, item in survey.prepared.items()}
    told = files.refused(survey.sources, survey.items, survey.problems)
    there = map_of(house, survey.items, survey.placed, anchors, told)
    by_address = {file.address: file for file in survey.placed.values()}
    paths = {}
    for name, item in list(survey.items.items()):
        image = _image(survey, there, name, by_address)
        shown = changed(item, image=image) if image else item
        survey.items[name] = paths[item.path] = referred(
            shown, survey.prepared[name], there, name, survey.bodies.setdefault(name, [])
        )
    house.posts = [post for old in house.posts if isinstance(post := paths[old.path], Post)]
    house.pages = [paths[old.path] for old in house.pages]


def _image(survey: Survey, there: refs.Map, name: str, by_address: Mapping[str, StaticFile]) -> Picture | None:
    """The post's own image, which must be a file of this site."""
    item = survey.prepared[name]
    matter = item.matter or item.rest
    if matter is None or matter.image is None:
        return None
    try:
        target = there.target(matter.image, name)
    except refs.ToldError:
        return None
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
