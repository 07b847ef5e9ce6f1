"""A server for tests that says the policy of design §11, but for what needs https."""

from __future__ import annotations

import http.server
from base64 import b64encode
from hashlib import sha256

from tests.site.blog import ROOT

_EARLY = (ROOT / "theme/templates/partials/early.js").read_bytes().removesuffix(b"\n")
"""The one script that stands in the page, allowed by its hash."""
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    f"script-src 'self' 'sha256-{b64encode(sha256(_EARLY).digest()).decode()}'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Strict(http.server.SimpleHTTPRequestHandler):
    """Gives the files of a folder under that policy, and is silent."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *what: object) -> None:
        pass
