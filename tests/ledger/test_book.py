from __future__ import annotations

import pytest

from plugins.core.errors import Misconfigured
from plugins.ledger.book import read, text_of
from tests.ledger.books import POST, a_book


def test_the_rows_of_the_file_and_what_they_are_about(tmp_path):
    book = a_book(tmp_path)
    assert len(book.rows) == 11
    assert list(book.rows) == sorted(book.rows)
    assert book.posts[POST].slug == "small-posts-add-up"
    assert book.hosts == {"blog.example.com", "docs.example.com", "www.example.com"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"links": [{"post": "a"}]}', '{"links": [{"nothing": "a"}]}', "{}"])
def test_a_ledger_that_is_none_says_what_to_do(tmp_path, text):
    book = a_book(tmp_path)
    (tmp_path / "_waypost/links.json").write_text(text)
    with pytest.raises(Misconfigured, match=r"links\.json is no ledger .* Build again with --full"):
        read(tmp_path, book.manifest, book.site, book.vocabulary)


def test_a_ledger_that_is_not_there(tmp_path):
    with pytest.raises(Misconfigured, match=r"links\.csv cannot be read"):
        text_of(tmp_path, "csv")
