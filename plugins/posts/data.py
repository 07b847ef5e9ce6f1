"""The data files to one vocabulary, with what one file says about another checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from plugins.core.errors import Problem, did_you_mean
from plugins.core.schema import validate
from plugins.core.vocabulary import FILES, Tracks, Vocabulary
from plugins.core.yamlread import Mapped, read_mapping
from plugins.posts import drift
from plugins.posts.signs import unwritable
from plugins.posts.sources import DATA, Sources
from plugins.posts.textfile import UnreadableError, decode


@lru_cache(maxsize=1)
def _adapters() -> dict[str, TypeAdapter[Any]]:
    """Made when data files are read: a build that resumes a former one reads none."""
    return {stem: TypeAdapter(model) for stem, model in FILES.items()}


def load(sources: Sources) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary and every Problem in it; a file that is missing is empty."""
    found: dict[str, Any] = {}
    lines: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for name in sources.data:
        stem = PurePosixPath(name).stem
        if name not in (f"{DATA}/{stem}.yaml", f"{DATA}/{stem}.yml") or stem not in FILES:
            hint = did_you_mean(stem, FILES)
            problems.append(Problem(sources.show(name), 1, "file", "no data file has this name", hint))
            continue
        if stem in found:
            problems.append(Problem(sources.show(name), 1, "file", f"there is also {stem}.yaml", "Keep one of them."))
            continue
        mapped = _read(sources, name)
        value = validate(_adapters()[stem], mapped, sources.show(name)) if not mapped.problems else None
        problems += mapped.problems
        found[stem] = value if value is not None else _salvaged(stem, mapped)
        depth = 2 if stem == "tracks" else 1
        lines |= {(stem, str(where[-1])): line for where, line in mapped.lines.items() if len(where) == depth}
    vocabulary = _vocabulary(found, lines)
    return vocabulary, problems + list(_cross(vocabulary, sources))


def _read(sources: Sources, name: str) -> Mapped:
    path, source = sources.show(name), sources.read(name)
    if not source.strip():
        return Mapped()
    try:
        text = decode(source, path, max_bytes=len(source))
    except UnreadableError as stop:
        return Mapped(problems=[*stop.problems])
    mapped = read_mapping(text, path, what="data")
    mapped.problems += unwritable(mapped, path)
    return mapped


def _salvaged(stem: str, mapped: Mapped) -> Any:
    """The entries of a faulty file that are good by themselves: one fault must not make every post's key unknown."""
    if stem != "tracks":
        return _good(_adapters()[stem], mapped.data)
    kinds = Tracks.model_fields.items()
    return Tracks(
        **{
            kind: _good(TypeAdapter(Any if entry.annotation is None else entry.annotation), mapped.data.get(kind))
            for kind, entry in kinds
        }
    )


def _good(adapter: TypeAdapter[Any], entries: object) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        good |= validate(adapter, Mapped(data={key: entry}), "") or {}
    return good


def _vocabulary(found: dict[str, Any], lines: dict[tuple[str, str], int]) -> Vocabulary:
    tracks = found.pop("tracks", None) or Tracks()
    named = {"tag": tracks.tag, "category": tracks.category, "series": tracks.series}
    topics = {(kind, key): topic for kind, entries in named.items() for key, topic in entries.items()}
    return Vocabulary(audiences=tracks.audience, industries=tracks.industry, topics=topics, lines=lines, **found)


def _cross(v: Vocabulary, sources: Sources) -> Iterator[Problem]:
    """Offers of stages, stages of offers, and what drifts: channels and campaigns."""

    def at(stem: str, key: str, field: str, message: str, hint: str) -> Problem:
        return Problem(sources.show(f"data/{stem}.yaml"), v.lines.get((stem, key), 1), field, message, hint)

    for key, stage in v.stages.items():
        if stage.offer is not None and stage.offer not in v.offers:
            hint = did_you_mean(stage.offer, v.offers)
            yield at("stages", key, f"{key}.offer", f"unknown offer {stage.offer!r}", hint)
    for key, offer in v.offers.items():
        for stage_key in offer.stages:
            if stage_key not in v.stages:
                hint = did_you_mean(stage_key, v.stages)
                yield at("offers", key, f"{key}.stages", f"unknown stage {stage_key!r}", hint)
    for key, fault in drift.of_channels(v.channels):
        yield at("channels", key, *fault)
    for key, fault in drift.of_campaigns(v.campaigns):
        yield at("campaigns", key, *fault)
