"""Bytes and characters: what is no UTF-8 text, and what is text that no feed or reader should get."""

from __future__ import annotations

import unicodedata

from tests.battery.case import POST, Case, Change, body, file, fine, front, refused, shows, swap, text, warned

GOOD = text()
AT = len(GOOD.encode())
"""The byte behind a good post, in line 11."""


def raw(content: bytes) -> Change:
    return file("posts/case.md", content)


def after(content: bytes) -> Change:
    """A good post, and bytes behind it."""
    return raw(GOOD.encode() + content)


MARKS = {
    "a zero-width joiner": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a zero-width non-joiner": "می\u200cخواهم",
    "combining marks": "Zoe\u0308 n\u0303",
    "emoji and flags": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f \U0001f1f3\U0001f1f4",
    "Arabic and Hebrew": "مرحبا שלום",
    "Chinese beyond the first plane": "\U00020000 漢字",
}
"""What must come through unchanged."""
UNDRAWN = ("a zero-width joiner", "emoji and flags", "Chinese beyond the first plane")
"""Titles of these alone have no letter that the fonts of share images draw, which is told."""
_NO_FONT = f"{POST}:3: title: warning: the theme's cards folder has no font for it"

BYTES: list[Case] = [
    refused("an empty file", raw(b""), f"{POST}:1: file: is empty. Begin the file with"),
    refused("blanks only", raw(b" \n\t\n"), f"{POST}:1: file: is empty."),
    refused(
        "Latin-1",
        after("caf\xe9\n".encode("latin-1")),
        f"{POST}:11: file: is not UTF-8: byte {AT + 3} is 0xe9. Save the file as UTF-8.",
    ),
    refused("Windows-1252", after(b"\x93quoted\x94\n"), f"{POST}:11: file: is not UTF-8: byte {AT} is 0x93."),
    refused("UTF-16 LE", raw(b"\xff\xfe" + GOOD.encode("utf-16-le")), f"{POST}:1: file: is not UTF-8: byte 0 is 0xff."),
    refused("UTF-16 BE", raw(b"\xfe\xff" + GOOD.encode("utf-16-be")), f"{POST}:1: file: is not UTF-8: byte 0 is 0xfe."),
    refused(
        "UTF-16 without a mark",
        raw(GOOD.encode("utf-16-le")),
        f"{POST}:1: file: has the control character U+0000 in column 2.",
    ),
    refused("UTF-32", raw(GOOD.encode("utf-32")), f"{POST}:1: file: is not UTF-8: byte 0 is 0xff."),
    refused("a stray byte", after(b"a\xffb\n"), f"{POST}:11: file: is not UTF-8: byte {AT + 1} is 0xff."),
    refused("a character cut in two", after("€".encode()[:2]), f"{POST}:11: file: is not UTF-8: byte {AT} is 0xe2."),
    refused("an overlong slash", after(b"\xc0\xaf\n"), f"{POST}:11: file: is not UTF-8: byte {AT} is 0xc0."),
    refused(
        "surrogates in UTF-8 (CESU)",
        after(b"\xed\xa0\xbd\xed\xb8\x80\n"),
        f"{POST}:11: file: is not UTF-8: byte {AT} is 0xed.",
    ),
    refused(
        "a picture called .md", raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), f"{POST}:1: file: is not UTF-8: byte 0 is 0x89."
    ),
    refused(
        "a program called .md",
        raw(b"\x7fELF\x02\x01\x01" + bytes(9)),
        f"{POST}:1: file: has the control characters U+007F in column 1, U+0002 in column 5",
    ),
    refused("NUL", after(b"a\0b\n"), f"{POST}:11: file: has the control character U+0000 in column 2. Delete it"),
    fine(
        "a byte order mark",
        raw(b"\xef\xbb\xbf" + GOOD.encode()),
        check=shows("posts/case/index.html", "<p>A body.</p>"),
    ),
    fine("CR LF", raw(GOOD.replace("\n", "\r\n").encode()), check=shows("posts/case/index.html", "<p>A body.</p>")),
    fine("CR", raw(GOOD.replace("\n", "\r").encode()), check=shows("posts/case/index.html", "<p>A body.</p>")),
    refused(
        "lines are counted with CR LF too",
        raw(text("stage: x").replace("\n", "\r\n").encode()),
        f"{POST}:7: stage: unknown stage 'x'.",
    ),
]

_CONTROLS = {
    "BEL": "\x07",
    "an escape sequence": "\x1b[31m",
    "a vertical tab": "\x0b",
    "a form feed": "\x0c",
    "DEL": "\x7f",
    "a C1 escape sequence": "\x9b31m",
    "U+FFFE": "\ufffe",
    "U+FFFF": "\uffff",
    "U+1FFFE": "\U0001fffe",
    "U+FDD0": "\ufdd0",
}

