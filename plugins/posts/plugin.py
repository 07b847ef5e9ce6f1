"""The door of the posts room: Pelican's generators, which leave the writing to units, and what templates may use.

Everything was read and checked before Pelican began. Where another plugin may have a say, Pelican gets an Article for
each post as any plugin expects it, and a body that the plugin changed goes to the page; else it gets none, since to
make ten thousand of them takes longer than all the rest of a build after one edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Author, Category, Tag
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers

from plugins.core.errors import WaypostError
from plugins.core.house import Claim, House, house_of
from plugins.core.post import Page, Post
from plugins.core.site import output_path
from plugins.core.unit import Unit
from plugins.posts import defaults, templates
from plugins.posts.assembly import foreign
from plugins.posts.assets import Assets
from plugins.posts.build import TEMPLATES
from plugins.posts.pages import file_units, on_disk, page_units, published
from plugins.posts.quick import Quick
from plugins.posts.render import Templates
from plugins.posts.warm import warm_up

_LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
_PAGES = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")


def claims(house: House) -> Iterable[Claim]:
    """Posts, pages, the page for what is lost, and static files."""
    for item in (*house.posts, *house.pages):
        yield Claim(output_path(item.address), f"{'post' if isinstance(item, Post) else 'page'} {item.path}", item.path)
    yield Claim("404.html", "the site")
    for file in house.files:
        yield Claim(on_disk(file), f"file {file.source}", f"{house.content}/{file.source}")


class PreparedReader(BaseReader):  # type: ignore[misc]
    """Gives Pelican the prepared article of a source file; one that is not part of this build is skipped."""

    enabled = True
    file_extensions = ["md"]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        house = house_of(self.settings)
        path = Path(source_path).resolve()
        item = _by_source(house, self.settings).get(path)
        if item is None:
            return "", {"title": path.stem, "status": "skip"}
        return house.page_html(item), _metadata(item, self.settings)


def _by_source(house: House, settings: dict[str, Any]) -> dict[Path, Page]:
    """Source file → item, worked out once a build."""
    known: dict[Path, Page] | None = settings.get("WAYPOST_ITEMS")
    if known is None:
        known = {Path(item.path).resolve(): item for item in (*house.posts, *house.pages)}
        settings["WAYPOST_ITEMS"] = known
    return known


def _metadata(item: Page, settings: dict[str, Any]) -> dict[str, Any]:
    """What Pelican's plugins expect to find on an article or page."""
    shared: dict[str, Any] = {
        "title": item.title,
        "slug": item.slug,
        "summary": item.summary,
        "lang": item.lang,
        "status": "hidden" if item.status == "hidden" else "published",
        "item": item,
    }
    if item.modified:
        shared["modified"] = item.modified
    if not isinstance(item, Post):
        return shared
    authors = [_author(byline.term.key, byline.name, settings) for byline in item.authors]
    more: dict[str, Any] = {"post": item, "date": item.date, "authors": authors}
    more["tags"] = [Tag(term.name, settings) for term in item.tags]
    if item.category:
        more["category"] = Category(item.category.name, settings)
    return {**shared, **more}


def _author(key: str, name: str, settings: dict[str, Any]) -> Author:
    author = Author(name, settings)
    author.slug = key
    return author


