"""Hostile text wherever text may stand: it comes out as text, in pages, feeds, JSON, CSV and on the terminal."""

from __future__ import annotations

import csv
import io
import json

from bs4 import BeautifulSoup
from lxml import etree

from tests.battery.case import POST, Case, Change, both, file, fine, front, refused, setting, swap
from tests.site.blog import DATA, Blog

CHANNELS = 'WAYPOST["share_channels"] = ["linkedin", "x", "bluesky", "mastodon", "email"]'
EVILS = {
    "script": "<script>alert(1)</script>",
    "attribute breakers": "\"'><img src=x onerror=alert(1)>",
    "an end of script": "</script><svg/onload=alert(1)>",
    "an end of title": "</title></textarea></style>--><b>",
    "ends of comment and CDATA": "--> ]]> <!-- <![CDATA[",
    "templates": "{{7*7}} {% raw %} ${7*7} #{7} {# c #}",
    "a formula": "=cmd|'/c calc'!A1",
    "another formula": "@SUM(1+1)*cmd",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "signs of URLs and lines": "a%0d%0aSet-Cookie:x?&utm_source=evil#x",
}
"""No letter of these may act, none may be lost."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
YAML = {name: json.dumps(text) for name, text in EVILS.items()}


def everywhere(evil: str) -> Change:
    """The text in every field of a post."""
    yaml = json.dumps(evil)
    return both(
        setting(CHANNELS),
        front(
            *(
                f"{field}: {yaml}"
                for field in ("title", "summary", "problem", "question", "metric", "category", "series")
            ),
            f"tags: [{yaml}]",
            f"takeaways: [{yaml}]",
            f"image_alt: {yaml}",
            "image: first/dot.png",
            f"share: {{linkedin: {yaml}}}",
        ),
    )


def in_data(evil: str) -> Change:
    """The text in every field of every data file, and in the settings."""
    text = json.dumps(evil)
    data = {
        "stages": f"epiphany: {{name: {text}, question: {text}, intro: {text}, offer: guide, signals: [{text}]}}\n"
        "awareness: {name: A, question: A}\ninterest: {name: I, question: I}\n",
        "tracks": f"audience:\n  cmo: {{name: {text}, intro: {text}}}\n"
        f"industry:\n  finance: {{name: {text}, intro: {text}}}\n",
        "channels": DATA["channels"].replace("name: LinkedIn", f"name: {text}"),
        "campaigns": f"spring: {{name: {text}}}\n",
        "offers": f"guide: {{label: {text}, url: 'https://www.example.com/?a=1&b=%22', text: {text}}}\n",
        "authors": f"desk: {{name: {text}, kind: person, role: {text}, credentials: {text}, bio: {text}, "
        "trusted: true}\n",
    }
    lines = (f"SITENAME = {evil!r}", f"SITESUBTITLE = {evil!r}", f'WAYPOST["description"] = {evil!r}', CHANNELS)
    texts = f'WAYPOST["texts"] = dict.fromkeys(("archive", "takeaways", "offer", "moved", "subscribe"), {evil!r})'
    return both(
        *(file(f"data/{stem}.yaml", content) for stem, content in data.items()),
        *(setting(line) for line in (*lines, texts)),
        front("audience: cmo", "industry: finance", "campaign: spring"),
    )


def is_text(evil: str) -> object:
    """The page's heading, both feeds' titles and the JSON feed's say the text, letter by letter; cells are harmless."""

    def check(blog: Blog) -> None:
        page = BeautifulSoup(blog.page("posts/case/index.html"), "lxml")
        assert page.h1
        assert page.h1.get_text() == evil
        for name, path in (("rss", "channel/item/title"), ("atom", "{*}entry/{*}title")):
            root = etree.fromstring((blog.output / f"feeds/all.{name}.xml").read_bytes())
            assert evil in [element.text for element in root.iterfind(path)], name
        assert evil in [item["title"] for item in blog.json("feeds/all.json")["items"]]
        assert "49" not in page.h1.get_text()
        cells_are_text(blog)

    return check


