from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from plugins.core.errors import Misconfigured
from plugins.posts import outputs
from plugins.posts.outputs import link_unchanged, staged
from tests.posts.blogs import write
from tests.site.blog import ROOT, tree

OLD = {"index.html": "old", "posts/a/index.html": "a", "posts/b/index.html": "b"}
NEW = {"index.html": "new", "posts/a/index.html": "a", "posts/c/index.html": "c"}


def _build(output: Path, files: dict[str, str]) -> Path:
    with staged(output) as stage:
        write(stage.folder, files)
    return output.resolve()


def _read(output: Path) -> dict[str, str]:
    return {p.relative_to(output).as_posix(): p.read_text() for p in output.rglob("*") if p.is_file()}


def _builds(root: Path) -> list[str]:
    return sorted(os.listdir(root / ".waypost/builds"))


def test_the_first_build(tmp_path):
    _build(tmp_path / "output", OLD)
    assert _read(tmp_path / "output") == OLD
    link = os.readlink(tmp_path / "output")
    assert link.startswith(".waypost/builds/output.")
    assert sorted(os.listdir(tmp_path)) == [".waypost", "output"]


def test_the_second_build_stands_beside_the_first(tmp_path):
    """What is the same in both is shared by whoever makes the files: tests/cache and tests/site."""
    first = _build(tmp_path / "output", OLD)
    second = _build(tmp_path / "output", NEW)
    assert second != first
    assert _read(tmp_path / "output") == NEW
    assert _read(first) == OLD


def test_a_stage_tells_what_stood_there_and_is_followed_by_what_waits_for_the_switch(tmp_path):
    first, seen = _build(tmp_path / "output", OLD), []
    with staged(tmp_path / "output") as stage:
        assert (stage.former, stage.state) == (first, tmp_path / ".waypost/builds/output.state")
        stage.afterwards.append(lambda: seen.append((tmp_path / "output").resolve()))
        write(stage.folder, NEW)
    assert seen == [stage.folder]


