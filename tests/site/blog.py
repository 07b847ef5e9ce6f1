"""A miniature blog in a folder of its own, and the commands run on it as people run them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-06-01"
SETTINGS = """
from plugins.posts.defaults import *

SITENAME = "Mini"
SITESUBTITLE = "A small blog"
SITEURL = "https://mini.example.com"
TIMEZONE = "Europe/Berlin"
WAYPOST = {
    "authority": "mini.example.com,2026",
    "asked_for": "ignore",
    "owned_hosts": ["www.example.com"],
}
"""
DATA = {
    "stages": """
epiphany:
  {name: Epiphany, question: What did I not see?, intro: Before the need has a name., offer: guide, signals: [unseen]}
awareness: {name: Awareness, question: What is going on?, intro: The market around it.}
interest: {name: Interest, question: What could we do?, offer: review, signals: [compare, options]}
""",
    "tracks": """
audience:
  cmo: {name: Chief marketing officers, intro: Those who answer for the brand.}
industry:
  finance: {name: Finance, intro: Banks & insurers.}
""",
    "channels": """
site: {name: The blog, source: blog, medium: referral}
rss: {name: RSS, source: rss, medium: referral}
linkedin: {name: LinkedIn, source: linkedin, medium: social, network: linkedin}
x: {name: X, source: x, medium: social, network: x}
bluesky: {name: Bluesky, source: bluesky, medium: social, network: bluesky}
mastodon: {name: Mastodon, source: mastodon, medium: social, network: mastodon}
email: {name: E-mail, source: email, medium: email, network: email}
""",
    "campaigns": "spring: {name: Spring, start: 2026-03-01, end: 2026-05-31}\n",
    "offers": """
guide: {label: Read the guide, url: "https://www.example.com/guide?v=2#start", stages: [epiphany]}
review: {label: Book a review, url: "https://www.example.com/review", stages: [interest], sales_ready: true}
""",
    "authors": "desk: {name: The Desk, kind: organization, role: Research, bio: We read., trusted: true}\n",
    "redirects": '"/old/": "/posts/first/"\n',
}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


_HEADER = _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
PNG = b"\x89PNG\r\n\x1a\n" + _HEADER + _chunk(b"IDAT", zlib.compress(b"\0\x80")) + _chunk(b"IEND", b"")
"""One grey dot (PNG specification, section 5)."""


def matter(**fields: Any) -> str:
    """Front matter of a valid post, fields overridden or, with None, left out. JSON is YAML."""
    base: dict[str, Any] = {
        "id": "aaaa1111",
        "title": "First",
        "summary": "A first post.",
        "date": "2026-03-05 09:30",
        "authors": ["desk"],
        "stage": "epiphany",
    }
    lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in {**base, **fields}.items() if v is not None]
    return "---\n" + "\n".join(lines) + "\n---\n"


def post(body: str = "A body.\n", **fields: Any) -> str:
    return matter(**fields) + "\n" + body


POSTS = {
    "first": post(
        "Text with [the guide](offer:guide), [ours](https://www.example.com/a?b=c#d),\n"
        "[another]({filename}second.md#why), [theirs](https://other.example.org/?q=1)\n"
        "and [mail](mailto:a@example.com).\n\n"
        "![A dot]({static}first/dot.png)\n\n## Why\n\nBecause.\n",
        audience=["cmo"],
        industry=["finance"],
        tags=["buying stages"],
        problem="Nobody saw it.",
        takeaways=["See it.", "Say it."],
        question="What did you not see?",
        image="first/dot.png",
        image_alt="A dot",
    ),
    "second": post(
        "## Why\n\nBack to [first](first.md).\n",
        id="bbbb2222",
        title="Second <b>& more",
        stage="interest",
        date="2026-04-01",
    ),
    "third": post(
        "Third.\n", id="cccc3333", title="Third", stage="awareness", date="2026-04-02", campaign="spring", offer="none"
    ),
    "a-draft": post("Draft.\n", id="dddd4444", title="A draft", status="draft", stage=None),
    "later": post("Later.\n", id="eeee5555", title="Later", date="2031-01-01"),
    "unlisted": post("Hidden.\n", id="ffff6666", title="Unlisted", status="hidden"),
}
PAGES = {"about": "---\ntitle: About\nsummary: Who we are.\n---\nWe are Mini.\n"}


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Blog:
    """A blog in a folder."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def content(self) -> Path:
        return self.root / "content"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def setting(self, line: str) -> None:
        """One more line at the end of the settings file."""
        path = self.root / "pelicanconf.py"
        path.write_text(path.read_text() + line + "\n")

    def inv(self, task: str, *more: str, now: str | None = NOW, **env: str) -> Done:
        """A task of this blog, as ./inv runs it."""
        command = [sys.executable, str(ROOT / "tasks.py"), task, "--settings", "pelicanconf.py", *more]
        return run([*command, "--now", now] if now and task not in ("list",) else command, self.root, **env)

    def page(self, name: str) -> str:
        return (self.output / name).read_text(encoding="utf-8")

    def json(self, name: str) -> Any:
        return json.loads(self.page(name))

    def tree(self) -> dict[str, str]:
        return tree(self.output)


def run(command: list[str], cwd: Path, **env: str) -> Done:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, "NO_COLOR": "1", **env}, capture_output=True, text=True, timeout=300
    )
    return Done(done.returncode, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder and the hash of its bytes."""
    files = (path for path in sorted(folder.resolve().rglob("*")) if path.is_file())
    return {
        path.relative_to(folder.resolve()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def make(root: Path, posts: dict[str, str] | None = None, data: dict[str, str] | None = None) -> Blog:
    """The miniature blog, or one of other posts and data."""
    blog = Blog(root)
    blog.write("pelicanconf.py", SETTINGS)
    for stem, text in (DATA if data is None else data).items():
        blog.write(f"content/data/{stem}.yaml", text)
    for stem, text in (POSTS if posts is None else posts).items():
        blog.write(f"content/posts/{stem}.md", text)
    if posts is None:
        blog.write("content/posts/first/dot.png", PNG)
        for stem, text in PAGES.items():
            blog.write(f"content/pages/{stem}.md", text)
    return blog
