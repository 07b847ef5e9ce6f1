"""Compiled templates, kept between builds. Jinja's own cache hands whatever lies there to `marshal`, which may end the
process where a byte of it is damaged; so a digest stands before each."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plugins.core.digest import SIZE, digest

_OWN = "own-"


class Compiled(BytecodeCache):
    """The templates compiled into `folder`; those that lie below `own` into `beside`. One that cannot be read is
    compiled anew; to keep none is no harm."""

    def __init__(self, folder: Path, own: Path | None = None, beside: Path | None = None) -> None:
        self.folder = folder
        self._own, self._beside = f"{own}{os.sep}", beside

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(name, filename)
        return f"{_OWN}{key}" if self._beside and filename and filename.startswith(self._own) else key

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = self._place(bucket).read_bytes()
            if digest(data[SIZE:]) == data[:SIZE]:
                bucket.bytecode_from_string(data[SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        place, data = self._place(bucket), bucket.bytecode_to_string()
        spare = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(digest(data) + data)
            spare.replace(place)

    def _place(self, bucket: Bucket) -> Path:
        own = self._beside if bucket.key.startswith(_OWN) else None
        return (own or self.folder) / f"{bucket.key}.compiled"
