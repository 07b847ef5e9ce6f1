"""Addresses: one owner for each output path, nothing outside, a usable slug for any title."""

from __future__ import annotations

import unicodedata

from tests.battery.case import (
    POST,
    Case,
    both,
    file,
    fine,
    front,
    lacks,
    misconfigured,
    refused,
    setting,
    shows,
    swap,
    text,
)
from tests.site.blog import Blog

PAGE = "---\ntitle: A page\n---\nText.\n"
OTHER = text("id: cafe0001", "title: Other")
NFC, NFD = (unicodedata.normalize(form, "café") for form in ("NFC", "NFD"))


def redirect(old: str, new: str = "/posts/second/") -> object:
    return file("data/redirects.yaml", f'"{old}": "{new}"\n')


CLASHES: list[Case] = [
    refused(
        "two posts with one slug",
        front("slug: second"),
        "content/posts/second.md:1: slug: 'second' is also the slug of content/posts/case.md. Give one",
    ),
    refused(
        "two posts in two folders",
        file("posts/2026/second.md", OTHER),
        "content/posts/second.md:1: slug: 'second' is also the slug of content/posts/2026/second.md.",
    ),
    refused(
        "two posts that differ in case",
        both(front(), file("posts/Case.md", OTHER)),
        f"{POST}:1: slug: 'case' is also the slug of content/posts/Case.md.",
    ),
    refused(
        "two posts that differ in form",
        both(file(f"posts/{NFC}.md", text()), file(f"posts/{NFD}.md", OTHER)),
        "slug: 'cafe' is also the slug of content/posts/",
        f"content/posts/{NFC}.md:1: ",
    ),
    refused(
        "a page and a hub",
        file("pages/stages.md", PAGE),
        "content/pages/stages.md:1: address: /stages/index.html is claimed by page content/pages/stages.md and by",
    ),
    refused(
        "a page and the archive",
        file("pages/archives.md", PAGE),
        "content/pages/archives.md:1: address: /archives/index.html is claimed by page "
        "content/pages/archives.md and by the site.",
    ),
    refused(
        "a page and the archive in upper case",
        file("pages/ARCHIVES.md", PAGE),
        "content/pages/ARCHIVES.md:1: address: /archives/index.html is claimed by",
    ),
    refused(
        "a page and the theme",
        file("pages/theme.md", PAGE),
        "content/pages/theme.md:1: address: /theme/index.html is not ours to give: /theme/ is the build's own. "
        "Give it another address.",
    ),
    fine("a page beside the feeds", file("pages/feeds.md", PAGE), check=shows("feeds/index.html", "A page")),
    fine("a page called index", file("pages/index.md", PAGE), check=shows("index/index.html", "A page")),
    fine("a page called 404", file("pages/404.md", PAGE), check=shows("404/index.html", "A page")),
    fine("a post called index", front("slug: index"), check=shows("posts/index/index.html", "Case")),
    refused(
        "a redirect from a post",
        redirect("/posts/second/", "/posts/first/"),
        "content/data/redirects.yaml:1: address: /posts/second/index.html is claimed by redirect from "
        "/posts/second/ and by post content/posts/second.md.",
    ),
    refused(
        "a redirect from a post in upper case",
        redirect("/Posts/SECOND/", "/posts/first/"),
        "content/posts/second.md:1: address: /posts/second/index.html is claimed by post "
        "content/posts/second.md and by redirect from /Posts/SECOND/.",
    ),
    refused(
        "a redirect from a post, encoded",
        redirect("/posts/%73econd/", "/posts/first/"),
        "content/data/redirects.yaml:1: address: /posts/second/index.html is claimed by",
    ),
    refused(
        "a redirect from a post's redirect_from",
        front("redirect_from: /posts/second/"),
        f"{POST}:8: address: /posts/second/index.html is claimed by redirect from /posts/second/ and by",
        alone=True,
    ),
    refused(
        "two redirects from one address",
        front("redirect_from: /old/"),
        "/old/index.html is claimed by redirect from /old/ and by redirect from /old/",
        f"{POST}:8: address: ",
    ),
    refused(
        "a redirect from the second home page",
        both(setting("DEFAULT_PAGINATION = 2"), redirect("/page/2/")),
        "content/data/redirects.yaml:1: address: /page/2/index.html is claimed by redirect from /page/2/ and by "
        "the home page.",
    ),
    refused(
        "a redirect from a hub's second page",
        both(setting("DEFAULT_PAGINATION = 1"), front(), redirect("/stages/epiphany/page/2/")),
        "content/data/redirects.yaml:1: address: /stages/epiphany/page/2/index.html is claimed by",
    ),
    refused(
        "a redirect from a feed",
        redirect("/feeds/all.json/"),
        "content/data/redirects.yaml:1: address: /feeds/all.json",
    ),
    refused(
        "a redirect from the home page",
        redirect("/"),
        "content/data/redirects.yaml:1: address: /index.html is claimed by redirect from / and by",
    ),
    refused(
        "a redirect from the house's folder",
        redirect("/_waypost/"),
        "content/data/redirects.yaml:1: address: /_waypost/index.html is not ours to give: /_waypost/ is the "
        "build's own. Give it another address.",
    ),
    refused(
        "a file and a feed",
        file("extra/feeds/all.rss.xml", "<rss/>"),
        "content/extra/feeds/all.rss.xml:1: address: /feeds/all.rss.xml is claimed by file "
        "extra/feeds/all.rss.xml and by",
    ),
    refused(
        "a file and a feed in upper case",
        file("extra/Feeds/ALL.rss.xml", "<rss/>"),
        "content/extra/Feeds/ALL.rss.xml:1: address: /Feeds/ALL.rss.xml is claimed by",
    ),
    refused(
        "a file and the sitemap",
        file("extra/sitemap.xml", "<x/>"),
        "content/extra/sitemap.xml:1: address: /sitemap.xml is claimed by file extra/sitemap.xml and by the site.",
    ),
    refused(
        "a file and a post",
        both(setting('WAYPOST["static_types"] = ["html", "png"]'), file("extra/posts/second/index.html", "x")),
        "content/posts/second.md:1: address: /posts/second/index.html is claimed by post "
        "content/posts/second.md and by file extra/posts/second/index.html.",
    ),
    refused(
        "a file and the home page",
        file("extra/index.html", "x"),
        "content/extra/index.html:1: file: files of type 'html' are not published. Allowed: png,",
    ),
    refused(
        "a file and the house's folder",
        file("extra/_waypost/x.txt", "x"),
        "content/extra/_waypost/x.txt:1: address: /_waypost/x.txt is not ours to give: /_waypost/ is the "
        "build's own. Give it another address.",
    ),
    refused(
        "a file and the theme",
        file("extra/theme/css/base.txt", "x"),
        "content/extra/theme/css/base.txt:1: address: /theme/css/base.txt is not ours to give: /theme/ is the "
        "build's own. Give it another address.",
    ),
    refused(
        "a file and the theme in upper case",
        file("extra/THEME/x.txt", "x"),
        "content/extra/THEME/x.txt:1: address: /THEME/x.txt is not ours to give: /THEME/ is the build's own. "
        "Give it another address.",
    ),
    refused(
        "a file where a folder stands",
        both(setting('WAYPOST["static_names"] = ["posts"]'), file("extra/posts", "x")),
        "lies inside the file /posts of file extra/posts",
    ),
    refused(
        "two files that differ in case",
        both(file("extra/a.txt", "x"), file("extra/A.txt", "y")),
        "content/extra/a.txt:1: address: /a.txt is claimed by file extra/a.txt and by file extra/A.txt.",
    ),
    refused(
        "two files that differ in form",
        both(file(f"extra/{NFC}.txt", "x"), file(f"extra/{NFD}.txt", "y")),
        ".txt is claimed by",
        "content/extra/",
    ),
    fine(
        "a robots.txt of one's own",
        file("extra/robots.txt", "User-agent: x\n"),
        check=shows("robots.txt", "User-agent: x"),
    ),
]

