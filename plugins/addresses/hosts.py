"""The units for those who serve the site: at its root for Netlify and Cloudflare Pages, in `_waypost/` for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.addresses import caddy, netlify, nginx
from plugins.addresses.moves import moves
from plugins.addresses.policy import security
from plugins.addresses.redirects import Redirect
from plugins.core.digest import digest
from plugins.core.house import Claim, House
from plugins.core.manifest import home
from plugins.core.unit import Unit

CADDY = home("hosts/site.caddyfile")
NGINX_HTTP = home("hosts/nginx-http.conf")
NGINX_SERVER = home("hosts/nginx-server.conf")
_OWNER = "the site"


def claims(house: House, redirects: Sequence[Redirect]) -> Iterator[Claim]:
    """What is published: a file of that name in content/extra goes before ours."""
    names = ("_headers", "_redirects") if redirects else ("_headers",)
    yield from (Claim(name, _OWNER) for name in names if not _is_given(house, name))


def units(house: House, redirects: Sequence[Redirect]) -> Iterator[Unit]:
    """All of these files. redirects: the sound ones."""
    found, site = moves(redirects, house.site), house.site
    settings = {"settings": house.ground}
    where = {"the redirects": digest(*map(repr, found))}
    what = {"template": _template(house), "scripts": digest(*house.script_sources)}
    if not _is_given(house, "_headers"):
        yield Unit("_headers", _OWNER, settings | what, lambda: netlify.headers_file(security(house), site).encode())
    if found and not _is_given(house, "_redirects"):
        yield Unit("_redirects", _OWNER, settings | where, lambda: netlify.redirects_file(found).encode())
    yield Unit(CADDY, _OWNER, settings | where | what, lambda: caddy.snippet(found, security(house), site).encode())
    yield Unit(NGINX_SERVER, _OWNER, settings | what, lambda: nginx.server(security(house), site).encode())
    yield Unit(NGINX_HTTP, _OWNER, settings | where, lambda: nginx.http(found, site).encode())


def _template(house: House) -> bytes:
    assert house.renderer is not None, "pages are made after Pelican's generators"
    return house.renderer.digest("404")


def _is_given(house: House, name: str) -> bool:
    return any(file.address == f"/{name}" for file in house.files)
