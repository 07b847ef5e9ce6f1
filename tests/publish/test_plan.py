from __future__ import annotations

import datetime as dt
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import PublishFailed
from plugins.core.site import output_path
from plugins.publish.plan import SHOWN, address_of, compare, lines, refuse_shrinking, release_id, summary
from plugins.publish.tree import Fingerprint, Tree
from tests.publish.sites import NOW

contents = st.dictionaries(st.text("ab/.", min_size=1, max_size=4), st.binary(max_size=2), max_size=12)


def tree(files: dict[str, bytes]) -> Tree:
    return {
        path: Fingerprint(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        for path, data in sorted(files.items())
    }


def numbered(count: int, word: str = "page") -> Tree:
    return tree({f"{word}/{number:03}.html": b"" for number in range(count)})


@given(contents, contents)
def test_the_plan_is_the_naive_comparison(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    plan = compare(tree(before), tree(after))
    assert list(plan.added) == sorted(path for path in after if path not in before)
    assert list(plan.removed) == sorted(path for path in before if path not in after)
    assert list(plan.changed) == sorted(path for path in after if path in before and before[path] != after[path])
    assert list(plan.unchanged) == sorted(path for path in after if before.get(path) == after[path])
    assert plan.empty == (before == after)


def test_lines() -> None:
    before = tree({"a": b"1", "b": b"1", "c\x1b": b"1", "d": b"1"})
    plan = compare(before, tree({"a": b"1", "b": b"2", "d": b"1", "e": b"1", "f": b"1"}))
    assert list(lines(plan)) == ["+ e", "+ f", "~ b", r"- c\x1b", "2 added, 1 changed, 1 removed, 2 unchanged"]
    assert summary(plan) == "2 added, 1 changed, 1 removed, 2 unchanged"


@pytest.mark.parametrize(("count", "shown", "last"), [(40, 40, "+ page/039.html"), (41, 41, "+ … and 1 more added")])
def test_long_plans_are_cut_with_a_count(count: int, shown: int, last: str) -> None:
    said = list(lines(compare({}, numbered(count))))
    assert len(said) == shown + 1
    assert said[-2] == last
    assert said[-1] == f"{count} added, 0 changed, 0 removed, 0 unchanged"


def test_each_kind_is_cut_on_its_own() -> None:
    said = list(lines(compare(numbered(50, "old"), numbered(60, "new"))))
    assert len(said) == 2 * (SHOWN + 1) + 1
    assert said[SHOWN] == "+ … and 20 more added"
    assert said[2 * SHOWN + 1] == "- … and 10 more removed"


@pytest.mark.parametrize(("before", "after", "refused"), [(10, 8, False), (10, 7, True), (5, 4, False), (5, 3, True),
                                                          (0, 1, False), (1, 5, False), (100, 79, True)])  # fmt: skip
def test_shrinking(before: int, after: int, refused: bool) -> None:
    if not refused:
        refuse_shrinking(numbered(before), numbered(after))
        return
    with pytest.raises(PublishFailed, match=f"has {after} files, the site online has {before}: .*--allow-shrink"):
        refuse_shrinking(numbered(before), numbered(after))


def test_release_ids_tell_time_and_content() -> None:
    one, other = tree({"a": b"1"}), tree({"a": b"2"})
    assert re.fullmatch(r"20261121T203301Z-[0-9a-f]{8}", release_id(one, NOW))
    assert release_id(one, NOW) == release_id(dict(one), NOW.astimezone(dt.timezone(dt.timedelta(hours=5))))
    assert release_id(one, NOW)[-8:] != release_id(other, NOW)[-8:]
    assert release_id(one, NOW)[-8:] != release_id(tree({"b": b"1"}), NOW)[-8:]
    assert release_id(one, NOW) < release_id(one, NOW + dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "/"),
        ("posts/x/index.html", "/posts/x/"),
        ("404.html", "/404.html"),
        ("my-index.html", "/my-index.html"),
        ("posts/x/index.htm", None),
        ("feeds/all.rss.xml", None),
    ],
)
def test_addresses(path: str, address: str | None) -> None:
    assert address_of(path) == address
    if address:
        assert output_path(address) == path
