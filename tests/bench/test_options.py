from __future__ import annotations

from pathlib import Path

import pytest

from bench.options import read


def test_what_nobody_said() -> None:
    told = read([])
    assert told.posts == (100, 1000, 10000)
    assert told.rounds == 3
    assert told.tools[:3] == ("ours", "ours-plain", "pelican")
    assert "pelican-cache" not in told.tools


def test_the_command_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    told = read(["--posts=40,4,40", "--rounds=2", "--tools=pelican,ours", f"--peers={tmp_path}", f"--out={tmp_path}/r"])
    assert told.command == "./inv bench --posts 4,40 --rounds 2 --tools pelican,ours --peers FOLDER"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--posts=3"], "at least 4 posts"),
        (["--posts=ten"], "'ten' is not a number above 0"),
        (["--rounds=0"], "'0' is not a number above 0"),
        (["--tools=ours,hugp"], "unknown: hugp"),
        (["--peers=/nowhere/at/all"], "there is no folder"),
        (["--out=/nowhere/at/all/r.md"], "there is no folder"),
    ],
)
def test_refused(arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read(arguments)
    assert ended.value.code == 2
    assert why in capsys.readouterr().err
