"""Units in tests: a renderer that keeps what it is told to write, and houses whose units can be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.core.digest import digest
from plugins.core.house import Feature, House
from plugins.core.post import Page, Post
from plugins.core.unit import Unit
from tests.factories import a_house


class Printer:
    """A renderer (core.house.Renderer) that keeps what it is told to write. sources: a template's text, by its name."""

    def __init__(self, **sources: str) -> None:
        self.sources = sources
        self.pages: dict[str, dict[str, Any]] = {}

    def page(self, template: str, path: str, values: Mapping[str, Any]) -> bytes:
        self.pages[path] = {"template": template, **values}
        return f"{template}: {values!r}".encode()

    def digest(self, template: str) -> bytes:
        return digest(template, self.sources.get(template, ""))


def carded(item: Any) -> Any:
    """A post or page with its digests, as the gate makes them: of all that it shows."""
    light = replace(item, body=(), targets={}, headings=(), text="", front=b"", card=b"", whole=b"")
    front = digest(repr(replace(light, words=0)))
    card = digest(front, str(item.minutes) if isinstance(item, Post) else "")
    return replace(item, front=front, card=card, whole=digest(front, repr((item.body, item.words, item.targets))))


def a_made_house(*posts: Post, pages: Iterable[Page] = (), **parts: Any) -> House:
    """A house as it is when units are made: posts and pages have digests, it has a renderer and what rooms offer."""
    house = a_house(*map(carded, posts), pages=[carded(page) for page in pages], **parts)
    house.renderer = Printer()
    house.head_for = lambda **head: head
    house.features = {
        "head": Feature(lambda item: f"head of {item.slug}"),
        "share": Feature(lambda item: f"kit of {item.slug}"),
        "next_steps": Feature(lambda item: (), lambda item: b""),
        "feeds": Feature(lambda page: (), lambda page: b""),
    }
    house.ground = digest(house.site.model_dump_json(exclude={"zone"}), repr(house.vocabulary))
    return house


def made(units: Iterable[Unit]) -> dict[str, bytes]:
    """Path → content of every unit."""
    found = {unit.path: unit.make() for unit in units}
    return {path: what.read_bytes() if isinstance(what, Path) else what for path, what in found.items()}


def parts(units: Iterable[Unit]) -> dict[str, Mapping[str, bytes]]:
    """Path → parts of every unit, each of which must be known."""
    found = {unit.path: unit.parts for unit in units}
    assert all(found.values()), "a unit that nobody knows the parts of"
    return {path: told for path, told in found.items() if told}


def changed(before: Iterable[Unit], after: Iterable[Unit]) -> dict[str, set[str]]:
    """Path → names of the parts that differ, of each unit of both sides that differs in any."""
    old, new = parts(before), parts(after)
    names = {
        path: {name for name in {**old[path], **new[path]} if old[path].get(name) != new[path].get(name)}
        for path in old.keys() & new.keys()
    }
    return {path: found for path, found in names.items() if found}


def assert_told(before: Iterable[Unit], after: Iterable[Unit]) -> None:
    """The promise of parts: a unit whose content differs differs in a part, or its file would not be made again."""
    before, after = list(before), list(after)
    old, new, told = made(before), made(after), changed(before, after)
    silent = [path for path in old.keys() & new.keys() if old[path] != new[path] and path not in told]
    assert silent == []
