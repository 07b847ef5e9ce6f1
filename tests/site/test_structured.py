"""What programs read in the heads of the sample's pages: JSON-LD as extruct finds it, held against what Google asks
for, and the metas by which networks show a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import extruct
import pytest

from tests.content.sample import posts, published
from tests.site.served import NOW, Published, page, tags

SITE = "https://blog.example.com"
Node = Mapping[str, Any]

GOOGLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "BlogPosting": (
        "search/docs/appearance/structured-data/article: recommended (nothing is required)",
        ("author", "author.name", "author.url", "dateModified", "datePublished", "headline"),
    ),
    "BreadcrumbList": (
        "search/docs/appearance/structured-data/breadcrumb: required",
        ("itemListElement", "itemListElement.position", "itemListElement.name", "itemListElement.item"),
    ),
    "ProfilePage": (
        "search/docs/appearance/structured-data/profile-page: required and recommended",
        ("mainEntity", "mainEntity.name", "mainEntity.description"),
    ),
    "WebSite": ("search/docs/appearance/site-names: required", ("name", "url")),
}
"""Type → page of developers.google.com, and the properties that it asks for. An article's image is held on its own."""
OURS = {
    "BlogPosting": (
        "description url mainEntityOfPage publisher.name publisher.url isPartOf audience.audienceType about.name "
        "about.url wordCount timeRequired inLanguage articleSection keywords"
    ).split(),
    "WebSite": ["description", "inLanguage", "publisher.name"],
    "CollectionPage": ["name", "description", "url", "isPartOf"],
}
"""The same for what the design asks for beyond that, of a post with an audience and an industry."""


@cache
def _graph(path: Path) -> list[Node]:
    """All nodes of a page; extruct raises where its JSON is none."""
    found = extruct.extract(path.read_text(encoding="utf-8"), base_url=SITE, syntaxes=["json-ld"], errors="strict")
    return [node for block in found["json-ld"] for node in block["@graph"]]


def _nodes(site: Published, kind: str) -> Iterator[tuple[Path, Node]]:
    for path in site.pages:
        yield from ((path, node) for node in _graph(path) if node["@type"] == kind)


def _values(node: Any, wanted: str) -> list[Any]:
    """All values of a property, "author.name" that of each author."""
    nodes, _, rest = [node], "", wanted
    for name in rest.split("."):
        values = [one.get(name) for one in nodes if isinstance(one, Mapping)]
        nodes = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return nodes


@pytest.mark.parametrize("kind", GOOGLE)
def test_each_node_has_what_google_asks_for(site: Published, kind: str) -> None:
    found = list(_nodes(site, kind))
    assert found
    for path, node in found:
        lacking = [name for name in GOOGLE[kind][1] if not all(_values(node, name)) or not _values(node, name)]
        assert lacking == [], f"{path}: {kind}"


@pytest.mark.parametrize("kind", OURS)
def test_each_node_has_what_the_design_asks_for(site: Published, kind: str) -> None:
    found = [(path, node) for path, node in _nodes(site, kind) if kind != "BlogPosting" or "audience" in node]
    assert found
    for path, node in found:
        wanted = [name for name in OURS[kind] if not name.startswith("about") or "about" in node]
        assert [name for name in wanted if not all(_values(node, name))] == [], f"{path}: {kind}"


def test_every_page_has_json_ld_and_every_post_its_kind(site: Published) -> None:
    for path in site.pages:
        if not tags(page(path), "h1") or page(path).find("meta", {"http-equiv": "refresh"}):
            continue
        assert _graph(path), path
    hidden = [post for post in posts() if post.matter.status == "hidden"]
    assert len(list(_nodes(site, "BlogPosting"))) == len(published()) + len(hidden)
    assert {node["mainEntity"]["@type"] for _, node in _nodes(site, "ProfilePage")} <= {"Person", "Organization"}
    for _, node in _nodes(site, "BlogPosting"):
        assert {author["@type"] for author in node["author"]} <= {"Person", "Organization"}


def test_times_have_a_zone_and_are_in_order(site: Published) -> None:
    for path, node in _nodes(site, "BlogPosting"):
        one, two = (dt.datetime.fromisoformat(node[name]) for name in ("datePublished", "dateModified"))
        assert one.tzinfo, path
        assert one <= two, path
        assert one.date() <= dt.date.fromisoformat(NOW), path


def test_every_address_is_whole_clean_and_there(site: Published) -> None:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, Mapping):
            for key, one in value.items():
                yield from [one] if key in ("url", "item", "@id") and isinstance(one, str) else walk(one)
        elif isinstance(value, list):
            for one in value:
                yield from walk(one)

    count = 0
    for path in site.pages:
        for url in walk(_graph(path)):
            count += 1
            assert url.startswith(f"{SITE}/"), f"{path}: {url}"
            assert "utm_" not in url, f"{path}: {url}"
            place = url.removeprefix(f"{SITE}/").partition("#")[0]
            assert (site.root / (f"{place}index.html" if not place or place.endswith("/") else place)).is_file(), url
    assert count > 200


def test_breadcrumbs_count_from_one(site: Published) -> None:
    for path, node in _nodes(site, "BreadcrumbList"):
        steps = node["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), path
        assert len(steps) >= 2, path


def _metas(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in tags(page(path), "meta"):
        key = str(tag.get("property") or tag.get("name") or "")
        found.setdefault(key, []).append(str(tag.get("content", "")))
    return found


def test_every_page_is_shown_well_by_networks(site: Published) -> None:
    """Open Graph's four required properties, and X's card; an image comes with its address whole and its words."""
    for path in site.pages:
        soup, metas = page(path), _metas(path)
        if soup.find("meta", {"http-equiv": "refresh"}) or "noindex" in metas.get("robots", []):
            continue
        canonical = [str(tag["href"]) for tag in tags(soup, "link") if "canonical" in (tag.get("rel") or ())]
        assert canonical == metas["og:url"], path
        for key in ("og:title", "og:type", "og:description", "og:site_name", "description", "twitter:card"):
            assert len(metas[key]) == 1, f"{path}: {key}"
            assert metas[key][0], f"{path}: {key}"
        assert len(metas["og:image"]) == 1, path
        for image, words in zip(metas["og:image"], metas["og:image:alt"], strict=True):
            assert (site.root / image.removeprefix(f"{SITE}/")).is_file(), f"{path}: {image}"
            assert len(words) > 10, path
            assert metas["twitter:card"] == ["summary_large_image"], path


def test_icons_are_linked_and_there(site: Published) -> None:
    for path in site.pages:
        soup = page(path)
        linked = [str(tag["href"]) for tag in tags(soup, "link") if {"icon", "apple-touch-icon"} & set(tag["rel"])]
        if not soup.find("meta", {"http-equiv": "refresh"}):
            assert linked == ["/favicon.ico", "/favicon.svg", "/apple-touch-icon.png"], path
    assert all((site.root / name[1:]).is_file() for name in linked)
