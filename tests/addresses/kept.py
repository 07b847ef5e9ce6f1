"""A site's files, and what every server is to say with each of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.addresses.servers import Answer

SECURITY = {"Content-Security-Policy": "default-src 'none'; script-src 'self' 'sha256-abc='"}
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


def lay(root: Path, base: str) -> None:
    """A file of each kind in the folder of a site that lies below `base`; each holds its name."""
    files = "index.html 404.html theme/css/site.3f2a99c1.css theme/LICENSE feeds/all.json posts/a/dot.PNG _headers"
    files += " cards/aaaa1111-3f2a99c1.png posts/a/dot.3f2a99c1.480.webp posts/a/dot.v2.webp"
    for name in (*files.split(), "_waypost/posts.json"):
        path = Path(f"{root}{base}", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def check(got: Mapping[str, Answer]) -> None:
    """The answers to all addresses of EXPECTED."""
    assert {path: (a.status, a.headers["cache-control"]) for path, a in got.items()} == EXPECTED
    assert {a.headers["content-security-policy"] for a in got.values()} == set(SECURITY.values())
    shared = {path: a.headers["cross-origin-resource-policy"] for path, a in got.items()}
    assert {path for path in shared if shared[path] == "cross-origin"} == set(IMAGES)
    assert got["/nowhere/"].body == b"404.html"
