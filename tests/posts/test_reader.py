from __future__ import annotations

import pickle
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from zlib import crc32

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.core.body import Slot
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.gist import terms
from plugins.posts.reader import Rules, prepare
from plugins.posts.textfile import UnreadableError, decode, split
from tests.posts.blogs import RULES, page, prepared
from tests.site.blog import matter, post

GOOD = post("Text with [a link](other.md).\n\n## Why\n\n![A dot](dot.png)\n")


def _told(source: str | bytes, kind: str = "post", rules: Rules = RULES) -> list[str]:
    data = source.encode() if isinstance(source, str) else source
    return [str(problem) for problem in prepare(data, "p.md", kind, rules).problems]


def _front(*lines: str) -> str:
    """A file with these lines of front matter; the first is line 2."""
    return "---\n" + "\n".join(lines) + "\n---\nText.\n"


VALID = ["id: aaaa1111", "title: First", "summary: A.", "date: 2026-03-05", "authors: [desk]"]


def test_a_good_file_is_ready_for_all_that_follows():
    item = prepare(GOOD.encode(), "posts/first.md", "post", RULES)
    assert item.problems == ()
    assert isinstance(item.matter, PostMatter)
    assert (item.matter.title, item.matter.authors) == ("First", ("desk",))
    assert (item.lines["id"], item.lines["stage"]) == (2, 7)
    assert [(slot.kind, slot.refs[0][1], slot.line) for slot in item.body if isinstance(slot, Slot)] == [
        ("link", "other.md", 10),
        ("anchor", "why", 9),
        ("image", "dot.png", 14),
    ]
    assert item.anchors == {"why"}
    assert (item.text, item.words) == ("Text with a link.\nWhy", 5)


def test_each_share_text_has_its_line():
    item = prepare(_front(*VALID, "share:", "  x: One?", "  linkedin:", "    - Two?").encode(), "p.md", "post", RULES)
    assert {key: line for key, line in item.lines.items() if key.startswith("share")} == {
        "share": 7,
        "share.x": 8,
        "share.linkedin": 9,
    }


def test_a_page_has_a_schema_of_its_own():
    item = prepare(page(menu=False, order=3).encode(), "pages/about.md", "page", RULES)
    assert isinstance(item.matter, PageMatter)
    assert (item.matter.menu, item.matter.order) == (False, 3)
    assert _told(page(stage="epiphany"), "page")[0].startswith("p.md:3: stage: unknown key.")


