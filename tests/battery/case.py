"""A bad input: what is done to the miniature blog, and what the build must say and leave."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from tests.site.blog import DATA, Blog, make

Verdict = Literal["refused", "misconfigured", "warned", "fine"]
Change = Callable[[Blog], object]
Check = Callable[[Blog], object]
EXIT: dict[Verdict, int] = {"refused": 1, "misconfigured": 2, "warned": 0, "fine": 0}
POST = "content/posts/case.md"
FRONT = {
    "id": "id: cafe0000",
    "title": "title: Case",
    "summary": "summary: A case.",
    "date": "date: 2026-05-05",
    "authors": "authors: [desk]",
    "stage": "stage: epiphany",
}
"""The front matter of the post that most cases write: field n stands in line n + 2, its body begins in line 10."""


@dataclass(frozen=True)
class Case:
    """says: pieces of what is printed, each with its file and line; check: holds for what was built; absent: bytes that
    no file of the output may hold; task: the command; open: why a case does not hold yet; alone: in a blog of its own,
    as it would change what other posts beside it are told."""

    name: str
    change: Change
    verdict: Verdict
    says: tuple[str, ...] = ()
    check: Check | None = None
    absent: tuple[str, ...] = ()
    task: tuple[str, ...] = ("build",)
    open: str = ""
    alone: bool = False


class Made(Protocol):
    """A maker of cases with one verdict: name, change, what is said; the rest by name."""

    def __call__(
        self,
        name: str,
        change: Change,
        *says: str,
        check: Check | None = None,
        absent: tuple[str, ...] = (),
        task: tuple[str, ...] = ("build",),
        open: str = "",
        alone: bool = False,
    ) -> Case: ...


def _case(verdict: Verdict, name: str, change: Change, *says: str, **more: object) -> Case:
    return Case(name, change, verdict, says, **more)  # type: ignore[arg-type]


refused: Made = partial(_case, "refused")
misconfigured: Made = partial(_case, "misconfigured")
warned: Made = partial(_case, "warned")
fine: Made = partial(_case, "fine")


def a_blog(root: Path) -> Blog:
    """The miniature blog with an author who is not trusted, and short limits of time."""
    blog = make(root)
    blog.write("content/data/authors.yaml", DATA["authors"] + "guest: {name: A Guest, kind: person}\n")
    blog.write("content/posts/first/dot.png", png())
    blog.setting('WAYPOST["max_seconds"] = 2\nWAYPOST["share_channels"] = ["linkedin", "email"]')
    cache = f"FileSystemBytecodeCache({str(root.parent)!r})"  # templates are compiled once: half of a build's time
    blog.setting("from jinja2 import FileSystemBytecodeCache")
    blog.setting(f'JINJA_ENVIRONMENT = {{**JINJA_ENVIRONMENT, "bytecode_cache": {cache}}}')
    return blog


def png(*more: tuple[bytes, bytes]) -> bytes:
    """A picture of one pixel; more: (name, data) of chunks that stand before its end."""
    pixel = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")))
    chunks = (*pixel, *more, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def text(*lines: str, body: str = "A body.\n") -> str:
    """A post. A line replaces the one with its key, or goes to the end of the front matter (line 8)."""
    front = {**FRONT, **{line.partition(":")[0]: line for line in lines}}
    return "---\n" + "".join(f"{line}\n" for line in front.values() if line) + f"---\n\n{body}"


@dataclass(frozen=True)
class File:
    """A change that is one file of the content folder."""

    name: str
    content: str | bytes

    def __call__(self, blog: Blog) -> None:
        blog.write(f"content/{self.name}", self.content)


def file(name: str, content: str | bytes) -> Change:
    """A file of the content folder."""
    return File(name, content)


def front(*lines: str, body: str = "A body.\n") -> Change:
    """The post of the case with these lines of front matter."""
    return file("posts/case.md", text(*lines, body=body))


def body(content: str, *lines: str) -> Change:
    """The post of the case with this body, by an author who is trusted."""
    return front(*lines, body=content + "\n")


def guest(content: str) -> Change:
    """The same by one who is not trusted."""
    return body(content, "authors: [guest]")


def swap(stem: str, old: str, new: str) -> Change:
    """A data file with one piece of it replaced, and the post of the case."""

    def change(blog: Blog) -> None:
        path = blog.content / f"data/{stem}.yaml"
        before = path.read_text(encoding="utf-8")
        assert old in before, f"{old!r} is not in {stem}.yaml"
        path.write_text(before.replace(old, new), encoding="utf-8")

    return change


def setting(line: str) -> Change:
    """A line more in the settings file."""
    return lambda blog: blog.setting(line)


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(blog: Blog) -> None:
        for one in changes:
            one(blog)

    return change


def shows(name: str, *pieces: str) -> Check:
    """A file of the output holds each piece."""

    def check(blog: Blog) -> None:
        page = blog.page(name)
        for piece in pieces:
            assert piece in page, f"{piece!r} is not in {name}"

    return check


def lacks(name: str, *pieces: str) -> Check:
    """A file of the output holds none of the pieces."""

    def check(blog: Blog) -> None:
        page = blog.page(name)
        for piece in pieces:
            assert piece not in page, f"{piece!r} is in {name}"

    return check
