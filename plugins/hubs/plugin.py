"""The door of the hubs room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.core.house import Claim, House, house_of
from plugins.core.site import output_path
from plugins.hubs.pages import HubPage, Overview, description, hub_pages, overviews


class HubsGenerator(Generator):  # type: ignore[misc]
    """Writes hub and overview pages; linear in posts, where Pelican's own term pages are quadratic."""

    def generate_output(self, writer: Writer) -> None:
        house, per_page = house_of(self.settings), int(self.settings["DEFAULT_PAGINATION"] or 10)
        for page in hub_pages(house, per_page):
            self._write(writer, "hub", page, page.term.name, page.pager.number, _hub_variables(page))
        for overview in overviews(house):
            variables = {"kind": overview.kind, "title": overview.title, "groups": overview.groups}
            self._write(writer, "hubs", overview, overview.title, 1, variables)

    def _write(
        self,
        writer: Writer,
        template: str,
        page: HubPage | Overview,
        title: str,
        number: int,
        variables: dict[str, Any],
    ) -> None:
        head = self.settings["JINJA_GLOBALS"]["head_for"](
            title=title,
            description=description(page, house_of(self.settings)),
            address=page.address,
            page=number,
            kind="hub",
            term=variables.get("term"),
        )
        name = output_path(page.address)
        writer.write_file(name, self.get_template(template), self.context, head=head, url=page.address, **variables)


def _hub_variables(page: HubPage) -> dict[str, Any]:
    return {
        "term": page.term,
        "posts": page.posts,
        "count": page.count,
        "pager": page.pager,
        "entry": page.entry,
        "feeds": page.feeds,
    }


def enter(pelican: Pelican) -> None:
    per_page = int(pelican.settings["DEFAULT_PAGINATION"] or 10)

    def claims(house: House) -> Iterable[Claim]:
        for page in hub_pages(house, per_page):
            yield Claim(output_path(page.address), f"{page.term.kind} {page.term.name!r}")
        for overview in overviews(house):
            yield Claim(output_path(overview.address), f"the list of {overview.title.lower()}")

    house_of(pelican.settings).claims.append(claims)


def generators(pelican: Pelican) -> type[Generator]:
    return HubsGenerator


def register() -> None:
    signals.initialized.connect(enter)
    signals.get_generators.connect(generators)
