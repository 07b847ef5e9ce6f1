"""What a Caddyfile imports into the block of a site: redirects, headers, compressed copies, the page for what is lost.

Source: caddyserver.com/docs/caddyfile, on the lexer (quotes, placeholders) and on `map`, `header`, `redir`,
`file_server` and `handle_errors`. For Caddy 2.6 or later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from plugins.addresses.moves import Move
from plugins.addresses.policy import KEPT
from plugins.core.site import Site

_SNIPPET = """\
# {site}: what Caddy needs to know. In the Caddyfile:
#
#   {host} {{
#       root * /srv/www/blog/current
#       import /path/to/this/file
#   }}
{below}
header {{
{headers}
	Cache-Control "{{waypost_cache}}"
	Cross-Origin-Resource-Policy "{{waypost_shared}}"
}}
map {{path}} {{waypost_cache}} {{waypost_shared}} {{
	~^{base}{hashed}$ "{forever}" same-origin
	~^{base}{feeds}$ "{soon}" same-origin
	~^{base}{drawn}$ "{forever}" cross-origin
	~(?i)^{base}{images}$ "{day}" cross-origin
	default "{ask}" same-origin
}}
{moved}file_server {{
	precompressed br gzip
	hide _waypost _headers _redirects
}}
handle_errors {{
	rewrite * {base}/404.html
	header Cache-Control "{ask}"
	file_server {{
		precompressed br gzip
	}}
}}
"""
_MOVED = """\
map {{query}} {{waypost_ask}} {{waypost_and}} {{
	"" "" ""
	default "?{{query}}" "&{{query}}"
}}
map {{path}} {{waypost_plain}} {{waypost_asking}} {{waypost_place}} {{
{lines}
	default "" "" ""
}}
@waypost_plain not vars {{waypost_plain}} ""
redir @waypost_plain {{waypost_plain}}{{waypost_ask}}{{waypost_place}} 301
@waypost_asking not vars {{waypost_asking}} ""
redir @waypost_asking {{waypost_asking}}{{waypost_and}}{{waypost_place}} 301
"""
_BELOW = "#\n# The site lies below {base}: /srv/www/blog/current is what the folder{base} of the root leads to.\n"
_PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


def snippet(moves: Iterable[Move], security: Mapping[str, str], site: Site) -> str:
    """The text of the file. Values stand in quotes and hold none, and no brace that Caddy would fill in."""
    lines = [f"\t{_input(path)} {_outputs(move)}" for move in moves for path in move.paths]
    return _SNIPPET.format(
        site=site.url,
        host=site.host,
        below=_BELOW.format(base=site.base) if site.base else "",
        headers="\n".join(f'\t{name} "{value}"' for name, value in security.items()),
        base=re.escape(site.base),
        **KEPT,
        moved=_MOVED.format(lines="\n".join(lines)) if lines else "",
    )


def _input(path: str) -> str:
    """A path as it is; where it has signs that mean something to Caddy, as a regular expression that spells them."""
    return path if _PLAIN.fullmatch(path) else f'"~^{"".join(map(_spelled, path))}$"'


def _spelled(sign: str) -> str:
    """One sign in a regular expression of Go (RE2). Letters beyond ASCII mean nothing anywhere."""
    return sign if ord(sign) > 126 or (sign != "." and _PLAIN.fullmatch(sign)) else f"\\x{ord(sign):02x}"


def _outputs(move: Move) -> str:
    """Where it leads without a query of its own, where with one, and the place on that page: Caddy fills placeholders
    into what a plain key gives, but not into what a regular expression gives."""
    plain, asking = ("", f"{move.to}?{move.query}") if move.query else (move.to, "")
    return f'"{plain}" "{asking}" "{move.hash}"'
