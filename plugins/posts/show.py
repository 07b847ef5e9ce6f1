"""How Problems and results are shown to people and to CI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from plugins.core.errors import Problem
from plugins.core.manifest import Summary
from plugins.core.text import printable
from plugins.posts.report import problems_json

Format = Literal["text", "github", "json"]
HELD = "held back"
"""The field of the warning that names a post held back."""
FORMATS = ("text", "github", "json")


def problems(found: Iterable[Problem], form: str = "text") -> str:
    """All Problems, sorted: `path:line: field: ...` for people, workflow commands for GitHub, JSON for programs."""
    every = sorted(found)
    if form == "json":
        return problems_json(every)
    return "\n".join(_annotation(p) if form == "github" else printable(str(p)) for p in every)


def _annotation(problem: Problem) -> str:
    """A workflow command; its data escaped as GitHub's toolkit does (%, CR, LF; in properties also : and ,)."""
    text = printable(_escape(f"{problem.field}: {problem.message}. {problem.hint}".rstrip()))
    place = printable(_escape(problem.path)).replace(":", "%3A").replace(",", "%2C")
    return f"::{problem.severity} file={place},line={problem.line}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def summary(s: Summary, seconds: float, output: str) -> str:
    """The closing lines of a build."""
    stages = ", ".join(f"{key} {n}" for key, n in s.by_stage.items())
    posts = _many(s.posts, "post") + (f" ({stages})" if stages else "")
    made = (_many(s.pages, "page"), _many(s.feeds, "feed"), _many(s.snippets, "snippet"), _many(s.links, "tagged link"))
    closing = " · ".join([posts, *made, _many(s.warnings, "warning"), f"{seconds:.1f} s"])
    return f"{balance(s.model_dump())}\n{closing}\nbuilt {output}"


def held_back(found: Sequence[Problem]) -> str:
    """The warning line of a build that held posts back, with its line end; "" where it held none."""
    paths = [printable(problem.path) for problem in found if problem.field == HELD]
    return f"warning: {_many(len(paths), 'post')} held back: {', '.join(paths)}\n" if paths else ""


def balance(counts: Mapping[str, int]) -> str:
    """Files in = posts out + drafts + scheduled + hidden + refused, in words."""
    named = [_many(counts["posts"], "post"), _many(counts["drafts"], "draft")]
    named += [f"{counts[kind]} {kind}" for kind in ("scheduled", "hidden", "refused")]
    return f"{_many(counts['files'], 'file')} in = {' + '.join(named)}"


def _many(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def checked(s: Summary, found: Sequence[Problem]) -> str:
    """The closing line of a check."""
    errors = sum(problem.severity == "error" for problem in found)
    told = f"{_many(errors, 'problem')}, {_many(len(found) - errors, 'warning')}" if found else "no problems"
    return f"checked {_many(s.files, 'post')} and {_many(s.pages, 'page')} built from them: {told}"
