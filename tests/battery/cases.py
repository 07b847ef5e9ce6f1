"""All cases, by what they are about (issue 3, items 1 to 7)."""

from __future__ import annotations

from tests.battery import (
    addresses,
    characters,
    distribution,
    files,
    front_matter,
    hostile,
    leaks,
    links,
    markup,
    settings,
    size,
    values,
)
from tests.battery.case import Case

CASES: dict[str, list[Case]] = {
    "size": size.CASES,
    "front matter": front_matter.CASES,
    "values": values.CASES,
    "characters": characters.CASES,
    "addresses": addresses.CASES,
    "files": files.CASES,
    "links": links.CASES,
    "hostile text": hostile.CASES,
    "raw HTML": markup.CASES,
    "leaks": leaks.CASES,
    "distribution": distribution.CASES,
    "settings": settings.CASES,
}