BAD: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "p.md:1: file: is empty. Begin the file with"),
    "white space": (b" \n\t\n", "p.md:1: file: is empty."),
    "Latin-1": (GOOD.encode() + "\ncaf\xe9\n".encode("latin-1"), "p.md:16: file: is not UTF-8: byte 186 is 0xe9. Save"),
    "UTF-16": (GOOD.encode("utf-16"), "p.md:1: file: is not UTF-8: byte 0 is 0xff."),
    "UTF-16 without mark": (GOOD.encode("utf-16-le"), "p.md:1: file: has the control character U+0000 in column 2."),
    "NUL": (GOOD + "a\n\x00", "p.md:16: file: has the control character U+0000 in column 1. Delete it;"),
    "a control character": ("---\nid: a\x07b\n---\n", "p.md:2: file: has the control character U+0007 in column 6."),
    "a character XML has not": (GOOD + "\ufffe", "p.md:15: file: has the control character U+FFFE in column 1."),
    "no front matter": ("# Title\n\n---\n", "p.md:1: front matter: is missing. Begin the file with"),
    "an empty line first": ("\n" + GOOD, "p.md:1: front matter: is missing."),
    "one line": ("---", 'p.md:1: front matter: never ends. Close it with a line "---".'),
    "an open front matter": ("---\ntitle: a\n----\n", "p.md:1: front matter: never ends."),
    "a colon in a text": (_front("id: aaaa1111", "title: a: b"), "p.md:3: front matter: broken YAML: mapping values"),
    "a tab": (_front("discuss:", "\tx: https://x.example/"), "p.md:3: front matter: broken YAML: found character"),
    "an open quotation": (_front("title: 'a", "summary: b"), "p.md:4: front matter: broken YAML: found unexpected end"),
    "an open list": (_front("tags: [a", "title: b"), "p.md:3: front matter: broken YAML:"),
    "a list": (_front("- title: a"), "p.md:2: front matter: is not a list of `key: value` lines."),
    "a text": (_front("title"), "p.md:2: front matter: is not a list of `key: value` lines."),
    "a key twice": (_front(*VALID, "title: b"), "p.md:7: title: the key stands twice, first in line 3. Keep one."),
    "an object": (
        _front(*VALID, "slug: !!python/object:os.system x"),
        "p.md:7: slug: the tag !python/object:os.system",
    ),
    "an empty number": (_front(*VALID, 'slug: !!int ""'), "p.md:7: slug: "),
    "an escape": (_front(*VALID, 'problem: "a\\x07b"'), "p.md:7: problem: has the control character U+0007."),
    "an escape in a list": (_front(*VALID, "tags:", '  - "\\0"'), "p.md:8: tags.0: has the control character U+0000."),
    "text turned": (_front(*VALID[2:], "id: aaaa1111", "title: a\u202eb"), "p.md:6: title: has a character that turns"),
    "a number": (matter(title=7), 'p.md:3: title: expects text, found the number 7. Put it in quotes: "7".'),
    "authors as number": (matter(authors=5), "p.md:6: authors:"),
    "authors as truth": (matter(authors=True), "p.md:6: authors:"),
    "no author": (matter(authors=[]), "p.md:6: authors: is empty. Write something"),
    "a list for a text": (matter(summary=["a"]), "p.md:4: summary: expects text, found a list."),
    "an unknown key": (matter(sumary="x"), 'p.md:8: sumary: unknown key. Did you mean "summary"?'),
    "an unknown status": (matter(status="live"), "p.md:8: status: unknown value 'live'. Write 'published', 'draft' or"),
    "a missing field": (matter(summary=None), "p.md:1: summary: is missing. Every file of this kind needs it."),
    "a guess at a date": (matter(date="03/04/2026"), "p.md:5: date: not a date: '03/04/2026' (write 2026-03-05"),
    "no such day": (matter(date="2026-02-30"), "p.md:5: date: no such date: '2026-02-30'"),
    "a date as number": (matter(date=20260305), "p.md:5: date: not a date: '20260305'"),
    "an offset too far": (matter(date="2026-01-01T00:00+25:00"), "p.md:5: date: no"),
    "the year 1": (matter(date="0001-01-01"), "p.md:5: date: the year 1 is out of range (1990 to 2100)."),
    "an id of our making": (
        matter(id="short"),
        "p.md:2: id: 'short' is not valid: an id is 8 characters of a-z and 0-9.",
    ),
    "too many words": (matter(takeaways=["word " * 41]), "p.md:8: takeaways: the takeaways have 41 words together"),
    "lists in lists": (post("".join("    " * n + "- a\n" for n in range(400))), "p.md:9: file: is nested too deeply."),
    "footnotes in footnotes": (
        GOOD + "\n[^1]: one\n    [^2]: two\n\n[^3]: three\n",
        "p.md:9: file: cannot be converted by Markdown (RuntimeError: OrderedDict mutated during iteration).",
    ),
    "tags in tags": (GOOD + "<div>" * 3000, "p.md:9: file: is nested too deeply. Put fewer"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_with_its_line(name):
    source, message = BAD[name]
    assert any(told.startswith(message) for told in _told(source)), _told(source)


@pytest.mark.parametrize("name", [name for name in BAD if not name.endswith(("in tags", "in lists", "in footnotes"))])
def test_a_bad_front_matter_is_never_half_used(name):
    source = BAD[name][0]
    assert prepare(source.encode() if isinstance(source, str) else source, "p.md", "post", RULES).matter is None


def test_every_fault_of_a_file_is_told_at_once():
    source = matter(id=None, title=7, date="soon", sumary="x") + "\n![](a.png)\n\n<script>x</script>\n"
    assert {tuple(told.split(": ")[:2]) for told in _told(source)} == {
        ("p.md:1", "id"),
        ("p.md:2", "title"),
        ("p.md:4", "date"),
        ("p.md:7", "sumary"),
        ("p.md:10", "image"),
        ("p.md:12", "html"),
    }


def test_a_size_limit_of_the_site():
    source = post("word " * 300)
    assert _told(source, rules=Rules(max_bytes=1000)) == [
        f'p.md:1: file: has {len(source):,} bytes, the limit is 1,000. Split it, or raise WAYPOST["max_bytes"].'
    ]
    assert _told(source, rules=Rules(trusted=RULES.trusted, max_bytes=len(source))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("---\n", "--- \t\n").encode(),
    ],
)
def test_byte_order_marks_and_line_ends_change_nothing(change):
    assert prepare(change(GOOD), "p.md", "post", RULES) == prepare(GOOD.encode(), "p.md", "post", RULES)


