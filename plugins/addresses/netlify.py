"""The files that Netlify and Cloudflare Pages read at the root of a published site: `_redirects` and `_headers`.

Sources: Netlify Docs, "Redirects" and "Custom headers"; Cloudflare Pages docs, "Redirects" and "Headers".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from plugins.addresses.moves import Move
from plugins.addresses.policy import FOREVER, SOON
from plugins.core.site import Site

_REDIRECTS = """\
# Old addresses. The query that a reader came with is handed on by the host.
# For Netlify, where a page stands at the old address too; other hosts pass over "301!".
{forced}
# For Cloudflare Pages and GitLab Pages.
{plain}
"""


def redirects_file(moves: Iterable[Move]) -> str:
    """`_redirects`. The sources are percent-encoded, so that none is read as a pattern."""
    pairs = [(quote(path, safe="/-._~"), move.address) for move in moves for path in move.paths]
    forced, plain = ("\n".join(f"{old} {new} {code}" for old, new in pairs) for code in ("301!", "301"))
    return _REDIRECTS.format(forced=forced, plain=plain)


def headers_file(security: Mapping[str, str], site: Site) -> str:
    """`_headers`. Pages are asked for anew without a word: that is what both hosts say of themselves; no header is set
    by two rules, which one host would join and another replace."""
    everywhere = {**security, "Cross-Origin-Resource-Policy": "cross-origin"}
    rules = {
        "/*": everywhere,
        "/theme/*": {"Cache-Control": FOREVER},
        "/cards/*": {"Cache-Control": FOREVER},
        "/feeds/*": {"Cache-Control": SOON},
    }
    lines = (
        (site.local(path), *(f"  {name}: {value}" for name, value in told.items())) for path, told in rules.items()
    )
    return "\n".join(line for rule in lines for line in rule) + "\n"
