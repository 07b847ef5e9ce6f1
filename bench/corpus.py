"""The generated posts: each a function of the seed and its number only, so that 100 posts begin 1,000.

A post has about 900 words, five sections, two lists, a quotation, a table, three links to other posts and three to
other sites; every tenth has a block of code.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench import words

SMALLEST = 4
"""So many posts there must be at least: each links to three others."""
_START = dt.datetime(2012, 1, 2, 6, 0)
_GAPS = {name: tuple(text.split("|")) for name, text in words.WORDS.items()}
_NEAR = 300


@dataclass(frozen=True, slots=True)
class Article:
    """A post before any tool's spelling. In `body` a link to another post is `(post:<slug>)`."""

    number: int
    slug: str
    title: str
    summary: str
    date: dt.datetime
    author: str
    category: str
    tags: tuple[str, ...]
    stage: str
    industry: str
    problem: str
    takeaways: tuple[str, ...]
    question: str
    body: str


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """The first `count` posts, one at a time: the process that measures others must stay small."""
    return (article(number, seed) for number in range(count))


def article(number: int, seed: int = 1) -> Article:
    """The post of that number."""
    title = title_of(number, seed)
    voice = _Voice(f"{seed}:{number}:text")
    rng = voice.rng
    return Article(
        number=number,
        slug=slug_of(number, title),
        title=title,
        summary=" ".join(voice.plain(words.SENTENCES) for _ in range(2)),
        date=_START + dt.timedelta(hours=number),
        author=rng.choice(words.AUTHORS),
        category=rng.choice(words.CATEGORIES),
        tags=tuple(rng.sample(words.TAGS, 3)),
        stage=rng.choice(words.STAGES),
        industry=rng.choice(words.INDUSTRIES),
        problem=voice.plain(words.PROBLEMS),
        takeaways=tuple(f"{voice.plain(words.POINTS)}." for _ in range(3)),
        question=voice.plain(words.QUESTIONS),
        body=_body(number, seed, voice),
    )


def title_of(number: int, seed: int) -> str:
    return _Voice(f"{seed}:{number}:title").plain(words.TITLES)


def slug_of(number: int, title: str) -> str:
    """A title's words, and the number, since titles may be the same."""
    return f"{key_of(title)}-{number}"


def key_of(name: str) -> str:
    """Lower case, digits and single hyphens."""
    return "-".join(re.findall("[a-z0-9]+", name.lower()))


class _Voice:
    """Sentences from forms, by a generator of its own."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)

    def say(self, forms: tuple[str, ...]) -> str:
        """One of the forms with its gaps filled, as a sentence begins."""
        count = self.rng.randint(12, 90)
        gaps = {name: self.rng.choice(choices) for name, choices in _GAPS.items()}
        text = self.rng.choice(forms).format(**gaps, count=count, few=self.rng.randint(2, 9))
        text = re.sub(r"\b([Aa]) (?=\**[aeio])", r"\1n ", text)
        return text[0].upper() + text[1:]

    def plain(self, forms: tuple[str, ...]) -> str:
        return self.say(forms).replace("*", "")

    def paragraph(self, sentences: int) -> list[str]:
        return [self.say(words.SENTENCES) for _ in range(sentences)]


def _body(number: int, seed: int, voice: _Voice) -> str:
    links = [*_inside(number, seed, voice.rng), *_outside(voice)]
    voice.rng.shuffle(links)
    blocks = [" ".join(voice.paragraph(3))]
    extras = (_bullets("- ", voice), _quote(voice), _table(voice), _bullets("1. ", voice), _code(number, voice))
    for place, extra in enumerate(extras):
        first, second = voice.paragraph(4), voice.paragraph(2 + place % 2)
        first[1] += f" More on that in {links[place]}."
        if place == 4:
            second[0] += f" The figures are from {links[5]}."
        heading = f"## {voice.plain(words.HEADINGS)}"
        blocks += [heading, " ".join(first), *([extra] if extra else []), " ".join(second)]
    return "\n\n".join(blocks) + "\n"


def _inside(number: int, seed: int, rng: random.Random) -> list[str]:
    """Links to three older posts; the first ones link among themselves."""
    near = range(max(0, number - _NEAR), number) if number >= SMALLEST else range(SMALLEST)
    chosen = rng.sample([other for other in near if other != number], 3)
    titles = [(other, title_of(other, seed)) for other in chosen]
    return [f"[{title}](post:{slug_of(other, title)})" for other, title in titles]


def _outside(voice: _Voice) -> list[str]:
    """Links to three other sites."""
    names = [voice.plain(("{quality} {thing}", "{thing} of {many}")) for _ in range(3)]
    year = voice.rng.randint(2009, 2024)
    return [f"[{name}](https://{voice.rng.choice(words.HOSTS)}/{year}/{key_of(name)}?page=2#notes)" for name in names]


def _bullets(sign: str, voice: _Voice) -> str:
    return "\n".join(f"{sign}{voice.say(words.POINTS)}" for _ in range(4))


def _quote(voice: _Voice) -> str:
    return "\n".join(f"> {line}" for line in voice.paragraph(2))


def _table(voice: _Voice) -> str:
    forms = ("{thing}",), ("{who}",)
    rows = [" | ".join((*(voice.say(form) for form in forms), f"{voice.rng.randint(1, 99)} hours")) for _ in range(4)]
    return "\n".join(("| Item | Owner | Effort |", "|---|---|---:|", *(f"| {row} |" for row in rows)))


def _code(number: int, voice: _Voice) -> str:
    if number % 10:
        return ""
    return words.CODE.replace("{days}", str(voice.rng.randint(30, 90))).replace(
        "{factor}", str(voice.rng.randint(2, 9))
    )
