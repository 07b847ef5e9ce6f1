from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from plugins.core.errors import Misconfigured
from plugins.core.manifest import Entry, Manifest, Summary
from plugins.core.share import Kit
from plugins.core.vocabulary import Scheduler
from plugins.share.read import kit_of, kits, scheduler

BERLIN = dt.timezone(dt.timedelta(hours=1))
MOMENT = dt.datetime(2031, 1, 15, 9, 30, tzinfo=BERLIN)
KIT = Kit(id="abcd2345", slug="open", title="Größe", stage="", stage_inferred=False, url="https://blog.example.com/")


def entry(slug: str, status: Any, ident: str = "zzzz2345") -> Entry:
    url = f"https://blog.example.com/posts/{slug}/"
    return Entry(
        id=ident, slug=slug, title=slug, summary="S.", url=url, source=f"{slug}.md", status=status, date=MOMENT,
        authors=("desk",), stage=None,
    )  # fmt: skip


def manifest(*posts: Entry, drafts: int = 0, preview: bool = False) -> Manifest:
    counts = dict.fromkeys(["files", "posts", "scheduled", "hidden", "pages", "feeds", "snippets", "links"], 1)
    summary = Summary(**counts, drafts=drafts, warnings=0, by_stage={})
    return Manifest(
        site="S", url="https://blog.example.com", preview=preview, sources="0", summary=summary,
        scheduled={"opened-in-2031": MOMENT}, posts=(entry("open", "published", "abcd2345"), *posts),
    )  # fmt: skip


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "_waypost" / "share"
    folder.mkdir(parents=True)
    (folder / "open.json").write_text(KIT.model_dump_json(indent=2), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["open", "abcd2345", " OPEN "])
def test_a_kit_is_found_by_slug_and_id(output: Path, name: str) -> None:
    assert kit_of(output, manifest(), name) == KIT


NONE = [
    ("secret", [entry("secret", "hidden")], {}, "secret is hidden, and hidden posts have no share texts"),
    ("opened-in-2031", [], {},
     "opened-in-2031 is scheduled for 2031-01-15 09:30+01:00. --preview shows its share texts"),
    ("later", [entry("later", "draft")], {}, "later is a draft. --preview shows its share texts"),
    ("lost", [entry("lost", "published")], {}, "the share texts of lost are missing from the output. Build again"),
    ("opne", [], {}, "no post of this build has the slug or id 'opne'. Did you mean \"open\"?"),
    ("opened-in-2013", [], {},
     "no post of this build has the slug or id 'opened-in-2013'. Did you mean \"opened-in-2031\"?"),
    ("opne", [], {"drafts": 1}, "no post of this build has the slug or id 'opne'. Did you mean \"open\"? "
     "If it is a draft, --preview shows it."),
    ("opne", [], {"drafts": 1, "preview": True},
     "no post of this build has the slug or id 'opne'. Did you mean \"open\"?"),
    ("secre", [entry("secret", "hidden")], {},
     "no post of this build has the slug or id 'secre'. Known: open, opened-in-2031."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "posts", "build", "told"), NONE)
def test_where_there_is_none_the_reason_is_told(
    output: Path, name: str, posts: list[Entry], build: dict[str, Any], told: str
) -> None:
    with pytest.raises(Misconfigured) as caught:
        kit_of(output, manifest(*posts, **build), name)
    assert str(caught.value) == told


def test_all_kits_are_those_of_all_posts_but_hidden_ones(output: Path) -> None:
    assert list(kits(output, manifest(entry("secret", "hidden")))) == [(KIT, MOMENT)]
    assert list(kits(output, manifest(), "abcd2345")) == [(KIT, MOMENT)]
    with pytest.raises(Misconfigured, match="the share texts of lost are missing"):
        list(kits(output, manifest(entry("lost", "published"))))


def test_a_scheduler_is_found_by_its_key(output: Path) -> None:
    known = {"buffer": {"name": "Buffer", "columns": {"Text": "{text}"}, "channels": ["x"]}}
    (output / "_waypost" / "schedulers.json").write_text(json.dumps({"version": 1, "schedulers": known}))
    assert scheduler(output, "buffer") == Scheduler(name="Buffer", columns={"Text": "{text}"}, channels=("x",))
    with pytest.raises(Misconfigured, match="the site has no scheduler 'bufer'"):
        scheduler(output, "bufer")
