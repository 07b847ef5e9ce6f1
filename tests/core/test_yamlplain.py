from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.yamlplain import _plain, read_front
from plugins.core.yamlread import Mapped, read_mapping

_POSTS = Path(__file__).parents[2] / "content" / "posts"
FRONTS = [path.read_text(encoding="utf-8")[4:].partition("\n---\n")[0] + "\n" for path in sorted(_POSTS.glob("*.md"))]
_GOOD = ["a b", '"a: b"', "'c # d'", "2026-03-05", "2026-03-05T09:30:00Z", "3-x", "it's", "C++ & D.", "é 🚀", ""]
_WILD = [
    *"a b c 1 3-x 3.x 1:30 0x1 1e-5 1.e-5 yes No null ~ = << % @ ` --- ... é it's \t \\ \u00a0 \u2028 \x85".split(" "),
    *": |:|:x| #|#|\"|'|[|]|, |,|[a, b]|{|}|?|? |&|*|!|-|- |>|>-|  | |2026-03-05|T09:30|Z| 09:30|+01:00".split("|"),
]
_values = st.sampled_from(_GOOD) | st.sampled_from(_GOOD) | st.lists(st.sampled_from(_WILD), max_size=4).map("".join)
_keys = st.sampled_from(["a", "b", "c_d", "no", "a", "é", "1", "a b", ""])
_gaps = st.sampled_from(["  ", "  ", "    ", " ", ""])
_entries = st.one_of(
    st.tuples(_keys, st.sampled_from([": ", ": ", ":", " : ", ":  "]), _values, _gaps).map("".join),
    st.tuples(_keys, st.lists(_values, max_size=3).map(", ".join)).map(lambda x: f"{x[0]}: [{x[1]}]"),
    st.tuples(_keys, _gaps, st.lists(_values, max_size=3)).map(
        lambda x: "".join([f"{x[0]}:", *(f"\n{x[1]}- {value}" for value in x[2])])
    ),
    st.tuples(_keys, st.sampled_from(["|", ">", "|-", ">-", ">+", "|2"]), _gaps, st.lists(_values, max_size=3)).map(
        lambda x: "".join([f"{x[0]}: {x[1]}", *(f"\n{x[2]}{value}" for value in x[3])])
    ),
    st.sampled_from(["", " ", "# a", "---", "...", "? a", "- a", "a", "a: b\nc: d"]) | st.text(max_size=4),
)
fronts = st.lists(_entries, max_size=3).map(lambda entries: "".join(f"{entry}\n" for entry in entries))


def everything(mapped: Mapped) -> tuple[object, ...]:
    """All that is read, and in which order."""
    return mapped, [*mapped.data], [*mapped.lines], [*mapped.raw]


@settings(max_examples=1000)
@given(fronts, st.integers(0, 2))
def test_any_front_matter_is_read_as_by_a_parser(text: str, offset: int) -> None:
    assert everything(read_front(text, "a.md", offset)) == everything(read_mapping(text, "a.md", offset))


def test_that_of_the_blog_is_too_and_most_of_it_is_plain() -> None:
    for text in FRONTS:
        assert everything(read_front(text, "a.md", 1)) == everything(read_mapping(text, "a.md", 1))
    assert sum(_plain(text, 1) is not None for text in FRONTS) > len(FRONTS) / 2


PLAIN = [
    ("texts", "a: b c\nd: \"e: f\"\ng: 'h \\'\n", {"a": "b c", "d": "e: f", "g": "h \\"}),
    ("signs in a text", "a: it's R&D, x:y, C#; \"b\" - c?\n", {"a": "it's R&D, x:y, C#; \"b\" - c?"}),
    ("what begins with a digit", "a: 3 ways\nb: 9-to-5\nc: 2026-01-02T03:04Z\n",
     {"a": "3 ways", "b": "9-to-5", "c": "2026-01-02T03:04Z"}),
    ("lists", "a: [b, 'c d', \"e\"]\nf: []\ng:\n  - h i\n  - 'j'\nk:\n- l\n",
     {"a": ["b", "c d", "e"], "f": [], "g": ["h i", "j"], "k": ["l"]}),
    ("texts below", "a: >-\n  b\n  c: d # e\nf: |\n    g\n    - h\n", {"a": "b c: d # e", "f": "g\n- h\n"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_what_needs_no_parser(text: str, data: dict[str, object]) -> None:
    mapped = _plain(text, 0)
    assert mapped is not None
    assert mapped.data == data
    assert everything(mapped) == everything(read_mapping(text, "a.md"))


_ONE = [
    "1",
    "1.5",
    "12:30",
    "yes",
    "~",
    "",
    " ",
    "[b: c]",
    "[b, 1]",
    "{b: c}",
    "b: c",
    "b # c",
    '"\\x41"',
    "'b''c'",
    "*b",
]
NEEDY = [
    *(f"a: {value}\n" for value in _ONE),
    *("a: b\na: c\n", "a: b\n  c\n", "a:\n  b: c\n", "a: |\n  b\n\n  c\n", "a: >\n  b\n    c\n"),
    *("a:\n  - b\n   - c\n", "a: b", "", "# a\n", " a: b\n", "- a\n", "a: b\t\n", "a:b\n"),
]


@pytest.mark.parametrize("text", NEEDY)
def test_what_is_left_to_a_parser(text: str) -> None:
    assert _plain(text, 0) is None
