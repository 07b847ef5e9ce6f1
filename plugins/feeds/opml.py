"""All feeds in one file for programs: OPML 2.0 (opml.org/spec2.opml), which feed readers import as folders."""

from __future__ import annotations

from html import escape

from plugins.core.site import Site
from plugins.core.text import xml_safe
from plugins.feeds.links import FeedGroup, FeedLink


def opml(groups: list[FeedGroup], site: Site) -> bytes:
    """Each group a folder, each feed an outline of type rss with the address of its RSS. No date: it knows no clock."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{_text(site.name or site.host)}</title>",
        f"    <ownerId>{_text(site.absolute('/'))}</ownerId>",
        "    <docs>http://opml.org/spec2.opml</docs>",
        "  </head>",
        "  <body>",
        *(line for group in groups for line in _folder(group, site)),
        "  </body>",
        "</opml>",
    ]
    return xml_safe("\n".join(lines) + "\n").encode()


def _folder(group: FeedGroup, site: Site) -> list[str]:
    return [
        f"    <outline text={_value(group.title)}>",
        *(f"      {_outline(feed, site)}" for feed in group.feeds),
        "    </outline>",
    ]


def _outline(feed: FeedLink, site: Site) -> str:
    title = _value(feed.full)
    return (
        f'<outline type="rss" version="RSS2" text={title} title={title} xmlUrl={_value(site.absolute(feed.rss))} '
        f"htmlUrl={_value(site.absolute(feed.home))}/>"
    )


def _value(text: str) -> str:
    return f'"{escape(" ".join(xml_safe(text).split()))}"'


def _text(text: str) -> str:
    return escape(" ".join(xml_safe(text).split()), quote=False)
