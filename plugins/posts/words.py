"""What a file's front matter says, held against the vocabulary and against all other files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plugins.core.errors import Problem, did_you_mean
from plugins.core.frontmatter import ASKED_FOR, NO_OFFER, TODO, PageMatter, PostMatter
from plugins.core.post import Prepared
from plugins.core.site import Site, stem, term_key
from plugins.core.text import slugify
from plugins.core.vocabulary import Vocabulary
from plugins.posts import drift

BROKEN = "front matter"
"""The field of Problems about the whole front matter: then nothing is known of what stands in it."""


def check_words(item: Prepared, matter: PostMatter, v: Vocabulary, site: Site) -> Iterator[Problem]:
    """Unknown keys of the vocabulary, what is missing to publish, what is asked for."""
    known: Mapping[str, tuple[Sequence[str], Collection[str], str]] = {
        "stage": (_one(matter.stage), v.stages, "stages.yaml"),
        "authors": (matter.authors, v.authors, "authors.yaml"),
        "audience": (matter.audience, v.audiences, "tracks.yaml"),
        "industry": (matter.industry, v.industries, "tracks.yaml"),
        "campaign": (_one(matter.campaign), v.campaigns, "campaigns.yaml"),
        "offer": (_one(matter.offer if matter.offer != NO_OFFER else None), v.offers, "offers.yaml"),
    }
    for field, (given, keys, file) in known.items():
        for key in given:
            faulty = (file.removesuffix(".yaml"), key) in v.lines and file != "tracks.yaml"
            if key not in keys and not faulty:  # an entry with Problems of its own is told by its own file
                hint = did_you_mean(key, keys) or f"Add it to data/{file}."
                yield _at(item, field, f"unknown {field} {key!r}", hint)
    if matter.status != "draft":
        yield from _to_publish(item, matter, v, site)


def _to_publish(item: Prepared, matter: PostMatter, v: Vocabulary, site: Site) -> Iterator[Problem]:
    if matter.stage is None and v.stages and site.settings.stage_policy == "require":
        yield _at(item, "stage", "is missing: the stage of buying that the reader is in", _stages(v))
    if matter.image is not None and not matter.image_alt:
        yield _at(item, "image_alt", "is missing: what the image shows", "Write it in one sentence.")
    if matter.modified and in_zone(matter.modified, site) < in_zone(matter.date, site):
        yield _at(item, "modified", "is before the date of publication", "Swap them?", warning=True)
    is_dated = item.matter is not None or all(problem.field != "date" for problem in item.problems)
    day = in_zone(matter.date, site).astimezone(site.zone).date() if is_dated else None
    yield from drift.of_post(item, matter, slug_of(item, matter), day, v)
    for field in ("title", "summary", *ASKED_FOR):
        if _owed(getattr(matter, field)):
            yield _at(item, field, f"still says {TODO}", "Write it, or leave the post a draft.")
    if site.settings.asked_for != "ignore":
        missing = [name for name in ASKED_FOR if not getattr(matter, name)]
        if missing:
            warning = site.settings.asked_for == "warn"
            yield _at(item, missing[0], f"asked for, and missing: {', '.join(missing)}", "", warning)


def check_unique(items: Sequence[tuple[Prepared, PostMatter | PageMatter]]) -> Iterator[Problem]:
    """Ids and slugs that two files have. The later file (by name) is told of the earlier one, and one whose front
    matter is at fault of any that is good, which it must not hold back."""
    ids: dict[str, Prepared] = {}
    slugs: dict[tuple[str, str], Prepared] = {}
    for item, matter in sorted(items, key=lambda pair: (pair[0].matter is None, pair[0].path)):
        faulty = () if item.matter else {problem.field for problem in item.problems}
        if BROKEN in faulty:
            continue
        if isinstance(matter, PostMatter) and "id" not in faulty:
            first = ids.setdefault(matter.id, item)
            if first is not item:
                hint = "An id is never shared; `./inv new` makes a fresh one."
                yield _at(item, "id", f"{matter.id!r} is also the id of {first.path}", hint)
        if "slug" in faulty:
            continue
        slug = slug_of(item, matter)
        first = slugs.setdefault((item.kind, slug.casefold()), item)
        if first is not item:
            yield _at(item, "slug", f"{slug!r} is also the slug of {first.path}", "Give one of them another slug.")


def check_terms(items: Iterable[tuple[Prepared, PostMatter]]) -> Iterator[Problem]:
    """Names that differ in more than case, accents and gaps, and would share a hub: "C++" and "C#" are not "C"."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for item, matter in sorted(items, key=lambda pair: pair[0].path):
        named = {"tags": matter.tags, "category": _one(matter.category), "series": _one(matter.series)}
        for field, name in ((field, name) for field, names in named.items() for name in names):
            other, path = first.setdefault((field, term_key(name)), (name, item.path))
            if name != other and _plainly(name) != _plainly(other):
                message = f"{name!r} would share its page with {other!r} of {path}"
                yield _at(item, field, message, "Write one of them in other words.")