SLUGS = {
    "emoji": "\U0001f389 \U0001f38a",
    "Chinese": "营销的未来",
    "Arabic": "مستقبل التسويق",
    "punctuation": "?!… —",
    "300 characters": "word " * 60,
    "dots": "..",
    "a slash": "a/b",
    "markup": "<script>alert(1)</script>",
}


def has_draft(blog: Blog) -> None:
    """`new` wrote one file more, with a plain name of at most 80 characters."""
    (path,) = (
        p for p in (blog.content / "posts").glob("*.md") if "status: draft" in p.read_text() and p.stem != "a-draft"
    )
    assert path.stem.replace("-", "").isascii()
    assert path.stem.replace("-", "").isalnum()
    assert len(path.stem) <= 80


TITLES: list[Case] = [
    *(
        fine(
            f"a title of {name}",
            front(),
            "wrote content/posts/",
            check=has_draft,
            task=("new", title, "--stage", "epiphany", "--author", "desk"),
        )
        for name, title in SLUGS.items()
    ),
    misconfigured(
        "a title of 400 characters",
        front(),
        "at most 300",
        task=("new", "x" * 400, "--stage", "epiphany", "--author", "desk"),
    ),
    refused(
        "a written title of 400 characters",
        front(f"title: {'x' * 400}"),
        f"{POST}:3: title: has 400 characters, at most 300 are allowed.",
    ),
    fine(
        "two files named with emoji only", both(file("posts/\U0001f389.md", text()), file("posts/\U0001f38a.md", OTHER))
    ),
    fine("a file named in Chinese", file("posts/营销.md", text()), check=shows("posts/ying-xiao/index.html", "Case")),
    fine(
        "tags of emoji only",
        front('tags: ["\U0001f389", "\U0001f38a"]'),
        check=shows("posts/case/index.html", "\U0001f389", "\U0001f38a"),
    ),
    refused("two tags with one address", front('tags: ["C", "C++", "C#"]'), f"{POST}:8: tags: "),
    refused(
        "tags of two posts with one address",
        both(front('tags: ["C++"]'), file("posts/other.md", text("id: cafe0001", 'tags: ["C"]'))),
        "tags: ",
    ),
]

