from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.cache import pool
from plugins.cache.pool import prepare_all
from plugins.core.house import Job
from plugins.posts.reader import Rules, prepare
from tests.site.blog import post

RULES = Rules(max_seconds=1.5)
HOSTILE = {
    "brackets": "[" * 60_000,
    "images": "![" * 30_000,
    "addresses": "<http://" * 10_000,
    "footnotes": "\n".join(f"[^{n}]: x [^{n + 1}]" for n in range(4000)),
}


def jobs(**bodies: str) -> list[Job]:
    return [Job(f"posts/{name}.md", "post", post(body).encode()) for name, body in bodies.items()]


def test_in_the_pool_the_same_comes_out_as_here() -> None:
    some = jobs(one="One [a](b.md).\n", two="## Two\n", three="![x]()\n")
    assert prepare_all(some, RULES) == [prepare(job.source, job.path, job.kind, RULES) for job in some]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_takes_too_long_is_ended_and_named_and_all_others_are_prepared(name: str) -> None:
    done = prepare_all(jobs(before="Fine.\n", bad=HOSTILE[name], after="Fine too.\n"), RULES)
    assert [item.path for item in done] == ["posts/before.md", "posts/bad.md", "posts/after.md"]
    assert [item.text for item in (done[0], done[2])] == ["Fine.", "Fine too."]
    (problem,) = done[1].problems
    assert problem.message == "took longer than 1.5 seconds to convert"
    assert "max_seconds" in problem.hint
    assert done[1].matter is None


def greedy(source: bytes, path: str, kind: str, rules: Rules) -> object:
    """Takes more memory than a worker may have, unless the file asks for none."""
    return len(bytearray(200 * 2**20)) if b"greedy" in source else prepare(source, path, kind, rules)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is of the worker: what it converts stands in for anything that grows."""
    monkeypatch.setattr(pool, "prepare", greedy)
    bad, good = prepare_all(jobs(bad="greedy\n", good="Fine.\n"), replace(RULES, max_memory=64 * 2**20, max_seconds=30))
    assert [problem.message for problem in bad.problems] == ["took more than 64 MiB of memory to convert"]
    assert good.text == "Fine."
