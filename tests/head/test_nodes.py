"""The parts of JSON-LD."""

from __future__ import annotations

from plugins.core.post import Picture, Term
from plugins.core.vocabulary import Author
from plugins.head.nodes import author_node, breadcrumbs, picture_url, present, stage_node, term_node
from tests.factories import a_site, a_stage

SITE = a_site(SITEURL="https://www.example.org/blog")
DESK = Term("author", "desk", "The Desk", "/authors/desk/")


def test_present_drops_what_is_empty_but_not_zero() -> None:
    assert present({"a": "", "b": None, "c": [], "d": 0, "e": "x"}) == {"d": 0, "e": "x"}


def test_a_person_has_a_job_and_an_organization_has_none() -> None:
    person = Author(name="A. Person", kind="person", role="Editor", bio="Writes.", url="https://a.example/")
    desk = Author(name="The Desk", kind="organization", role="Research", credentials="Reads\nall.")
    assert author_node(SITE, DESK, person) == {
        "@type": "Person",
        "@id": "https://www.example.org/blog/authors/desk/#author",
        "name": "A. Person",
        "url": "https://www.example.org/blog/authors/desk/",
        "jobTitle": "Editor",
        "sameAs": ["https://a.example/"],
    }
    assert author_node(SITE, DESK, desk, full=True) == {
        "@type": "Organization",
        "@id": "https://www.example.org/blog/authors/desk/#author",
        "name": "The Desk",
        "url": "https://www.example.org/blog/authors/desk/",
        "description": "Reads all.",
    }


def test_a_stage_is_a_term_in_the_set_of_stages() -> None:
    node = stage_node(SITE, a_stage("interest"))
    assert node["@type"] == "DefinedTerm"
    assert node["termCode"] == "interest"
    assert node["description"] == "What could we do about it?"
    assert node["inDefinedTermSet"] == {
        "@type": "DefinedTermSet",
        "@id": "https://www.example.org/blog/stages/",
        "name": "Stages",
        "url": "https://www.example.org/blog/stages/",
    }


def test_an_inferred_stage_says_so() -> None:
    assert (
        stage_node(SITE, a_stage("interest", inferred=True))["description"] == "What could we do about it? (inferred)"
    )


def test_kinds_of_terms() -> None:
    series = term_node(SITE, Term("series", "loop", "Closing the loop", "/series/loop/"))
    finance = term_node(SITE, Term("industry", "finance", "Finance", "/industries/finance/"))
    assert series["@type"] == "CreativeWorkSeries"
    assert finance == {"@type": "Thing", "name": "Finance", "url": "https://www.example.org/blog/industries/finance/"}


def test_breadcrumbs_begin_at_home() -> None:
    items = breadcrumbs(SITE, [("About", "/about/")])["itemListElement"]
    assert items == [
        {"@type": "ListItem", "position": 1, "name": "The Waypost", "item": "https://www.example.org/blog/"},
        {"@type": "ListItem", "position": 2, "name": "About", "item": "https://www.example.org/blog/about/"},
    ]


def test_pictures_are_encoded_once() -> None:
    for address in ("/a ü.png", "/a%20%C3%BC.png"):
        assert picture_url(SITE, Picture(address, "", 1, "")) == "https://www.example.org/blog/a%20%C3%BC.png"
