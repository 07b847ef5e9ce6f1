"""What a build of the miniature blog leaves: every post's stage everywhere, links tagged where they leave."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.site.blog import Blog, make

TAG = "utm_source=blog&utm_medium=referral&utm_campaign=first&utm_content=epiphany.{}&utm_id=aaaa1111"


def soup(blog: Blog, name: str) -> BeautifulSoup:
    return BeautifulSoup(blog.page(name), "lxml")


def hrefs(blog: Blog, name: str) -> dict[str, str]:
    return {a.get_text(" ", strip=True): str(a["href"]) for a in soup(blog, name).select("main a[href]")}


def test_the_summary_balances(tmp_path: Path) -> None:
    done = make(tmp_path).inv("build")
    assert done.code == 0, done.all
    assert "6 files in = 3 posts + 1 draft + 1 scheduled + 1 hidden + 0 refused" in done.out
    assert "3 posts (epiphany 1, awareness 1, interest 1)" in done.out
    for word in ("pages", "24 feeds", "15 snippets", "tagged links", "warnings", " s\n"):
        assert word in done.out
    assert done.err == ""


def test_the_stage_stands_in_every_place(built: Blog) -> None:
    page = soup(built, "posts/first/index.html")
    assert page.select_one('meta[name="buying-stage"]')["content"] == "epiphany"
    assert page.select_one("article")["data-stage"] == "epiphany"
    assert page.select_one('article a[href="/stages/epiphany/"]') is not None
    assert "epiphany" in page.select_one('script[type="application/ld+json"]').string.lower()
    entry = feedparser.parse(built.page("feeds/all.rss.xml")).entries[-1]
    assert ("https://mini.example.com/stages/", "Epiphany") in [(t.scheme, t.term) for t in entry.tags]
    atom = feedparser.parse(built.page("feeds/all.atom.xml")).entries[-1]
    assert any("epiphany" in t.term.lower() for t in atom.tags)
    assert built.json("feeds/all.json")["items"][-1]["_waypost"]["stage"] == "epiphany"
    assert built.json("_waypost/share/first.json")["stage"] == "epiphany"
    assert {p["slug"]: p["stage"] for p in built.json("_waypost/posts.json")["posts"]}["first"] == "epiphany"


def test_page_links_are_tagged_where_they_leave(built: Blog) -> None:
    found = hrefs(built, "posts/first/index.html")
    assert found["the guide"] == "https://www.example.com/guide?v=2&" + TAG.format("offer-guide") + "#start"
    assert found["ours"] == "https://www.example.com/a?b=c&" + TAG.format("ours") + "#d"
    assert found["theirs"] == "https://other.example.org/?q=1"
    assert found["mail"] == "mailto:a@example.com"
    assert found["another"] == "/posts/second/#why"
    assert found["Read the guide"].startswith("https://www.example.com/guide?v=2&utm_source=blog")
    assert "epiphany.end-guide" in found["Read the guide"]


def test_internal_links_on_pages_are_never_tagged(built: Blog) -> None:
    for path in built.output.resolve().rglob("*.html"):
        for link in BeautifulSoup(path.read_text(), "lxml").select("[href], [src]"):
            url = str(link.get("href") or link.get("src"))
            if url.startswith(("/", "https://mini.example.com")):
                assert "utm_" not in url, (path, url)


def test_feed_links_are_absolute_and_tagged(built: Blog) -> None:
    item = next(i for i in built.json("feeds/all.json")["items"] if i["title"] == "First")
    assert "utm_source=rss&utm_medium=referral" in item["url"]
    assert item["id"] == "tag:mini.example.com,2026:post/aaaa1111"
    body = BeautifulSoup(item["content_html"], "lxml")
    links = {a.get_text(strip=True): a["href"] for a in body.select("a[href]")}
    assert links["another"].startswith("https://mini.example.com/posts/second/?utm_source=rss")
    assert links["another"].endswith("#why")
    assert links["theirs"] == "https://other.example.org/?q=1"
    assert body.select_one("img")["src"] == "https://mini.example.com/posts/first/dot.png"


def test_the_ledger_lists_every_tagged_link(built: Blog) -> None:
    rows = list(csv.DictReader(built.page("_waypost/links.csv").splitlines()))
    links = built.json("_waypost/links.json")["links"]
    assert rows == [{**row, "stage_inferred": str(row["stage_inferred"]).lower()} for row in links]
    assert {row["group"] for row in rows} <= {"Referral", "Organic Social", "Email"}
    tagged = {row["tagged"] for row in rows}
    outside = ("*.html", "*.xml", "*.json")
    text = "".join(p.read_text() for form in outside for p in sorted(built.output.resolve().rglob(form)))
    plain = text.replace("&amp;amp;", "&").replace("&amp;", "&")
    assert tagged
    for url in tagged:
        assert url in plain, url
    for row in rows:
        assert row["tagged"].startswith(row["clean"].partition("#")[0])


def test_every_term_has_a_hub_with_its_intro(built: Blog) -> None:
    for name, intro in {
        "stages/epiphany": "Before the need has a name.",
        "stages/awareness": "The market around it.",
        "audiences/cmo": "Those who answer for the brand.",
        "industries/finance": "Banks & insurers.",
        "authors/desk": "We read.",
    }.items():
        assert intro in soup(built, f"{name}/index.html").get_text(), name
    assert (built.output / "tags/buying-stages/index.html").is_file()


def test_titles_are_inert(built: Blog) -> None:
    for path in built.output.resolve().rglob("*.html"):
        assert "<b>& more" not in path.read_text(), path
    assert soup(built, "posts/second/index.html").h1.get_text(strip=True) == "Second <b>& more"


def test_drafts_and_scheduled_posts_stay_at_home(built: Blog) -> None:
    everything = "".join(p.read_text() for p in built.output.resolve().rglob("*.*ml"))
    for secret in ("A draft", "Draft.", "Later."):
        assert secret not in everything
    assert not (built.output / "posts/a-draft").exists()
    assert not (built.output / "posts/later").exists()


def test_hidden_posts_are_at_their_address_and_nowhere_else(built: Blog) -> None:
    page = soup(built, "posts/unlisted/index.html")
    assert "noindex" in page.select_one('meta[name="robots"]')["content"]
    own = (built.output / "posts/unlisted/index.html").resolve()
    for path in built.output.resolve().rglob("*"):
        if (
            path.is_file()
            and path.suffix in (".html", ".xml", ".json")
            and path != own
            and "_waypost" not in path.parts
        ):
            assert "unlisted" not in path.read_text().lower(), path
    assert not (built.output / "_waypost/share/unlisted.json").exists()


def test_sitemap_robots_and_redirects(built: Blog) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [e.text for e in ET.fromstring(built.page("sitemap.xml")).iterfind("s:url/s:loc", space)]
    assert "https://mini.example.com/posts/first/" in found
    assert len(found) == len(set(found))
    assert not [url for url in found if "unlisted" in url or "utm_" in url]
    assert "Sitemap: https://mini.example.com/sitemap.xml" in built.page("robots.txt")
    moved = soup(built, "old/index.html")
    assert moved.select_one('link[rel="canonical"]')["href"] == "https://mini.example.com/posts/first/"


@pytest.mark.parametrize(
    "name", ["index.html", "posts/first/index.html", "stages/epiphany/index.html", "about/index.html"]
)
def test_head_of_each_kind_of_page(built: Blog, name: str) -> None:
    page = soup(built, name)
    address = name.removesuffix("index.html")
    assert page.html["lang"] == "en"
    assert page.select_one('link[rel="canonical"]')["href"] == f"https://mini.example.com/{address}"
    assert page.select_one('meta[name="description"]')["content"]
    assert len(page.select("h1")) == 1
    types = {link["type"] for link in page.select('link[rel="alternate"]')}
    assert types >= {"application/rss+xml", "application/atom+xml", "application/feed+json"}
    json.loads(page.select_one('script[type="application/ld+json"]').string)


def test_preview_adds_drafts_and_scheduled_posts_marked(blog: Blog) -> None:
    assert blog.inv("build", "--preview").code == 0
    for name in ("posts/a-draft/index.html", "posts/later/index.html"):
        page = soup(blog, name)
        assert "noindex" in page.select_one('meta[name="robots"]')["content"]
    assert "A draft" in soup(blog, "index.html").get_text()
    assert "A draft" not in blog.page("feeds/all.rss.xml")
    refused = blog.inv("publish", "--target", "public")
    assert refused.code == 0
    assert not (blog.root / "public/current/posts/a-draft").exists()


def test_now_publishes_by_the_clock(blog: Blog) -> None:
    assert blog.inv("build", now="2031-01-02T00:00+01:00").code == 0
    assert (blog.output / "posts/later/index.html").is_file()


@pytest.mark.parametrize("nothing", ["", "1"])
def test_modules_and_templates_of_the_engine_stay_compiled_whatever_an_image_says(
    blog: Blog, tmp_path: Path, nothing: str
) -> None:
    """Many images set PYTHONDONTWRITEBYTECODE; to parse all that again takes as long as a small build."""
    beside = tmp_path / "compiled"
    done = blog.inv("build", PYTHONDONTWRITEBYTECODE=nothing, PYTHONPYCACHEPREFIX=str(beside))
    assert done.code == 0, done.all
    assert any(beside.rglob("*.compiled"))
    assert any(beside.rglob("convert.*.pyc"))  # of what only the process knows that begins early
    assert not any((blog.root / ".waypost/cache").glob("templates-*"))
