"""The theme's words on a site that is not English."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.audit.words import untranslated
from tests.factories import a_site

TEMPLATES = {
    "a.html": '{{ site.text("skip", "Skip to the text") }} {{ site.text(\n  "search", "Search") }}',
    "partials/b.html": '{{ site.text("search", "Search") }} {{ site.text("said", "Say \\"yes\\"") }}',
}


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    for name, text in TEMPLATES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("language", "texts", "told"),
    [
        ("en", {}, None),
        ("en-GB", {}, None),
        ("de", {"skip": "Zum Text", "search": "Suche", "said": "Ja"}, None),
        ("de", {"skip": "Zum Text", "search": "Suche"}, "1 of the theme's 3 texts are English on a site in 'de'"),
        ("he-IL", {}, "3 of the theme's 3 texts are English on a site in 'he-IL'"),
    ],
)
def test_what_is_not_said_in_the_sites_language(theme: Path, language: str, texts: object, told: str | None) -> None:
    found = list(untranslated(a_site(DEFAULT_LANG=language, texts=texts), theme, "settings.py"))
    assert [problem.message for problem in found] == ([told] if told else [])
    assert all((problem.path, problem.severity) == ("settings.py", "warning") for problem in found)


def test_the_hint_can_be_copied(theme: Path) -> None:
    (found,) = untranslated(a_site(DEFAULT_LANG="de"), theme, "settings.py")
    assert found.hint.startswith('Say them in WAYPOST["texts"]: "skip": "Skip to the text", "search": "Search", ')


def test_our_own_theme_has_more_than_a_hundred() -> None:
    root = Path(__file__).resolve().parents[2]
    (found,) = untranslated(a_site(DEFAULT_LANG="fr"), root / "theme", "pelicanconf.py")
    assert int(found.message.split()[0]) > 100
