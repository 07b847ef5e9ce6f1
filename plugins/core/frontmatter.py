"""The front matter of posts and pages: one schema each, and nothing else. Unknown keys are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from plugins.core.dates import Moment
from plugins.core.vocabulary import WebUrl


def _listed(value: object) -> object:
    """One word is a list of one: `tags: pricing` means `tags: [pricing]`."""
    return [value] if isinstance(value, str) else value


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _brief(items: tuple[str, ...]) -> tuple[str, ...]:
    words = sum(len(item.split()) for item in items)
    if words > 40:
        raise ValueError(f"the takeaways have {words} words together, at most 40 can be read in ten seconds")
    return items


Text = Annotated[str, Field(min_length=1, max_length=300)]
Long = Annotated[str, Field(min_length=1, max_length=1000)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_listed), Field(strict=False, max_length=50)]
Keys = Annotated[tuple[Annotated[Word, BeforeValidator(_lowered)], ...], BeforeValidator(_listed), Field(strict=False)]
Key = Annotated[Word, BeforeValidator(_lowered)]
Lang = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class ShareThread(BaseModel):
    """A share text as a mapping. thread: whether it becomes numbered posts; text: the writer's own words, None where
    they are composed from the post's fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True, defer_build=True)

    thread: bool = False
    text: Annotated[str, Field(min_length=1, max_length=20_000)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> ShareThread:
        if not self.thread and self.text is None:
            raise ValueError("says neither `thread: true` nor a `text`")
        return self


def _form(value: object) -> str:
    """How a share text is written; what is none of these is held against the plainest."""
    if isinstance(value, dict | ShareThread):
        return "[thread]"
    return "[posts]" if isinstance(value, list | tuple) else "[text]"


ShareText = Annotated[str, Field(min_length=1, max_length=5000)]
Share = Annotated[
    Annotated[ShareText, Tag("[text]")]
    | Annotated[tuple[ShareText, ...], Field(strict=False, min_length=1, max_length=25), Tag("[posts]")]
    | Annotated[ShareThread, Tag("[thread]")],
    Discriminator(_form),
]
"""The writer's own text for one network: a text, a thread as a list of posts, or a mapping (ShareThread)."""


class Matter(BaseModel):
    """What posts and pages have in common. translation_of: the original's id or slug."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True, defer_build=True)

    title: Text
    slug: Slug | None = None
    lang: Lang | None = None
    canonical: WebUrl | None = None
    image: str | None = None
    image_alt: Text | None = None
    translation_of: Word | None = None
    redirect_from: Annotated[tuple[str, ...], BeforeValidator(_listed), Field(strict=False)] = ()
    status: Annotated[Literal["published", "draft", "hidden"], BeforeValidator(_lowered)] = "published"


class PostMatter(Matter):
    """A post. Design §4 says what each field is for; vocabulary keys are checked once all files are read."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]{8}$")]
    summary: Long
    date: Moment
    authors: Annotated[Keys, Field(min_length=1)]
    stage: Key | None = None
    audience: Keys = ()
    industry: Keys = ()
    tags: Words = ()
    category: Word | None = None
    problem: Text | None = None
    takeaways: Annotated[
        tuple[Text, ...], BeforeValidator(_listed), AfterValidator(_brief), Field(strict=False, max_length=3)
    ] = ()
    question: Text | None = None
    goal: Annotated[Literal["breadth", "depth"], BeforeValidator(_lowered)] | None = None
    metric: Text | None = None
    campaign: Key | None = None
    offer: Key | None = None
    series: Word | None = None
    part_of: Word | None = None
    modified: Moment | None = None
    reviewed: Moment | None = None
    discuss: Mapping[Word, WebUrl] = {}
    share: Mapping[Word, Share] = {}


class PageMatter(Matter):
    """A page that is no post: About, Subscribe. `menu` puts it into the navigation, in the order of `order`."""

    summary: Long | None = None
    modified: Moment | None = None
    menu: bool = True
    order: int = 0


ASKED_FOR = ("problem", "takeaways", "question", "goal", "metric")
"""Fields whose absence is a warning, or an error where the site says so."""

NO_OFFER = "none"
"""`offer: none` ends a post without an offer."""

TODO = "TODO:"
"""What `./inv new` begins each text with that the writer still owes; it is never published."""
