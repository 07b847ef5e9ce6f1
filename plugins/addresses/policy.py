"""What a server shall say with each file: security headers and how long it may be kept, for all hosts alike.

Sources: design §11 (full marks of MDN's HTTP Observatory); CSP Level 3; RFC 9111 and RFC 8246 (caching, immutable);
Fetch (Cross-Origin-Resource-Policy); W3C Permissions Policy.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html.parser import HTMLParser

from plugins.core.house import House

FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""May be kept, but is asked for anew: a page is never older than the last publish."""
SOON = "public, max-age=600"
DAY = "public, max-age=86400"

HASHED = r"/theme/.*\.[0-9a-f]+\.[^/.]+"
"""Files of the theme whose name changes with their content, below the path of the site."""
DRAWN = r"/(cards/[^/]*-[0-9a-f]+\.png|.*\.[0-9a-f]+\.[0-9]+\.webp|search/[^/]+/[a-z]+/[^/]+\.pf_[a-z]+)"
"""What a build makes and names by its content: share images, copies of images in several widths, parts of an index."""
IMAGES = r"/.*\.(png|jpe?g|gif|webp|avif|svg|ico)"
FEEDS = r"/feeds/.*"
KEPT = {
    "hashed": HASHED,
    "feeds": FEEDS,
    "drawn": DRAWN,
    "images": IMAGES,
    "forever": FOREVER,
    "soon": SOON,
    "day": DAY,
    "ask": ASK,
}
"""The places that the files for servers have for all of these, by name."""

_DENIED = (
    "accelerometer autoplay browsing-topics camera display-capture geolocation gyroscope microphone midi payment usb"
)
_EXECUTED = ("", "module", "text/javascript", "application/javascript")


class _Inline(HTMLParser):
    """The text of each script that stands in a page and is run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._inside = tag == "script" and "src" not in told and (told.get("type") or "").lower() in _EXECUTED
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def hashes(html: str) -> list[str]:
    """A source expression for each script in the text of a page (CSP 3, section 2.3.1), in their order."""
    digests = (sha256(text.encode()).digest() for text in _Inline(html).found if text)
    return list(dict.fromkeys(f"'sha256-{b64encode(digest).decode()}'" for digest in digests))


def content_security_policy(scripts: Iterable[str], frames: Iterable[str] = ()) -> str:
    """The policy. scripts: what may run besides the site's own files; frames: hosts whose videos posts may embed."""
    own = ("img-src", "style-src", "font-src", "connect-src", "media-src", "manifest-src")
    framed = " ".join(f"https://{host}" for host in frames)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            *(f"{kind} 'self'" for kind in own),
            *((f"frame-src {framed}",) if framed else ()),
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "upgrade-insecure-requests",
        )
    )


def security(house: House) -> Mapping[str, str]:
    """Header → value, for every answer. The theme's scripts in a page are those of the page for what is lost: it has
    what stands around every page, and nothing else."""
    assert house.renderer is not None, "pages are made after Pelican's generators"
    page = house.renderer.page("404", "404.html", {}).decode()
    csp = content_security_policy((*hashes(page), *house.script_sources), house.site.settings.embed_hosts)
    return {
        "Content-Security-Policy": csp,
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED.split()),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
