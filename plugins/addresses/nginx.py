"""What nginx includes: maps for its http block, and what a server block says with them.

Source: nginx.org/en/docs, on `map` (keys, hash sizes, variables in values), `add_header`, `gzip_static`, `return`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from plugins.addresses.moves import Move
from plugins.addresses.policy import KEPT
from plugins.core.site import Site

_HTTP = """\
# {site}: what nginx needs to know in its http block:
#
#   include /path/to/this/file;
{sizes}
map "$status $uri" ${name}_cache {{
	default "{ask}";
	"~^(200|206|304) {base}{hashed}$" "{forever}";
	"~^(200|206|304) {base}{feeds}$" "{soon}";
	"~^(200|206|304) {base}{drawn}$" "{forever}";
	"~*^(200|206|304) {base}{images}$" "{day}";
}}
map $uri ${name}_shared {{
	default same-origin;
	"~*^{base}{images}$" cross-origin;
}}
map $args ${name}_and {{
	default "&";
	"" "";
}}
map $uri ${name}_moved {{
	default "";
{moved}}}
"""
_SERVER = """\
# {site}: what nginx needs to know in the server block of {host}.
# It goes with nginx-http.conf in the http block:
#
#   root /srv/www/blog/current;
#   include /path/to/this/file;

absolute_redirect off;
charset utf-8;
index index.html;
gzip_static on;
gzip_vary on;
# brotli_static on;  # with the module ngx_brotli
error_page 404 {base}/404.html;

if (${name}_moved) {{
	return 301 ${name}_moved;
}}
location ~ ^{quoted}/(_waypost/|_headers$|_redirects$) {{
	return 404;
}}

{headers}
add_header Cache-Control ${name}_cache always;
add_header Cross-Origin-Resource-Policy ${name}_shared always;
"""
_FITS = 46
"""Bytes of a key that fit into a bucket of 64, the default of most machines (ngx_hash.c: 8 for the value, 2 for the
length, 8 for the end)."""


def http(moves: Sequence[Move], site: Site) -> str:
    """The maps. Keys and values stand in quotes, where nginx reads `\\"` and `$`: values have none of their own."""
    keys = [path for move in moves for path in move.paths]
    pairs = [(path, _value(move, _name(site))) for move in moves for path in move.paths]
    return _HTTP.format(
        site=site.url,
        name=_name(site),
        base=re.escape(site.base),
        sizes=_sizes(keys),
        **KEPT,
        moved="".join(f'\t"{_escaped(path)}" "{value}";\n' for path, value in pairs),
    )


def server(security: Mapping[str, str], site: Site) -> str:
    """What the server says."""
    headers = "\n".join(f'add_header {name} "{value}" always;' for name, value in security.items())
    quoted = re.escape(site.base)
    return _SERVER.format(
        site=site.url, host=site.host, name=_name(site), base=site.base, quoted=quoted, headers=headers
    )


def _name(site: Site) -> str:
    """Variables of one site, so that two may live in one nginx."""
    return "waypost_" + re.sub(r"[^a-z0-9]+", "_", f"{site.host}{site.base}".lower())


def _escaped(path: str) -> str:
    return path.replace('"', '\\"')


def _value(move: Move, name: str) -> str:
    tail = f"?{move.query}${name}_and$args" if move.query else "$is_args$args"
    return f"{move.to}{tail}{move.hash}"


def _sizes(keys: Iterable[str]) -> str:
    """nginx refuses to start where a key does not fit into a bucket of its hash."""
    longest = max((len(key.encode()) for key in keys), default=0)
    if longest <= _FITS:
        return ""
    size = 128
    while size < longest + 18 + 8:
        size *= 2
    return f"# For an address of {longest} bytes; out with it where you say so.\nmap_hash_bucket_size {size};\n"
