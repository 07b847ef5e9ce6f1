"""Which rows of the ledger somebody wants to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.links import Tagged, value
from plugins.core.records import dataclass
from plugins.ledger.book import Book

Test = Callable[[Tagged], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """Filters, all of which must hold; None for all. post: slug or id, also the name of a page that is no post."""

    post: str | None = None
    stage: str | None = None
    channel: str | None = None
    campaign: str | None = None

    def __bool__(self) -> bool:
        return any(given is not None for given in (self.post, self.stage, self.channel, self.campaign))


def chosen(book: Book, choice: Choice) -> list[Tagged]:
    """The rows of `choice`, in their order. Raises Misconfigured with every value that nobody knows."""
    tests, unknown = [], []
    for test, fault in _tests(book, choice):
        tests.append(test)
        unknown += [fault] if fault else []
    if unknown:
        raise Misconfigured("\n".join(unknown))
    return [row for row in book.rows if all(test(row) for test in tests)]


def _tests(book: Book, choice: Choice) -> Iterator[tuple[Test, str]]:
    """(what a row must hold, what is wrong with the value) for each filter that is given."""
    if choice.post is not None:
        yield _of_post(book, choice.post)
    if choice.stage is not None:
        stage = choice.stage.strip().lower()
        known = (*book.vocabulary.stages, *(row.stage for row in book.rows if row.stage))
        yield (lambda row: row.stage == stage), _fault("stage", stage, known)
    if choice.channel is not None:
        channel = choice.channel.strip().lower()
        known = (*book.vocabulary.channels, *(row.channel for row in book.rows))
        yield (lambda row: row.channel == channel), _fault("channel", channel, known)
    if choice.campaign is not None:
        campaign = value(choice.campaign)
        known = (*book.vocabulary.campaigns, *(row.campaign for row in book.rows))
        yield (lambda row: row.campaign == campaign), _fault("campaign", campaign, known)


def _of_post(book: Book, given: str) -> tuple[Test, str]:
    name, scheduled = given.strip().lower(), book.manifest.scheduled
    known = {name for post in book.manifest.posts for name in (post.slug, post.id)} | {row.slug for row in book.rows}
    fault = _fault("post", name, known, {post.slug for post in book.manifest.posts} | {row.slug for row in book.rows})
    if fault and name in scheduled:
        moment = scheduled[name].isoformat(" ", "minutes")
        fault = f"--post {name}: scheduled for {moment}, and has no links before that"
    return (lambda row: name in (row.slug, row.post)), fault


def _fault(option: str, given: str, known: Iterable[str], near: Iterable[str] = ()) -> str:
    """What is wrong with a value that is none of `known`; near: which of them to suggest, where not all."""
    names = set(known)
    hint = did_you_mean(given, set(near) or names)
    return "" if given and given in names else f"--{option} {given}: unknown. {hint}".rstrip()
