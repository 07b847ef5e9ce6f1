"""Killed at any change of the file system, or with the disk full: the former output stands whole, and the next build
leaves no rubbish. Two builds at once both end well. No build asks the network for anything."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.blog import NOW, ROOT, Blog, Done, make, post, run, tree

WATCHED = str(ROOT / "tests/site/watched.py")


def watched(blog: Blog, action: str, at: int = 0) -> Done:
    command = [sys.executable, WATCHED, str(blog.root), action, str(at), "--", "build"]
    return run([*command, "--settings", str(blog.root / "pelicanconf.py"), "--now", NOW], blog.root)


def smaller(root: Path) -> Blog:
    """A blog of a few posts, so that many kills stay quick."""
    names = ("one", "two", "three", "four", "five", "six")
    posts = {name: post(f"{name}.\n", id=f"aaaa000{n}", title=name.title()) for n, name in enumerate(names, 1)}
    blog = make(root, posts=posts)
    blog.write("content/data/redirects.yaml", "{}\n")
    return blog


def changed(blog: Blog) -> None:
    blog.write("content/posts/two.md", post("Two, changed.\n", id="aaaa0002", title="Two"))


def again(blog: Blog, root: Path) -> Blog:
    """The blog as it is, elsewhere: a build that was killed leaves other work for the next than the one before it."""
    shutil.copytree(blog.root, root, symlinks=True)
    return Blog(root)


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many changes of the file system the build makes that will be killed: a second one, of which another output
    has had its like before."""
    blog = smaller(tmp_path_factory.mktemp("count"))
    assert blog.inv("build").code == 0
    changed(blog)
    assert blog.inv("build", "--output", "fresh/output").code == 0
    found = re.search(r"changes: (\d+)", watched(again(blog, blog.root.with_name("counted")), "count").out)
    assert found
    return int(found[1])


def points(total: int, some: int = 8, last: int = 6) -> list[int]:
    """Places spread over the whole build, and all of the last few, where the switch is."""
    spread = {1 + i * (total - 1) // (some - 1) for i in range(some)}
    return sorted(spread | set(range(total - last + 1, total + 1)))


def test_there_is_much_to_kill_between(changes: int) -> None:
    assert changes > 100


def test_killed_at_any_change_the_former_output_or_the_new_stands_whole(tmp_path: Path, changes: int) -> None:
    blog = smaller(tmp_path)
    assert blog.inv("build").code == 0
    old = blog.tree()
    changed(blog)
    assert blog.inv("build", "--output", "fresh/output").code == 0
    new = tree(blog.root / "fresh/output")
    assert old != new
    killed = 0
    for at in points(changes):
        one = again(blog, tmp_path.with_name(f"{tmp_path.name}-{at}"))
        killed += watched(one, "kill", at).code == -signal.SIGKILL
        assert one.tree() in (old, new), f"killed at change {at} of {changes}"
        assert one.inv("build").code == 0
        assert one.tree() == new, f"built again after it was killed at change {at} of {changes}"
        builds = [path.name for path in (one.root / ".waypost/builds").iterdir() if path.is_dir()]
        assert len(builds) <= 2, builds
        assert not [name for name in os.listdir(one.root) if name.startswith(".output")]
    assert killed >= 8


def test_a_full_disk_is_told_in_words_and_loses_nothing(tmp_path: Path, changes: int) -> None:
    blog = smaller(tmp_path)
    assert blog.inv("build").code == 0
    old = blog.tree()
    changed(blog)
    for at in (2, changes // 3, changes // 2, changes - 8):
        one = again(blog, tmp_path.with_name(f"{tmp_path.name}-{at}"))
        done = watched(one, "full", at)
        assert done.code == 2, (at, done.all)
        assert "No space left on device" in done.all
        assert "This is a bug" not in done.all
        assert "Traceback" not in done.all
        assert one.tree() == old
        assert one.inv("build").code == 0
        assert one.tree() != old


def test_a_real_full_file_system(tmp_path: Path) -> None:
    """A tmpfs of 400 kB in a mount namespace of its own; where the system allows none, the test above stands alone."""
    blog = smaller(tmp_path)
    blog.write("content/extra/big.txt", "x" * 600_000)
    inner = f"mount -t tmpfs -o size=400k none {blog.root}/full && exec {sys.executable} {ROOT}/tasks.py build " + (
        f"--settings {blog.root}/pelicanconf.py --output {blog.root}/full/output --now {NOW}"
    )
    (blog.root / "full").mkdir()
    allowed = run(["unshare", "-rm", "true"], blog.root).code == 0
    done = run(["unshare", "-rm", "sh", "-c", inner], blog.root) if allowed else None
    if done is not None:
        assert done.code == 2, done.all
        assert "No space left on device" in done.all
        assert "Traceback" not in done.all
    assert not (blog.root / "full/output").exists()


def test_two_builds_at_once_both_end_well(blog: Blog) -> None:
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--settings", "pelicanconf.py", "--now", NOW]
    both = [subprocess.Popen(command, cwd=blog.root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.wait(120) for process in both] == [0, 0, 0]
    assert blog.json("_waypost/posts.json")["summary"]["posts"] == 3
    assert blog.inv("check").code == 0


def test_no_build_asks_the_network(blog: Blog) -> None:
    done = watched(blog, "offline")
    assert done.code == 0, done.all


def test_a_build_in_an_empty_network_namespace(blog: Blog) -> None:
    """Where the system allows one; elsewhere the audit events of the test above hold it alone."""
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--settings", "pelicanconf.py", "--now", NOW]
    allowed = run(["unshare", "-rn", "true"], blog.root).code == 0
    done = run(["unshare", "-rn", *command] if allowed else command, blog.root)
    assert done.code == 0, done.all
    assert blog.json("_waypost/posts.json")["summary"]["posts"] == 3
