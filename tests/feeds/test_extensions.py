from __future__ import annotations

import pytest
from lxml import etree

from plugins.feeds.extensions import ChannelExtension, EntryExtension


def _rss():
    return etree.fromstring("<rss><channel><lastBuildDate>now</lastBuildDate></channel></rss>")


@pytest.mark.parametrize(("dated", "stamps"), [(True, 1), (False, 0)])
def test_a_feed_without_a_date_has_none(dated, stamps):
    root, extension = _rss(), ChannelExtension()
    extension.dated = dated
    extension.extend_rss(root)
    assert len(root.findall("channel/lastBuildDate")) == stamps


def test_the_hub_is_an_atom_link():
    root, extension = _rss(), ChannelExtension()
    extension.hub = "https://hub.example/"
    extension.extend_rss(root)
    assert root[0][-1].tag == "{http://www.w3.org/2005/Atom}link"
    assert dict(root[0][-1].attrib) == {"href": "https://hub.example/", "rel": "hub"}


def test_links_get_back_what_feedgen_dropped():
    entry, extension = etree.fromstring('<entry><link href="a"/><link href="b"/></entry>'), EntryExtension()
    extension.links = [{"href": "a", "rel": "alternate"}, {"href": "b", "rel": "enclosure", "length": "3"}]
    extension.extend_atom(entry)
    assert [dict(link.attrib) for link in entry] == extension.links


def test_a_link_more_than_we_know_of_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        EntryExtension().extend_atom(etree.fromstring('<entry><link href="a"/></entry>'))
