from __future__ import annotations

import json
from typing import Any

from plugins.core.house import House
from plugins.search.bundles import Bundles, files_key, listing_key
from plugins.search.engine import binary
from plugins.search.units import claims, facets, units
from tests.factories import a_post, a_site, a_stage
from tests.making import Printer, a_made_house, made


def _house(**parts: Any) -> House:
    posts = [
        a_post(slug="a", id="aaaa1111"),
        a_post(slug="b", id="bbbb1111", stage=a_stage("loyalty"), industries=()),
        a_post(slug="c", id="cccc1111", lang="de"),
        a_post(slug="d", id="dddd1111", status="hidden", stage=a_stage("epiphany")),
    ]
    return a_made_house(*posts, **parts)


def _page(house: House) -> dict[str, Any]:
    assert isinstance(house.renderer, Printer)
    return house.renderer.pages["search/index.html"]


def test_each_index_has_its_folder_and_the_page_knows_all() -> None:
    house = _house()
    bundles = Bundles(house, binary())
    files = made(units(bundles, house))
    assert {path.split("/")[1] for path in files} == {"index.html", "en-0", "de-0"}
    assert json.loads(_page(house)["indexes"]) == [["/search/en-0/"], ["/search/de-0/"]]
    assert {claim.path for claim in claims(bundles, house)} <= files.keys()
    assert house.findings.problems == []


def test_the_page_is_made_of_what_it_shows() -> None:
    parts = []
    for house, program in ((_house(), binary()), (_house(), None)):
        (page,) = (unit for unit in units(Bundles(house, program), house) if unit.path == "search/index.html")
        parts.append(page.parts)
    assert parts[0] != parts[1]


def test_the_cache_knows_what_is_in_use() -> None:
    house = _house()
    bundles = Bundles(house, binary())
    used = {part for unit in units(bundles, house) for part in (unit.parts or {}).values()}
    assert all({listing_key(shard), files_key(shard)} <= used for shard in bundles.shards or ())


def test_only_what_published_posts_differ_in_is_asked() -> None:
    (stages,) = facets(_house())
    assert [(choice.key, choice.name, choice.count) for choice in stages.choices] == [
        ("interest", "Interest", 2),
        ("loyalty", "Loyalty", 1),
    ]


def test_without_a_program_one_warning_says_so_and_the_page_stands() -> None:
    house = _house()
    assert list(made(units(Bundles(house, None), house))) == ["search/index.html"]
    assert _page(house)["indexes"] == ""
    (problem,) = house.findings.problems
    assert (problem.severity, problem.field) == ("warning", "search")
    assert "pagefind-bin" in problem.hint


def test_a_preview_has_the_page_alone_and_warns_of_nothing() -> None:
    house = _house(site=a_site(preview=True))
    assert list(made(units(Bundles(house, None), house))) == ["search/index.html"]
    assert house.findings.problems == []


def test_without_posts_there_is_nothing_to_search() -> None:
    house = a_made_house()
    assert list(made(units(Bundles(house, binary()), house))) == ["search/index.html"]
    assert (_page(house)["indexes"], house.findings.problems) == ("", [])
