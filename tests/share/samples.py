"""The sample blog's posts as the share room gets them: words and keys from the sample, all else from the factories."""

from __future__ import annotations

from functools import cache

from plugins.core.house import House
from plugins.core.post import Post, StageOf, Term
from plugins.core.share import Snippet
from plugins.core.text import slugify
from plugins.share.kit import make
from tests.content import sample
from tests.factories import a_house, a_post, a_site, a_vocabulary


def post_of(source: sample.Source) -> Post:
    """One post of the sample; dates, authors and body are the factory's."""
    matter = source.matter
    stage = sample.data("stages")[matter.stage]
    return a_post(
        slug=matter.slug or source.path.stem,
        id=matter.id,
        title=matter.title,
        summary=matter.summary,
        problem=matter.problem,
        takeaways=matter.takeaways,
        question=matter.question,
        share=dict(matter.share),
        stage=StageOf(Term("stage", matter.stage, stage.name, f"/stages/{matter.stage}/"), stage.question),
        tags=tuple(Term("tag", slugify(tag), tag, f"/tags/{slugify(tag)}/") for tag in matter.tags),
    )


@cache
def published() -> tuple[Post, ...]:
    return tuple(post_of(source) for source in sample.published())


def house_of_samples(channels: list[str]) -> House:
    """A house with the sample's own channels, shared on `channels`."""
    vocabulary = a_vocabulary(channels=sample.data("channels"))
    return a_house(*published(), site=a_site(share_channels=channels), vocabulary=vocabulary)


def snippets(post: Post, house: House) -> dict[str, Snippet]:
    return {snippet.channel: snippet for snippet in make(post, house).kit.snippets}