CONTROLS: list[Case] = [
    *(
        refused(
            f"{name} in a body",
            body(f"Text\n\nab{bad}c"),
            f"{POST}:12: file: has the control character U+{ord(bad[0]):04X} in column 3. Delete it",
        )
        for name, bad in _CONTROLS.items()
    ),
    refused("BEL by a YAML escape", front(r'title: "a\x07b"'), f"{POST}:3: title: has the control character U+0007."),
    refused(
        "an escape by a YAML escape", front(r'tags: ["a\eb"]'), f"{POST}:8: tags.0: has the control character U+001B."
    ),
    refused("NUL by a YAML escape", front(r'summary: "a\0b"'), f"{POST}:4: summary: has the control character U+0000."),
    refused(
        "a non-character by a YAML escape",
        front(r'title: "a\uFFFEb"'),
        f"{POST}:3: title: has the control character U+FFFE.",
    ),
    refused("a surrogate by a YAML escape", front(r'title: "a\uD800b"'), f"{POST}:3: "),
    refused("an escape in a key", front(r'"a\eb": c'), f"{POST}:8: a\\x1bb: unknown key."),
    refused(
        "a control in a data file",
        swap("authors", "A Guest", r'"A \e Guest"'),
        "content/data/authors.yaml:2: guest.name: has the control character U+001B.",
    ),
    refused(
        "a raw control in a data file",
        swap("authors", "A Guest", "A \x07 Guest"),
        "content/data/authors.yaml:2: file: has the control character U+0007 in column 17. Delete it",
    ),
    refused(
        "a control by a reference",
        body("a &#7; b"),
        f"{POST}:10: text: the character reference &#7; stands for a control character. Delete it",
    ),
    refused(
        "a non-character by a reference",
        body("a &#xFFFE; b"),
        f"{POST}:10: text: the character reference &#xFFFE; stands for",
    ),
    refused(
        "a surrogate by a reference",
        body("a &#xD800; b"),
        f"{POST}:10: text: the character reference &#xD800; stands for",
    ),
]

_TURNS = ("title", "summary", "tags", "category", "series", "problem", "question", "takeaways", "metric")

BIDI: list[Case] = [
    *(
        refused(
            f"an override in {name}",
            front(f'{name}: "abc \u202e def"'),
            f"{POST}:{({'title': 3, 'summary': 4}).get(name, 8)}: {name}: has a character that turns the "
            f"direction of text.",
        )
        for name in _TURNS
    ),
    refused("an isolate in a title", front('title: "abc \u2066 def"'), f"{POST}:3: title: has a character that turns"),
    refused(
        "an override by a YAML escape",
        front(r'title: "abc \u202E def"'),
        f"{POST}:3: title: has a character that turns",
    ),
    refused(
        "an override in a share text",
        front('share: {x: "abc \u202e def"}'),
        f"{POST}:8: share.x: has a character that turns",
    ),
    refused(
        "an override in an author's name",
        swap("authors", "A Guest", "A \u202e Guest"),
        "content/data/authors.yaml:2: guest.name: has a character that turns",
    ),
    refused(
        "an override in an offer's label",
        swap("offers", "Read the guide", "Read \u202e guide"),
        "content/data/offers.yaml:2: guide.label: has a character that turns",
    ),
    warned(
        "an override in a body",
        body("One\n\ntwo \u202e three"),
        f"{POST}:12: text: warning: has U+202E in column 5, which turns the direction of text.",
    ),
]

KEPT: list[Case] = [
    *(
        (warned if name in UNDRAWN else fine)(
            f"{name} kept",
            body(marks, f'title: "{marks}"'),
            *([_NO_FONT] if name in UNDRAWN else []),
            check=shows("posts/case/index.html", f"<h1>{marks}</h1>", f"<p>{marks}</p>"),
        )
        for name, marks in MARKS.items()
    ),
    fine(
        "both forms of Unicode kept",
        body(unicodedata.normalize("NFD", "Zoë") + " " + unicodedata.normalize("NFC", "Zoë")),
        check=shows("feeds/all.rss.xml", "Zoe\u0308 Zo\u00eb"),
    ),
    fine(
        "a line separator kept out of scripts",
        front(r'title: "a\u2028b"'),
        check=shows("posts/case/index.html", "\\u2028"),
    ),
]

CASES: list[Case] = [*BYTES, *CONTROLS, *BIDI, *KEPT]
