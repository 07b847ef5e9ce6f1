from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured, PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.run import rollback
from tests.publish.sites import NEW, OLD, assert_tidy, online, put_online, write_output

THIRD = {**NEW, "index.html": b"third home"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    for number, files in enumerate((OLD, NEW, THIRD)):
        put_online(write_output(tmp_path / str(number), files), tmp_path / "target", seconds=number)
    return tmp_path / "target"


def back(target: Path, to: str | None = None) -> tuple[str, list[str]]:
    said: list[str] = []
    return rollback(str(target), to=to, echo=said.append), said


def test_to_the_former_and_further(target: Path) -> None:
    one, two, three = Directory(target).ids()
    assert back(target) == (two, [f"rolled back from {three} to {two}"])
    assert online(target) == NEW
    assert back(target)[0] == one
    assert online(target) == OLD
    assert Directory(target).ids() == [one, two, three]
    assert_tidy(target)
    with pytest.raises(PublishFailed, match=f"no release is known that was online before {one}; with --to .*: {two}, "):
        back(target)


def test_to_a_named_one_and_forward_again(target: Path) -> None:
    one, _, three = Directory(target).ids()
    assert back(target, to=one)[0] == one
    assert back(target, to=three) == (three, [f"rolled back from {one} to {three}"])
    assert back(target, to=three) == (three, [f"{three} is online already"])
    assert online(target) == THIRD


def test_publishing_after_it_compares_to_what_is_online(target: Path, tmp_path: Path) -> None:
    one, two, three = Directory(target).ids()
    back(target, to=one)
    receipt, said = put_online(tmp_path / "1", target, seconds=9, keep=1)
    assert receipt.former == one
    assert said[0] == "+ posts/c/index.html"
    assert online(target) == NEW
    assert Directory(target).ids() == [one, receipt.release]
    assert two < three < receipt.release
    assert back(target)[0] == one  # not what was rolled back from


def test_an_unknown_release(target: Path) -> None:
    one = Directory(target).ids()[0]
    with pytest.raises(Misconfigured, match=f'there is no release .*Did you mean "{one}"'):
        back(target, to=one[:-1])
    with pytest.raises(Misconfigured, match="there is no release"):
        back(target, to="../releases")


def test_nothing_to_go_back_to(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="nothing is published in"):
        back(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    put_online(write_output(tmp_path / "0", OLD), tmp_path / "target")
    with pytest.raises(PublishFailed, match="no release is known that was online before"):
        back(tmp_path / "target")


def test_a_damaged_release_stays_offline(target: Path) -> None:
    two = Directory(target).ids()[1]
    (target / "releases" / two / "posts" / "b" / "index.html").unlink()
    with pytest.raises(PublishFailed, match=f"the release {two} is not what its receipt says"):
        back(target)
    assert online(target) == THIRD


def test_a_lost_release_online_can_be_replaced(target: Path) -> None:
    _, two, three = Directory(target).ids()
    (target / "releases" / three).rename(target.parent / "moved away")
    assert back(target, to=two) == (two, [f"rolled back from nothing to {two}"])
    assert online(target) == NEW
