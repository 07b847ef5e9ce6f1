"""What the source of an article tells about its lines, where Markdown forgets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)|<!--.*?-->",
    re.M | re.S,
)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|\[\^|:)")


def letters(text: str) -> str:
    """What is left of a line when signs and addresses of links are taken out: markup and typography change them."""
    return re.sub(r"\]\([^)]*\)|[\W_]+", "", text)


def headings(source: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines of `source` that look like headings in `text`, which is `source` without code: number, letters."""
    shown = [line.strip("> \t") for line in text.split("\n")] + [""]
    for n, line in enumerate(source.split("\n")):
        if shown[n].startswith(("#", "<h", "<H")) or (shown[n] and shown[n + 1].startswith(("===", "---"))):
            yield n, letters(line)


def without_code(text: str) -> str:
    """`text` with fenced, indented and inline code and comments blanked; lines stay where they are."""
    return _not_indented(_not_marked(text))


def _not_marked(text: str) -> str:
    if not any(sign in text for sign in ("`", "~~~", "<!--")):
        return text
    return _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _not_indented(text: str) -> str:
    """`text` with blocks of indented code blanked; what is indented below a list's item is none."""
    if not text.startswith(("    ", "\t")) and "\n    " not in text and "\n\t" not in text:
        return text
    lines, listed, code, gap = text.split("\n"), False, False, True
    for n, line in enumerate(lines):
        if not line.strip():
            gap = True
            continue
        deep = line.startswith(("    ", "\t"))
        code = deep and not listed and (gap or code)
        listed = listed if line[0] in " \t" and not _ITEM.match(line) else bool(_ITEM.match(line))
        lines[n], gap = "" if code else line, False
    return "\n".join(lines)
