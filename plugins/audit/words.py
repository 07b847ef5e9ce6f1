"""The theme's own words: English, where the site's settings do not say them in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.core.errors import Problem
from plugins.core.site import Site

_SAID = re.compile(r'site\.text\(\s*"(\w+)",\s*"((?:[^"\\]|\\.)*)"')
_SHOWN = 3


def untranslated(site: Site, theme: Path, settings: str) -> Iterator[Problem]:
    """A warning where a site in another language shows English words of its theme, which readers of screens would read
    aloud as that language. theme: the folder with templates/; settings: the file to mend, as Problems name it."""
    if site.language.partition("-")[0] == "en":
        return
    templates = sorted((theme / "templates").rglob("*.html"))
    said = {key: words for path in templates for key, words in _SAID.findall(path.read_text(encoding="utf-8"))}
    lacking = [key for key in said if key not in site.settings.texts]
    if lacking:
        shown = ", ".join(f'"{key}": "{said[key]}"' for key in lacking[:_SHOWN])
        message = f"{len(lacking)} of the theme's {len(said)} texts are English on a site in {site.language!r}"
        hint = f'Say them in WAYPOST["texts"]: {shown}{", …" if len(lacking) > _SHOWN else "."}'
        yield Problem(settings, 1, "texts", message, hint, "warning")
