"""What a preview saw when it last looked at its sources, and what is another now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from plugins.core.digest import digest
from plugins.core.records import dataclass
from plugins.posts import resume
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.sources import Sources

Change = Literal["nothing", "style", "pages"]
"""Nothing new, style sheets of the theme and nothing else, anything else."""


@dataclass(frozen=True, slots=True)
class Look:
    """sources: name → digest; theme: (folder, name) → digest; static: folders of the theme whose files are sent as they
    are; around: of all but the texts (posts.resume); data: of what every post's checks read besides the post."""

    sources: Mapping[str, bytes]
    theme: Mapping[tuple[str, str], bytes]
    static: tuple[str, ...]
    around: bytes
    data: bytes

    def change(self, former: Look) -> Change:
        """What has changed since `former`."""
        if (self.around, self.sources) != (former.around, former.sources):
            return "pages"
        if self.theme == former.theme:
            return "nothing"
        if self.theme.keys() != former.theme.keys():
            return "pages"
        edited = (name for (_, name), found in self.theme.items() if former.theme[_, name] != found)
        return "style" if all(name.endswith(".css") and name.startswith(self.static) for name in edited) else "pages"

    def edited(self, former: Look | None) -> list[str]:
        """Files of the content folder that are others than in `former`; none where there is none."""
        return [name for name, found in self.sources.items() if former and former.sources.get(name) != found]


def look(pelican: Any, sources: Sources, prints: Fingerprints) -> Look:
    """What there is now. The engine is no part of it: the one that runs stays as it is."""
    site, settings = pelican.house.site, pelican.settings
    ground = digest(site.model_dump_json(exclude={"zone"}), str(site.zone), pelican.told)
    found = dict(sources.digests())
    return Look(
        sources=found,
        theme=dict(_theme(settings, prints)),
        static=tuple(f"{name}/" for name in settings["WAYPOST_STATIC"]),
        around=resume.around(ground, sources),
        data=digest(ground, *(found[name] for name in sources.data)),
    )


def _theme(settings: Mapping[str, Any], prints: Fingerprints) -> Iterator[tuple[tuple[str, str], bytes]]:
    for folder in (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]):
        yield from (((str(folder), name), found) for name, found in prints.below(Path(folder), links=True))
