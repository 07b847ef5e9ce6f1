"""Secrets in the finished output: private keys and tokens that a writer pasted and nobody saw.

The forms are those that their issuers publish for scanners. What an example shows (AWS's own key, a row of x) is none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from plugins.core.errors import Problem
from plugins.core.records import dataclass

LIMIT = 5_000_000
"""Bytes of one file that are looked at."""
_HEAD = 8192
"""Bytes in which a file that is no text has a zero."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins: half of its bytes may be zero."""
_HINT = "Take it out of the source, and revoke it: it may be in git already."
_WORD = "[A-Za-z0-9_-]"
_KEY = r"(?:(?!BEGIN )(?:[^A-Za-z0-9+/]|[A-Za-z0-9+/]{1,39}+(?![A-Za-z0-9+/]))){0,120}+[A-Za-z0-9+/]{40}"
"""From the words above a key to its first 40 characters in base64, over dashes, headers and markup between them."""
_USER = r"[^\s/:@?#\"'<>{}$*\\]{0,80}:"
_PASSWORD = r"(?!(?i:pass|password|passwd|pwd|secret|token|key)@)[^\s/:@?#\"'<>{}$*\\]{3,200}@"
_HOST = r"(?!(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net|edu))?|localhost|test|invalid)(?![\w-]|\.\w))[\w\[]"
"""Hosts of examples (RFC 2606) have no secrets."""
_EXAMPLE = re.compile(
    r"example|x{4}|\.\.\.|…|your|redacted|placeholder|123456789|abcdefgh|eyJzdWIiOiIxMjM0NTY3ODkw", re.I
)
"""What stands in an example and not in a secret; the last is the payload of jwt.io's."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of secret. needle: the characters it begins with, looked for first, since that is quick; form: as text,
    since few builds come upon a needle at all."""

    kind: str
    needle: str
    form: str


def _shape(kind: str, needle: str, rest: str, before: str = _WORD) -> Shape:
    """The form is the needle and `rest`, not in the middle of a longer word (`before`), escapes apart."""
    start = rf"(?:(?<!{before})|(?<=\\[nrt])|(?<=\\u[0-9a-fA-F]{{4}})|(?<=%[0-9a-fA-F]{{2}}))"
    return Shape(kind, needle, start + re.escape(needle) + rest)


@cache
def _compiled(form: str) -> Any:
    """Python's own `re` before 3.11.5 finds no key in most files: it loses its way where a group is repeated
    possessively (python/cpython#106052). For all other forms it is the quicker one."""
    return (regex if _KEY in form else re).compile(form)


