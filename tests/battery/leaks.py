"""Leaks: what is not for readers never stands in a production build."""

from __future__ import annotations

from textwrap import indent

from tests.battery.case import (
    POST,
    Case,
    Change,
    body,
    both,
    file,
    fine,
    front,
    misconfigured,
    png,
    refused,
    setting,
    shows,
    swap,
    text,
)
from tests.site.blog import Blog

MARK = "nobodyreadsthis"
"""Stands in what must not get out."""


def gone(*names: str) -> object:
    """None of these files is in the output."""

    def check(blog: Blog) -> None:
        found = {path.name for path in blog.output.resolve().rglob("*")}
        assert not found & set(names)

    return check


def kept_home(name: str) -> Case:
    """A file that editors, systems and people leave behind: passed over without a word."""
    change = both(file(f"posts/first/{name}", MARK), file(f"extra/{name}", MARK))
    return fine(f"a file {name}", change, check=gone(name), absent=(MARK,))  # type: ignore[arg-type]


def upload(name: str, content: str, *says: str) -> Case:
    return refused(f"an upload {name}", file(f"extra/{name}", content), f"content/extra/{name}:1: file: ", *says)


LEFT = (".env", ".htpasswd", ".DS_Store", ".first.md.swp", "first.md~", "#first.md#", "first.md.bak", "first.md.orig")
KEYS = {"id_rsa": "", "key.pem": "pem", "server.key": "key", "dump.sql": "sql", "notes.docx": "docx", "a.php": "php"}
UPLOADS = ("page.html", "page.HTM", "page.xhtml", "a.js", "a.mjs", "a.svgz", "a.swf", "a.css", "a.wasm")
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
SVGS = {
    "script": "<script>alert(1)</script>",
    "handler": '<circle r="1" onclick="alert(1)"/>',
    "link": '<a href="javascript:alert(1)"><circle r="1"/></a>',
    "foreign": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "use": '<use href="https://evil.example/x.svg#a"/>',
    "style": "<style>@import url(https://evil.example/x.css);</style>",
    "animation": '<a><animate attributeName="href" to="javascript:alert(1)"/></a>',
}
BEGIN = (
    "-----BEGIN {}PRIVATE KEY-----\n"
    + "MIIEpAIBAAKCAQEA7bq3Zk1Xw9vT0sRfQhYuJ2nL5cGdEi8oPaMx4WtB6yKzVrHs\n" * 4
    + "-----END {}PRIVATE KEY-----"
)
SECRETS = {
    "a private key": BEGIN.format("RSA ", "RSA "),
    "an OpenSSH key": BEGIN.format("OPENSSH ", "OPENSSH "),
    "an AWS key": "AKIA" + "Q7ZP3MWX9KD2RVTB",
    "a GitHub token": "ghp_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5",
    "a Slack token": "xoxb-" + "204857361942-38Fk2LqPzR7wYtVb9sNc",
    "a Stripe key": "sk_" + "live_" + "9aZ8bY7cX6dW5eV4fU3gT2hS",
    "a password in a URL": "postgres://desk:" + "hunter27xyz" + "@db.corp.internal/blog",
}
"""Assembled here, so that no scanner of repositories trips over this file."""


def draft(name: str, status: str) -> Change:
    """A post that is not published, with a file beside it, and what it alone names."""
    lines = (f"title: {MARK}", status, f"tags: [{MARK}]", f"series: {MARK}", f"category: {MARK}")
    return both(file(f"posts/{name}.md", text(*lines, body=MARK)), file(f"posts/{name}/{MARK}.png", png()))


def in_public(blog: Blog) -> None:
    """Outside of the house's own folder neither a name nor a text of the unpublished post."""
    inside = blog.output.resolve()
    for path in inside.rglob("*"):
        name = path.relative_to(inside).as_posix()
        if path.is_file() and not name.startswith("_waypost/"):
            assert MARK not in name
            assert MARK.encode() not in path.read_bytes(), name