OUTSIDE = {
    "up": "../../evil",
    "absolute": "/etc/evil",
    "encoded": "%2e%2e%2fevil",
    "a backslash": "..\\\\evil",
    "NUL encoded": "a%00b",
}
FIELDS = ("slug", "lang")
NAMES = ("category", "tags", "series")


def nothing_outside(blog: Blog) -> None:
    known = {"blog", "stdout", "stderr"}
    assert {path.name for path in blog.root.parent.iterdir()} <= known
    inside = blog.output.resolve()
    assert not [
        p for p in inside.rglob("*evil*") if ".." in str(p.relative_to(inside)) or "%" in p.name or "\\" in p.name
    ]


ESCAPES: list[Case] = [
    *(
        refused(f"{name} in {field}", front(f'{field}: "{path}"'), f"{POST}:8: {field}: ")
        for field in FIELDS
        for name, path in OUTSIDE.items()
    ),
    *(
        fine(f"{name} in {field}", front(f'{field}: "{path}"'), check=nothing_outside)
        for field in NAMES
        for name, path in OUTSIDE.items()
    ),
    *(
        refused(f"{name} in redirect_from", front(f'redirect_from: "/{path}/"'), f"{POST}:8: ")
        for name, path in OUTSIDE.items()
        if name != "absolute"
    ),
    *(
        refused(f"{name} in a redirect's old address", redirect(f"/x/{path}/"), "content/data/redirects.yaml:1: ")
        for name, path in OUTSIDE.items()
        if name != "absolute"
    ),
    *(
        refused(
            f"{name} in a redirect's new address",
            redirect("/x/", f"/x/{path}/"),
            "content/data/redirects.yaml:1: redirect: leads to",
        )
        for name, path in OUTSIDE.items()
        if name != "absolute"
    ),
    refused(
        "a redirect from a path that is no address",
        redirect("old/"),
        "content/data/redirects.yaml:1: redirect: 'old/' is no address of this site. Write the path from the "
        "site's root",
    ),
    refused(
        "a redirect from another host",
        redirect("//evil.example/"),
        "content/data/redirects.yaml:1: redirect: '//evil.example/' is no address of this site.",
    ),
    refused(
        "a redirect with a query",
        redirect("/old/?p=1"),
        "content/data/redirects.yaml:1: redirect: '/old/?p=1' is no address of this site.",
    ),
    refused(
        "a redirect to another host",
        redirect("/x/", "https://evil.example/"),
        "content/data/redirects.yaml:1: redirect: 'https://evil.example/' is not one of your hosts.",
    ),
    refused(
        "a redirect to a host without scheme",
        redirect("/x/", "//evil.example/"),
        "content/data/redirects.yaml:1: redirect: leads to '//evil.example/'",
    ),
    refused(
        "a redirect to a host behind a user",
        redirect("/x/", "https://mini.example.com@evil.example/"),
        "content/data/redirects.yaml:1: redirect: leads to 'https://mini.example.com@evil.example/'",
    ),
    refused(
        "a redirect to script",
        redirect("/x/", "javascript:alert(1)"),
        "content/data/redirects.yaml:1: redirect: leads to 'javascript:alert(1)'",
    ),
    refused(
        "a redirect to itself",
        redirect("/x/", "/x/"),
        "content/data/redirects.yaml:1: redirect: leads to '/x/', which leads on itself. Name the address",
    ),
    refused(
        "redirects in a circle",
        file("data/redirects.yaml", '"/x/": "/y/"\n"/y/": "/x/"\n'),
        "content/data/redirects.yaml:1: redirect: leads to '/y/', which leads on itself.",
    ),
    refused(
        "redirects in a chain",
        file("data/redirects.yaml", '"/x/": "/y/"\n"/y/": "/posts/first/"\n'),
        "content/data/redirects.yaml:1: redirect: leads to '/y/', which leads on itself.",
    ),
    refused(
        "a redirect to nothing",
        redirect("/x/", "/posts/secnd/"),
        "content/data/redirects.yaml:1: redirect: leads to '/posts/secnd/', which is no address of this site. "
        'Did you mean "/posts/second/"?',
    ),
    refused(
        "a redirect of a number",
        file("data/redirects.yaml", "/x/: 5\n"),
        "content/data/redirects.yaml:1: /x/: expects text, found the number 5.",
    ),
    refused(
        "a redirect of a list",
        file("data/redirects.yaml", "/x/: [/posts/first/]\n"),
        "content/data/redirects.yaml:1: /x/: expects text, found a list.",
    ),
    refused(
        "a hub's key that goes up",
        swap("authors", "guest:", "../guest:"),
        "content/data/authors.yaml:2: ../guest: a key has lower-case letters",
    ),
    fine("a redirect with markup", redirect("/<b>'/"), check=lacks("<b>'/index.html", "<b>")),
]

CASES: list[Case] = [*CLASHES, *TITLES, *ESCAPES]
