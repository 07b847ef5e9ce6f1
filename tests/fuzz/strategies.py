"""Inputs with a shape: front matter whose fields hold hostile words, bodies of Markdown and HTML that fit badly."""

from __future__ import annotations

import json

from hypothesis import strategies as st

NASTY = (
    "\u202e \u2066 \u200d \u200b \ufeff \u2028 \u2029 \x85 \xad \ufdd0 \ufffe \ufffd "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0301\u0301 \u0e01\u0e33 \ud55c\uae00 "
    "\u65e5\u672c\u8a9e \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f1e9\U0001f1ea \x00 \x07 \x0b "
    "\x1b[31m \x7f \x9b \U0010ffff \u0130 \u1e9e \ufb03 \u2011 \uff03 \uff0e"
).split(" ")
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&Tab;javascript&colon;alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "]]>",
    "-->",
    "<!--",
    "<![CDATA[",
    "{{ 7*7 }}{% raw %}",
    "{url}{title}",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "%2e%2e/%00",
    "https://user:pass@example.com/",
    "https://blog.example.com/posts/other/?utm_source=x",
    "offer:review",
    "{filename}other.md#there",
    "#nowhere",
    "//evil.example",
    "#tag @user@host https://x.example/a.b",
    "a" * 400,
    ". " * 100,
)
HTML = (
    "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "</article>", "</main>", "</body>", "</html>", "<table>",
    "<tr>", "<td>", "</table>", "<caption>", "<select>", "<option>", "<svg>", "<math>", "<mtext>", "<mglyph>",
    "<style>", "<title>", "<textarea>", "<template>", "</template>", "<noscript>", "<iframe>",
    "<iframe src=https://films.example/>", "<iframe src=https://films.example",
    "<plaintext>",
    "<xmp>", "<a>", "</a>", "<a href=", "<img src=", "<img srcset=", " onclick=x ", " style=", '"', "'", ">", "<",
    "/>", "<br>", "<wbr>", "<hr>", "<ul>", "<li>", "<details open ontoggle=x>", "<form>", "<input autofocus>",
    "<button>", "<base href=/x>", "<link>", "<meta http-equiv=refresh content=0>", "<object data=x>",
    "<embed src=x>", "<video src=x>", "<body onload=x>", "<h1>", "<h1>x</h1>", "<span id=wp:main>", "<p id=x>",
    "<!--", "-->", "<![CDATA[", "<?php ", "?>", "<!doctype html>", "&lt;", "&#0;", "&#x202e;", "&#13;",
    "&NotAnEntity;", "<font color=x>", "<nobr>", "<ruby><rt>", "<picture><source srcset=", "<main>", "<article>",
    "<footer>", "<header>", "<dialog open>", "<marquee>", "<frameset>", "<html lang=x>", "<x-y>",
)  # fmt: skip
MARKDOWN = (
    "# ", "## Same\n", "- ", "1. ", "    ", "> ", "```\n", "~~~~\n", "`", "**", "_", "*", "[a](", "[a]: ", "[a]",
    "![a](", ")", "]", "[", "\n", "\n\n", "[^1]", "[^1]: note\n", "*[HTML]: words\n", "HTML",
    "| a | b |\n|---|---|\n| c | d |\n", "term\n: meaning\n", "{: #id .class onclick=x }", "{: href=javascript:x }",
    "<http://x.example>", "<a@b.example>", '<div markdown="1">\n', "</div>\n", "---\n", "===\n", "\\", "  \n", "--",
    "...", '"quoted"', "[TOC]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "[a](other.md)",
    "![dot](dot.png)", "[b](https://www.example.com/x y)", "[c](offer:review)", "&", "\t",
)  # fmt: skip

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(NASTY),
    st.text(max_size=20),
    st.text("ab \n<>&\"'[](){}#@.:/\\%", max_size=30),
)
texts = st.lists(words, min_size=1, max_size=4).map("".join)
hard = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
GOOD = {
    "id": "abcd2345",
    "title": "T",
    "summary": "S.",
    "date": "2026-03-05",
    "authors": ["desk"],
    "stage": "interest",
}
_SHORT = ("title", "summary", "problem", "question", "metric", "category", "series", "image_alt", "part_of", "image")
_fields = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(_SHORT, texts),
        "tags": st.lists(texts, max_size=4),
        "takeaways": st.lists(texts, max_size=3),
        "share": st.dictionaries(st.sampled_from(["x", "email", "bluesky", "mastodon", "linkedin", "nobody"]), texts),
        "discuss": st.dictionaries(texts, texts.map("https://x.example/".__add__), max_size=2),
        "lang": st.sampled_from(["de", "ar", "en-GB", "x", "de-CH"]) | texts,
        "stage": st.sampled_from(["interest", "evil", "INTEREST", "none"]),
        "authors": st.lists(st.sampled_from(["desk", "guest", "Desk", "nobody"]), min_size=1, max_size=3),
        "campaign": st.sampled_from(["spring", "none"]) | texts,
        "offer": st.sampled_from(["review", "evil", "none"]),
        "canonical": st.sampled_from(["https://a.example/?utm_a=b&c", "https://[::1]/"]) | texts,
        "date": st.sampled_from(["2026-01-01T00:00Z", "1990-01-01", "2100-12-31 23:59+14:00"]) | st.dates().map(str),
        "modified": st.datetimes().map(str),
        "slug": st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    },
)
_odd = st.dictionaries(
    st.sampled_from([*GOOD, *_SHORT, "tags", "share", "status", "url", "menu"]) | texts, hard, max_size=3
)


def front(fields: dict[str, object]) -> str:
    """Front matter as YAML; JSON is YAML."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


bodies = st.lists(
    st.sampled_from(HTML)
    | st.sampled_from(MARKDOWN)
    | st.sampled_from(HOSTILE)
    | st.sampled_from(NASTY)
    | st.text(max_size=8),
    max_size=40,
).map("".join)


def sources() -> st.SearchStrategy[bytes]:
    """Whole files: good front matter with hostile words, odd front matter, or none; all line ends; stray bytes."""
    matter = _fields.map(lambda more: front({**GOOD, **more})) | _odd.map(lambda more: front({**GOOD, **more}))
    matter = matter | st.just(front(GOOD)) | texts
    whole = st.builds(lambda a, b: (a + b).encode("utf-8", "surrogatepass"), matter, bodies)
    spoiled = st.builds(
        lambda text, junk, at: text[:at] + junk + text[at:], whole, st.binary(max_size=6), st.integers(0, 300)
    )
    return st.one_of(whole, whole, whole, whole.map(lambda text: text.replace(b"\n", b"\r\n")), spoiled)
