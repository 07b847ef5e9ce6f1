"""A site in memory that serve is handed in tests: files as bytes, and what the next refreshes find."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.core.errors import Problem
from plugins.serve.site import Change

HTML = b"<!doctype html><html><head><title>x</title></head><body><p>Hello</p></body></html>\n"


@dataclass
class Pages:
    """files: path → bytes, or what making it raises; finds: what each refresh in turn gives or raises, then "pages"."""

    files: dict[str, bytes | Exception] = field(default_factory=dict)
    finds: list[Change | Exception] = field(default_factory=list)
    base: str = ""
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.125
    folders: tuple[Path, ...] = ()
    settings: Path = Path("pelicanconf.py")

    def refresh(self) -> Change:
        found = self.finds.pop(0) if self.finds else "pages"
        if isinstance(found, Exception):
            raise found
        return found

    def content(self, path: str) -> bytes | None:
        found = self.files.get(path)
        if isinstance(found, Exception):
            raise found
        return found

    def has(self, path: str) -> bool:
        return path in self.files


def problem(message: str = "is wrong", path: str = "content/posts/x.md", line: int = 8) -> Problem:
    return Problem(path, line, "stage", message, "Mend it.")
