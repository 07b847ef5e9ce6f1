"""What one HTML file says, as far as the rules ask: read once with BeautifulSoup, then the tree is let go."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from plugins.audit.refs import Ref, attr, refs_of
from plugins.core.records import dataclass
from plugins.core.text import squeeze

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ROBOTS = frozenset(["noindex", "none"])


@dataclass(frozen=True, slots=True)
class Facts:
    """One HTML file. path: relative to the output, with slashes; headings: (level, words), in order;
    duplicates: ids that stand twice; bare_images: sources of images without `alt`; redirect: the page only sends its
    reader on."""

    path: str
    lang: str
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    canonicals: tuple[str, ...]
    noindex: bool
    redirect: bool
    headings: tuple[tuple[int, str], ...]
    refs: tuple[Ref, ...]
    ids: frozenset[str]
    duplicates: tuple[str, ...]
    bare_images: tuple[str, ...]

    @property
    def indexable(self) -> bool:
        """Whether search engines may list it: then its description and canonical count."""
        return not (self.noindex or self.redirect or self.path == "404.html")


def read_facts(folder: Path, path: str) -> Facts:
    """The facts of the file `path` below `folder`."""
    return facts_of(path, (folder / path).read_text("utf-8", errors="replace"))


def facts_of(path: str, html: str) -> Facts:
    """The facts of an HTML text. Never raises: what cannot be read is missing, and missing is a Problem."""
    soup = BeautifulSoup(html, "lxml")
    tags = [tag for tag in soup.find_all(True) if isinstance(tag, Tag)]
    metas = [tag for tag in tags if tag.name == "meta"]
    ids = Counter(attr(tag, "id") for tag in tags if tag.has_attr("id"))
    refs = tuple(refs_of(tags, html))
    return Facts(
        path=path,
        lang=attr(soup.html, "lang") if isinstance(soup.html, Tag) else "",
        titles=tuple(squeeze(tag.get_text()) for tag in tags if tag.name == "title" and not tag.find_parent("svg")),
        descriptions=_contents(metas, "description"),
        canonicals=tuple(ref.url for ref in refs if ref.tag == "canonical"),
        noindex=any(_ROBOTS.intersection(_words(content)) for content in _contents(metas, "robots")),
        redirect=any(attr(tag, "http-equiv").lower() == "refresh" for tag in metas),
        headings=tuple((int(tag.name[1]), squeeze(tag.get_text())) for tag in tags if tag.name in _HEADINGS),
        refs=refs,
        ids=frozenset(ids) | {attr(tag, "name") for tag in tags if tag.name == "a" and tag.has_attr("name")},
        duplicates=tuple(name for name, count in ids.items() if count > 1),
        bare_images=tuple(attr(tag, "src") for tag in tags if tag.name == "img" and not tag.has_attr("alt")),
    )


def _contents(metas: list[Tag], name: str) -> tuple[str, ...]:
    return tuple(squeeze(attr(tag, "content")) for tag in metas if attr(tag, "name").lower() == name)


def _words(content: str) -> list[str]:
    return content.lower().replace(",", " ").split()
