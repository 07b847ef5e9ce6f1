"""What is served: a site that reads its sources anew when it is told to, and makes a file when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from plugins.core.errors import Problem

Change = Literal["nothing", "style", "pages"]
"""What a refresh found: nothing new, style sheets of the theme and nothing else, anything else."""


class Site(Protocol):
    """May be asked from several threads. The site shown is that of the last refresh that found no error."""

    @property
    def base(self) -> str:
        """The path below which the site is served, without a slash at its end."""

    @property
    def problems(self) -> Sequence[Problem]:
        """The warnings of the site shown."""

    @property
    def seconds(self) -> float:
        """What the last refresh took, wall time."""

    @property
    def folders(self) -> Sequence[Path]:
        """The folders that it is made of, whether they are there now or not."""

    @property
    def settings(self) -> Path:
        """The settings file."""

    def refresh(self) -> Change:
        """Read what has changed. Raises Refused, or anything else; then the site shown stays."""

    def content(self, path: str) -> bytes | None:
        """The file at `path` below the output folder; None where there is none. Raises what its template raises."""

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
