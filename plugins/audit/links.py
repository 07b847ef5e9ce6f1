"""Where a page's references lead: to a file of the output and to an id in it, without tracking parameters inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from plugins.audit.facts import Facts
from plugins.audit.refs import Ref
from plugins.audit.rules import problem
from plugins.core.errors import Problem, did_you_mean
from plugins.core.links import has_utm
from plugins.core.manifest import HOME
from plugins.core.records import dataclass
from plugins.core.site import Site, output_path

_SCHEME = re.compile(r"(?i)^[a-z][a-z0-9+.-]*:")
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A place on this site: a file of the output ("" where it lies beside the path of the site), and a fragment."""

    file: str
    fragment: str = ""


@dataclass(frozen=True)
class Output:
    """The built site: all files that readers get (paths with slashes, relative to it), and what its HTML files say."""

    site: Site
    files: frozenset[str]
    pages: Mapping[str, Facts]

    def url_of(self, path: str) -> str:
        """The URL at which readers get a file."""
        return self.site.absolute("/" + (path[: -len("index.html")] if _is_index(path) else path))

    def place(self, url: str, on: str = "") -> Place | None:
        """Where `url`, as written in the file `on`, leads on this site; None where it leads elsewhere.

        A whole URL on the same host, but beside the path below which this site is served, leads elsewhere.
        """
        scheme = _SCHEME.match(url)
        if scheme and scheme[0].lower() not in ("http:", "https:"):
            return None
        host, path, fragment = _split(self.url_of(on), url)
        if host != urlsplit(self.site.url).netloc.lower():
            return None
        if path.startswith(f"{self.site.base}/"):
            return Place(output_path(unquote(path[len(self.site.base) :])), fragment)
        return None if scheme else Place("", fragment)


def link_problems(page: Facts, output: Output) -> Iterator[Problem]:
    """What is wrong with the references of one page; the same reference is told once."""
    for url, ref in {ref.url: ref for ref in reversed(page.refs)}.items():
        place = output.place(url, page.path)
        if ref.tag != "canonical" and has_utm(url) and (place or output.site.is_own(url)):
            hint = "It would overwrite the channel by which the reader came; remove them."
            yield problem(page.path, f'the internal link "{url}" carries utm_ parameters', hint, ref.line)
        if place:
            yield from _broken(page, ref, place, output)


def _broken(page: Facts, ref: Ref, place: Place, output: Output) -> Iterator[Problem]:
    there = output.pages.get(place.file)
    if place.file.startswith(f"{HOME}/"):
        hint = "That folder is for the house and is never published."
        yield problem(page.path, f'"{ref.url}" leads into {HOME}/', hint, ref.line)
    elif place.file not in output.files:
        yield problem(page.path, f'"{ref.url}" leads to nothing', _hint(place.file, output), ref.line)
    elif there and there.redirect:
        hint = f"Write {'; '.join(there.canonicals)}." if there.canonicals else "Write the new address."
        yield problem(page.path, f'"{ref.url}" leads to a page that has moved', hint, ref.line, "warning")
    elif ref.tag == "canonical" and page.indexable and place.file != page.path:
        hint = "Search engines list that page instead of this one."
        yield problem(
            page.path, f'the canonical address "{ref.url}" is that of {place.file}', hint, ref.line, "warning"
        )
    elif there and not _has(there, place.fragment):
        ids = there.ids
        hint = did_you_mean(place.fragment, ids) if len(ids) <= _NEAR else ""
        yield problem(page.path, f'"{ref.url}" leads to a place that {place.file} does not have', hint, ref.line)


def _has(page: Facts, fragment: str) -> bool:
    """Whether a page has the place that a fragment names (HTML Living Standard, "find a potential indicated
    element")."""
    name = fragment.partition(":~:")[0]
    return name in ("", "top") or name in page.ids or unquote(name) in page.ids


def _hint(file: str, output: Output) -> str:
    if not file:
        return f"It is outside of the site, which begins at {output.site.base}/."
    if f"{file}/index.html" in output.files:
        return "Write a slash at its end."
    return "Mend the link, or add the file it asks for."


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def _split(base: str, url: str) -> tuple[str, str, str]:
    """Host with port, path and fragment of a reference on the page `base`; no host for what is no URL."""
    try:
        parts = urlsplit(urljoin(base, url))
    except ValueError:
        return "", "", ""
    return parts.netloc.lower(), parts.path or "/", parts.fragment
