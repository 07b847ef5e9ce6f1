"""Where references lead, settled once at build time; one that leads nowhere is a Problem at its source line."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from urllib.parse import unquote

from plugins.core.errors import Problem, did_you_mean
from plugins.core.house import Claim, StaticFile
from plugins.core.links import has_utm, host_of, is_web_url, uri
from plugins.core.post import Page, Reference, Target
from plugins.core.records import dataclass
from plugins.core.site import Site, output_path, quoted, term_key
from plugins.core.vocabulary import Vocabulary

_MARK = re.compile(r"^\{(filename|static|attach|index|tag|category|author|stage)\}(.*)$", re.S)
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
_LATER = {"draft": "a draft", "scheduled": "scheduled for later"}


HINTS = 100
"""So many dead references of a build are told with what may be meant."""


class DeadReferenceError(Exception):
    """Says why a reference leads nowhere; `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ToldError(DeadReferenceError):
    """What it leads to is there and refused, which its own Problem tells: to call it missing would be a false trail."""


@dataclass(slots=True)
class Map:
    """All that references can lead to. items: posts and pages by path in the content folder; claimed: tells every
    output path, asked only where a reference leads to none of the items; told: files that are there and
    refused, by path in the content folder and by address (which begins with a slash)."""

    site: Site
    vocabulary: Vocabulary
    items: Mapping[str, Page]
    files: Mapping[str, StaticFile]
    anchors: Mapping[str, frozenset[str]]
    claimed: Callable[[], Iterable[Claim]]
    by_address: Mapping[str, str] = field(default_factory=dict)
    told: Collection[str] = frozenset()
    _outputs: frozenset[str] | None = None
    _hints: int = HINTS

    @property
    def outputs(self) -> Collection[str]:
        if self._outputs is None:
            self._outputs = frozenset(claim.path for claim in self.claimed())
        return self._outputs

    def targets(self, name: str, refs: Iterable[Reference], out: list[Problem]) -> dict[str, Target]:
        """Every reference of the item `name`, settled; what is dead goes to `out`."""
        item = self.items[name]
        found: dict[str, Target] = {}
        for kind, line, reference in refs:
            try:
                found[reference] = target = self.target(reference, name)
                if target.kind == "internal":
                    out.extend(_spoiled(item, kind, line, reference))
                if kind == "image":
                    out.extend(self._elsewhere(item, line, target))
            except ToldError:
                continue
            except DeadReferenceError as dead:
                out.append(Problem(item.path, line, kind, str(dead), dead.hint))
        return found

    def target(self, reference: str, name: str) -> Target:
        """Where one reference of the item `name` leads. Raises DeadReferenceError."""
        if not reference:
            raise DeadReferenceError("the address is empty", "Write where it leads.")
        mark = _MARK.match(reference) if reference.startswith("{") else None
        if mark:
            return self._marked(mark[1], mark[2], name)
        if reference.startswith("#"):
            return self._fragment(name, "", reference[1:])
        if reference.startswith("//"):
            raise DeadReferenceError(f"{reference[:80]} has no scheme", f"Write https:{reference[:60]}.")
        scheme = _SCHEME.match(reference)
        if scheme:
            return self._absolute(reference, scheme[1].lower(), name)
        if reference.startswith("/"):
            inside = self.site.inside(f"https://{self.site.host}{reference}")
            return self._address(reference if inside is None else inside, name)
        return self._file(reference, name, "")

    def _elsewhere(self, item: Page, line: int, target: Target) -> Iterator[Problem]:
        """An image that a page would fetch from another host, or carries in itself: the site's own policy forbids
        both."""
        if target.url.startswith("/"):
            return
        if host_of(target.url) not in (self.site.host, *self.site.settings.embed_hosts):
            hint = "Put it into the folder beside the post: pages ask no other host for anything."
            yield Problem(item.path, line, "image", f"{target.url[:80]} is not shown", hint, "warning")

    def _marked(self, mark: str, rest: str, name: str) -> Target:
        if mark in ("filename", "static", "attach"):
            return self._file(rest, name, mark)
        if mark == "index":
            return Target("internal", "/")
        kinds = {"tag": term_key(rest), "category": term_key(rest), "author": rest, "stage": rest}
        return self._address(self.site.hub(mark, kinds[mark]), name)  # type: ignore[arg-type]

    def _file(self, reference: str, name: str, mark: str) -> Target:
        path, query, fragment = _parts(reference)
        wanted = _inside(path, "" if path.startswith("/") else name.rpartition("/")[0])
        if wanted in self.items:
            return self._item(name, wanted, query, fragment)
        file = self.files.get(wanted)
        if file is not None:
            self._owner_is_out(name, file)
            address = file.address + query + (f"#{fragment}" if fragment else "")
            return Target("internal", address, raster=file.raster)
        if wanted in self.anchors:
            raise DeadReferenceError(f"leads to {wanted}, which has problems of its own", "Mend that file first.")
        if wanted in self.told:
            raise ToldError(f"leads to {wanted}, which is refused")
        shown = f"{{{mark}}}{reference}" if mark else reference
        near = self._near(wanted, lambda: [*self.items, *self.files])
        raise DeadReferenceError(f"{shown[:100]} leads to no file of the content folder", near)

    def _item(self, name: str, wanted: str, query: str, fragment: str) -> Target:
        there, here = self.items[wanted], self.items[name]
        if there.status in _LATER and here.status not in _LATER:
            message = f"leads to {there.path}, which is {_LATER[there.status]}"
            raise DeadReferenceError(message, "Publish it first, or take the link out.")
        found = self._fragment(wanted, there.address + query, fragment) if fragment else None
        return found or Target("internal", there.address + query)

    def _owner_is_out(self, name: str, file: StaticFile) -> None:
        owner = self.items.get(file.owner)
        if owner and owner.status in _LATER and self.items[name].status not in _LATER:
            message = f"{file.source} belongs to {owner.path}, which is {_LATER[owner.status]}"
            raise DeadReferenceError(message, "Publish that first, or put a copy beside this post.")

    def _fragment(self, name: str, address: str, fragment: str) -> Target:
        wanted = unquote(fragment)
        if wanted and wanted != "top" and wanted not in self.anchors[name]:
            hint = did_you_mean(wanted, self.anchors[name]) or "Link to the whole page, or give the place an id."
            raise DeadReferenceError(f"nothing in {self.items[name].path} has the id #{wanted[:60]}", hint)
        return Target("internal", f"{address}#{fragment}")

    def _absolute(self, reference: str, scheme: str, name: str) -> Target:
        if scheme == "offer":
            key = reference[6:].strip().lower()
            offer = self.vocabulary.offers.get(key)
            if offer is None:
                raise DeadReferenceError(f"unknown offer {key!r}", did_you_mean(key, self.vocabulary.offers))
            return Target("offer", offer.url, key)
        if scheme not in ("http", "https"):
            return Target("other", reference)
        url = uri(reference)
        if not is_web_url(url):
            raise DeadReferenceError(f"{reference[:100]} is no valid address", "Check host and spelling.")
        if self.site.is_own(url):
            inside = self.site.inside(url)
            return Target("internal", url) if inside is None else self._address(inside, name)
        return Target("owned" if self.site.is_owned(url) else "external", url)

    def _address(self, address: str, name: str) -> Target:
        path, query, fragment = _parts(address)
        wanted = self.by_address.get(unquote(path))
        if wanted:
            return self._item(name, wanted, query, fragment)
        if output_path(unquote(path)) in self.outputs:
            return Target("internal", quoted(unquote(path)) + query + (f"#{fragment}" if fragment else ""))
        if unquote(path) in self.told:
            raise ToldError(f"leads to {path}, which is refused")
        if output_path(unquote(path) + "/") in self.outputs:
            raise DeadReferenceError(f"{path} lacks the slash at its end", f"Write {path}/.")
        near = self._near(path, lambda: ["/" + name.removesuffix("index.html") for name in self.outputs])
        raise DeadReferenceError(f"{path[:100]} is no address of this site", near)

    def _near(self, wanted: str, known: Callable[[], Iterable[str]]) -> str:
        """What may be meant. Where much is dead, as when half of the files are gone, spelling is not the matter."""
        self._hints -= 1
        return did_you_mean(wanted, known()) if self._hints >= 0 else ""


def _spoiled(item: Page, kind: str, line: int, reference: str) -> Iterator[Problem]:
    """A link to this site that is tagged."""
    if has_utm(reference):
        message = f"{reference[:80]} stays on this site and has a utm_ parameter"
        hint = "Take it out: it would overwrite the way by which the reader really came."
        yield Problem(item.path, line, kind, message, hint)


@lru_cache(maxsize=4096)
def _inside(path: str, folder: str) -> str:
    """The file of the content folder that `path` names from `folder`. The same few are referred to again and again."""
    return posixpath.normpath(posixpath.join(folder, unquote(path).lstrip("/")))


def _parts(reference: str) -> tuple[str, str, str]:
    """Path, query with its "?", fragment without "#"."""
    front, _, fragment = reference.partition("#")
    path, mark, query = front.partition("?")
    return path, mark + query, fragment
