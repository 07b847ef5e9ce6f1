"""What has a card, and when its address changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.cards.cards import Cards, of_term
from plugins.cards.units import card_of
from plugins.core.post import Picture, Term
from tests.cards import THEME
from tests.factories import a_house, a_post, a_site, a_stage, a_vocabulary

WORDS = a_vocabulary()


def a_card(folder: Path = THEME, site: Any = None, **fields: Any) -> Picture | None:
    house = a_house(site=site, vocabulary=WORDS)
    return card_of(Cards(folder, house.site), house, a_post(**fields))


def test_what_a_card_says_of_itself() -> None:
    card = a_card()
    assert card
    assert (card.type, card.width, card.height) == ("image/png", 1200, 630)
    assert card.alt == "Small posts add up · The Research Desk · Interest"
    assert card.address.startswith("/cards/abcd2345-")


def test_a_post_with_an_image_of_its_own_needs_none() -> None:
    assert a_card(image=Picture("/posts/x/a.png", "A", 10, "image/png")) is None


@pytest.mark.parametrize(
    ("term", "alt", "file"),
    [
        (a_stage("interest").term, "What could we do about it? · Interest · The Waypost", "hubs/stages-interest"),
        (Term("tag", "pricing", "Pricing", "/tags/pricing/"), "Pricing · The Waypost", "hubs/tags-pricing"),
        (None, "Ideas for buyers · The Waypost", "hubs/home"),
    ],
)
def test_hubs_and_the_site_have_one_too(term: Term | None, alt: str, file: str) -> None:
    """A stage's asks what its readers ask; the site's stands for every page that has none of its own."""
    house = a_house(site=a_site(SITESUBTITLE="Ideas for buyers"))
    card = card_of(Cards(THEME, house.site), house, term)
    assert card
    assert card.alt == alt
    assert card.address.startswith(f"/cards/{file}-")


def test_a_site_without_a_subtitle_shows_its_name() -> None:
    house = a_house(site=a_site(SITESUBTITLE=""))
    assert card_of(Cards(THEME, house.site), house, None).alt == "The Waypost"  # type: ignore[union-attr]


def test_the_question_of_a_stage_is_seen() -> None:
    other = replace(
        WORDS, stages={key: stage.model_copy(update={"question": "?"}) for key, stage in WORDS.stages.items()}
    )
    cards, term = Cards(THEME, a_site()), a_stage("interest").term
    assert cards.seen(of_term(term, other), other) != cards.seen(of_term(term, WORDS), WORDS)


def test_they_can_be_switched_off() -> None:
    assert a_card(site=a_site(cards=False)) is None


def test_a_theme_without_a_drawing_has_none(tmp_path: Path) -> None:
    assert a_card(tmp_path) is None


SEEN: dict[str, dict[str, Any]] = {
    "title": {"title": "Small posts add up!"},
    "stage": {"stage": a_stage("loyalty")},
    "no stage": {"stage": None},
    "authors": {"authors": ()},
    "the name of the site": {"site": a_site(SITENAME="Other")},
}
UNSEEN: dict[str, dict[str, Any]] = {
    "text": {"text": "Other.", "words": 12},
    "slug": {"slug": "other"},
    "summary": {"summary": "Other."},
    "how the stage was found": {"stage": a_stage(inferred=True)},
}


@pytest.mark.parametrize("what", SEEN)
def test_another_look_has_another_address(what: str) -> None:
    assert a_card(**SEEN[what]).address != a_card().address  # type: ignore[union-attr]


@pytest.mark.parametrize("what", UNSEEN)
def test_what_is_not_seen_changes_no_address(what: str) -> None:
    fields = {key: value for key, value in UNSEEN[what].items() if key != "words"}
    assert a_card(**fields).address == a_card().address  # type: ignore[union-attr]


def test_in_a_preview_an_edit_moves_no_card() -> None:
    """There which paths there are is not asked again after a quiet edit (plugins/posts/living.py)."""
    site = a_site(preview=True)
    assert a_card(site=site, title="Other").address == a_card(site=site).address == "/cards/abcd2345.png"  # type: ignore[union-attr]


def test_two_posts_with_one_title_have_two_cards() -> None:
    assert a_card(id="bbbb2345").address != a_card().address  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["card.svg", "1-sans-bold.ttf"])
def test_another_drawing_or_font_is_another_address(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(THEME, tmp_path / "cards")
    assert a_card(folder).address == a_card().address  # type: ignore[union-attr]
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    assert a_card(folder).address != a_card().address  # type: ignore[union-attr]