def check_topics(items: Iterable[tuple[Prepared, PostMatter]], vocabulary: Vocabulary, path: str) -> Iterator[Problem]:
    """Intros of tags, categories and series that no post has. path: of the data file, as Problems name it."""
    matters = [matter for _, matter in items]
    known = {
        "tag": {term_key(name) for matter in matters for name in matter.tags},
        "category": {term_key(matter.category) for matter in matters if matter.category},
        "series": {term_key(matter.series) for matter in matters if matter.series},
    }
    for kind, key in vocabulary.topics:
        if key not in known[kind]:
            line, hint = vocabulary.lines.get(("tracks", key), 1), did_you_mean(key, known[kind])
            yield Problem(path, line, f"{kind}.{key}", f"no post has this {kind}", hint, "warning")


def _plainly(name: str) -> str:
    letters = (sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"[\s_-]+", " ", "".join(letters).translate({ord("'"): None, ord("’"): None}))


def check_parts(items: Iterable[tuple[Prepared, PostMatter]]) -> Iterator[Problem]:
    """`part_of` that leads to no post, or to the post itself."""
    pairs = list(items)
    names = {name for item, matter in pairs for name in (matter.id, slug_of(item, matter))}
    for item, matter in pairs:
        if matter.part_of is None:
            continue
        if matter.part_of not in names:
            yield _at(
                item, "part_of", f"no post has the id or slug {matter.part_of!r}", did_you_mean(matter.part_of, names)
            )
        elif matter.part_of in (matter.id, slug_of(item, matter)):
            yield _at(item, "part_of", "is the post itself", "Name the summation that this post is woven into.")


def check_translations(items: Iterable[tuple[Prepared, PostMatter | PageMatter]], site: Site) -> Iterator[Problem]:
    """`translation_of` that leads to nothing, to a translation, or to what is in the same language; two in one."""
    pairs = sorted(items, key=lambda pair: pair[0].path)
    known = {(item.kind, name): (item, matter) for item, matter in pairs for name in _names(item, matter)}
    taken: dict[tuple[str, str], Prepared] = {}
    for item, matter in pairs:
        if matter.translation_of is None:
            continue
        original, said = known.get((item.kind, matter.translation_of), (None, None))
        lang = matter.lang or site.language
        if original is None or said is None:
            near = did_you_mean(matter.translation_of, [name for kind, name in known if kind == item.kind])
            yield _at(item, "translation_of", f"no {item.kind} has the id or slug {matter.translation_of!r}", near)
        elif original is item or said.translation_of is not None:
            yield _at(item, "translation_of", "is no original", f"Name the {item.kind} that was written first.")
        elif lang == (said.lang or site.language):
            hint = "Say the language of each, like lang: de."
            yield _at(item, "translation_of", f"{original.path} is in the same language ({lang})", hint)
        elif (first := taken.setdefault((original.path, lang), item)) is not item:
            message = f"{first.path} is a translation of it into the same language ({lang})"
            yield _at(item, "translation_of", message, "Keep one of them.")


def _names(item: Prepared, matter: PostMatter | PageMatter) -> tuple[str, ...]:
    slug = slug_of(item, matter)
    return (matter.id, slug) if isinstance(matter, PostMatter) else (slug,)


def in_zone(moment: dt.datetime, site: Site) -> dt.datetime:
    """A moment with its zone: the site's, where the writer gave none."""
    return moment.replace(tzinfo=site.zone) if moment.tzinfo is None else moment


def slug_of(item: Prepared, matter: PostMatter | PageMatter) -> str:
    """The slug: the writer's, else one made from the name of the file."""
    return matter.slug or slugify(stem(item.path))


def _owed(value: object) -> bool:
    if isinstance(value, str):
        return value.startswith(TODO)
    return isinstance(value, tuple) and any(_owed(text) for text in value)


def _one(key: str | None) -> Sequence[str]:
    return () if key is None else (key,)


def _stages(v: Vocabulary) -> str:
    return f"One of: {', '.join(v.stages)}."


def _at(item: Prepared, field: str, message: str, hint: str = "", warning: bool = False) -> Problem:
    return Problem(item.path, item.lines.get(field, 1), field, message, hint, "warning" if warning else "error")
