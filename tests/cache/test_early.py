"""What is prepared before Pelican is there: each file is read as often as it has to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.cache import early
from plugins.cache.articles import Articles
from plugins.cache.store import Store
from plugins.posts import fingerprints, sources
from tests.posts.blogs import write

ROOT = Path(__file__).resolve().parents[2]
POST = """---
title: Post {0}
slug: post-{0}
id: 2026-post-{0:05}
date: 2026-01-01
summary: A summary.
authors: [editorial-desk]
---

Words of post {0}.
"""


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    settings = (ROOT / "pelicanconf.py").read_text()
    posts = {f"content/posts/{number}.md": POST.format(number) for number in range(6)}
    return write(tmp_path, {"pelicanconf.py": settings, **posts})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """File → how often its bytes were read."""
    found: Counter[str] = Counter()
    real = fingerprints.contents

    def read(path: str) -> bytes:
        found[Path(path).name] += 1
        return real(path)

    monkeypatch.setattr(fingerprints, "contents", read)
    monkeypatch.setattr(sources, "contents", read)
    return found


def prepared(blog: Path) -> list[bytes]:
    """The keys of what was prepared in one run."""
    told: list[bytes] = []

    def hear(facts: Mapping[bytes, bytes]) -> None:
        told.extend(facts)

    assert early._prepare(blog / "pelicanconf.py", None, False, hear) == {}
    return told


def test_where_nothing_is_stored_each_post_is_read_once(blog: Path, reads: Counter[str]) -> None:
    assert len(prepared(blog)) == 6
    assert {name: count for name, count in reads.items() if name.endswith(".md")} == {f"{n}.md": 1 for n in range(6)}


def test_what_is_stored_then_is_found_by_what_the_build_asks_for(blog: Path) -> None:
    """The key is that of the bytes, though nobody had looked at them before."""
    keys = prepared(blog)
    assert Articles(Store(blog / ".waypost/cache")).has(keys)
    assert prepared(blog) == []


def test_later_only_the_edited_post_is_prepared(blog: Path) -> None:
    before = prepared(blog)
    (blog / "content/posts/3.md").write_text(POST.format(3) + "\nMore.\n")
    after = prepared(blog)
    assert len(after) == 1
    assert not {*after} & {*before}
