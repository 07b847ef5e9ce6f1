"""Every feed of a blog that is made to break feeds: the grammar of Atom, rules of RSS and JSON Feed, feedparser."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.feeds.rules import json_faults, rss_faults
from tests.feeds.samples import assert_atom, strict
from tests.site.blog import Blog
from tests.site.nasty import LONG, make_nasty, posts

GRAMMAR = Path(__file__).resolve().parents[1] / "feeds" / "atom.rnc"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = make_nasty(tmp_path_factory.mktemp("nasty"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    return blog


def _feeds(blog: Blog, end: str) -> list[Path]:
    found = sorted((blog.output / "feeds").resolve().rglob(f"*.{end}"))
    assert len(found) >= 10
    return found


def jing(*paths: Path) -> str:
    """What jing says of Atom files: nothing where they keep to the grammar."""
    done = subprocess.run(["jing", "-c", str(GRAMMAR), *map(str, paths)], capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    assert bool(done.stdout) == bool(done.returncode)
    return done.stdout


def test_atom_keeps_to_the_grammar(nasty: Blog) -> None:
    paths = _feeds(nasty, "atom.xml")
    assert jing(*paths) == ""
    for path in paths:
        assert_atom(strict(path.read_bytes()))


BROKEN = {
    "no id": (r"<id>[^<]*</id>", "", 1),
    "no title": (r"<title>[^<]*</title>", "", 2),
    "two dates": (r"(<updated>[^<]*</updated>)", r"\1\1", 1),
    "a date of RFC 822": (r"<published>[^<]*<", "<published>Mon, 09 Mar 2026 09:30:00 +0100<", 1),
    "a date without offset": (r"<updated>[^<]*<", "<updated>2026-03-09T09:30:00<", 1),
    "an author without a name": (r"<name>[^<]*</name>", "", 2),
    "a category without a term": (r'<category term="[^"]*"', "<category", 1),
    "a link without href": (r'<link href="[^"]*"', "<link", 1),
    "a length that is none": (r'length="\d+"', 'length="many"', 1),
    "an unknown element": (r"<summary", "<description>x</description><summary", 1),
    "a type that is none": (r'<content type="html"', '<content type="markdown"', 1),
}


def test_the_grammar_can_fail(nasty: Blog, tmp_path: Path) -> None:
    """One change at a time to a feed that it takes."""
    text = (nasty.output / "feeds/categories/tables-figures.atom.xml").read_text(encoding="utf-8")
    picture = (nasty.output / "feeds/stages/epiphany.atom.xml").read_text(encoding="utf-8")
    for name, (pattern, new, nth) in BROKEN.items():
        source = picture if "length" in name or "content" in pattern else text
        found = list(re.finditer(pattern, source))[nth - 1]
        broken = source[: found.start()] + found.expand(new) + source[found.end() :]
        (tmp_path / f"{name}.xml").write_text(broken, encoding="utf-8")
    told = jing(*sorted(tmp_path.glob("*.xml")))
    assert {name for name in BROKEN if f"/{name}.xml:" in told} == set(BROKEN)


def test_rss_keeps_to_its_rules(nasty: Blog) -> None:
    for path in _feeds(nasty, "rss.xml"):
        assert list(rss_faults(strict(path.read_bytes()))) == [], path


def test_json_feed_keeps_to_its_rules(nasty: Blog) -> None:
    for path in _feeds(nasty, "json"):
        assert list(json_faults(json.loads(path.read_bytes()))) == [], path


def test_the_rules_can_fail(nasty: Blog) -> None:
    root = strict((nasty.output / "feeds/tags/c.rss.xml").read_bytes())
    for name in ("guid", "pubDate", "{http://purl.org/dc/elements/1.1/}creator", "title"):
        copy = strict(etree.tostring(root))
        (victim,) = copy.iter("item")
        victim.remove(victim.find(name))
        assert list(_told(copy)) != [], name
    document = nasty.json("feeds/tags/c.json")
    for key in document["items"][0].keys() - {"image", "_waypost"}:
        broken = json.loads(json.dumps(document))
        broken["items"][0][key] = None
        with pytest.raises((AssertionError, TypeError)):
            assert list(json_faults(broken)) == []


def _told(root: etree._Element) -> list[str]:
    try:
        return list(rss_faults(root))
    except ValueError as error:  # of a date that is not there
        return [str(error)]


def test_feedparser_reads_every_feed_without_a_word(nasty: Blog) -> None:
    for path in [*_feeds(nasty, "rss.xml"), *_feeds(nasty, "atom.xml")]:
        parsed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
        assert parsed.bozo == 0, (path, parsed.get("bozo_exception"))


SURVIVES = {
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 é 𝒳",
    "cdata": "Ends with ]]> and <![CDATA[ in text.",
    "hebrew": "שלום עולם, with Latin.",
    "code": '<script>alert("]]>")</script> &amp; &nbsp; <![CDATA[x]]>',
    "table": "1 < 2",
    "spaces": "Non\u00a0breaking, zero\u200bwidth, soft\u00adhyphen",
}


@pytest.mark.parametrize("end", ["rss.xml", "atom.xml", "json"])
def test_what_was_written_arrives(nasty: Blog, end: str) -> None:
    found = _contents(nasty, end)
    assert len(found) == len(posts())
    for stem, words in SURVIVES.items():
        assert words in BeautifulSoup(found[stem], "html.parser").get_text(), stem
    picture = BeautifulSoup(found["pictures"], "html.parser")
    home = "https://mini.example.com/posts/pictures/dot.png"
    assert picture.select_one(f'img[srcset="{home} 1x, {home} 2x"]')
    assert picture.select_one(f'video[poster="{home}"]')
    assert "https://mini.example.com/posts/links/#" in found["links"]
    assert len(found["long"]) > LONG


def _contents(blog: Blog, end: str) -> dict[str, str]:
    """Stem of a post → its content in the feed of all."""
    data = blog.page(f"feeds/all.{end}")
    if end == "json":
        return {_stem(item["url"]): item["content_html"] for item in json.loads(data)["items"]}
    root: Any = strict(data.encode())
    if end == "rss.xml":
        encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
        return {_stem(item.findtext("link")): item.findtext(encoded) for item in root.iter("item")}
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.iter(f"{atom}entry")
    return {_stem(entry.find(f"{atom}link").get("href")): entry.findtext(f"{atom}content") for entry in entries}


def _stem(url: str) -> str:
    return url.split("/posts/")[1].split("/")[0]


def test_an_enclosure_has_the_true_length_of_what_is_published(nasty: Blog) -> None:
    """Metadata is taken out on the way, so that the source's length is another."""
    root = strict(nasty.page("feeds/all.rss.xml").encode())
    (enclosure,) = root.iter("enclosure")
    assert enclosure.get("url") == "https://mini.example.com/posts/pictures/lead.png"
    published, source = (folder / "posts/pictures/lead.png" for folder in (nasty.output, nasty.content))
    assert int(enclosure.get("length", 0)) == published.stat().st_size < source.stat().st_size
    (link,) = strict(nasty.page("feeds/all.atom.xml").encode()).iterfind("{*}entry/{*}link[@rel='enclosure']")
    assert dict(link.attrib) == {"rel": "enclosure", "type": "image/png"} | {
        "href": str(enclosure.get("url")), "length": str(enclosure.get("length")),
    }  # fmt: skip


def test_titles_arrive_as_they_were_written(nasty: Blog) -> None:
    titles = {item["title"] for item in nasty.json("feeds/all.json")["items"]}
    assert {"]]> <![CDATA[ &amp; &lt;", "שלום: מה לא ראיתי?", "👩‍👩‍👧‍👦 & 🇩🇪 in a title"} <= titles
    atom = strict(nasty.page("feeds/all.atom.xml").encode())
    assert {title.text for title in atom.iterfind("{*}entry/{*}title")} == titles


def test_the_list_of_all_names_every_feed(nasty: Blog) -> None:
    outlines = strict(nasty.page("feeds/all.opml").encode()).iter("outline")
    listed = {str(o.get("xmlUrl")).removeprefix("https://mini.example.com/") for o in outlines if o.get("xmlUrl")}
    moved = {"feeds/tags/gone.rss.xml"}
    output = nasty.output.resolve()
    assert listed | moved == {path.relative_to(output).as_posix() for path in _feeds(nasty, "rss.xml")}
    page = BeautifulSoup(nasty.page("subscribe/index.html"), "html.parser")
    assert {f"/{path}" for path in listed} <= {str(a["href"]) for a in page.select("a[href]")}
