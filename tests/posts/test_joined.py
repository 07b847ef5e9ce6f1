from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.posts import joined as module
from plugins.posts.joined import Former, Frame, Index

FRAME = Frame(b'{"posts": [\n', b",\n", b"\n", b"]}\n")
KEYS = st.lists(st.text("abcdef", min_size=1, max_size=2), unique=True, max_size=6)
EDITS = st.tuples(KEYS, st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.binary(max_size=9), max_size=6))


def joined(frame: Frame, keys: Iterable[str], fresh: Mapping[str, bytes], former: Former) -> tuple[bytes, Index]:
    """The file as it is written, one part behind the other."""
    parts, index = module.joined(frame, keys, fresh, former)
    return b"".join(parts), index


def _whole(keys: list[str], parts: dict[str, bytes], frame: Frame = FRAME) -> bytes:
    return joined(frame, keys, parts, Former())[0]


def test_what_stands_where() -> None:
    text, index = joined(FRAME, ["a", "b"], {"a": b"1", "b": b'"two"'}, Former())
    assert text == b'{"posts": [\n1,\n"two"\n]}\n'
    assert {key: text[start : start + size] for key, (start, size) in index.items()} == {"a": b"1", "b": b'"two"'}


def test_without_fragments_the_end_is_left_out() -> None:
    assert joined(FRAME, [], {"a": b"unused"}, Former()) == (b'{"posts": [\n]}\n', {})
    assert json.loads(_whole([], {})) == {"posts": []}


@given(st.lists(EDITS, max_size=6))
def test_however_often_it_is_edited_it_is_what_it_would_be_if_it_were_written_whole(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], dict[str, bytes]]]
) -> None:
    """Each step has its keys, in their order, and what is new; whatever is neither new nor known is made, too."""
    path = tmp_path_factory.mktemp("joined") / "file"
    known: dict[str, bytes] = {}
    index: Index = {}
    for keys, edits in steps:
        fresh = {**{key: key.encode() for key in keys if key not in index}, **edits}
        known = {key: fresh.get(key, known.get(key, b"")) for key in keys}
        before = Former(path, index)
        same = before.is_of(keys, fresh)
        text, index = joined(FRAME, keys, fresh, before)
        assert text == _whole(keys, known)
        assert not same or text == path.read_bytes()
        assert {key: text[start : start + size] for key, (start, size) in index.items()} == known
        path.write_bytes(text)


def test_the_former_file_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    text, index = joined(FRAME, ["a", "b"], {"a": b"1", "b": b"2"}, Former())
    path.write_bytes(text)
    former = Former(path, index)
    assert former.is_of(["a", "b"], {})
    assert former.is_of(["a", "b"], {"b": b"2", "c": b"of no post"})
    assert not former.is_of(["a", "b"], {"b": b"3"})
    assert not former.is_of(["a", "b"], {"b": b"22"})
    assert not former.is_of(["b", "a"], {})
    assert not former.is_of(["a"], {})
    assert not Former(None, index).is_of(["a", "b"], {})
    assert not Former(path, {}).is_of([], {})


def test_another_head_moves_everything(tmp_path: Path) -> None:
    path = tmp_path / "file"
    text, index = joined(FRAME, ["a", "b"], {"a": b"1", "b": b"2"}, Former())
    path.write_bytes(text)
    other = Frame(b"a much longer head\n", b"; ", b".")
    assert joined(other, ["b", "a"], {}, Former(path, index))[0] == b"a much longer head\n2; 1."


def test_the_former_file_is_not_asked_for_where_nothing_is_known_of_it(tmp_path: Path) -> None:
    assert joined(FRAME, ["a"], {"a": b"1"}, Former(tmp_path / "gone", {}))[0] == _whole(["a"], {"a": b"1"})
