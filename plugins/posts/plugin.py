"""The door of the posts room: hands the settled posts and pages to Pelican, and copies their files.

Everything was read and checked before Pelican began: its reader only looks up what is there, by source path.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from pelican import Pelican
from pelican.contents import Article, Author, Category, Tag
from pelican.contents import Page as PelicanPage
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers

from plugins.core.errors import WaypostError
from plugins.core.house import Claim, House, StaticFile, house_of
from plugins.core.post import Page, Post
from plugins.core.site import output_path
from plugins.posts import metadata
from plugins.posts.show import day


def claims(house: House) -> Iterable[Claim]:
    """Posts, pages, index and archive pages, and static files."""
    for item in (*house.posts, *house.pages):
        yield Claim(output_path(item.address), f"{'post' if isinstance(item, Post) else 'page'} {item.path}", item.path)
    for name in ("index.html", "archives/index.html", "404.html"):
        yield Claim(name, "the site")
    for file in house.files:
        yield Claim(_on_disk(file), f"file {file.source}", f"{house.content}/{file.source}")


def home_pages(house: House, per_page: int) -> Iterable[Claim]:
    """The second and later pages of the list on the home page."""
    pages = -(-len(house.listed) // per_page) if per_page else 1
    return (Claim(f"page/{number}/index.html", "the home page") for number in range(2, pages + 1))


def _on_disk(file: StaticFile) -> str:
    """Servers look for the decoded path: "/a%20b.pdf" is the file "a b.pdf"."""
    return output_path(unquote(file.address))


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
    """What Pelican, its themes and its plugins expect to find on an article or page."""
    shared: dict[str, Any] = {
        "title": item.title,
        "slug": item.slug,
        "summary": item.summary,
        "lang": item.lang,
        "status": "hidden" if item.status == "hidden" else "published",
        "share": None,
        "next_steps": (),
    }
    if item.modified:
        shared["modified"] = item.modified
    if not isinstance(item, Post):
        template = "subscribe" if item.slug == "subscribe" else "page"
        return {**shared, "page": item, "template": template}
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


def prepare_house(pelican: Pelican) -> None:
    """Before anything is read: our claims, and what every template may use."""
    house = house_of(pelican.settings)
    per_page = int(pelican.settings["DEFAULT_PAGINATION"] or 0)
    house.claims += [claims, lambda house: home_pages(house, per_page)]
    pelican.settings["JINJA_GLOBALS"].update(site=house.site, house=house)
    pelican.settings["JINJA_FILTERS"]["day"] = lambda moment: day(moment, house.site)


def use_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = PreparedReader


def sort_articles(generator: ArticlesGenerator) -> None:
    """Pelican reads files as a set and sorts by date alone: our order is total, so that two builds agree."""
    order = {post.id: place for place, post in enumerate(house_of(generator.settings).posts)}
    for articles in (generator.articles, generator.hidden_articles, generator.drafts):
        articles.sort(key=lambda article: order[article.post.id])


def count(generators: list[Any]) -> None:
    """A plugin that drops an article by an exception would do so unseen: in and out must agree."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            found = len(generator.articles) + len(generator.translations)
            found += len(generator.hidden_articles) + len(generator.hidden_translations)
            expected = len(house_of(generator.settings).posts)
        elif isinstance(generator, PagesGenerator):
            found = len(generator.pages) + len(generator.translations)
            found += len(generator.hidden_pages) + len(generator.hidden_translations)
            expected = len(house_of(generator.settings).pages)
        else:
            continue
        if found != expected:
            raise WaypostError(f"{expected} files went into {generator}, {found} came out: a plugin lost some")


def finish_article(generator: ArticlesGenerator, content: Article) -> None:
    """The body as late as can be: other plugins may have changed the content until now."""
    content.body = Markup(content._content)


def finish_page(generator: PagesGenerator, content: PelicanPage) -> None:
    content.body = Markup(content._content)


def copy_files(pelican: Pelican) -> None:
    """Files of posts, pages and extra/ as they are; images without their metadata, as the gate counted their bytes."""
    for file in house_of(pelican.settings).files:
        target = Path(pelican.output_path, _on_disk(file))
        target.parent.mkdir(parents=True, exist_ok=True)
        source = Path(pelican.path, file.source)
        if metadata.is_cleaned(source.suffix):
            target.write_bytes(metadata.clean(source.read_bytes(), source.suffix))
        else:
            shutil.copyfile(source, target)


def register() -> None:
    signals.initialized.connect(prepare_house)
    signals.readers_init.connect(use_reader)
    signals.article_generator_pretaxonomy.connect(sort_articles)
    signals.all_generators_finalized.connect(count)
    signals.article_generator_write_article.connect(finish_article)
    signals.page_generator_write_page.connect(finish_page)
    signals.finalized.connect(copy_files)
