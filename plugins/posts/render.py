"""The theme's templates: pages made of what each declares, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import Environment, TemplateNotFound

from plugins.core.digest import digest

_PLAIN = re.compile(r"\s*([\"'])([^\"'\\]+)\1\s*(?:(?:ignore|with|without|as|import)\b.*)?", re.S)
"""A name that is plain text and not part of an expression."""


def _naming(environment: Environment) -> re.Pattern[str]:
    """What names another template, in the marks that a settings file may have changed."""
    begin, end = re.escape(environment.block_start_string), f"[-+]?{re.escape(environment.block_end_string)}"
    if environment.line_statement_prefix:
        begin, end = f"(?:{begin}|{re.escape(environment.line_statement_prefix)})", f"(?:{end}|$)"
    return re.compile(rf"{begin}[-+]?\s*(?:extends|include|import|from)\b(.*?){end}", re.S | re.M)


class Templates:
    """The templates of one build (core.house.Renderer). assets: digest of the names of all files that they may link."""

    def __init__(self, environment: Environment, assets: bytes = b"") -> None:
        self.environment, self._assets = environment, assets
        self._names = _naming(environment)
        self._digests: dict[str, bytes] = {}
        self._texts: dict[str, str] = {}

    def page(self, template: str, path: str, values: Mapping[str, Any]) -> bytes:
        """A page as UTF-8 bytes. path: where it goes, below the output folder. Errors of a template are Jinja's."""
        return self.environment.get_template(f"{template}.html").render({**values, "output_file": path}).encode()

    def compile(self, templates: Iterable[str]) -> None:
        """Compile these with all that they name, so that a fault of syntax is told before a page is asked for."""
        for name in sorted({name for template in templates for name in self._family(f"{template}.html")}):
            if self._text(name):
                self.environment.get_template(name)

    def digest(self, template: str) -> bytes:
        """The digest of a template with all that it extends, imports and includes."""
        if template not in self._digests:
            names = sorted(self._family(f"{template}.html"))
            self._digests[template] = digest(
                self._assets, *(part for name in names for part in (name, self._text(name)))
            )
        return self._digests[template]

    def _family(self, name: str) -> set[str]:
        found, waiting = {name}, [name]
        while waiting:
            new = set(self._named_by(waiting.pop())) - found
            found |= new
            waiting += new
        return found

    def _named_by(self, name: str) -> Iterator[str]:
        """The templates that `name` names. One that is named by an expression may be any: then all of them count."""
        for match in self._names.finditer(self._text(name)):
            plain = _PLAIN.fullmatch(match[1])
            if plain:
                yield plain[2]
            else:
                yield from self.environment.list_templates()

    def _text(self, name: str) -> str:
        if name not in self._texts:
            assert self.environment.loader is not None
            self._texts[name] = ""
            with suppress(TemplateNotFound, UnicodeDecodeError):  # pages that cannot do without it tell
                self._texts[name] = "." + self.environment.loader.get_source(self.environment, name)[0]
        return self._texts[name]
