from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from plugins.share.facets import facets

URL = "https://blog.example.com/posts/x/?utm_source=bluesky&utm_id=abcd2345"

CASES = [
    ("nothing", "No link here, no tag", []),
    ("bytes, not characters", f"Größe 👨‍👩‍👧 {URL}", [("link", URL)]),
    ("link and tags", f"Text\n\n{URL}\n\n#BuyingStages #Vertrieb",
     [("link", URL), ("tag", "BuyingStages"), ("tag", "Vertrieb")]),
    ("the sentence's punctuation is outside", f"See ({URL}), or #Stages.", [("link", URL), ("tag", "Stages")]),
    ("numbers are no tag", "We are #1 and #2026", []),
    ("a fragment is no tag", "https://example.com/#part", [("link", "https://example.com/#part")]),
    ("inside a word is no tag", "C# and a#b", []),
    ("parentheses in a link", "https://example.com/a_(b)", [("link", "https://example.com/a_(b)")]),
    ("letters of any script", "#購買 #Größe", [("tag", "購買"), ("tag", "Größe")]),
    ("a tag has 64 characters at most", "#" + "a" * 64 + " #" + "b" * 65, [("tag", "a" * 64)]),
]  # fmt: skip


def shown(text: str, url: str = "") -> list[tuple[str, str]]:
    """(kind, what the facet says), checked against the bytes that it points to."""
    found = []
    for facet in facets(text, url):
        index, (feature,) = facet["index"], facet["features"]  # type: ignore[misc]
        part = text.encode()[index["byteStart"] : index["byteEnd"]].decode()  # type: ignore[index]
        kind = feature["$type"].removeprefix("app.bsky.richtext.facet#")
        assert part == (feature["uri"] if kind == "link" else "#" + feature["tag"])
        found.append((kind, feature["uri"] if kind == "link" else feature["tag"]))
    return found


@pytest.mark.parametrize(("text", "found"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_facets(text: str, found: list[tuple[str, str]]) -> None:
    assert shown(text) == found


def test_the_known_link_is_whole_whatever_it_ends_with() -> None:
    assert shown("See https://example.com/?q=a. Or not", "https://example.com/?q=a.") == [
        ("link", "https://example.com/?q=a.")
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_offsets_point_to_exactly_what_is_named(before: str, after: str) -> None:
    assert ("link", URL) in shown(f"{before}\n\n{URL}\n\n{after}", URL)
    assert ("tag", "BuyingStages") in shown(f"{before}\n#BuyingStages\n{after}")


ENDINGS = st.sampled_from([URL, URL[:30], "https://a.example/?q=.", "(", ")", " ", "#Tag", "x", ".", "http://", "\n"])


@given(st.lists(ENDINGS, max_size=8).map("".join), st.sampled_from([URL, URL[:30], "https://a.example/?q=.", ""]))
def test_links_are_found_from_the_left_the_known_one_first(text: str, url: str) -> None:
    either = regex.compile((f"{regex.escape(url)}|" if url else "") + r"(?<![^\s(])https?://\S+")
    starts = [len(text[: match.start()].encode()) for match in either.finditer(text)]
    links = [facet for facet in facets(text, url) if facet["features"][0]["$type"].endswith("#link")]  # type: ignore[index]
    assert [facet["index"]["byteStart"] for facet in links] == starts  # type: ignore[index]
