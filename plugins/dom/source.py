"""What the source of an article tells about its lines, where Markdown forgets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(
    r"`(?<=^`)(?P<ticks>``+)[^\n]*\n.*?^`(?P=ticks)[ \t]*$"
    r"|~(?<=^~)(?P<waves>~~+)[^\n]*\n.*?^~(?P=waves)[ \t]*$"
    r"|`(?<!``)(?P<tick>`*)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)`(?P=tick)(?!`)|<!--.*?-->",
    re.M | re.S,
)
"""Code between fences, code in a line, comments. Each way begins with a letter, and looks back from there: what begins
with one of a few letters is found six times as fast."""
_HEADING = re.compile(r"\n[> \t]*(?:(#|<[hH])|===|---)")
"""The beginning of a heading's line, or of the line that is drawn below one."""
_INDENTED = re.compile(r"\n {4}")
_SIGNS = re.compile(r"\]\([^)]*\)|[\W_]+")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|\[\^|:)")


def letters(text: str) -> str:
    """What is left of a line when signs and addresses of links are taken out: markup and typography change them."""
    return _SIGNS.sub("", text)


def headings(source: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines of `source` that look like headings in `text`, which is `source` without code: number, letters."""
    lines, told = source.split("\n"), -1
    for n in _like_headings(f"\n{text}"):
        if n > told:  # one may be marked and underlined
            yield n, letters(lines[n])
            told = n


def _like_headings(text: str) -> Iterator[int]:
    """The numbers of lines that are marked as headings or underlined; the line end before the first is no line's."""
    n = at = 0
    for mark in _HEADING.finditer(text):
        n += text.count("\n", at, mark.start())  # lines are counted once, however many look like one
        at = mark.start()
        if mark[1]:
            yield n
        elif text[text.rfind("\n", 0, at) + 1 : at].strip("> \t"):
            yield n - 1


def without_code(text: str) -> str:
    """`text` with fenced, indented and inline code and comments blanked; lines stay where they are."""
    return _not_indented(_not_marked(text))


def holds_comment(text: str) -> bool:
    """Whether a comment begins somewhere. One character is looked for thirty times as fast as three."""
    return "<" in text and "<!--" in text


def _not_marked(text: str) -> str:
    if "`" not in text and ("~" not in text or "~~~" not in text) and not holds_comment(text):
        return text
    return _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _not_indented(text: str) -> str:
    """`text` with blocks of indented code blanked; what is indented below a list's item is none."""
    if not text.startswith("    ") and not _INDENTED.search(text) and "\t" not in text:
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
