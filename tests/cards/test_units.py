from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.cards import exact
from plugins.cards.cards import Cards
from plugins.cards.ground import ground_of
from plugins.cards.units import card_of, claims, units, warm_up
from plugins.core.errors import Misconfigured
from plugins.core.house import House
from plugins.core.post import Picture, Prepared
from tests.cards import THEME
from tests.factories import a_house, a_post, a_site


def a_blog(**settings: bool) -> tuple[Cards, House]:
    """Three posts, of which one has an image of its own and one is hidden."""
    image = Picture("/posts/b/b.png", "B", 10, "image/png")
    posts = [
        a_post(slug="a", id="aaaa1111"),
        a_post(slug="b", id="bbbb1111", image=image),
        a_post(slug="c", id="cccc1111", title="C", status="hidden"),
    ]
    house = a_house(*posts, site=a_site(**settings))
    return Cards(THEME, house.site), house


def test_each_card_is_claimed_and_handed_in_under_the_address_that_others_are_told() -> None:
    cards, house = a_blog()
    shown = [card_of(cards, house, one) for one in (*house.posts, *house.terms(), None)]
    paths = {card.address.lstrip("/") for card in shown if card}
    assert len(paths) == len(shown) - 1 == 2 + len(house.terms()) + 1
    assert {claim.path for claim in claims(cards, house)} == paths
    assert {unit.path for unit in units(cards, house)} == paths


def test_a_unit_gives_a_png_and_its_parts_change_with_it() -> None:
    cards, house = a_blog()
    made = {unit.owner: unit for unit in units(cards, house)}
    one, other = made["card of posts/a.md"], made["card of posts/c.md"]
    assert bytes(one.make())[:8] == b"\x89PNG\r\n\x1a\n"  # type: ignore[arg-type]
    assert one.parts != other.parts
    assert one.make() != other.make()


def test_a_title_that_no_font_draws_is_told_also_when_its_card_is_kept() -> None:
    kept: dict[bytes, bytes] = {}

    class Workshop:
        def keep(self, key: bytes, make: Callable[[], bytes]) -> bytes:
            return kept.setdefault(key, kept.get(key) or make())

    for _ in range(2):
        titles = {"a": "认知之前的阶段", "b": "Größe 🎉", "c": "🎉", "d": "مرحلة"}
        posts = [a_post(slug=slug, id=f"{slug}aaa1111", title=title) for slug, title in titles.items()]
        lines = {"posts/c.md": Prepared("posts/c.md", "post", None, lines={"title": 3})}
        house = a_house(*posts, workshop=Workshop(), prepared=lines)
        for unit in units(Cards(THEME, house.site), house):
            if "posts/" in unit.owner:
                unit.make()
        assert sorted((p.path, p.line, p.severity) for p in house.findings.problems) == [
            ("posts/a.md", 1, "warning"),
            ("posts/c.md", 3, "warning"),
        ]
    assert len(kept) == 1, "only what takes long to draw: letters that join, here"


def test_where_a_title_is_told_is_a_part_and_of_no_other() -> None:
    parts = {}
    for path, line, title in (
        ("x.md", 2, "🎉"),
        ("y.md", 2, "🎉"),
        ("x.md", 3, "🎉"),
        ("x.md", 3, "T"),
        ("y.md", 2, "T"),
    ):
        told = {path: Prepared(path, "post", None, lines={"title": line})}
        house = a_house(a_post(slug="a", id="aaaa1111", title=title, path=path), prepared=told)
        parts[path, line, title] = next(iter(units(Cards(THEME, house.site), house))).parts
    assert len({str(one) for one in parts.values()}) == 4
    assert parts["x.md", 3, "T"] == parts["y.md", 2, "T"]


def test_switched_off_there_is_nothing() -> None:
    cards, house = a_blog(cards=False)
    assert list(units(cards, house)) == list(claims(cards, house)) == []


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often resvg was asked to draw: as many as the list has entries."""
    calls: list[int] = []
    draw = exact.draw
    monkeypatch.setattr(exact, "draw", lambda *arguments: calls.append(1) or draw(*arguments))  # type: ignore[func-returns-value]
    ground_of.cache_clear()
    return calls


def test_before_a_fork_the_grounds_of_all_cards_are_drawn(drawn: list[int]) -> None:
    cards, house = a_blog()
    warm_up(cards, house, None)
    assert len(drawn) == len(house.vocabulary.stages) + 1
    for unit in units(cards, house):
        unit.make()
    assert len(drawn) == len(house.vocabulary.stages) + 1


def test_where_few_cards_will_be_drawn_they_draw_their_own(drawn: list[int]) -> None:
    cards, house = a_blog()
    every = list(units(cards, house))
    stages = len(house.vocabulary.stages)
    assert len(every) > stages
    other = [replace(unit, owner="page") for unit in every]
    for busy in ([], every[:stages], [*every[:stages], *other]):
        warm_up(cards, house, busy)
    assert not drawn
    warm_up(cards, house, every)
    assert len(drawn) == stages + 1


def test_a_fault_of_the_drawing_is_not_told_before_a_card_is_drawn(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(THEME, tmp_path / "cards"))
    (folder / "card.svg").write_text("<svg>")
    _, house = a_blog()
    cards = Cards(folder, house.site)
    warm_up(cards, house, None)
    with pytest.raises(Misconfigured):
        next(iter(units(cards, house))).make()