@pytest.mark.parametrize(
    ("authors", "kind", "kept"),
    [
        (["desk"], "post", True),
        ("Desk", "post", True),
        (["desk", "guest"], "post", False),
        (["guest"], "post", False),
        (None, "page", True),
    ],
)
def test_only_trusted_authors_write_html_as_they_like(authors, kind, kept):
    body = '<section class="x">Hello</section>\n'
    text = post(body, authors=authors) if kind == "post" else page(body)
    item = prepare(text.encode(), "p.md", kind, RULES)
    assert ("<section" in "".join(str(part) for part in item.body)) is kept


def test_the_same_bytes_give_the_same_article_also_elsewhere():
    """Pure and picklable: what a pool of processes prepares is what this process prepares."""
    sources = [GOOD, post("Other[^1].\n\n[^1]: Note.\n"), BAD["a key twice"][0], BAD["lists in lists"][0], GOOD]
    here = [prepare(source.encode(), "p.md", "post", RULES) for source in sources]
    assert here[0] == here[-1]
    assert pickle.loads(pickle.dumps(here)) == here
    with ProcessPoolExecutor(1) as pool:
        n = len(sources)
        there = pool.map(prepare, [s.encode() for s in sources], ["p.md"] * n, ["post"] * n, [RULES] * n)
        assert list(there) == here


def test_an_article_that_is_refused_leaves_no_trace_in_the_next():
    after = "- a\n\n    b\n\n> c\n"
    alone = prepare(post(after).encode(), "p.md", "post", RULES)
    for name in ("lists in lists", "tags in tags"):
        prepare(BAD[name][0].encode(), "p.md", "post", RULES)
        assert prepare(post(after).encode(), "p.md", "post", RULES) == alone


_LINES = st.sampled_from(
    [
        "---",
        "id: aaaa1111",
        "title: T",
        "authors:",
        "- desk",
        "authors: {a: b}",
        "x: &a [*a]",
        "? [a]",
        "<<: x",
        "\t",
        "'",
        '"\\u202e"',
        "date: 2026-01-01",
        "tags: !!set {a}",
        "title: |",
        "takeaways: [[[[1]]]]",
        "share: {x: ~}",
        "date: -",
    ]
)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=50)
@example(b"---\n---\n")
@example(b"---\n\n---")
@example(b"---\n{}\n---\n")
@example(b"---\nauthors: 5\n---\n")
@example(b'---\nid: !!float ""\n---\n')
def test_no_bytes_at_all_make_it_raise(data):
    for source in (data, b"---\ntitle: a\n---\n" + data, b"---\n" + data + b"\n---\n"):
        item = prepare(source, "p.md", "post", RULES)
        assert item.matter is not None or item.problems
        assert all(problem.line >= 1 and problem.path == "p.md" for problem in item.problems)


