from __future__ import annotations

import pytest

from plugins.core.translations import translations
from tests.factories import a_house, a_page, a_post

ONE = a_post(slug="one", id="one00000", path="one.md")
DE = a_post(slug="eins", id="eins0000", path="de.md", lang="de", translation_of="one")
FR = a_post(slug="un", id="un000000", path="fr.md", lang="fr", translation_of="one00000")
OTHER = a_post(slug="other", id="other000", path="other.md")


def _paths(*items):
    return {path: [item.path for item in group] for path, group in translations(items).items()}


@pytest.mark.parametrize("order", [(ONE, DE, FR, OTHER), (FR, OTHER, DE, ONE)])
def test_every_version_knows_all_original_first(order):
    assert _paths(*order) == {path: ["one.md", "de.md", "fr.md"] for path in ("one.md", "de.md", "fr.md")}


def test_what_is_not_there_is_no_version():
    gone = a_post(slug="x", id="x0000000", path="x.md", lang="it", translation_of="draft")
    elsewhere = a_post(
        slug="y", id="y0000000", path="y.md", lang="es", translation_of="one", canonical="https://x.example/"
    )
    assert _paths(ONE, OTHER, gone, elsewhere) == {}
    assert _paths(ONE, OTHER) == {}


def test_a_page_translates_a_page():
    about, ueber = a_page(), a_page(slug="ueber", path="pages/ueber.md", lang="de", translation_of="about")
    post = a_post(slug="about", id="about000", path="post.md")
    assert _paths(post, about, ueber) == {
        path: ["pages/about.md", "pages/ueber.md"] for path in ("pages/about.md", "pages/ueber.md")
    }


def test_the_house_asks_what_is_listed():
    hidden = a_post(slug="it", id="it000000", path="it.md", lang="it", translation_of="one", status="hidden")
    house = a_house(ONE, DE, hidden)
    assert [item.path for item in house.translations()["one.md"]] == ["one.md", "de.md"]
    assert house.translations() is house.translations()
