from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.blogs import Served, a_blog
from tests.site.blog import Blog


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return a_blog(tmp_path)


@pytest.fixture
def served(blog: Blog) -> Iterator[Served]:
    found = Served(blog)
    yield found
    found.end(signal.SIGKILL)
