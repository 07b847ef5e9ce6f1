"""All prepared articles together: dates against the clock, stages, offers, addresses. The result is what rooms see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from plugins.core.frontmatter import NO_OFFER, PageMatter, PostMatter
from plugins.core.house import StaticFile, Suggestion
from plugins.core.post import Byline, Page, Picture, Post, Prepared, StageOf, Status, Term
from plugins.core.site import Site, term_key
from plugins.core.vocabulary import Kind, Offer, Stage, Vocabulary
from plugins.posts.words import in_zone, slug_of

TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


def status_of(matter: PostMatter, site: Site, now: dt.datetime) -> Status:
    """A published post whose date is still to come is scheduled."""
    if matter.status == "published" and in_zone(matter.date, site) > now:
        return "scheduled"
    return matter.status


class Settler:
    """Makes Posts and Pages of prepared articles."""

    def __init__(
        self, site: Site, vocabulary: Vocabulary, now: dt.datetime, suggested: Mapping[str, Suggestion]
    ) -> None:
        self.site, self.vocabulary, self.now, self.suggested = site, vocabulary, now, suggested
        self._terms: dict[tuple[Kind, str, str], Term] = {}

    def post(self, item: Prepared, matter: PostMatter) -> Post:
        """A post as far as it can be told without knowing where its references lead."""
        v, slug = self.vocabulary, slug_of(item, matter)
        stage = self._stage(item, matter)
        offer_key = self._offer(matter, stage)
        offer = v.offers.get(offer_key)
        return Post(
            path=item.path,
            slug=slug,
            title=matter.title,
            address=self.site.post(slug),
            summary=matter.summary,
            status=status_of(matter, self.site, self.now),
            lang=matter.lang or self.site.language,
            canonical=matter.canonical,
            modified=in_zone(matter.modified, self.site) if matter.modified else None,
            body=item.body,
            headings=item.headings,
            text=item.text,
            words=item.words,
            gist=item.gist,
            stored=item.key,
            translation_of=matter.translation_of,
            redirect_from=matter.redirect_from,
            id=matter.id,
            date=in_zone(matter.date, self.site),
            authors=tuple(self._byline(key) for key in _once(matter.authors) if key in v.authors),
            stage=stage,
            audiences=tuple(self._track("audience", key) for key in _once(matter.audience) if key in v.audiences),
            industries=tuple(self._track("industry", key) for key in _once(matter.industry) if key in v.industries),
            tags=self._tags(matter.tags),
            category=self._named("category", matter.category) if matter.category else None,
            series=self._named("series", matter.series) if matter.series else None,
            part_of=matter.part_of,
            problem=matter.problem,
            takeaways=matter.takeaways,
            question=matter.question,
            goal=matter.goal,
            metric=matter.metric,
            campaign=matter.campaign,
            offer=offer,
            offer_key=offer_key if offer else "",
            offer_url=offer.url if offer else "",
            reviewed=in_zone(matter.reviewed, self.site) if matter.reviewed else None,
            discuss=dict(matter.discuss),
            share=dict(matter.share),
        )

    def page(self, item: Prepared, matter: PageMatter) -> Page:
        slug = slug_of(item, matter)
        return Page(
            path=item.path,
            slug=slug,
            title=matter.title,
            address=self.site.page(slug),
            summary=matter.summary or "",
            status=matter.status,
            lang=matter.lang or self.site.language,
            canonical=matter.canonical,
            modified=in_zone(matter.modified, self.site) if matter.modified else None,
            body=item.body,
            headings=item.headings,
            text=item.text,
            words=item.words,
            stored=item.key,
            translation_of=matter.translation_of,
            redirect_from=matter.redirect_from,
            menu=matter.menu and matter.status == "published",
            order=matter.order,
        )

    def _stage(self, item: Prepared, matter: PostMatter) -> StageOf | None:
        stages = self.vocabulary.stages
        if matter.stage in stages:
            return self._stage_of(str(matter.stage), stages[str(matter.stage)])
        found = self.suggested.get(item.path)
        if matter.stage is None and found and found.stage in stages:
            return self._stage_of(found.stage, stages[found.stage], found.evidence)
        return None

    def _stage_of(self, key: str, stage: Stage, evidence: tuple[str, ...] = ()) -> StageOf:
        return StageOf(self._term("stage", key, stage.name, stage.intro), stage.question, bool(evidence), evidence)

    def _offer(self, matter: PostMatter, stage: StageOf | None) -> str:
        """The offer's key: the post's, else its stage's, else the first that fits the stage; "" for none."""
        if matter.offer is not None:
            return "" if matter.offer == NO_OFFER else matter.offer
        if stage is None:
            return ""
        own = self.vocabulary.stages[stage.key].offer
        return own or next((k for k, o in self.vocabulary.offers.items() if _fits(o, stage.key)), "")

    def _byline(self, key: str) -> Byline:
        author = self.vocabulary.authors[key]
        return Byline(self._term("author", key, author.name, author.bio), author)

    def _track(self, kind: Kind, key: str) -> Term:
        tracks = self.vocabulary.audiences if kind == "audience" else self.vocabulary.industries
        return self._term(kind, key, tracks[key].name, tracks[key].intro)

    def _tags(self, names: Iterable[str]) -> tuple[Term, ...]:
        """One term for each hub: "Pricing" and "pricing" are the same tag, as the writer spelled it first."""
        terms: dict[str, Term] = {}
        for name in names:
            terms.setdefault(term_key(name), self._named("tag", name))
        return tuple(terms.values())

    def _named(self, kind: Kind, name: str) -> Term:
        key = term_key(name)
        topic = self.vocabulary.topics.get((kind, key))
        return self._term(kind, key, name, topic.intro if topic else "")

    def _term(self, kind: Kind, key: str, name: str, intro: str) -> Term:
        """One object for all posts that say it in the same words."""
        place = kind, key, name
        if place not in self._terms:
            self._terms[place] = Term(kind, key, name, self.site.hub(kind, key), intro)
        return self._terms[place]


def _once(keys: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(keys)


def _fits(offer: Offer, stage: str) -> bool:
    return stage in offer.stages


def picture(address: str, alt: str, file: StaticFile) -> Picture:
    """An image of this site as head and feeds need it."""
    ending = PurePosixPath(address).suffix.lstrip(".").lower()
    kind, raster = TYPES.get(ending, "application/octet-stream"), file.raster
    if raster is None:
        return Picture(address, alt, file.size, kind)
    return Picture(address, alt, file.size, kind, raster.width, raster.height, raster.scales)