SHAPES = (
    _shape("a private key", "BEGIN ", rf"(?:[A-Z0-9]+ ){{0,3}}PRIVATE KEY{_KEY}", "[A-Za-z0-9_]"),
    _shape("a service account's key", "private_key", rf"(?:[^A-Za-z]|&quot;){{1,40}}BEGIN PRIVATE KEY{_KEY}"),
    _shape("a PuTTY key", "Private-Lines: ", rf"\d+{_KEY}"),
    *(_shape("an AWS access key id", start, r"[A-Z0-9]{16}(?![A-Za-z0-9+/])", r"[\w+/]") for start in ("AKIA", "ASIA")),
    *(_shape("a GitHub token", f"gh{kind}_", r"[A-Za-z0-9]{36,255}") for kind in "oprsu"),
    _shape("a GitHub token", "github_pat_", r"\w{50,255}"),
    _shape("a GitLab token", "glpat-", rf"{_WORD}{{20,}}"),
    _shape("a Slack token", "xox", r"[abeprs]-[A-Za-z0-9-]{20,}"),
    _shape("a Slack webhook", "hooks.slack.com/services/", r"T\w{6,}/B\w{6,}/\w{16,}", r"[\w.-]"),
    *(_shape("a Stripe key", f"{kind}k_live_", r"[A-Za-z0-9]{16,}") for kind in "sr"),
    _shape("a Google API key", "AIza", rf"{_WORD}{{35}}(?!{_WORD})", r"[\w+/-]"),
    _shape("an npm token", "npm_", r"[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    _shape("a PyPI token", "pypi-AgE", rf"{_WORD}{{50,}}"),
    _shape("a SendGrid key", "SG.", rf"{_WORD}{{22}}\.{_WORD}{{43}}(?!{_WORD})", r"[\w.-]"),
    _shape("a JSON Web Token", "eyJ", rf"{_WORD}{{10,}}+\.eyJ{_WORD}{{10,}}+\.{_WORD}{{20,}}"),
    _shape("an Anthropic key", "sk-ant-", rf"{_WORD}{{40,}}"),
    _shape("an OpenAI key", "sk-", rf"(?:(?:proj|svcacct|admin)-{_WORD}{{40,}}|[A-Za-z0-9]{{32,}})"),
    _shape("an Azure storage key", "AccountKey=", r"[A-Za-z0-9+/]{60,}={0,2}"),
    _shape("a password in a URL", "://", _USER + _PASSWORD + _HOST, "[^A-Za-z0-9+.-]"),
)


def leaks(folder: Path) -> list[Problem]:
    """Every secret in the text files below `folder`, sorted by file and line; empty where there is none.

    A Problem's path is a file of the output, its field "secret"; it never shows the secret, only the first four
    characters (the issuer's prefix) and its length. Time is linear in the bytes. Of a file longer than LIMIT only the
    beginning is looked at, which a warning says.
    """
    return sorted(problem for name in _files(folder) for problem in _of_file(folder, name))


def _files(folder: Path) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        yield from (Path(base, name).relative_to(folder).as_posix() for name in names)


def look(name: str, data: bytes) -> list[Problem]:
    """The same of one file's bytes, before anybody reads it."""
    return sorted(_of_bytes(name, data[: LIMIT + 1])) if _is_worth_it(data) else []


def _rare(sign: bytes, form: bytes) -> Callable[[bytes], object]:
    """A search for a form around a sign of which a page has a handful: the system finds one several times as fast as
    Python's `re`, which looks at every byte."""
    match = re.compile(form).match

    def search(data: bytes) -> bool:
        at = data.find(sign)
        while at >= 0 and not match(data, at):
            at = data.find(sign, at + 1)
        return at >= 0

    return search


_BEGINNINGS: tuple[Callable[[bytes], object], ...] = (
    _rare(b"J", rb"J(?<=eyJ)"),
    _rare(b"P", rb"P(?:RIVATE KEY|rivate-Lines: )"),
    _rare(b"G", rb"G(?<=SG)\."),
    re.compile(rb"A(?:KIA|SIA|Iza|ccountKey=|(?<=pypi-A)gE)").search,
    re.compile(rb"_(?:(?<=[sr]k_)live_|(?<=github_)pat_|(?<=npm_)|(?<=gh[oprsu]_))").search,
    re.compile(
        rb"-(?<=(?:at|sk|x[abeprs])-)"  # before most dashes stands none of these: asked first
        rb"(?:(?<=glpat-)|(?<=xox.-)|(?<=sk-)(?:ant|proj|svcacct|admin|[A-Za-z0-9]{32}))"
    ).search,
    lambda data: b"slack.com/services/" in data,
    re.compile(rb"://[^\s/:@?#\"'<>{}$*\\]{0,80}:").search,
)
"""What the forms begin with, each from a sign on that is rare on pages: Python looks for one sign several times as fast
as for any of several, and as for a short word."""


def _is_worth_it(data: bytes) -> bool:
    """Whether a closer look can find anything: nearly every file has none of the beginnings."""
    wide = data.startswith(_WIDE)
    if b"\0" in data[:_HEAD] and not wide:
        return False
    return wide or len(data) > LIMIT or any(search(data) for search in _BEGINNINGS)


def _of_file(folder: Path, name: str) -> Iterator[Problem]:
    with (folder / name).open("rb") as file:
        yield from _of_bytes(name, file.read(LIMIT + 1))


def _of_bytes(name: str, data: bytes) -> Iterator[Problem]:
    coding = "utf-8"
    if b"\0" in data[:_HEAD]:
        if not data.startswith(_WIDE):
            return  # a picture, a font, an archive
        coding = "utf-16"
    yield from _of_text(name, data[:LIMIT].decode(coding, "replace"))
    if len(data) > LIMIT:
        message = f"only its first {LIMIT:,} bytes were searched for secrets"
        yield Problem(name, 1, "secret", message, "Look through the rest of it yourself.", "warning")


def _of_text(name: str, text: str) -> Iterator[Problem]:
    """One Problem for each place: a service account's file holds one key, not two."""
    line, counted, end = 1, 0, 0
    for start, kind, found in sorted(hit for shape in SHAPES if shape.needle in text for hit in _hits(shape, text)):
        if start < end:
            continue
        line, counted, end = line + text.count("\n", counted, start), start, start + len(found)
        yield Problem(name, line, "secret", f"holds {kind} ({found[:4]}…, {len(found)} characters)", _HINT)


def _hits(shape: Shape, text: str) -> Iterator[tuple[int, str, str]]:
    at = text.find(shape.needle)
    while at >= 0:
        match = _compiled(shape.form).match(text, at)
        if match and not _is_example(match[0], shape.needle):
            yield at, shape.kind, match[0]
        at = text.find(shape.needle, match.end() if match else at + len(shape.needle))


def _is_example(found: str, needle: str) -> bool:
    """Whether a find is one that documentation shows: it says so, or is made of a handful of characters."""
    return bool(_EXAMPLE.search(found)) or len(set(found[len(needle) :])) < 5
