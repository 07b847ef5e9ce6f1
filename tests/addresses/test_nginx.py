"""The two files for nginx in nginx itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from plugins.addresses.moves import Move
from plugins.addresses.nginx import http, server
from tests.addresses.hostile import KNOWN, many, wrong
from tests.addresses.kept import EXPECTED, SECURITY, check, lay
from tests.addresses.servers import nginx
from tests.factories import a_site


def _wrong(asked: list[Move]) -> list[tuple[str, str, int, str]]:
    with tempfile.TemporaryDirectory() as folder:
        maps, block = Path(folder, "http.conf"), Path(folder, "server.conf")
        maps.write_text(http(asked, a_site()), encoding="utf-8")
        block.write_text(server(SECURITY, a_site()))
        with nginx(Path(folder), Path(folder, "root"), maps, block) as running:
            return wrong(running, asked)


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
    maps, block = tmp_path / "http", tmp_path / "server"
    maps.write_text(http([], site))
    block.write_text(server(SECURITY, site))
    with nginx(tmp_path, root, maps, block) as running:
        got = {path: running.ask(base + path) for path in EXPECTED}
    check(got)


def test_two_sites_in_one_server_have_maps_of_their_own() -> None:
    one, two = (http([], a_site(SITEURL=url)) for url in ("https://a.example.com", "https://a.example.com/blog"))
    assert "$waypost_a_example_com_moved" in one
    assert "$waypost_a_example_com_blog_moved" in two
