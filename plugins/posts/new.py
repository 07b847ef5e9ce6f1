"""A new post: a valid draft with its id and a line for every field that is asked for."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.frontmatter import TODO
from plugins.core.site import Site, stem
from plugins.core.text import slugify, squeeze
from plugins.core.vocabulary import Vocabulary
from plugins.core.yamlread import read_mapping
from plugins.posts import data
from plugins.posts.build import Options, load_settings, site_of
from plugins.posts.moment import moment_of
from plugins.posts.sources import find
from plugins.posts.textfile import UnreadableError, decode, split

_LONGEST = 300
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
_DRAFT = """---
id: {id}
title: {title}
summary: {summary}
date: {date}
status: draft
authors: [{author}]
stage: {stage}
audience: []  # {audiences}
industry: []  # {industries}
tags: []
problem: {problem}
takeaways:
  - {takeaway}
question: {question}
goal: breadth  # or depth
metric: {metric}
---

{body}
"""


def new_post(options: Options, title: str, stage: str | None, author: str | None) -> Path:
    """Write the draft and give back its path. Raises Misconfigured for unknown keys, and where the file exists."""
    site, content = site_of(options), content_of(options)
    vocabulary, problems = data.load(find(content))
    if problems:
        raise Misconfigured("the data files have problems; run ./inv check")
    title = _title(title)
    stage = _known("stage", stage, vocabulary.stages) if vocabulary.stages else ""
    author = _known("author", author, vocabulary.authors)
    path = content / "posts" / f"{slugify(title)}.md"
    _require_free(content, path.stem)
    return _write(path, _draft(site, vocabulary, title, stage, author, moment_of(options.now, site)))


def content_of(options: Options) -> Path:
    """The content folder that the options or the settings name."""
    return Path(str(load_settings(options)["PATH"]))


def _title(given: str) -> str:
    """A title that the gate lets through. Raises Misconfigured."""
    title = squeeze(given)
    if not title:
        raise Misconfigured("the title is empty")
    if len(title) > _LONGEST:
        raise Misconfigured(f"the title has {len(title)} characters, at most {_LONGEST} are read")
    if _ODD.search(title):
        raise Misconfigured("the title has a character that is not for text (control, direction, not UTF-8)")
    return title


def _require_free(content: Path, slug: str) -> None:
    """The slug is no other post's, wherever its file lies. Raises Misconfigured."""
    sources = find(content)
    for name in sources.posts:
        try:
            front, _, _ = split(decode(sources.read(name), name, 10**9), name)
        except (UnreadableError, OSError):
            continue
        given = read_mapping(front, name).data.get("slug")
        if (given or slugify(stem(name))) == slug and name != f"posts/{slug}.md":
            raise Misconfigured(
                f"{slug!r} is the slug of {sources.show(name)}; nothing was written. Choose another title"
            )


def _known(what: str, key: str | None, known: Mapping[str, object]) -> str:
    if key is None:
        if len(known) == 1:
            return next(iter(known))
        raise Misconfigured(f"--{what} is missing. One of: {', '.join(known) or 'none is in the data files yet'}")
    if key.lower() not in known:
        raise Misconfigured(f"unknown {what} {key!r}. {did_you_mean(key, known)}")
    return key.lower()


def _draft(site: Site, v: Vocabulary, title: str, stage: str, author: str, now: dt.datetime) -> str:
    def todo(what: str) -> str:
        return json.dumps(f"{TODO} {what}")

    text = _DRAFT.format(
        id=new_id(),
        title=json.dumps(title, ensure_ascii=False),
        summary=todo("one or two sentences that a reader decides by"),
        date=now.astimezone(site.zone).strftime("%Y-%m-%d %H:%M"),
        author=_scalar(author),
        stage=_scalar(stage) if stage else "",
        audiences=_choices(v.audiences),
        industries=_choices(v.industries),
        problem=todo("the reader's business problem in one sentence"),
        takeaway=todo("what to keep; at most three of these, 40 words together"),
        question=todo("the closing question"),
        metric=todo("the one figure that this post should move"),
        body="Begin here. Images lie beside this file, in a folder of its name.",
    )
    return text if stage else text.replace("stage: \n", "")


def _scalar(key: str) -> str:
    """A key as YAML reads it back as text: the author "no" needs quotes."""
    return key if read_mapping(f"key: {key}", "").data == {"key": key} else json.dumps(key)


def _choices(keys: Iterable[str]) -> str:
    return ", ".join(keys) or "none in data/tracks.yaml yet"


def new_id() -> str:
    """Eight characters that YAML reads as text, none that is mistaken for another: a letter first, no 0, 1, i, l, o."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(7))


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Misconfigured(f"{path} exists already; nothing was written. Choose another title") from None
    return path
