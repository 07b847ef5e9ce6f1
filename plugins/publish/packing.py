"""Makes the compressed copies of an output, each once: they are kept by the content of what they were made of.

The name of a kept copy tells that content, its own, and who made it. What a disk or a careless hand has damaged is
known by that, and made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from plugins.core.records import dataclass
from plugins.publish.copies import Encoding, compressed, is_text, maker
from plugins.publish.directory import names
from plugins.publish.disk import Disk
from plugins.publish.output import Output
from plugins.publish.release import lay_out
from plugins.publish.tree import Fingerprint, fingerprint

_SPARE = 500
"""Copies that may be kept unused, besides as many as are in use: a former version comes back, another site is built."""
Job = tuple[str, Encoding]
"""(SHA-256 of the content, encoding)."""
Kept = dict[Job, tuple[Path, Fingerprint]]
"""Where the copy is kept, and what it is."""


@dataclass(frozen=True, slots=True)
class Packer:
    """folder: where copies are kept between publishes; encodings: of which each text file gets one."""

    folder: Path
    encodings: tuple[Encoding, ...]

    def pack(self, built: Output, disk: Disk) -> Output:
        """The output with its copies; one that the site brings along itself stays. Raises OSError as the disk does."""
        wanted = dict(self._wanted(built))
        if not wanted:
            return built
        kept = self._kept(set(wanted.values()))
        missing = {job: (built.root / path[:-3], path[:-3]) for path, job in wanted.items() if job not in kept}
        self._make(missing, kept, disk)
        self._prune(kept, disk)
        copies = {path: kept[job] for path, job in wanted.items() if job in kept}
        files = {**built.files, **{path: found for path, (_, found) in copies.items()}}
        places = {path: place for path, (place, _) in copies.items()}
        return replace(built, files=dict(sorted(files.items())), copies=places)

    def _wanted(self, built: Output) -> Iterator[tuple[str, Job]]:
        """(path of a copy, what it takes)."""
        for path, file in built.files.items():
            for encoding in self.encodings if is_text(path) else ():
                if f"{path}.{encoding}" not in built.files:
                    yield f"{path}.{encoding}", (file.sha256, encoding)

    def _kept(self, jobs: set[Job]) -> Kept:
        """Those that were done before, and are whole."""
        makers: Mapping[str, Encoding] = {maker(encoding): encoding for encoding in self.encodings}
        found: Kept = {}
        for name in names(self.folder):
            source, _, rest = name.partition(".")
            made, _, by = rest.partition(".")
            if by in makers and (source, makers[by]) in jobs:
                with suppress(OSError):
                    there = fingerprint(self.folder / name)
                    if there.sha256 == made:
                        found[source, makers[by]] = self.folder / name, there
        return found

    def _make(self, missing: Mapping[Job, tuple[Path, str]], kept: Kept, disk: Disk) -> None:
        """Compress by all cores: zlib and brotli let go of Python's lock while they work."""
        if not missing:
            return
        lay_out(disk, self.folder)

        def one(job: Job) -> bytes | None:
            source, path = missing[job]
            return compressed(source.read_bytes(), path, job[1])

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for job, data in zip(missing, pool.map(one, missing), strict=True):
                if data is not None:
                    kept[job] = self._keep(job, data, disk)

    def _keep(self, job: Job, data: bytes, disk: Disk) -> tuple[Path, Fingerprint]:
        what = Fingerprint(sha256=sha256(data).hexdigest(), size=len(data))
        place = self.folder / f"{job[0]}.{what.sha256}.{maker(job[1])}"
        spare = self.folder / f".{place.name}.{os.getpid()}"
        with suppress(FileNotFoundError):
            disk.remove(spare)
        disk.write(spare, data)
        disk.rename(spare, place)
        return place, what

    def _prune(self, kept: Kept, disk: Disk) -> None:
        """Throw away what nobody used this time, where much of it lies there."""
        used = {place.name for place, _ in kept.values()}
        idle = [name for name in names(self.folder) if name not in used]
        if len(idle) > len(used) + _SPARE:
            for name in idle:
                with suppress(FileNotFoundError):  # another publish has done so
                    disk.remove(self.folder / name)
