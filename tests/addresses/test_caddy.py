"""The Caddyfile snippet in Caddy itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from plugins.addresses.caddy import snippet
from plugins.addresses.moves import Move
from tests.addresses.hostile import KNOWN, many, wrong
from tests.addresses.servers import caddy
from tests.factories import a_site

SECURITY = {"Content-Security-Policy": "default-src 'none'; script-src 'self' 'sha256-abc='"}


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
    files = "index.html 404.html theme/css/site.3f2a99c1.css theme/LICENSE feeds/all.json posts/a/dot.PNG _headers"
    files += " cards/aaaa1111-3f2a99c1.png posts/a/dot.3f2a99c1.480.webp posts/a/dot.v2.webp"
    for name in (*files.split(), "_waypost/posts.json"):
        path = Path(f"{root}{base}", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    site = a_site(SITEURL=f"https://blog.example.com{base}")
    (tmp_path / "snippet").write_text(snippet([], SECURITY, site))
    with caddy(tmp_path, root, tmp_path / "snippet") as server:
        got = {path: server.ask(base + path) for path in EXPECTED}
    assert {path: (a.status, a.headers["cache-control"]) for path, a in got.items()} == EXPECTED
    assert {a.headers["content-security-policy"] for a in got.values()} == set(SECURITY.values())
    shared = {path: a.headers["cross-origin-resource-policy"] for path, a in got.items()}
    assert {path for path in shared if shared[path] == "cross-origin"} == set(IMAGES)
    assert got["/nowhere/"].body == b"404.html"


ASK, SOON, FOREVER = "no-cache", "public, max-age=600", "public, max-age=31536000, immutable"
IMAGES = {
    "/posts/a/dot.PNG": (200, "public, max-age=86400"),
    "/posts/a/dot.v2.webp": (200, "public, max-age=86400"),
    "/cards/aaaa1111-3f2a99c1.png": (200, FOREVER),
    "/posts/a/dot.3f2a99c1.480.webp": (200, FOREVER),
}
EXPECTED = {
    "/": (200, ASK),
    "/theme/css/site.3f2a99c1.css": (200, FOREVER),
    "/theme/LICENSE": (200, ASK),
    "/theme/css/site.00000000.css": (404, ASK),
    "/feeds/all.json": (200, SOON),
    "/feeds/none.json": (404, ASK),
    **IMAGES,
    "/nowhere/": (404, ASK),
    "/_headers": (404, ASK),
    "/_waypost/posts.json": (404, ASK),
}
