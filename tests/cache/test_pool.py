from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cache import pool
from plugins.cache.pool import Job, Packed, pack, prepare_all
from plugins.cache.store import unpacked
from plugins.core.post import Content, Prepared
from plugins.posts.reader import prepare
from plugins.posts.rules import Rules
from tests.site.blog import post

RULES = Rules(max_seconds=1.5)
HOSTILE = {
    "brackets": "[" * 60_000,
    "images": "![" * 30_000,
    "addresses": "<http://" * 10_000,
    "footnotes": "\n".join(f"[^{n}]: x [^{n + 1}]" for n in range(4000)),
}
BODIES = {"one": "One [a](b.md).\n", "two": "## Two\n", "three": "![x]()\n", "four": "Four.\n", "five": "Five.\n"}


def jobs(**bodies: str) -> list[Job]:
    return [Job(f"posts/{name}.md", "post", post(body).encode(), name.encode()) for name, body in bodies.items()]


def opened(found: Packed | Prepared, key: bytes) -> tuple[Prepared, Content]:
    """Facts and content; an article that was ended has no content."""
    if isinstance(found, Prepared):
        return found, Content()
    return unpacked(found[0], key), unpacked(found[1], key)


def prepared(some: list[Job], rules: Rules = RULES) -> list[tuple[Prepared, Content]]:
    return [opened(one, job.key) for job, one in prepare_all(some, rules)]


def test_what_is_long_is_kept_apart_and_nothing_is_lost() -> None:
    whole = prepare(post(BODIES["one"]).encode(), "posts/one.md", "post", RULES)
    facts, content = opened(pack(whole, b"key"), b"key")
    assert (facts.body, facts.headings, facts.text, facts.key) == ((), (), "", b"key")
    assert replace(facts, body=content.body, headings=content.headings, text=content.text, key=b"") == whole


@pytest.mark.parametrize("count", [1, 3, 4, 5])
def test_in_another_process_the_same_comes_out_as_here(count: int) -> None:
    """Few articles go through one process each, more through the pool."""
    some = jobs(**dict(list(BODIES.items())[:count]))
    here = [pack(prepare(job.source, job.path, job.kind, RULES), job.key) for job in some]
    assert prepared(some) == [opened(one, job.key) for one, job in zip(here, some, strict=True)]


@pytest.mark.parametrize("ahead", [0, 1, 8])
def test_in_the_order_given_however_many(monkeypatch: pytest.MonkeyPatch, ahead: int) -> None:
    monkeypatch.setattr(pool, "_PORTION", 2)
    monkeypatch.setattr(pool, "_AHEAD", ahead)
    some = jobs(**{f"p{n}": f"Text {n}.\n" for n in range(4 * (os.cpu_count() or 1) + 7)})
    done = list(prepare_all(some, RULES))
    assert [job for job, _ in done] == some
    assert [opened(one, job.key)[0].path for job, one in done] == [job.path for job in some]


@given(st.integers(0, 90), st.integers(1, 24))
def test_each_job_is_in_one_portion_and_the_last_ones_are_short(count: int, size: int) -> None:
    some = [Job(f"posts/{n}.md", "post", b"") for n in range(count)]
    found = [*pool._portions(iter(some), size)]
    assert [job for portion in found for job in portion] == some
    assert [*map(len, found)] == sorted(map(len, found), reverse=True)
    assert max(map(len, found), default=0) <= size
    assert max(map(len, found[-4:]), default=0) <= max(1, size // 4)


def test_no_more_is_read_than_there_is_work_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand articles do not lie in memory as long as the first of them is prepared."""
    monkeypatch.setattr(pool, "_PORTION", 1)
    monkeypatch.setattr(pool, "_AHEAD", 1)
    cores, read = os.cpu_count() or 1, list[str]()

    def reading() -> Iterator[Job]:
        for job in jobs(**{f"p{n}": f"Text {n}.\n" for n in range(40 + 4 * cores)}):
            read.append(job.path)
            yield job

    done = prepare_all(reading(), RULES)
    next(done)
    assert len(read) < 30 + 4 * cores
    assert len([*done]) == 39 + 4 * cores


@pytest.mark.parametrize(("name", "others"), [*((name, 1) for name in HOSTILE), ("brackets", 4)])
def test_what_takes_too_long_is_ended_and_named_and_all_others_are_prepared(name: str, others: int) -> None:
    before = {f"before{n}": "Fine.\n" for n in range(others)}
    *good, (bad, nothing), (after, text) = prepared(jobs(**before, bad=HOSTILE[name], after="Fine too.\n"))
    assert [content.text for _, content in good] == ["Fine."] * others
    assert text.text == "Fine too."
    (problem,) = bad.problems
    assert (bad.path, after.path) == ("posts/bad.md", "posts/after.md")
    assert problem.message == "took longer than 1.5 seconds to convert"
    assert "max_seconds" in problem.hint
    assert bad.matter is None
    assert nothing == Content()


def greedy(source: bytes, path: str, kind: str, rules: Rules) -> object:
    """Takes more memory than a worker may have, unless the file asks for none."""
    return len(bytearray(200 * 2**20)) if b"greedy" in source else prepare(source, path, kind, rules)  # type: ignore[arg-type]


def ending(source: bytes, path: str, kind: str, rules: Rules) -> object:
    """Ends its process, as a fault of a library in C would."""
    import os

    return os._exit(3) if b"ending" in source else prepare(source, path, kind, rules)  # type: ignore[arg-type]


@pytest.mark.parametrize("others", [1, 4])
@pytest.mark.parametrize(
    ("how", "word", "message"),
    [
        (greedy, "greedy", "took more than 64 MiB of memory to convert"),
        (ending, "ending", "ended the process that converted it"),
    ],
)
def test_memory_is_bounded_and_an_ended_process_is_no_end(
    monkeypatch: pytest.MonkeyPatch, how: object, word: str, message: str, others: int
) -> None:
    """The limit is of the worker: what it converts stands in for anything that grows, or fails."""
    monkeypatch.setattr(pool, "prepare", how)
    good = {f"good{n}": "Fine.\n" for n in range(others)}
    (bad, _), *rest = prepared(jobs(bad=f"{word}\n", **good), replace(RULES, max_memory=64 * 2**20, max_seconds=30))
    assert [problem.message for problem in bad.problems] == [message]
    assert [content.text for _, content in rest] == ["Fine."] * others
