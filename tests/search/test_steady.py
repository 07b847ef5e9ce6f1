from __future__ import annotations

import gzip
import json

from plugins.search.engine import index
from plugins.search.steady import _sorted, steadied
from tests.search.test_engine import _program

NAMES = [f"stage:{letter}" for letter in "abcdefghijkl"]


def _documents(count: int = 40) -> list[tuple[str, str]]:
    def page(n: int) -> str:
        mark = f'<meta data-pagefind-filter="facet[content]" content="{NAMES[n % len(NAMES)]}">'
        return f"<html lang=en><head>{mark}</head><body><h1>Post {n}</h1><p>Words {n * n}.</p></body></html>"

    return [(f"/posts/{n}/", page(n)) for n in range(count)]


def test_the_same_posts_give_the_same_bytes() -> None:
    """Of ten runs without `steadied`, two that agree are as likely as two shuffled packs of twelve cards that do."""
    runs = [index(_program(), _documents()) for _ in range(3)]
    assert runs[0] != runs[1]
    first, *others = [steadied(run, leads=True) for run in runs]
    assert all(other == first for other in others)


def test_every_file_that_is_named_is_there() -> None:
    files = steadied(index(_program(), _documents()), leads=True)
    told = json.loads(files["pagefind-entry.json"])["languages"]["en"]
    meta = gzip.decompress(files[f"pagefind.{told['hash']}.pf_meta"])
    for name in files:
        folder, _, rest = name.partition("/")
        assert folder not in ("fragment", "index", "filter") or rest.split(".")[0].encode() in meta, name
    (filters,) = (name for name in files if name.startswith("filter/"))
    text = gzip.decompress(files[filters])
    assert [text.index(name.encode()) for name in NAMES] == sorted(text.index(name.encode()) for name in NAMES)


def test_an_index_brings_no_more_than_a_browser_asks_for() -> None:
    files = index(_program(), _documents(1))
    leads = {name for name in steadied(files, leads=True) if "/" not in name and not name.endswith(".pf_meta")}
    assert leads == {"pagefind-entry.json", "pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert {name for name in steadied(files, leads=False) if "/" not in name and not name.endswith(".pf_meta")} == {
        "pagefind-entry.json"
    }


def test_values_are_put_in_order_whatever_their_size() -> None:
    """CBOR by hand (RFC 8949, appendix A): texts and arrays with heads of one, two and three bytes."""
    long = b"\x78\x1e" + b"a" * 30
    many = b"\x99\x01\x00" + b"\x18\x64" * 256
    values = [b"\x82" + long + many, b"\x82\x61c\x80", b"\x82\x61b\x81\x19\x03\xe8"]
    before, after = b"\x82\x65facet\x83" + b"".join(values), b"\x82\x65facet\x83" + b"".join(sorted(values))
    assert _sorted(before) == _sorted(after) == after


def test_each_index_tells_by_which_words_it_found() -> None:
    """Pagefind's own words for its playground: where another release says it otherwise, this fails."""
    files = steadied(index(_program(), _documents()), leads=True)
    for name in ("pagefind.js", "pagefind-worker.js"):
        assert files[name].count(b"this.backend.init_pagefind(") == 1
        assert files[name].count(b"=this.backend.enter_playground_mode(this.backend.init_pagefind(") == 1
