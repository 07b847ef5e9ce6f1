"""The units of this room: a page for each post and page, the page for what is lost, and files as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from plugins.core.digest import digest
from plugins.core.house import House, Renderer, StaticFile
from plugins.core.post import Page, Post
from plugins.core.records import dataclass
from plugins.core.site import output_path
from plugins.core.unit import Content, Unit
from plugins.posts import metadata
from plugins.posts.fingerprints import Fingerprints


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the template of a post gets as `article` (the theme's contract). versions: the post in other languages;
    share: its kit, made when it is asked for."""

    post: Post
    body: Markup
    head: Any
    next_steps: Sequence[Any]
    series: Sequence[Post]
    whole: Post | None
    versions: Sequence[Page]
    kit: Callable[[Post], Any]

    @property
    def share(self) -> Any:
        return self.kit(self.post)


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What the template of a page gets as `page` (the theme's contract)."""

    page: Page
    body: Markup
    head: Any
    versions: Sequence[Page]


def page_units(house: House) -> Iterator[Unit]:
    """Every post and page, and 404.html."""
    series = house.series()
    for post in house.posts:
        yield _post_unit(house, post, series.get(post.series.key, ()) if post.series else ())
    for page in house.pages:
        yield _page_unit(house, page)
    lost = renderer(house)
    parts = {"settings": house.ground, "template": lost.digest("404")}
    yield Unit("404.html", "the site", parts, lambda: lost.page("404", "404.html", {}))


def unit_of(house: House, item: Page) -> Unit:
    """The page of one post or page."""
    if not isinstance(item, Post):
        return _page_unit(house, item)
    family = house.series().get(item.series.key, ()) if item.series else ()
    return _post_unit(house, item, family)


def _post_unit(house: House, post: Post, series: Sequence[Post]) -> Unit:
    path, render, whole = output_path(post.address), renderer(house), house.summation_of(post)

    def make() -> bytes:
        full = house.whole(post)
        assert isinstance(full, Post)
        features = house.features
        article = ArticlePage(
            full,
            _body(house, full),
            features["head"].of(full),
            features["next_steps"].of(full),
            series,
            whole,
            _versions(house, post),
            features["share"].of,
        )
        return render.page("article", path, {"article": article})

    parts = {
        "settings": house.ground,
        "template": render.digest("article"),
        "the post": post.whole,
        "next steps": house.features["next_steps"].digest(post),
        "series": digest(*(other.card for other in series)),
        "summation": whole.card if whole else digest(),
        "translations": _versions_digest(house, post),
    }
    return Unit(path, f"post {post.path}", parts, make)


def _page_unit(house: House, page: Page) -> Unit:
    path, render = output_path(page.address), renderer(house)
    template = "subscribe" if page.slug == "subscribe" else "page"

    def make() -> bytes:
        full = house.whole(page)
        head, versions = house.features["head"].of(full), _versions(house, page)
        return render.page(template, path, {"page": PlainPage(full, _body(house, full), head, versions)})

    parts = {"settings": house.ground, "template": render.digest(template), "the page": page.whole}
    parts["translations"] = _versions_digest(house, page)
    if template == "subscribe":
        parts["feeds"] = house.features["feeds"].digest(page)
    return Unit(path, f"page {page.path}", parts, make)


def _versions(house: House, item: Page) -> list[Page]:
    """The others, the original first."""
    return [one for one in house.translations().get(item.path, ()) if one.path != item.path]


def _versions_digest(house: House, item: Page) -> bytes:
    """What a page says of its translations."""
    versions = house.translations().get(item.path, ())
    return digest(*(part for one in versions for part in (one.lang, one.address, one.title)))


def _body(house: House, item: Page) -> Markup:
    """The body; as another plugin left it, where one has changed it."""
    own = house.page_html(item)
    return Markup(house.bodies.get(item.path, own))


def renderer(house: House) -> Renderer:
    assert house.renderer is not None, "pages are made after Pelican's generators"
    return house.renderer


def on_disk(file: StaticFile) -> str:
    """Servers look for the decoded path: "/a%20b.pdf" is the file "a b.pdf"."""
    return output_path(unquote(file.address))


def file_units(house: House, root: Path, prints: Fingerprints) -> Iterator[Unit]:
    """Files of posts, pages and extra/ as they are; images without their metadata, as the gate counted their bytes."""
    for file in house.files:
        source = root / file.source
        cleaned = metadata.is_cleaned(source.suffix)
        parts = {"settings": house.ground if cleaned else digest(), "the file": prints.of(str(source))}
        yield Unit(on_disk(file), f"file {file.source}", parts, _cleaned(source) if cleaned else _as_it_is(source))


def _cleaned(source: Path) -> Callable[[], Content]:
    return lambda: metadata.clean(source.read_bytes(), source.suffix)


def published(root: Path, file: StaticFile) -> bytes:
    """The bytes that are published of a file. root: the content folder. Raises OSError."""
    source = root / file.source
    return metadata.clean(source.read_bytes(), source.suffix)


def _as_it_is(source: Path) -> Callable[[], Content]:
    return lambda: source
