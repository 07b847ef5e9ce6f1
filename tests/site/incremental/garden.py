"""The blog of the machine: what its writers, sellers and designers may do to it, one function each.

What is there is held here as data and written out whole, so that each edit is one change of data.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from tests.images.pictures import saved
from tests.site.blog import DATA, PNG, ROOT

STAGES = ("epiphany", "awareness", "interest")
TAGS = ("Pricing", "pricing", "Big deals", "big-deals", "C++", "Überblick")
DATES = ("2026-01-05", "2026-03-05 09:30", "2026-05-31", "2026-06-02", "2027-02-01", "2031-01-01")
NOWS = ("2026-06-01", "2026-06-03", "2027-03-01", "2032-01-01")
PARAGRAPHS = (
    "Plain words about unseen needs.",
    "More words: compare your options, and then compare them again, slowly, one by one.",
    "## A heading",
    "## Another heading\n\n### And below it",
    "## A heading {: #fixed }",
    "[The guide](offer:guide), [ours](https://www.example.com/a?b=c#d), [theirs](https://other.example.org/?q=1).",
    "[Home](/), [the stage](/stages/interest/), [a tag](/tags/pricing/), [an old address](/old/).",
    "```\ncode & <more>\n```",
    "<script>alert(1)</script> <em onclick='x()'>raw</em>",
    "A note[^1].\n\n[^1]: The note, with [a link](https://www.example.com/note).",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "\u202eturned",
    "Tender documents, tender meetings, tender suppliers: suppliers write documents for meetings, suppliers meet.",
    "Suppliers of suppliers wait; meetings about meetings do not. Invoices follow invoices, documents follow tender.",
)
FAULTS = (
    "no front matter at all",
    "---\ntitle: x\n",
    "---\ntitle: [\n---\n",
    "",
    "---\nid: zzzz9999\ntitel: y\n---\nx",
)
LARGE = tuple(saved(Image.frombytes("RGB", (520, 20), Random(n).randbytes(520 * 20 * 3)), "PNG") for n in range(2))
"""Noise that has a copy in another format."""
IMAGES = (PNG, PNG + b"\0more behind the end", PNG[:-1], *LARGE)


def _settings() -> dict[str, Any]:
    return {
        "SITENAME": "Mini",
        "SITESUBTITLE": "A small blog",
        "SITEURL": "https://mini.example.com",
        "TIMEZONE": "Europe/Berlin",
        "THEME": "theme",
        "DEFAULT_PAGINATION": 3,
        "WAYPOST": {
            "authority": "mini.example.com,2026",
            "asked_for": "ignore",
            "owned_hosts": ["www.example.com"],
        },
    }


@dataclass
class Draft:
    """A post or page as its writer left it. fault: what stands in the file instead; images: beside it."""

    fields: dict[str, Any]
    body: list[str] = field(default_factory=lambda: ["Words."])
    fault: str | None = None
    images: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        if self.fault is not None:
            return self.fault
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.fields.items()]
        return "---\n" + "\n".join(lines) + "\n---\n" + "\n\n".join(self.body) + "\n"


def _post(number: int, **more: Any) -> Draft:
    fields = {
        "id": f"post{number:04}",
        "title": f"Post {number}",
        "summary": f"What post {number} says.",
        "date": f"2026-0{1 + number % 5}-1{number % 10}",
        "authors": ["desk"],
        "stage": STAGES[number % 3],
    }
    return Draft({**fields, **more}, [PARAGRAPHS[number % 6], "Words."])


class Garden:
    """One blog in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.number = 7
        self.posts = {f"p{n}": _post(n) for n in range(7)}
        self.pages = {"about": Draft({"title": "About", "summary": "Who we are."}, ["We are Mini."])}
        self.extra: dict[str, bytes] = {"extra/plain.txt": b"text\n"}
        self.data = dict(DATA)
        self.data["redirects"] = '"/old/": "/about/"\n'
        self.data["authors"] += "guest: {name: A Guest, kind: person, bio: Writes., url: 'https://www.example.com/g'}\n"
        self.settings = _settings()
        self.broken_settings = ""
        shutil.copytree(ROOT / "theme", root / "theme")
        self._embellish()
        self.written: dict[str, bytes] = {}
        self.write()

    def _embellish(self) -> None:
        self.posts["p0"].fields |= {"tags": ["Pricing"], "series": "Small steps", "question": "What is it?"}
        self.posts["p1"].fields |= {"series": "Small steps", "part_of": "p0", "audience": ["cmo"], "tags": ["pricing"]}
        self.posts["p2"].fields |= {"share": {"linkedin": "Mine, with {braces}. And a {url}"}, "authors": ["guest"]}
        self.posts["p3"].images = {"dot.png": PNG}
        self.posts["p3"].body += ["![A dot]({static}p3/dot.png)", "[back](p0.md)"]
        self.posts["p3"].fields |= {"image": "p3/dot.png", "image_alt": "A dot", "industry": ["finance"]}
        self.posts["p4"].fields["date"] = "2027-02-01"
        self.posts["p5"].fields["status"] = "hidden"

    def files(self) -> dict[str, bytes]:
        """What stands below `root`, the theme apart."""
        found = {"pelicanconf.py": self._conf().encode()}
        for stem, text in self.data.items():
            found[f"content/data/{stem}.yaml"] = text.encode()
        for folder, drafts in (("posts", self.posts), ("pages", self.pages)):
            for stem, draft in drafts.items():
                found[f"content/{folder}/{stem}.md"] = draft.text.encode()
                for name, data in draft.images.items():
                    found[f"content/{folder}/{stem}/{name}"] = data
        return found | {f"content/{name}": data for name, data in self.extra.items()}

    def _conf(self) -> str:
        lines = [f"{key} = {value!r}" for key, value in self.settings.items()]
        return "\n".join(["from plugins.posts.defaults import *", *lines, self.broken_settings, ""])

    def write(self) -> None:
        """Write what has changed; remove what is gone."""
        files = self.files()
        for name in self.written.keys() - files.keys():
            (self.root / name).unlink(missing_ok=True)
        for name, data in files.items():
            if self.written.get(name) != data:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self.written = files

    def mend(self) -> None:
        """Take out everything that may refuse a build, so that the next steps are worth something."""
        for drafts in (self.posts, self.pages):
            for draft in drafts.values():
                draft.fault = None
                draft.body = [one for one in draft.body if "](" not in one or "https:" in one] or ["Mended."]
                for key in ("part_of", "image", "image_alt", "redirect_from", "slug", "offer", "campaign"):
                    draft.fields.pop(key, None)
                draft.images = dict.fromkeys(draft.images, PNG)
                if drafts is self.posts:
                    draft.fields |= {"stage": draft.fields.get("stage") or "interest", "id": draft.fields["id"]}
                    draft.fields["tags"] = sorted({tag for tag in draft.fields.get("tags", ()) if tag != "C++"})
                    draft.fields["share"] = {}
                    draft.fields["series"] = draft.fields.get("series") or "Small steps"
        self.extra = {"extra/plain.txt": b"text\n"}
        self.data = {**DATA, "redirects": "{}\n"}
        self.data["authors"] += "guest: {name: A Guest, kind: person, bio: Writes.}\n"
        self.settings = _settings()
        self.broken_settings = ""
        shutil.rmtree(self.root / "theme")
        shutil.copytree(ROOT / "theme", self.root / "theme")

    # What can be picked from, by a number.

    def stem(self, pick: int) -> str:
        return sorted(self.posts)[pick % len(self.posts)]

    def post(self, pick: int) -> Draft:
        return self.posts[self.stem(pick)]

    def some(self, pick: int) -> Draft:
        """A post or a page."""
        everything = [*self.posts.values(), *self.pages.values()]
        return everything[pick % len(everything)]

    def add(self, like: int) -> str:
        """A new post, written as if from a template."""
        stem = f"p{self.number}"
        self.posts[stem] = _post(self.number, date=DATES[like % len(DATES)])
        self.number += 1
        return stem

    def rename(self, pick: int, keep_slug: bool) -> None:
        """Another file name; with `keep_slug` the address stays."""
        stem = self.stem(pick)
        draft = self.posts.pop(stem)
        if keep_slug:
            draft.fields.setdefault("slug", stem)
        self.posts[f"r{self.number}"] = draft
        self.number += 1

    def sneak(self, pick: int) -> None:
        """New content of the same size, with the times of the old one: what git and rsync may do."""
        stem = self.stem(pick)
        path = self.root / f"content/posts/{stem}.md"
        if not path.exists():
            return
        before = path.stat()
        draft = self.posts[stem]
        draft.body = [one.swapcase() if "](" not in one else one for one in draft.body]
        self.write()
        if path.stat().st_size == before.st_size:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def touch(self) -> None:
        """The times of everything, and nothing else."""
        for folder in ("content", "theme"):
            for base, _, names in os.walk(self.root / folder):
                for name in names:
                    os.utime(os.path.join(base, name))

    def theme_file(self, name: str, change: Callable[[str], str]) -> None:
        path = self.root / "theme" / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