def is_hidden(blog: Blog) -> None:
    """The post has its page, which no search engine shows, and stands nowhere else."""
    assert "noindex" in blog.page("posts/case/index.html")
    inside = blog.output.resolve()
    for path in inside.rglob("*.*"):
        name = path.relative_to(inside).as_posix()
        if path.is_file() and not name.startswith(("_waypost/", "posts/case/")):
            assert MARK.encode() not in path.read_bytes(), name


def is_marked(blog: Blog) -> None:
    """Every page of a preview says that it is none of the site's."""
    for page in (blog.root / "preview").resolve().rglob("*.html"):
        assert "noindex" in page.read_text(encoding="utf-8"), page.name


POSITION = b"GPS: 52.5163 N 13.3777 E"

CASES: list[Case] = [
    fine("a draft with a file, a tag and a series", draft("secret-draft", "status: draft"), check=in_public),
    fine(
        "a scheduled post with a file, a tag and a series", draft("secret-later", "date: 2031-01-01"), check=in_public
    ),
    fine(
        "a hidden post is in no list",
        front("status: hidden", f"tags: [{MARK}]", f"title: {MARK}"),
        check=is_hidden,
    ),
    refused(
        "a link to a draft",
        body("[a](a-draft.md)"),
        f"{POST}:10: link: leads to content/posts/a-draft.md, which is a draft.",
    ),
    *(kept_home(name) for name in LEFT),
    *(upload(name, MARK, f"files of type '{ending}' are not published.") for name, ending in KEYS.items()),
    *(upload(name, "<script>alert(1)</script>", "are not published.") for name in UPLOADS),
    *(upload(f"{name}.svg", SVG.format(inner)) for name, inner in SVGS.items()),
    upload("doctype.svg", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("&x;")),
    upload("broken.svg", "<svg><g></svg>"),
    upload("lies.png", "<svg/>"),
    upload("sitemap.xml.html", "x", "files of type 'html'"),
    fine("a harmless SVG", file("extra/a.svg", SVG.format('<circle r="1"/>')), check=shows("a.svg", "circle")),
    fine(
        "positions and words in a picture",
        both(
            file("posts/case/x.png", png((b"tEXt", b"Comment\0" + POSITION), (b"eXIf", POSITION))),
            body("![A dot](case/x.png)"),
        ),
        absent=(POSITION.decode(),),
    ),
    fine(
        "bytes behind a picture",
        both(file("posts/case/x.png", png() + MARK.encode()), body("![A dot](case/x.png)")),
        absent=(MARK,),
    ),
    fine("a comment in HTML", body(f"a <!-- {MARK} --> b"), absent=(MARK,)),
    fine("a comment in Markdown", body(f"a\n\n[//]: # ({MARK})\n\nb"), absent=(MARK,)),
    fine("a comment in front matter", front(f"# {MARK}"), absent=(MARK,)),
    refused("notes in front matter", front(f"internal: {MARK}"), f"{POST}:8: internal: unknown key."),
    refused("a picture of the machine's own", body("![A dot](file:///home/desk/x.png)"), f"{POST}:10: html: "),
    *(
        refused(
            f"{name} in a text", body("Text\n\n" + indent(secret, "    ")), "posts/case/index.html:", "secret: holds "
        )
        for name, secret in SECRETS.items()
    ),
    refused("a private key in a file", file("extra/a.txt", SECRETS["a private key"]), "secret: holds"),
    refused(
        "a token in a data file",
        swap("offers", "Read the guide", SECRETS["a GitHub token"]),
        "secret: holds a GitHub token (ghp_…, 40 characters).",
    ),
    fine(
        "a preview is marked",
        setting(""),
        check=is_marked,
        task=("build", "--preview", "--output", "preview"),
    ),
    misconfigured(
        "an output that no build made",
        lambda blog: blog.write("other/precious.txt", "x"),
        "is a folder that no build made",
        task=("build", "--output", "other"),
    ),
    misconfigured(
        "an output over the content",
        setting(""),
        "is a folder that no build made",
        task=("build", "--output", "content"),
    ),
]
