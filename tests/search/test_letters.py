from __future__ import annotations

import gzip
import json

import pytest

from plugins.search.engine import index
from plugins.search.letters import joined, spaced
from tests.search.test_engine import _program

CASES = {
    "no such sign": ("<p>Straße, 구매 담당자 &amp; покупка</p>", None),
    "each is a word": ("<p>購買ひらカタ</p>", "<p>購 買 ひ ら カ タ</p>"),
    "beside other letters": ("B2B購買team", "B2B 購 買 team"),
    "punctuation stays with the word before": ("購買。「担当」・zebra", "購 買。「 担 当」・ zebra"),
    "emphasis": ("購<strong>買</strong>担", "購 <strong>買 </strong>担"),
    "attributes stay": ('<h2 id="見出し" title="a > 見出">見</h2>', '<h2 id="見出し" title="a > 見出">見</h2>'),
    "references stay": ("購&amp;買&lt;", "購 &amp; 買 &lt;"),
    "beyond the first plane": ("𠮷野", "𠮷 野"),
    "what has blanks": ("購 買 Pagefind を", "購 買 Pagefind を"),
}


@pytest.mark.parametrize(("html", "made"), CASES.values(), ids=list(CASES))
def test_signs_become_words(html: str, made: str | None) -> None:
    assert spaced(html) == (html if made is None else made)


def _shown(body: str) -> dict[str, object]:
    """What an index of a document tells of it, with the words that its script would count."""
    files = index(_program(), [("/a/", f'<html lang="ja"><body>{spaced(body)}</body></html>')])
    (name,) = (name for name in files if name.startswith("fragment/"))
    made = joined(files)
    assert {other for other in files if made[other] != files[other]} <= {name}
    assert joined(files) == made
    told: dict[str, object] = json.loads(gzip.decompress(made[name]).removeprefix(b"pagefind_dcd"))
    return told


def test_what_is_shown_has_the_blanks_of_the_source_alone() -> None:
    told = _shown("<h1>購買の話</h1><p>日本語。zebra one two担当。</p><h2 id=a>見<em>出</em>し B2B</h2>")
    words = str(told["content"]).split("\u200b")
    assert len(words) == told["word_count"]
    assert "".join(words) == "購買の話.日本語。zebra one two担当。見出しB2B."
    assert told["meta"] == {"title": "購買の話"}
    anchors = told["anchors"]
    assert isinstance(anchors, list)
    assert [anchor["text"] for anchor in anchors] == ["見出しB2B"]
    assert words[anchors[0]["location"]] == "見"


def test_other_posts_stay_as_they_are() -> None:
    told = _shown("<h1>Price lists</h1><p>One two.</p>")
    assert told["content"] == "Price lists. One two."