@given(st.lists(_LINES, max_size=8), st.sampled_from(["post", "page"]))
@settings(max_examples=50)
def test_no_front_matter_makes_it_raise(lines, kind):
    source = _front(*lines)
    item = prepare(source.encode(), "p.md", kind, RULES)
    assert (item.matter is None) <= bool(item.problems)
    assert all(1 <= problem.line <= source.count("\n") + 1 for problem in item.problems)


_SEEN = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


def test_every_control_character_is_found_wherever_it_stands():
    """The look at a file's bytes passes over none that the look at its characters would find."""
    found = [sign for sign in _SEEN if unicodedata.category(sign) == "Cc" or ord(sign) & 0xFFFE == 0xFFFE]
    found += [chr(code) for code in range(0xFDD0, 0xFDF0)]
    for sign in set(found) - set("\t\n\r\x85"):
        with pytest.raises(UnreadableError, match=rf"U\+{ord(sign):04X} in column 2"):
            decode(f"a{sign}b".encode(), "p.md", 100)


def test_all_control_characters_are_told_at_once():
    with pytest.raises(UnreadableError) as stop:
        decode("a\x01b\x0b\ufffe\x01\nc\n\x7f\n".encode(), "p.md", 100)
    assert [str(problem) for problem in stop.value.problems] == [
        "p.md:1: file: has the control characters U+0001 in column 2, U+000B in column 4 and U+FFFE in column 5. "
        "Delete them; feed readers refuse such a file.",
        "p.md:3: file: has the control character U+007F in column 1. Delete it; feed readers refuse such a file.",
    ]
    item = prepare(_front(*VALID, r'problem: "a\x07\x0b\x07"').encode(), "p.md", "post", RULES)
    assert str(item.problems[0]) == (
        "p.md:7: problem: has the control characters U+0007 and U+000B. Delete them; feed readers refuse them."
    )


def test_of_a_file_full_of_control_characters_some_are_told():
    with pytest.raises(UnreadableError) as stop:
        decode(b"\x01\n" * 1000 + bytes(range(9)), "p.md", 10_000)
    *some, last = map(str, stop.value.problems)
    assert len(some) == 8
    assert last == "p.md:9: file: and 993 more lines have control characters. Is it a text, in UTF-8?"
    with pytest.raises(UnreadableError, match=r"U\+0008 in column 8 and 1 more\. "):
        decode(bytes(range(1, 9)) + b"\x0b\x0b", "p.md", 10_000)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(str.strip))
def test_other_characters_are_taken(text):
    assert decode(text.encode(), "p.md", 1000) == text.removeprefix("\ufeff")


def test_the_gist_of_a_post_is_of_its_text_and_of_what_it_says_of_itself() -> None:
    body = "A [tender](https://tender.example.org/tender) is a tender ![tender](tender.png) here.\n"
    plain = prepared(body=body, title="T", summary="S", problem=None)
    assert list(terms(plain.gist)) == [crc32(b"tender")]
    for field in ("title", "summary", "problem"):
        said = prepared(body=body, **{"title": "T", "summary": "S", "problem": None, field: "Contract"})
        assert list(terms(said.gist)) == [crc32(b"contrac"), crc32(b"tender")]
    assert prepared("page", body=body).gist == b""


@given(st.lists(st.sampled_from(["---", "--- \t", "----", " ---", "a: b", ""]), max_size=6).map("\n".join))
def test_front_matter_stands_between_the_first_line_and_the_next_fence(text: str) -> None:
    fences = [n for n, line in enumerate(text.split("\n")) if line.rstrip(" \t") == "---"]
    if len(fences) < 2 or fences[0] != 0:
        with pytest.raises(UnreadableError):
            split(text, "p.md")
        return
    lines = text.split("\n")
    front, body, first = split(text, "p.md")
    assert front == "".join(f"{line}\n" for line in lines[1 : fences[1]])
    assert (body, first) == ("\n".join(lines[fences[1] + 1 :]), fences[1] + 2)
