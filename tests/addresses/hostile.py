"""Redirects with every sign that means something somewhere, and what a server that was told of them must answer."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from hypothesis import strategies as st

from plugins.addresses.moves import Move, moves
from plugins.addresses.redirects import Redirect
from tests.addresses.servers import Server
from tests.factories import a_site

_SIGNS = "aZ09-._~!$&'()*+,;=:@%{}[]<>|^`\" \t#?éß€漢😀\u202e"
_word = st.text(st.sampled_from(_SIGNS.replace("\t", "")), min_size=1, max_size=12)
_segment = st.one_of(
    _word.filter(lambda word: not set(word) <= set(".")),
    st.sampled_from(["{path}", "{$HOME}", "{env.HOME}", "$uri", "default", "}", "~x", ":name", "*", "a" * 90]),
)
_path = st.lists(_segment, min_size=1, max_size=3).map("/".join)
_new = st.builds(
    lambda path, query, place: f"/{quote(path)}/" + (f"?{query}" if query else "") + (f"#{place}" if place else ""),
    _path,
    st.text(st.sampled_from(_SIGNS.replace("#", "")), max_size=8).map(str.strip),
    st.text(st.sampled_from(_SIGNS), max_size=5).map(str.strip),
)
many = st.lists(
    st.builds(lambda path, new: Redirect(f"/{quote(path)}/", new, "x"), _path, _new), min_size=1, max_size=25
).map(lambda redirects: moves(redirects, a_site()))

KNOWN = moves(
    [
        Redirect(old, new, "x")
        for old, new in {
            "/old/": "/posts/a/",
            "/asked/": "/posts/a/?a=1&b=2#part",
            "/place/": "/posts/a/#part",
            "/x.html": "/",
            "/{$HOME}/": "/env/",
            "/{path}/": "/placeholder/",
            "/caf%C3%A9 {2}/": "/tags/größe/",
            "/we\"ird'`/": "https://www.example.com:8443/p?x=$z{y}",
            "/~^x.*$/": "/regular/",
            "/a;b}/": "/block/",
            "/%23hash/": "/comment/",
            "/100%/": "/percent/",
            f"/{'long-' * 40}/": "/long/",
        }.items()
    ],
    a_site(),
)


def wrong(server: Server, asked: Sequence[Move]) -> list[tuple[str, str, int, str]]:
    """(path, what it should lead to, status, what it leads to) of every redirect that a server gets wrong."""
    found = []
    for move in asked:
        for path in move.paths:
            for query in ("", "utm_source=x&y={env.HOME}$args%20{waypost_and}"):
                own, brought = move.query, f"&{query}" if move.query and query else query
                tail = f"?{own}{brought}" if own or brought else ""
                answer = server.ask(quote(path) + (f"?{query}" if query else ""))
                expected, location = f"{move.to}{tail}{move.hash}", answer.headers.get("location", "")
                if (answer.status, location) != (301, expected):
                    found.append((path, expected, answer.status, location))
    return found
