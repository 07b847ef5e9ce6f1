"""What may lie in a content folder besides files: links, pipes, loops, and names that no one meant."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

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
    shows,
    text,
    warned,
)
from tests.site.blog import Blog


def at(name: str, make: Callable[[Path], object]) -> Change:
    """What `make` does with a path of the content folder, its folder being there."""

    def change(blog: Blog) -> None:
        path = blog.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)

    return change


def link(name: str, to: str) -> Change:
    return at(name, lambda path: path.symlink_to(to))


def a_socket(path: Path) -> None:
    """Bound from its own folder: a socket's whole path has at most 108 bytes."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)
    os.fchdir(here)
    os.close(here)


def raw_name(name: bytes, content: str) -> Change:
    return at(
        "posts/x", lambda path: Path(os.fsdecode(os.path.join(os.fsencode(path.parent), name))).write_text(content)
    )


LINK = "is a symbolic link. Put the file itself here."
ODD = "is no regular file. Take it out of the content folder."

KINDS: list[Case] = [
    refused("a link to a file of the machine", link("posts/case.md", "/etc/passwd"), f"{POST}:1: file: {LINK}"),
    refused("a link to a post", link("posts/case.md", "first.md"), f"{POST}:1: file: {LINK}"),
    refused("a link that goes out", link("posts/case.md", "../../pelicanconf.py"), f"{POST}:1: file: {LINK}"),
    refused("a link to a folder", link("posts/2026", "/etc"), f"content/posts/2026:1: file: {LINK}"),
    refused("a link to itself", link("posts/case.md", "case.md"), f"{POST}:1: file: {LINK}"),
    refused(
        "a folder that is its own child", link("posts/first/loop", "."), f"content/posts/first/loop:1: file: {LINK}"
    ),
    refused("a link to nothing", link("posts/case.md", "gone.md"), f"{POST}:1: file: {LINK}"),
    refused("a link to a picture", link("posts/first/x.png", "dot.png"), f"content/posts/first/x.png:1: file: {LINK}"),
    refused(
        "a link to the keys of the machine",
        link("extra/key.txt", "/etc/ssh/ssh_host_rsa_key"),
        f"content/extra/key.txt:1: file: {LINK}",
    ),
    refused(
        "a link for a data file", both(link("data/x.yaml", "authors.yaml")), f"content/data/x.yaml:1: file: {LINK}"
    ),
    refused("a link for a whole folder", link("extra", "/etc"), f"content/extra:1: file: {LINK}"),
    refused("a pipe", at("posts/case.md", os.mkfifo), f"{POST}:1: file: {ODD}"),
    refused("a pipe for a picture", at("posts/first/x.png", os.mkfifo), f"content/posts/first/x.png:1: file: {ODD}"),
    refused("a pipe for a data file", at("data/x.yaml", os.mkfifo), f"content/data/x.yaml:1: file: {ODD}"),
    refused("a socket", at("posts/case.md", a_socket), f"{POST}:1: file: {ODD}"),
    fine("a folder called x.md", at("posts/x.md", Path.mkdir)),
    fine(
        "a post in a folder called x.md",
        file("posts/x.md/case.md", text()),
        check=shows("posts/case/index.html", "Case"),
    ),
    fine("an empty folder", at("posts/2026", Path.mkdir)),
    fine(
        "a second name of a file",
        both(front(), at("extra/x.txt", lambda path: (path.write_text("x"), os.link(path, path.with_name("y.txt"))))),
        check=shows("y.txt", "x"),
    ),
    refused("a post beside the folders", file("case.md", text()), "content/case.md:1: file: is read by nobody."),
    refused(
        "a folder with a slip in its name",
        file("post/case.md", text()),
        'content/post:1: file: is read by nobody. Did you mean "posts"?',
    ),
    refused(
        "a post in a data folder",
        file("data/case.md", text()),
        "content/data/case.md:1: file: no data file has this name.",
    ),
    warned(
        "a picture without a post",
        file("posts/gone/x.png", png()),
        "content/posts/gone/x.png:1: file: warning: belongs to no post or page. Put it into the folder beside its post",
    ),
]


def unreadable(blog: Blog) -> None:
    front()(blog)
    (blog.content / "posts/case.md").chmod(0)


def locked(blog: Blog) -> None:
    at("posts/2026", Path.mkdir)(blog)
    (blog.content / "posts/2026").chmod(0)


RIGHTS: list[Case] = (
    [fine("a file without rights, read by root", unreadable), fine("a folder without rights, read by root", locked)]
    if os.geteuid() == 0
    else [
        misconfigured("a file without rights", unreadable, "posts/case.md: Permission denied"),
        misconfigured("a folder without rights", locked, "posts/2026: Permission denied"),
    ]
)

NAMES: list[Case] = [
    fine("a line break in a name", file("posts/a\nb.md", text()), check=shows("posts/a-b/index.html", "Case")),
    refused(
        "a line break in a name that is told",
        file("posts/a\nb.md", text("stage: x")),
        "content/posts/a\\nb.md:7: stage: unknown stage 'x'.",
    ),
    refused(
        "an escape sequence in a name",
        file("posts/a\x1b[31mb.md", text("stage: x")),
        "content/posts/a\\x1b[31mb.md:7: stage: unknown stage 'x'.",
    ),
    refused(
        "an override in a name",
        file("posts/a\u202eb.md", text("stage: x")),
        "content/posts/a\\u202eb.md:7: stage: unknown stage 'x'.",
    ),
    refused(
        "a name that is not UTF-8",
        raw_name(b"caf\xe9.md", text()),
        "content/posts/caf\\xe9.md:1: file: has a name that is not UTF-8. Rename it.",
    ),
    fine("a dash first", file("posts/-rf.md", text()), check=shows("posts/rf/index.html", "Case")),
    fine("quotes and markup in a name", file("posts/\"'><b>&.md", text()), check=shows("posts/b/index.html", "Case")),
    fine(
        "250 bytes of name", file(f"posts/{'x' * 247}.md", text()), check=shows(f"posts/{'x' * 80}/index.html", "Case")
    ),
    fine(
        "blanks, percent and signs in a name",
        file("posts/a b%20#?.md", text()),
        check=shows("posts/a-b-20/index.html", "Case"),
    ),
    fine(
        "an ending in upper case",
        both(front(), file("posts/case/DOT.PNG", png()), body("![A dot](case/DOT.PNG)")),
        check=shows("posts/case/index.html", "/posts/case/DOT.PNG"),
    ),
    fine(
        "signs in the name of a picture",
        both(file('posts/case/a b"<%41>#?.png', png()), body("![A dot](case/a%20b%22%3C%2541%3E%23%3F.png)")),
        check=shows("posts/case/index.html", "/posts/case/a%20b%22%3C%2541%3E%23%3F.png"),
    ),
    refused(
        "a post whose ending is in upper case",
        file("posts/case.MD", text()),
        "content/posts/case.MD:1: file: files of type 'md' are not published.",
    ),
    refused(
        "a post in another language",
        file("posts/case.rst", "Case\n====\n\n.. include:: /etc/passwd\n"),
        "content/posts/case.rst:1: file: files of type 'rst' are not published.",
    ),
    refused(
        "a post in HTML",
        file("posts/case.html", "<script>alert(1)</script>"),
        "content/posts/case.html:1: file: files of type 'html' are not published.",
    ),
]

CASES: list[Case] = [*KINDS, *RIGHTS, *NAMES]
