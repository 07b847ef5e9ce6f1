"""What feedgen's own words leave out, put in through the seam it has for that: classes that change what it wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


class _Extension:
    """What feedgen asks of an extension; it may change the element that was written."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, element: Any) -> None:
        pass

    def extend_atom(self, element: Any) -> None:
        pass


class ChannelExtension(_Extension):
    """What feedgen cannot say about a feed in RSS: a hub, and no date at all (an empty feed has none)."""

    hub: str | None = None
    dated = True

    def extend_rss(self, element: Any) -> None:
        channel = element[0]
        if self.hub:
            etree.SubElement(channel, f"{{{_ATOM}}}link", {"href": self.hub, "rel": "hub"})
        for stamp in () if self.dated else channel.findall("lastBuildDate"):
            channel.remove(stamp)


class EntryExtension(_Extension):
    """What feedgen cannot say about an entry in Atom: what its links are, and its language (RSS has dc:language)."""

    links: Sequence[Mapping[str, str]] = ()
    language = ""

    def extend_atom(self, element: Any) -> None:
        for link, attributes in zip(element.findall("link"), self.links, strict=True):
            link.attrib.update(attributes)
        if self.language:
            element.set(f"{{{_XML}}}lang", self.language)
