from __future__ import annotations

from pathlib import Path

import pytest

from plugins.search.engine import EngineError, binary, index


def _program() -> Path:
    found = binary()
    assert found, "this platform has no pagefind-bin: a test that is not run holds nothing"
    return found


def test_documents_become_the_files_of_an_index() -> None:
    documents = [
        (f"/posts/{n}/", f"<html lang=en><body><h1>Post {n}</h1><p>Words.</p></body></html>") for n in range(90)
    ]
    files = index(_program(), documents)
    assert sum(name.startswith("fragment/en_") for name in files) == 90
    assert b'"page_count":90' in files["pagefind-entry.json"]
    assert b"mergeIndex" in files["pagefind.js"]


def _script(folder: Path, text: str) -> Path:
    path = folder / "pagefind"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


ANSWER = "eyJtZXNzYWdlX2lkIjowLCJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyJ9fQ=="
"""{"message_id":0,"payload":{"type":"Error","message":"no"}}"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exit 1\n", "Pagefind ended before its work was done"),
        (f"printf '{ANSWER},{ANSWER},{ANSWER},'\ncat >/dev/null\n", "Pagefind says: no"),
        ("printf 'garbage!,,,'\ncat >/dev/null\n", "Pagefind answers what nobody understands"),
        ("printf 'eyJ4IjoxfQ==,W10=,Mg==,'\ncat >/dev/null\n", "Pagefind answers what nobody understands"),
    ],
)
def test_a_program_that_fails_is_told_in_words(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(EngineError, match=why):
        index(_script(tmp_path, text), [("/a/", "<p>" + "x" * 500_000)])


def test_a_program_of_another_machine_is_told_in_words(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_bytes(b"\x7fELF, but not really")
    program.chmod(0o755)
    with pytest.raises(EngineError, match="Pagefind cannot be run"):
        index(program, [])
