"""Compiled templates, kept between builds. Jinja's own cache hands whatever lies there to `marshal`, which may end the
process where a byte of it is damaged; so a digest stands before each."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plugins.core.digest import SIZE, digest


class Compiled(BytecodeCache):
    """The templates compiled into `folder`. One that cannot be read is compiled anew; to keep none is no harm."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = self._place(bucket).read_bytes()
            if digest(data[SIZE:]) == data[:SIZE]:
                bucket.bytecode_from_string(data[SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        place, data = self._place(bucket), bucket.bytecode_to_string()
        spare = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(digest(data) + data)
            spare.replace(place)

    def _place(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.compiled"