class Articles(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's articles where other plugins may look at them, else none; their pages are units."""

    def generate_context(self) -> None:
        if not self.settings["WAYPOST_ASSEMBLY"].own:
            super().generate_context()

    def check_disabled_readers(self) -> None:
        """The gate has told of files that nobody reads; to look for them here again takes a while."""

    def generate_output(self, writer: Any) -> None:
        for article in _all_of(self, _LISTS):
            signals.article_generator_write_article.send(self, content=article)
        _take_bodies(house_of(self.settings), _all_of(self, _LISTS))


class Pages(PagesGenerator):  # type: ignore[misc]
    """The same for pages."""

    def generate_context(self) -> None:
        if not self.settings["WAYPOST_ASSEMBLY"].own:
            super().generate_context()

    def check_disabled_readers(self) -> None:
        """The gate has told of files that nobody reads; to look for them here again takes a while."""

    def generate_output(self, writer: Any) -> None:
        for page in _all_of(self, _PAGES):
            signals.page_generator_write_page.send(self, content=page)
        _take_bodies(house_of(self.settings), _all_of(self, _PAGES))


class Making(Generator):  # type: ignore[misc]
    """Makes all units, when every generator has its lists."""

    def generate_output(self, writer: Any) -> None:
        self.settings["WAYPOST_ASSEMBLY"].make()


def _all_of(generator: Any, lists: Iterable[str]) -> Iterator[Any]:
    for name in lists:
        yield from getattr(generator, name, ())


def _take_bodies(house: House, contents: Iterable[Any]) -> None:
    """The bodies as late as can be: other plugins may have changed them until now."""
    for content in contents:
        house.bodies[content.item.path] = str(content._content)


def prepare_house(pelican: Pelican) -> None:
    """Before anything is read: our claims and units, and what every template may use that is known by now."""
    house, settings = house_of(pelican.settings), pelican.settings
    settings["WAYPOST_ASSETS"] = assets = Assets(settings, pelican.prints, house.site.preview)

    def files(house: House) -> Iterator[Unit]:
        yield from file_units(house, Path(pelican.path), pelican.prints)
        yield from assets.units()

    house.claims.append(claims)
    house.units += [page_units, files]
    house.published = partial(published, Path(pelican.path))
    settings["WAYPOST_GENERATORS"] = {ArticlesGenerator: Articles, PagesGenerator: Pages}
    kept = templates.compiled(Path(settings["WAYPOST_CACHE"]), pelican.told, _own_templates(settings))
    settings["JINJA_GLOBALS"].update(templates.common(house, assets))
    settings["JINJA_FILTERS"].update(templates.filters(house))
    environment = {"bytecode_cache": kept, **settings["JINJA_ENVIRONMENT"]}
    settings["JINJA_ENVIRONMENT"] = {**environment, "extensions": [*environment.get("extensions", ()), Quick]}
    if not foreign(settings):
        used = [name for name in TEMPLATES if name != "search" or house.site.settings.search]
        house.before_fork.append(partial(warm_up, settings, house, used))


def _own_templates(settings: dict[str, Any]) -> Path | None:
    """The folder of the engine's theme; None where a setting has a say in how templates are compiled."""
    as_ever = settings["JINJA_ENVIRONMENT"] == defaults.JINJA_ENVIRONMENT
    said = foreign(settings) or settings["JINJA_FILTERS"]
    return Path(defaults.THEME, "templates") if as_ever and not said else None


def generators(pelican: Pelican) -> type[Generator]:
    """What the content folder says goes to templates, once the gate has read it and before generators copy the
    globals."""
    pelican.settings["JINJA_GLOBALS"].update(templates.read(house_of(pelican.settings)))
    return Making


def use_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = PreparedReader


def use_templates(generators: list[Any]) -> None:
    settings = generators[0].settings
    house_of(settings).renderer = Templates(generators[0].env, settings["WAYPOST_ASSETS"].digest)


def count(generators: list[Any]) -> None:
    """A plugin that drops an article by an exception would do so unseen: in and out must agree."""
    for generator in generators:
        house = house_of(generator.settings)
        if isinstance(generator, Articles | Pages) and not generator.settings["WAYPOST_ASSEMBLY"].own:
            posts = isinstance(generator, Articles)
            found = sum(1 for _ in _all_of(generator, _LISTS if posts else _PAGES))
            expected = len(house.posts if posts else house.pages)
            if found != expected:
                raise WaypostError(f"{expected} files went into {generator}, {found} came out: a plugin lost some")


def register() -> None:
    signals.initialized.connect(prepare_house)
    signals.get_generators.connect(generators)
    signals.readers_init.connect(use_reader)
    signals.all_generators_finalized.connect(count)
    signals.all_generators_finalized.connect(use_templates)
