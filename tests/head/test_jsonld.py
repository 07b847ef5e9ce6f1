"""JSON-LD as a whole: what a post, a hub and the home page say, and that no text escapes its script element."""

from __future__ import annotations

import datetime as dt
import json
from html.parser import HTMLParser
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from plugins.core.post import Picture, Post, Term
from plugins.head.jsonld import home_nodes, hub_nodes, page_node, post_nodes, script
from tests.factories import a_post, a_site, a_stage, a_vocabulary

URL = "https://blog.example.com/posts/small-posts-add-up/"


class _Scripts(HTMLParser):
    """The text of every script element, as a browser takes it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "script":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def _on_a_page(jsonld: Markup) -> str:
    template = '<head><script type="application/ld+json">{{ jsonld }}</script></head><body><h1>After</h1>'
    return Environment(autoescape=True).from_string(template).render(jsonld=jsonld)


def _graph(html: str) -> list[dict[str, Any]]:
    (text,) = _Scripts(html).found
    return list(json.loads(text)["@graph"])


def _posting(post: Post, url: str = URL) -> dict[str, Any]:
    return _graph(_on_a_page(script(post_nodes(post, a_site(), "A description.", url, post.image))))[0]


@given(st.text())
@example('</script><script>alert(1)</script>"')
@example("<!--<script>")
@example("]]>&amp;\u2028\u2029\x00\\u003c\\")
def test_hostile_titles_come_back_as_they_were(title: str) -> None:
    jsonld = script(post_nodes(a_post(title=title), a_site(), title, URL))
    assert not set("<>&\u2028\u2029") & set(jsonld)
    page = _on_a_page(jsonld)
    assert page.count("</script") == 1
    posting = _graph(page)[0]
    if title:
        assert posting["headline"] == posting["description"] == title


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.text().map(Markup),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(_values)
@example('\x00\x08\x1f\x7f"\\/\u2028\ufffe\U0001f600')
def test_nodes_are_written_as_the_json_module_does(value: Any) -> None:
    whole = {"@context": "https://schema.org", "@graph": [{"name": value}]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    assert script([{"name": value}]) == "".join(f"\\u{ord(c):04x}" if c in "<>&\u2028\u2029" else c for c in text)


def test_the_same_nodes_give_the_same_bytes_in_the_order_given() -> None:
    nodes = post_nodes(a_post(), a_site(), "D", URL)
    assert script(nodes) == script(post_nodes(a_post(), a_site(), "D", URL))
    assert script([{"@type": "A", "b": 1, "a": 2}]) == (
        '{"@context":"https://schema.org","@graph":[{"@type":"A","b":1,"a":2}]}'
    )


def test_a_whole_post() -> None:
    post = a_post(
        modified=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
        image=Picture("/posts/x/a.png", "A chart", 1, "image/png", 640, 480),
        series=Term("series", "loop", "Closing the loop", "/series/loop/"),
    )
    posting = _posting(post)
    assert posting["@type"] == "BlogPosting"
    assert posting["url"] == posting["mainEntityOfPage"]["@id"] == URL
    assert (posting["datePublished"], posting["dateModified"]) == (
        "2026-03-05T09:30:00+00:00",
        "2026-04-01T00:00:00+00:00",
    )
    assert (posting["wordCount"], posting["timeRequired"], posting["inLanguage"]) == (460, "PT2M", "en")
    assert [(a["@type"], a["name"]) for a in posting["author"]] == [("Organization", "The Research Desk")]
    assert posting["publisher"]["name"] == "The Waypost"
    assert posting["image"] == {
        "@type": "ImageObject",
        "url": "https://blog.example.com/posts/x/a.png",
        "caption": "A chart",
        "width": 640,
        "height": 480,
    }
    assert [a["audienceType"] for a in posting["audience"]] == ["Chief marketing officers"]
    assert [(t["@type"], t["name"]) for t in posting["about"]] == [("Thing", "Finance")]
    assert [(w["@type"], w["name"]) for w in posting["isPartOf"]] == [
        ("Blog", "The Waypost"),
        ("CreativeWorkSeries", "Closing the loop"),
    ]


def test_a_post_is_part_of_its_summation() -> None:
    whole = a_post(slug="whole", id="wwww2345", title="All in all")
    posting = _graph(_on_a_page(script(post_nodes(a_post(), a_site(), "A description.", URL, None, whole))))[0]
    url = "https://blog.example.com/posts/whole/"
    assert posting["isPartOf"][1:] == [
        {"@type": "BlogPosting", "@id": f"{url}#post", "headline": "All in all", "url": url}
    ]


def test_the_stage_is_a_keyword_and_the_section() -> None:
    posting = _posting(a_post(stage=a_stage("interest", inferred=True)))
    stage, tag = posting["keywords"]
    assert posting["articleSection"] == stage["name"] == "Interest"
    assert stage["description"].endswith("(inferred)")
    assert tag == "buying stages"


def test_a_bare_post_has_no_empty_properties() -> None:
    posting = _posting(a_post(stage=None, audiences=(), industries=(), tags=(), image=None))
    assert not {"audience", "about", "keywords", "image", "articleSection"} & set(posting)
    assert all(value not in (None, "", []) for value in posting.values())


def test_breadcrumbs_of_a_post_lead_over_its_stage() -> None:
    def names(post: Post) -> list[str]:
        _, crumbs = _graph(_on_a_page(script(post_nodes(post, a_site(), "D", URL))))
        return [item["name"] for item in crumbs["itemListElement"]]

    assert names(a_post()) == ["The Waypost", "Interest", "Small posts add up"]
    assert names(a_post(stage=None)) == ["The Waypost", "Small posts add up"]


def test_home_is_a_website_and_a_blog_of_one_publisher() -> None:
    website, blog = home_nodes(a_site(), "Ideas.")
    assert (website["@type"], blog["@type"]) == ("WebSite", "Blog")
    assert website["@id"] != blog["@id"]
    assert website["publisher"] == blog["publisher"]
    assert website["description"] == "Ideas."


def test_hubs() -> None:
    site, vocabulary = a_site(), a_vocabulary()
    page = page_node(site, "Title", "D", "https://blog.example.com/x/")
    collection, crumbs = hub_nodes(site, a_stage("interest").term, None, page)
    assert (collection["@type"], collection["name"], collection["about"]["name"]) == (  # type: ignore[index]
        "CollectionPage",
        "Title",
        "Interest",
    )
    assert [i["name"] for i in crumbs["itemListElement"]] == ["The Waypost", "Stages", "Interest"]  # type: ignore[attr-defined]
    desk = Term("author", "desk", "The Research Desk", "/authors/desk/")
    profile, _ = hub_nodes(site, desk, vocabulary.authors["desk"], page)
    assert profile["@type"] == "ProfilePage"
    assert profile["mainEntity"]["name"] == "The Research Desk"  # type: ignore[index]


def test_a_page_without_address_has_no_url() -> None:
    assert "url" not in page_node(a_site(), "Not here", "D", None)