def cells_are_text(blog: Blog) -> None:
    for path in blog.output.resolve().rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
            assert not [cell for cell in row if cell.startswith(FORMULAS)], path.name


def has_it(evil: str) -> object:
    """The names that data files give are text on the page that shows them."""

    def check(blog: Blog) -> None:
        page = BeautifulSoup(blog.page("authors/desk/index.html"), "lxml")
        assert page.h1
        assert " ".join(evil.split()) in page.h1.get_text(" ")
        hub = BeautifulSoup(blog.page("stages/epiphany/index.html"), "lxml")
        assert evil in hub.get_text()
        cells_are_text(blog)

    return check


AUTHORS = "desk: {name: The Desk, kind: organization, trusted: true"
KEYS: list[Case] = [
    refused(
        "markup in an author's key",
        swap("authors", "guest:", '"<script>":'),
        "content/data/authors.yaml:2: <script>: a key has lower-case letters",
    ),
    refused(
        "a line break in a data key",
        swap("authors", "guest:", '"a\\nb":'),
        "content/data/authors.yaml:2: a\\nb: a key has lower-case letters",
    ),
    refused(
        "an escape in a data key", swap("authors", "guest:", '"a\\e[31mb":'), "content/data/authors.yaml:2: a\\x1b[31mb"
    ),
    refused(
        "an annotation in a title", front(r'title: "a\n::error::b"', "stage: x"), f"{POST}:7: stage: unknown stage 'x'."
    ),
    refused(
        "an annotation in a stage",
        front(r'stage: "x\n::error file=a::b"'),
        f"{POST}:7: stage: unknown stage 'x\\n::error file=a::b'.",
    ),
    refused("an escape in a stage", front(r'stage: "a\e[2Jb"'), f"{POST}:7: stage: "),
    refused("an override in a stage", front(r'stage: "a\u202Eb"'), f"{POST}:7: stage: "),
    refused(
        "a line break in an address",
        front('canonical: "https://a.example/\\nx"'),
        f"{POST}:8: canonical: an address starts with",
    ),
    refused("markup in a language", front('lang: "en\\"><script>"'), f"{POST}:8: lang: "),
    refused(
        "markup in a slug", front("slug: <b>"), f"{POST}:8: slug: '<b>' is not valid: a slug has lower-case letters"
    ),
    fine("markup in a network", front("question: Why?", "discuss: {'<script>': 'https://a.example/'}")),
    refused(
        "script for an author's page",
        swap("authors", "guest: {", "guest: {url: 'javascript:alert(1)', "),
        "content/data/authors.yaml:2: guest.url: an address starts with",
    ),
    refused(
        "a placeholder that reads more",
        swap("channels", "network: linkedin", "network: linkedin, templates: {text: '{post.__class__}'}"),
        "content/data/channels.yaml:4: linkedin.templates.text: ",
    ),
    refused(
        "a format that reads more",
        swap("channels", "network: linkedin", "network: linkedin, templates: {text: '{title.__class__.__mro__}'}"),
        "content/data/channels.yaml:4: linkedin.templates.text: ",
    ),
    refused(
        "an instance that is no host",
        both(
            setting(CHANNELS),
            swap("channels", "network: mastodon", "network: mastodon, templates: {instance: 'evil.example/?x='}"),
        ),
        "content/data/channels.yaml:7: mastodon.templates.instance: 'evil.example/?x=' is not a host name.",
    ),
    fine(
        "a source with signs of URLs",
        swap("channels", "source: linkedin", "source: 'linkedin&utm_id=<b>'"),
        check=cells_are_text,
    ),
]

CASES: list[Case] = [
    *(fine(f"{name} in a post", everywhere(evil), check=is_text(evil)) for name, evil in EVILS.items()),  # type: ignore[arg-type]
    *(fine(f"{name} in data and settings", in_data(evil), check=has_it(evil)) for name, evil in EVILS.items()),  # type: ignore[arg-type]
    *KEYS,
]
