"""The same index for the same posts, byte for byte, and of it only what a browser asks for.

Pagefind 1.5 writes the values of a filter in the order of a hash table that is seeded anew in each run; all else is the
same in each. So they are sorted here, and the files that name that file by a digest of its content get the new name.
Its files are CBOR (RFC 8949) behind a mark of their own, compressed (RFC 1952).
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
_BEGINNING = re.compile(rb"this\.raw_ptr=(this\.backend\.init_pagefind\(new Uint8Array\(this\.searchMeta\)\));")
_TEXT, _ARRAY = 3, 4
"""Major types of CBOR (RFC 8949, section 3.1)."""
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""Additional information of a head → bytes of the number behind it."""


def steadied(files: Mapping[str, bytes], leads: bool) -> dict[str, bytes]:
    """The files of an index. leads: whether a page loads Pagefind's own script from its folder; an index that is merged
    into another one needs none."""
    entry = json.loads(files[ENTRY])
    programs = {*_SCRIPTS, *(f"wasm.{told['wasm'] or 'unknown'}.pagefind" for told in entry["languages"].values())}
    kept = {name: data for name, data in files.items() if _is_data(name) or (leads and name in programs)}
    renamed = dict(_filters(kept))
    for told in entry["languages"].values():
        told["hash"] = _meta(kept, told["hash"], renamed)
    kept |= {name: _telling(kept[name]) for name in _SCRIPTS if name in kept}
    kept[ENTRY] = json.dumps(entry, separators=(",", ":"), ensure_ascii=False).encode()
    return kept


def _telling(script: bytes) -> bytes:
    """Pagefind's script with each index in the mode of its own playground (pagefind.app/docs/playground), in which a
    result tells by which words it was found before it is fetched. It offers that mode for the first index only."""
    return _BEGINNING.sub(rb"this.raw_ptr=this.backend.enter_playground_mode(\1);", script)


def _is_data(name: str) -> bool:
    return "/" in name or name.endswith(".pf_meta")


def _filters(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Old name → new name of each filter, whose values are in order from now on."""
    for name in sorted(files):
        match = re.fullmatch(r"filter/(\w+_)(\w+)\.pf_filter", name)
        if match:
            data = _sorted(_open(files.pop(name)))
            new = match[1] + _hash(data, len(match[2]))
            files[f"filter/{new}.pf_filter"] = _close(data)
            yield match[1] + match[2], new


def _meta(files: dict[str, bytes], old: str, renamed: Mapping[str, str]) -> str:
    """The new name of the list of all other files, with the new names in it."""
    data = _open(files.pop(f"pagefind.{old}.pf_meta"))
    for before, after in renamed.items():
        data = data.replace(before.encode(), after.encode())
    language, _, digits = old.rpartition("_")
    new = f"{language}_{_hash(data, len(digits))}"
    files[f"pagefind.{new}.pf_meta"] = _close(data)
    return new


def _open(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(_MARK)


def _close(data: bytes) -> bytes:
    return gzip.compress(_MARK + data, mtime=0)


def _hash(data: bytes, digits: int) -> str:
    return blake2b(data).hexdigest()[:digits]


def _sorted(data: bytes) -> bytes:
    """A filter, which is [name, [[value, [post, …]], …]], with its values in order."""
    start = _end(data, 1)
    count, first = _head(data, start)
    values, at = [], first
    for _ in range(count):
        end = _end(data, at)
        values.append(data[at:end])
        at = end
    return data[:first] + b"".join(sorted(values)) + data[at:]


def _head(data: bytes, at: int) -> tuple[int, int]:
    """The number in the head of the item at `at`, and where its content begins (RFC 8949, section 3)."""
    low = data[at] & 31
    if low not in _WIDTHS:
        return low, at + 1
    end = at + 1 + _WIDTHS[low]
    return int.from_bytes(data[at + 1 : end], "big"), end


def _end(data: bytes, at: int) -> int:
    """Where the item at `at` ends."""
    kind = data[at] >> 5
    number, inside = _head(data, at)
    if kind == _TEXT:
        return inside + number
    for _ in range(number if kind == _ARRAY else 0):
        inside = _end(data, inside)
    return inside
