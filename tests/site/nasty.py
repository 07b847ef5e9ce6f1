"""A blog of what breaks feeds: emoji, CDATA's end, right-to-left titles, code, tables, srcset, a post of 2 MB."""

from __future__ import annotations

from pathlib import Path

from tests.posts.pictures import POSITION, chunk, png
from tests.site.blog import DATA, PNG, Blog, make, post

LONG = 2_000_000
"""Bytes of the long post's body, at least."""

TABLE = "| a | b |\n|---|---|\n| 1 < 2 | R&D |\n"
CODE = '```html\n<script>alert("]]>")</script> &amp; &nbsp; <![CDATA[x]]>\n```\n'
PICTURE = '<img src="pictures/dot.png" srcset="pictures/dot.png 1x, pictures/dot.png 2x" alt="Dots">\n'
VIDEO = '<video controls poster="pictures/dot.png" src="https://www.example.com/a.mp4"></video>\n'
LINKS = (
    "[up](#here), [there]({filename}emoji.md#part), [mail](mailto:a@example.com), [ours](https://www.example.com/?a=1&b=2)\n"
    "\n## Here {#here}\n\nText[^1].\n\n[^1]: A note.\n"
)


def _nth(number: int, body: str, **fields: object) -> str:
    day = f"2026-04-{number:02}"
    return post(body, id=f"nasty{number:03}", date=day, **fields)


def posts() -> dict[str, str]:
    """Stem → source. All on days of their own, some changed on one and the same."""
    line = "Words & signs, 1 < 2, that nobody reads to the end. " * 1000 + "[A link]({filename}emoji.md).\n\n"
    return {
        "emoji": _nth(1, "## Part\n\n👩‍👩‍👧‍👦 🇩🇪 é 𝒳\n", title="👩‍👩‍👧‍👦 & 🇩🇪 in a title", takeaways=["🚀 & <more>"]),
        "cdata": _nth(
            2, "Ends with ]]> and <![CDATA[ in text.\n", title="]]> <![CDATA[ &amp; &lt;", summary="]]> & <b>"
        ),
        "hebrew": _nth(3, "שלום עולם, with Latin.\n", title="שלום: מה לא ראיתי?", lang="he", modified="2026-04-20"),
        "arabic": _nth(4, "مرحبا بالعالم\n", title="مرحبا بالعالم", lang="ar", modified="2026-04-20"),
        "code": _nth(5, CODE + "\n`]]>` and `<b>`\n", tags=["c++", "R&D", "日本語"]),
        "table": _nth(6, TABLE, category="Tables & <figures>", series="One \"two\" 'three'"),
        "pictures": _nth(7, f"{PICTURE}\n{VIDEO}", image="pictures/lead.png", image_alt='A "dot" & more'),
        "links": _nth(8, LINKS, question="<b>Why</b> & what for?", stage="interest"),
        "spaces": _nth(
            9,
            "Non\u00a0breaking, zero\u200bwidth, soft\u00adhyphen, line\u2028separator.\n",
            title="Spaces\u00a0and\u200ball",
        ),
        "long": _nth(10, line * (LONG // len(line) + 1), title="Two million bytes", stage="awareness", authors=["odd"]),
    }


def make_nasty(root: Path) -> Blog:
    """The blog in a folder, with limits that let the long post in, a hub, and a feed of a combination."""
    authors = DATA["authors"] + 'odd: {name: "R&D <Desk> ]]>", kind: person, bio: "👋", trusted: true}\n'
    blog = make(root, posts(), {**DATA, "authors": authors, "redirects": '"/tags/gone/": "/"\n'})
    blog.write("content/posts/pictures/dot.png", PNG)
    blog.write("content/posts/pictures/lead.png", png(chunk(b"tEXt", b"Comment\0" + POSITION)))
    blog.setting('SITENAME = "Nasty & <small> ]]>"')
    blog.setting('WAYPOST |= {"max_bytes": 3_000_000, "max_seconds": 60, "hub": "https://hub.example.net/?a=1&b=2"}')
    blog.setting('WAYPOST["feeds"] = {"both": {"name": "Both & <all>", "stage": ["epiphany", "interest"]}}')
    return blog
