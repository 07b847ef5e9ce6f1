from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.cache import articles, pool
from plugins.cache.articles import Articles
from plugins.cache.store import Store
from plugins.core.digest import digest
from plugins.core.errors import Lost
from plugins.core.house import Wanted
from plugins.core.post import Content, Prepared
from plugins.posts.reader import prepare
from plugins.posts.rules import Rules
from tests.site.blog import post

RULES = Rules(trusted=frozenset(["desk"]))
TEXTS = {f"posts/{name}.md": post(f"## {name}\n\nThe text of {name}.\n") for name in ("one", "two", "three", "four")}


def wanted(texts: Mapping[str, str] = TEXTS) -> list[Wanted]:
    sources = {path: text.encode() for path, text in texts.items()}
    return [Wanted(path, "post", digest(data), lambda data=data: data) for path, data in sources.items()]


def whole(one: Prepared, content: Content) -> Prepared:
    return replace(one, body=content.body, headings=content.headings, text=content.text, key=b"")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of what is prepared, in this process."""
    found: list[str] = []

    def here(jobs: Iterable[pool.Job], rules: Rules) -> Iterator[tuple[pool.Job, pool.Packed]]:
        for job in jobs:
            found.append(job.path)
            yield job, pool.pack(prepare(job.source, job.path, job.kind, rules), job.key)

    monkeypatch.setattr(pool, "prepare_all", here)
    return found


def test_each_article_is_what_preparing_gives(tmp_path: Path) -> None:
    some = Articles(Store(tmp_path))
    found = some.prepare(wanted(), RULES)
    expected = [prepare(text.encode(), path, "post", RULES) for path, text in TEXTS.items()]
    assert [whole(one, some.content(one.key)) for one in found] == expected
    assert all((one.body, one.headings, one.text) == ((), (), "") for one in found)
    again = Articles(Store(tmp_path))
    assert again.prepare(wanted(), RULES) == found
    assert [whole(one, again.content(one.key)) for one in found] == expected


def test_nothing_is_prepared_twice(tmp_path: Path, made: list[str]) -> None:
    Articles(Store(tmp_path)).prepare(wanted(), RULES)
    made.clear()
    some = Articles(Store(tmp_path))
    found = some.prepare(wanted({**TEXTS, "posts/two.md": post("Other.\n"), "posts/new.md": post("New.\n")}), RULES)
    assert made == ["posts/two.md", "posts/new.md"]
    assert [one.path for one in found] == [*TEXTS, "posts/new.md"]
    assert some.content(found[1].key).text == "Other."
    assert some.used == [one.key for one in found]


OTHERS: dict[str, Any] = {
    "trusted": {"trusted": frozenset()},
    "embeds": {"embeds": frozenset(["video.example.com"])},
    "extensions": {"extensions": ()},
    "max_bytes": {"max_bytes": 999_999},
    "max_seconds": {"max_seconds": 9.0},
    "max_memory": {"max_memory": 2**29},
}


def test_all_rules_are_among_these() -> None:
    assert set(OTHERS) == set(Rules.__dataclass_fields__)


@pytest.mark.parametrize("name", OTHERS)
def test_under_another_rule_all_is_prepared_anew(tmp_path: Path, made: list[str], name: str) -> None:
    Articles(Store(tmp_path)).prepare(wanted(), RULES)
    made.clear()
    Articles(Store(tmp_path)).prepare(wanted(), replace(RULES, **OTHERS[name]))
    assert made == list(TEXTS)


def test_by_another_engine_too(tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Articles(Store(tmp_path)).prepare(wanted(), RULES)
    made.clear()
    monkeypatch.setattr(articles, "engine", lambda: b"other")
    Articles(Store(tmp_path)).prepare(wanted(), RULES)
    assert made == list(TEXTS)


@pytest.mark.parametrize("change", ["path", "kind"])
def test_under_another_name_or_as_a_page_too(tmp_path: Path, made: list[str], change: str) -> None:
    (file, *_) = wanted()
    Articles(Store(tmp_path)).prepare([file], RULES)
    made.clear()
    other = replace(file, path="pages/x.md") if change == "path" else replace(file, kind="page")
    Articles(Store(tmp_path)).prepare([other], RULES)
    assert made == [other.path]


def test_what_is_stored_goes_by_what_was_read(tmp_path: Path, made: list[str]) -> None:
    """A file that is saved between the look at it and its reading must not be taken for what it was: the next checkout
    may bring that back."""
    (file, *_) = wanted()
    changed = replace(file, read=lambda: post("Saved meanwhile.\n").encode())
    (found,) = Articles(Store(tmp_path)).prepare([changed], RULES)
    some = Articles(Store(tmp_path))
    (one,) = some.prepare([file], RULES)
    assert one.key != found.key
    assert (some.content(one.key).text, some.content(found.key).text) == ("one\nThe text of one.", "Saved meanwhile.")
    assert made == ["posts/one.md"] * 2


def test_filled_before_it_is_there_after(tmp_path: Path, made: list[str]) -> None:
    assert Articles(Store(tmp_path)).fill(wanted(), RULES, lambda done: None) == {}
    assert made == list(TEXTS)
    some = Articles(Store(tmp_path))
    found = some.prepare(wanted(), RULES)
    assert made == list(TEXTS)
    assert some.content(found[0].key).text == "one\nThe text of one."
    assert some.has([one.key for one in found])
    assert not some.has([found[0].key, b"unknown"])
    assert Articles(Store(tmp_path)).fill(wanted(), RULES, lambda done: None) == {}
    assert made == list(TEXTS)


def test_it_is_stored_while_more_is_prepared_and_told(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_TOGETHER", 2)
    files = wanted({f"posts/p{n}.md": post(f"Text {n}.\n") for n in range(5)})
    stored, told, store = list[int](), list[int](), Store(tmp_path)
    put = store.put
    monkeypatch.setattr(store, "put", lambda some: stored.append(len(made)) or put(some))
    assert Articles(store).fill(iter(files), RULES, told.append) == {}
    assert stored == [2, 4, 5]
    assert told == [1, 2, 3, 4, 5]
    assert made == [file.path for file in files]
    assert Articles(Store(tmp_path)).fill(files, RULES, told.append) == {}
    assert len(made) == 5


def test_what_is_told_as_stored_is_not_read_again(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "_TOGETHER", 3)
    first = Articles(Store(tmp_path))
    some, asked = Articles(Store(tmp_path)), list[list[bytes]]()
    get = some.store.get
    monkeypatch.setattr(some.store, "get", lambda table, keys: asked.append(list(keys)) or get(table, keys))
    arrived: list[Prepared] = []
    found = some.prepare(
        wanted(), RULES, wait=lambda hear: first.fill(wanted(), RULES, lambda done: None, hear), arrived=arrived.append
    )
    assert arrived == found
    assert asked == [[]]
    assert found == Articles(Store(tmp_path)).prepare(wanted(), RULES)
    assert some.used == [one.key for one in found]
    assert some.content(found[3].key).text == "four\nThe text of four."
    assert made == list(TEXTS)


def test_what_could_not_be_stored_is_not_told(tmp_path: Path, made: list[str]) -> None:
    store, told = Store(tmp_path), list[Mapping[bytes, bytes]]()
    store.put({})
    (tmp_path / "articles.sqlite").mkdir()
    assert Articles(store).fill(wanted(), RULES, lambda done: None, told.append) == {}
    assert (made, told) == ([*TEXTS], [])


def test_what_was_ended_is_not_stored_and_not_tried_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(jobs: Iterable[pool.Job], rules: Rules) -> Iterator[tuple[pool.Job, Prepared]]:
        for job in jobs:
            tried.append(job.path)
            yield job, Prepared(job.path, job.kind, None)

    monkeypatch.setattr(pool, "prepare_all", refuse)
    ended = Articles(Store(tmp_path)).fill(wanted(), RULES, lambda done: None)
    some = Articles(Store(tmp_path))
    some.ended = ended
    assert [one.path for one in some.prepare(wanted(), RULES)] == list(TEXTS)
    assert tried == list(TEXTS)
    assert not some.has(list(ended))


def spoil(folder: Path, table: str) -> None:
    with sqlite3.connect(folder / "articles.sqlite") as db:
        db.execute(f"UPDATE {table} SET value = substr(value, 1, 20) || x'ff' || substr(value, 22)")


def test_damaged_facts_are_told_once_and_prepared_anew(
    tmp_path: Path, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    before = Articles(Store(tmp_path)).prepare(wanted(), RULES)
    spoil(tmp_path, "facts")
    made.clear()
    assert Articles(Store(tmp_path)).prepare(wanted(), RULES) == before
    assert made == list(TEXTS)
    assert capfd.readouterr().err.count("is damaged") == 1
    made.clear()
    assert Articles(Store(tmp_path)).prepare(wanted(), RULES) == before
    assert (made, capfd.readouterr().err) == ([], "")


def test_damaged_content_is_told_and_lost(tmp_path: Path, made: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """By then a build has begun with it: it begins anew, and finds nothing of what was damaged."""
    (one, *_) = Articles(Store(tmp_path)).prepare(wanted(), RULES)
    spoil(tmp_path, "content")
    some = Articles(Store(tmp_path))
    some.prepare(wanted(), RULES)
    with pytest.raises(Lost):
        some.content(one.key)
    assert capfd.readouterr().err.count("is damaged") == 1
    made.clear()
    some.prepare(wanted(), RULES)
    assert made == list(TEXTS)
    assert some.content(one.key).text == "one\nThe text of one."


def test_content_that_is_gone_is_lost_and_prepared_anew(tmp_path: Path, made: list[str]) -> None:
    """Facts without content would be found by the second try, and lost by it again."""
    (one, *_) = Articles(Store(tmp_path)).prepare(wanted(), RULES)
    with sqlite3.connect(tmp_path / "articles.sqlite") as db:
        db.execute("DELETE FROM content WHERE key = ?", (one.key,))
    some = Articles(Store(tmp_path))
    some.prepare(wanted(), RULES)
    with pytest.raises(Lost):
        some.content(one.key)
    some.prepare(wanted(), RULES)
    assert some.content(one.key).text == "one\nThe text of one."


def test_facts_under_another_articles_key_are_damaged(
    tmp_path: Path, made: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    before = Articles(Store(tmp_path)).prepare(wanted(), RULES)
    with sqlite3.connect(tmp_path / "articles.sqlite") as db:
        first, second = (one.key for one in before[:2])
        db.execute("UPDATE facts SET value = (SELECT value FROM facts WHERE key = ?) WHERE key = ?", (first, second))
    assert Articles(Store(tmp_path)).prepare(wanted(), RULES) == before
    assert capfd.readouterr().err.count("is damaged") == 1


def test_where_nothing_can_be_stored_the_build_has_what_it_needs(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    some = Articles(Store(tmp_path / "cache"))
    found = some.prepare(wanted(), RULES)
    assert [some.content(one.key).text.split()[0] for one in found] == ["one", "two", "three", "four"]


def test_so_much_is_kept_at_hand_and_no_more(tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "RECENT", 400)
    some = Articles(Store(tmp_path))
    found = some.prepare(wanted(), RULES)
    assert 0 < sum(map(len, some._recent.values())) <= 400
    assert len(some._recent) < len(found)
    assert [some.content(one.key).text.split()[0] for one in found] == ["one", "two", "three", "four"]


def gone() -> bytes:
    raise FileNotFoundError(2, "No such file or directory", "posts/two.md")


def with_one_gone() -> list[Wanted]:
    """All files as they were found, one of which is removed before anybody reads it."""
    return [replace(file, read=gone) if file.path == "posts/two.md" else file for file in wanted()]


def test_a_file_that_goes_away_after_the_look_is_told_and_all_others_are_prepared(tmp_path: Path) -> None:
    some = Articles(Store(tmp_path))
    found = some.prepare(with_one_gone(), RULES)
    assert [str(problem) for one in found for problem in one.problems] == [
        "posts/two.md:1: file: cannot be read: No such file or directory. Let the one who builds read it."
    ]
    assert [one.path for one in found if one.matter] == ["posts/one.md", "posts/three.md", "posts/four.md"]
    assert Articles(Store(tmp_path)).prepare(wanted(), RULES)[1].matter is not None


def test_who_begins_before_leaves_it_to_the_build(tmp_path: Path) -> None:
    told: dict[bytes, bytes] = {}
    assert Articles(Store(tmp_path)).fill(with_one_gone(), RULES, lambda done: None, told.update) == {}
    assert len(told) == len(TEXTS) - 1