def test_what_waits_for_the_switch_is_not_done_after_a_build_that_failed(tmp_path):
    seen = []

    def fail() -> None:
        with staged(tmp_path / "output") as stage:
            assert stage.former is None
            stage.afterwards.append(lambda: seen.append(1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert seen == []


@pytest.mark.parametrize("forking", [True, False])
def test_sweeping_never_takes_the_build_that_was_the_output_when_it_began(tmp_path, monkeypatch, forking):
    """The sweep runs beside the build, and may come to its end after the switch."""
    if not forking:
        monkeypatch.delattr(outputs.os, "fork")
    folders = []
    for n in range(6):
        folders.append(_build(tmp_path / "output", {"n": str(n)}))
        assert [folder.exists() for folder in folders[-2:]] == [True] * len(folders[-2:])
    assert _builds(tmp_path) == sorted(folder.name for folder in folders[-2:])


def test_builds_that_are_over_are_swept(tmp_path):
    folders = [_build(tmp_path / "output", {"n": str(n)}) for n in range(4)]
    assert [folder.exists() for folder in folders] == [False, False, True, True]
    assert _builds(tmp_path) == sorted(folder.name for folder in folders[2:])


def test_a_project_that_was_moved_goes_on(tmp_path):
    _build(tmp_path / "one/output", OLD)
    (tmp_path / "one").rename(tmp_path / "two")
    assert _read(tmp_path / "two/output") == OLD
    _build(tmp_path / "two/output", NEW)
    assert _read(tmp_path / "two/output") == NEW


@pytest.mark.parametrize("missing", ["far/away/output", "output"])
def test_folders_on_the_way_are_made(tmp_path, missing):
    _build(tmp_path / missing, OLD)
    assert _read(tmp_path / missing) == OLD


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "output").mkdir()
    _build(tmp_path / "output", OLD)
    assert (tmp_path / "output").is_symlink()


def test_a_build_that_somebody_removed_is_made_again(tmp_path):
    outputs.shutil.rmtree(_build(tmp_path / "output", OLD))
    _build(tmp_path / "output", NEW)
    assert _read(tmp_path / "output") == NEW


REFUSED = {
    "a folder": (lambda out: write(out, {"photo.jpg": "mine"}), "is a folder that no build made. Move it, or name"),
    "a file": (lambda out: out.write_text("mine"), "is a file. Name another --output"),
    "a foreign link": (
        lambda out: out.symlink_to("/somewhere/www"),
        "is a link to /somewhere/www, which no build made",
    ),
    "a link to itself": (lambda out: out.symlink_to("output"), "is a link to output, which no build made"),
    "builds of another": (lambda out: out.symlink_to("/x/builds/output.1"), "which no build made"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path, name):
    make, message = REFUSED[name]
    make(tmp_path / "output")
    before = sorted(os.listdir(tmp_path)), os.lstat(tmp_path / "output").st_ino
    with pytest.raises(Misconfigured, match=message), staged(tmp_path / "output"):
        pytest.fail("the build began")
    assert (sorted(os.listdir(tmp_path)), os.lstat(tmp_path / "output").st_ino) == before


def _fail(output: Path, error: type[BaseException]) -> None:
    with staged(output) as stage:
        write(stage.folder, NEW)
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("first", [False, True])
def test_a_build_that_fails_changes_nothing_and_leaves_nothing(tmp_path, error, first):
    former = None if first else _build(tmp_path / "output", OLD)
    with pytest.raises(error):
        _fail(tmp_path / "output", error)
    assert (tmp_path / "output").is_symlink() is not first
    assert _builds(tmp_path) == ([] if first else [former.name])
    assert first or _read(tmp_path / "output") == OLD


def test_the_former_build_stands_whole_while_the_next_is_made(tmp_path):
    _build(tmp_path / "output", OLD)
    with staged(tmp_path / "output") as stage:
        write(stage.folder, NEW)
        assert _read(tmp_path / "output") == OLD


def test_a_path_through_a_link_is_the_same_output(tmp_path):
    """The sweep would otherwise take the build that is online for a former one."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    former = _build(tmp_path / "link/output", OLD)
    with staged(tmp_path / "link/output") as stage:
        assert _read(tmp_path / "real/output") == OLD
        write(stage.folder, NEW)
    assert _read(tmp_path / "real/output") == NEW
    assert former.exists()


def test_builds_on_another_disk(tmp_path):
    """`.waypost` may be a link to a roomier place."""
    (tmp_path / "roomy").mkdir()
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/.waypost").symlink_to(tmp_path / "roomy")
    _build(tmp_path / "blog/output", OLD)
    with staged(tmp_path / "blog/output") as stage:
        assert _read(tmp_path / "blog/output") == OLD
        write(stage.folder, NEW)
    assert _read(tmp_path / "blog/output") == NEW


@pytest.mark.parametrize("other", ["output.old", "output2", "output.1f", "out"])
def test_outputs_side_by_side_leave_each_other_alone(tmp_path, other):
    for _ in range(3):
        _build(tmp_path / "output", OLD)
        _build(tmp_path / other, NEW)
    assert _read(tmp_path / "output") == OLD
    assert _read(tmp_path / other) == NEW
    assert len(_builds(tmp_path)) == 4


@pytest.mark.parametrize("name", ["a[b]", "a*", "with space", "-o", "über"])
def test_names_that_mean_something_elsewhere(tmp_path, name):
    for n in range(3):
        _build(tmp_path / name, {"n": str(n)})
    assert _read(tmp_path / name) == {"n": "2"}
    assert len(_builds(tmp_path)) == 2


def test_a_file_system_without_hard_links_keeps_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    write(tmp_path / "former", OLD)
    write(tmp_path / "folder", NEW)
    monkeypatch.setattr(outputs.os, "link", refuse)
    link_unchanged(tmp_path / "folder", tmp_path / "former")
    assert _read(tmp_path / "folder") == NEW


def test_how_many_files_are_shared(tmp_path):
    write(tmp_path / "former", OLD)
    write(tmp_path / "folder", NEW)
    (tmp_path / "former/posts/c").mkdir(parents=True)
    (tmp_path / "former/posts/c/index.html").symlink_to("../../index.html")
    assert link_unchanged(tmp_path / "folder", tmp_path / "former") == 1
    assert _read(tmp_path / "folder") == NEW


BUILD = """
import os, signal, sys
from pathlib import Path
from plugins.posts.outputs import staged
output, text, stop = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with staged(output) as stage:
    print("begun", flush=True)
    for n in range(50):
        (stage.folder / f"{n}.html").write_text(text)
    if stop == "wait":
        sys.stdin.readline()
    if stop == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
print("done", flush=True)
"""
SWITCH = """
import os, signal, sys
from pathlib import Path
from plugins.posts import outputs
def kill(self, target):
    os.kill(os.getpid(), signal.SIGKILL)
Path.rename = kill
with outputs.staged(Path(sys.argv[1])) as stage:
    (stage.folder / "index.html").write_text("new")
"""


@pytest.fixture
def start():
    """Starts a build in a process of its own; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *args: str) -> subprocess.Popen[str]:
        command, pipe = [sys.executable, "-c", code, *args], subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _line(stream: IO[str]) -> str:
    """The next line of a process; a failure where it says nothing for a minute, never a test that hangs."""
    assert select.select([stream], [], [], 60)[0], "the process is silent"
    return stream.readline()


@pytest.mark.parametrize("code", [BUILD, SWITCH])
def test_what_a_killed_build_leaves_is_swept_by_the_next(tmp_path, start, code):
    _build(tmp_path / "output", OLD)
    before = tree(tmp_path / "output")
    killed = start(code, str(tmp_path / "output"), "x", "kill")
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert tree(tmp_path / "output") == before
    assert len(_builds(tmp_path)) >= 2
    _build(tmp_path / "output", NEW)
    assert _read(tmp_path / "output") == NEW
    assert len(_builds(tmp_path)) == 2
    assert sorted(os.listdir(tmp_path)) == [".waypost", "output"]


def test_of_two_builds_at_once_the_second_waits_and_says_for_whom(tmp_path, start):
    first = start(BUILD, str(tmp_path / "output"), "first", "wait")
    assert _line(first.stdout) == "begun\n"
    second = start(BUILD, str(tmp_path / "output"), "second", "go")
    assert _line(second.stderr) == f"another build (process {first.pid}) is at work: waiting for it\n"
    out, _ = first.communicate("\n", timeout=60)
    assert (out, first.returncode) == ("done\n", 0)
    out, _ = second.communicate(timeout=60)
    assert (out, second.returncode) == ("begun\ndone\n", 0)
    assert set(_read(tmp_path / "output").values()) == {"second"}
    assert len(_read(tmp_path / "output")) == 50
