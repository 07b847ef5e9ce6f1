from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.blog import Blog, make


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """A miniature blog of its own for each test."""
    return make(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """The miniature blog, built once: tests only read it."""
    blog = make(tmp_path_factory.mktemp("built"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    return blog
