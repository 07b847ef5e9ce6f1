"""Scripts that write words without blanks between them: each sign is a word of the index.

Pagefind takes for a word what stands between blanks. Its larger program cuts Chinese, Japanese and Thai by
dictionaries, and is ten times as large. So Han and kana signs get blanks here before they are indexed, search.js asks
for rows of them as phrases, and what is shown of them loses the blanks again: Pagefind's script takes U+200B for the
end of a word wherever a text has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from gzip import compress, decompress

_SIGN = "々-〇ぁ-ヺー-鿿𠀀-𲎯"
"""Han, hiragana and katakana (Unicode blocks) without the marks between them, which words end with; in search.js with
them, for Pagefind drops them from what is asked."""
_ANY = re.compile(f"[{_SIGN}]")
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_WITHIN = re.compile(r"</?(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)\b")
"""Elements around words of a sentence; others end a word, and Pagefind ends a sentence with them."""
_BEHIND = re.compile(rf"([{_SIGN}][^\w\s&]*)(?=[\w&])")
_LAST = re.compile(rf"([{_SIGN}][^\w\s&]*)\Z")
_BEFORE = re.compile(rf"(\w[^\w\s]*)(?=[{_SIGN}])")
_BLANK = re.compile(rf"(?<=[{_SIGN}\u3001-\u303f\uff00-\uffef]) | (?=[{_SIGN}\u3001-\u303f\uff00-\uffef])")
_MARK = b"pagefind_dcd"
_END = "\u200b"


def spaced(html: str) -> str:
    """HTML with a blank behind each such sign of its text; its tags as they are."""
    if not _ANY.search(html):
        return html
    parts = _TAG.split(html)
    for at in range(0, len(parts), 2):
        parts[at] = _BEFORE.sub(r"\1 ", _BEHIND.sub(r"\1 ", parts[at]))
        if _WITHIN.match("".join(parts[at + 1 : at + 2])):
            parts[at] = _LAST.sub(r"\1 ", parts[at])
    return "".join(parts)


def joined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index of such HTML, whose texts have no such blanks when they are shown."""
    return {name: _fragment(data) if name.startswith("fragment/") else data for name, data in files.items()}


def _fragment(data: bytes) -> bytes:
    """What is shown of one post. All its words end alike, or places in it are counted wrongly."""
    told = json.loads(decompress(data).removeprefix(_MARK))
    if not _ANY.search(told["content"]):
        return data
    told["content"] = _BLANK.sub(_END, told["content"]).replace(" ", " " + _END)
    told["meta"] = {name: _BLANK.sub("", value) for name, value in told["meta"].items()}
    for anchor in told["anchors"]:
        anchor["text"] = _BLANK.sub("", anchor["text"])
    return compress(_MARK + json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
