from __future__ import annotations

import dataclasses

import pytest
import yaml

from bench import matter
from bench.corpus import article
from plugins.core.frontmatter import ASKED_FOR, PostMatter

POST = article(12)


def parts(text: str) -> tuple[dict[str, object], str]:
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def test_ours_is_what_our_schema_wants_and_asks_for() -> None:
    front, _ = parts(matter.ours(POST))
    read = PostMatter.model_validate({name: tuple(v) if isinstance(v, list) else v for name, v in front.items()})
    assert read.stage == POST.stage
    assert all(getattr(read, name) for name in ASKED_FOR)


def test_pelican_has_its_own_front_matter() -> None:
    front, body = matter.pelican(POST).split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert fields["Title"] == POST.title
    assert fields["Tags"].split(", ") == list(POST.tags)
    assert body == matter.linked(POST, "{filename}%s.md")


@pytest.mark.parametrize("write", [matter.hugo, matter.eleventy, matter.listed])
def test_the_others_have_yaml_with_a_date(write: matter.Writer) -> None:
    front, body = parts(write(POST))
    assert front["title"] == POST.title
    assert f"{front['date']:%Y-%m-%d %H:%M}" == f"{POST.date:%Y-%m-%d %H:%M}"
    assert body.count("](/posts/") == 3


@pytest.mark.parametrize(
    ("before", "address", "after"),
    [
        ("[A](post:a-1)", "/posts/%s/", "[A](/posts/a-1/)"),
        ("[A](post:a-1) [B](post:b)", "{filename}%s.md", "[A]({filename}a-1.md) [B]({filename}b.md)"),
        ("[A](https://a.example.org/post:b)", "%s", "[A](https://a.example.org/post:b)"),
    ],
)
def test_links(before: str, address: str, after: str) -> None:
    assert matter.linked(dataclasses.replace(POST, body=before), address) == after
