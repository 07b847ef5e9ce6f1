from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.ledger.book import Book
from plugins.ledger.explain import explain
from plugins.ledger.words import as_json, as_text
from tests.ledger.books import HOME, INFERRED, POST, SPRING, a_book, url


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder: Path = tmp_path_factory.mktemp("book")
    return a_book(folder)


def test_the_words_for_people(book: Book) -> None:
    given = url(f"{HOME}/posts/inferred/", utm_id=INFERRED, utm_content="epiphany.share", utm_campaign="inferred")
    assert as_text(explain(f"{given}&a=1", book), book).splitlines() == [
        "Ours, and in the ledger:",
        "  channel group  Organic Social",
        "  channel        x (X)",
        "  post           Inferred · inferred · posts/inferred.md",
        "  stage          epiphany (inferred)",
        "  placement      share",
        "  campaign       inferred (none: the post's own name)",
        "  leads to       https://blog.example.com/posts/inferred/?a=1",
        "  - added since, by others: a=1",
    ]
    spring = url(f"{HOME}/posts/of-spring/", utm_id=SPRING, utm_content="awareness.share", utm_campaign="spring-launch")
    assert "  campaign       spring-launch (Spring launch)\n" in as_text(explain(spring, book), book)
    assert "\x1b" not in as_text(explain(url(utm_campaign="a\x1b[2J"), book), book)


def test_the_same_for_programs(book: Book) -> None:
    ours, foreign = (json.loads(as_json(explain(one, book))) for one in (url(), "https://evil.example/"))
    assert (ours["version"], ours["ours"], ours["listed"], ours["channels"]) == (1, True, True, ["x"])
    assert ours["post"] == {
        "id": POST, "slug": "small-posts-add-up", "title": "Small posts add up", "path": "posts/small-posts-add-up.md"
    }  # fmt: skip
    assert (foreign["ours"], foreign["post"], len(foreign["faults"])) == (False, None, 2)
