"""The rules of the sitemap protocol (sitemaps.org, "XML tag definitions", "Using Sitemap index files") as a schema."""

from __future__ import annotations

from lxml import etree

_SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9">
  <xs:simpleType name="address"><xs:restriction base="xs:anyURI">
    <xs:minLength value="12"/><xs:maxLength value="2047"/><xs:pattern value="https?://[!-~]+"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="moment"><xs:union memberTypes="xs:date xs:dateTime xs:gYear xs:gYearMonth"/></xs:simpleType>
  <xs:complexType name="entry"><xs:sequence>
    <xs:element name="loc" type="address"/>
    <xs:element name="lastmod" type="moment" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""
_VALID = etree.XMLSchema(etree.fromstring(_SCHEMA))


def faults(sitemap: bytes) -> list[str]:
    """What is wrong with a sitemap or an index; its size too."""
    _VALID.validate(etree.fromstring(sitemap))
    found = [str(fault.message) for fault in _VALID.error_log]
    return found + (["is longer than 50 MB"] if len(sitemap) > 50 * 2**20 else [])
