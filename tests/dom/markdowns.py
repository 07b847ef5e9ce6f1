"""Markdown to hold the quick converter against Python-Markdown's own."""

from __future__ import annotations

from pathlib import Path

import markdown
from hypothesis import strategies as st

from plugins.dom.extensions import EXTENSIONS
from tests.battery.case import File
from tests.battery.cases import CASES

_POSTS = Path(__file__).parents[2] / "content" / "posts"
_INLINE = (
    "a word don't '80s \"quoted\" (it) *em* **strong** ***both*** _u_ __uu__ * ** _ __ ` `` `code` ``co`de`` "
    "\\ \\* \\\" \\` [a](b) [a](<b> 't') [a](b \"t\") [a](b(c)) [a][r] [r] [r][] ![i](j) ![i](j 't') ![i][r] ![r] "
    "[ ] ( ) ! [^1] [^2] <https://x.example/a_b> <a@b.example> <b> </b> <br> <i class='a'> </i> <!-- --> & &amp; "
    "&copy; &#39; &x; < > | -- --- ---- ... .... - + . : {.c} {:.c} {#i} {: { } HTML ROI é — “ 日 \u00a0 \u2028 "
    "wzxhzdk:0 klzzwxh:0001 amp"
)
_GAPS = (" ", " ", " ", "  \n", "\n", "\t", "\"'", "'\"", " '", ' "', "' ", '" ', "'s ", "klzzwxh:0000\x03", "\x02")
SIGNS = (*_INLINE.split(" "), *_GAPS)
BLOCKS = (
    "\n\n",
    "\n\n",
    "\n",
    "\n\n# ",
    "\n## ",
    "\n\n- ",
    "\n- ",
    "\n    - ",
    "\n1. ",
    "\n\n3. ",
    "\n\n    ",
    "\n> ",
    "\n\n> ",
    "\n\n```\n",
    "\n~~~\n",
    "\n===\n",
    "\n---\n",
    "\n\n* * *\n\n",
    "\n: ",
    "\n\n[r]: /c 'T'\n",
    "\n\n[^1]: ",
    "\n\n[^2]: note\n\n    more\n",
    "\n\n*[HTML]: words\n",
    "\n*[ROI]: return\n",
    "\n\n| a | b |\n|---|:-:|\n| ",
    " | ",
    '\n\n<div markdown="1">\n',
    "\n</div>\n\n",
    "\n<p markdown='span'>",
    "</p>\n",
    "\n<table><tr><td>",
    "\n\n///Footnotes Go Here///\n\n",
)

texts = st.lists(st.sampled_from(SIGNS) | st.sampled_from(BLOCKS) | st.text(max_size=5), max_size=30).map("".join)


def own() -> markdown.Markdown:
    """Python-Markdown's converter as it comes."""
    return markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")


def bodies() -> list[str]:
    """The bodies of the blog's posts, and those of the battery that are done in a moment."""
    files = [case.change for cases in CASES.values() for case in cases if isinstance(case.change, File)]
    battery = [file.content for file in files if file.name.endswith(".md") and isinstance(file.content, str)]
    posts = [path.read_text(encoding="utf-8") for path in sorted(_POSTS.glob("*.md"))]
    return [text.partition("\n---\n")[2] for text in (*posts, *battery) if len(text) < 40_000]
