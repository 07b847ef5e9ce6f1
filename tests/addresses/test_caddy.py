"""The Caddyfile snippet in Caddy itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from plugins.addresses.caddy import snippet
from plugins.addresses.moves import Move
from tests.addresses.hostile import KNOWN, many, wrong
from tests.addresses.kept import EXPECTED, SECURITY, check, lay
from tests.addresses.servers import caddy
from tests.factories import a_site


def _wrong(asked: list[Move]) -> list[tuple[str, str, int, str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "site.caddyfile")
        file.write_text(snippet(asked, SECURITY, a_site()), encoding="utf-8")
        with caddy(Path(folder), Path(folder, "root"), file) as server:
            return wrong(server, asked)


def test_redirects_keep_the_query_whatever_signs_they_have() -> None:
    assert _wrong(KNOWN) == []


@settings(max_examples=6)
@given(many)
def test_any_redirect(asked: list[Move]) -> None:
    assert _wrong(asked) == []


@pytest.mark.parametrize("base", ["", "/blog"])
def test_what_the_files_of_a_site_are_said_to_be(tmp_path: Path, base: str) -> None:
    root = tmp_path / "root"
    lay(root, base)
    site = a_site(SITEURL=f"https://blog.example.com{base}")
    (tmp_path / "snippet").write_text(snippet([], SECURITY, site))
    with caddy(tmp_path, root, tmp_path / "snippet") as server:
        got = {path: server.ask(base + path) for path in EXPECTED}
    check(got)
