from __future__ import annotations

from pathlib import Path

import pytest

from plugins.cache.kept import SPARE, Kept
from plugins.core.digest import digest

KEY = digest("a card")


def unasked() -> bytes:
    raise AssertionError("it is there: nobody makes it again")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept", b"maker 1")


def test_what_is_made_once_is_found_again(kept: Kept) -> None:
    assert kept.keep(KEY, lambda: b"picture") == b"picture"
    assert kept.keep(KEY, unasked) == b"picture"
    assert Kept(kept.folder, b"maker 1").keep(KEY, unasked) == b"picture"


def test_another_key_or_maker_is_another_thing(kept: Kept) -> None:
    kept.keep(KEY, lambda: b"picture")
    assert kept.keep(digest("another"), lambda: b"other") == b"other"
    assert Kept(kept.folder, b"maker 2").keep(KEY, lambda: b"newer") == b"newer"


@pytest.mark.parametrize("harm", [b"", b"short", b"\0" * 40, None])
def test_what_is_damaged_is_made_again(kept: Kept, harm: bytes | None) -> None:
    kept.keep(KEY, lambda: b"picture")
    path = kept.folder / kept.name(KEY)
    path.write_bytes(path.read_bytes()[:-1] if harm is None else harm)
    assert kept.keep(KEY, lambda: b"picture") == b"picture"
    assert kept.keep(KEY, unasked) == b"picture"


def test_a_file_under_the_name_of_another_is_not_taken(kept: Kept) -> None:
    kept.keep(KEY, lambda: b"picture")
    other = digest("another")
    (kept.folder / kept.name(KEY)).rename(kept.folder / kept.name(other))
    assert kept.keep(other, lambda: b"other") == b"other"


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the way")
    kept = Kept(tmp_path / "kept", b"")
    assert [kept.keep(KEY, lambda: b"picture") for _ in range(2)] == [b"picture"] * 2


def test_an_error_leaves_nothing_behind(kept: Kept) -> None:
    with pytest.raises(ZeroDivisionError):
        kept.keep(KEY, lambda: bytes(1 // 0))
    assert not kept.folder.exists()


def test_what_nobody_uses_goes_when_there_is_much_of_it(kept: Kept) -> None:
    keys = [digest(str(n)) for n in range(SPARE + 20)]
    for key in keys:
        kept.keep(key, lambda: b"x")
    (kept.folder / "left.4711").write_bytes(b"by a kill")
    kept.prune(unasked, most=30)  # type: ignore[arg-type]
    assert len(list(kept.folder.iterdir())) == SPARE + 21
    kept.prune(lambda: keys[:3], most=3)
    assert {path.name for path in kept.folder.iterdir()} == {kept.name(key) for key in keys[:3]}
