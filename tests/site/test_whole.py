"""All or nothing, and the same bytes everywhere."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.site.blog import NOW, ROOT, Blog, make, post, run, tree

KILLER = '''
"""Ends the build with SIGKILL at the Nth page that it writes, or at the very end (N = 0)."""
import os, signal, sys
from pelican.plugins import signals
from plugins.cache import workshop

workshop.FEW = 10**9  # one process writes, and counts, them all
main, count = os.getpid(), 0

def end():
    os.kill(main, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)

def heard(event, args):
    global count
    page = event == "open" and str(args[0]).endswith(".html") and ".waypost/builds" in str(args[0])
    if page and args[2] & os.O_WRONLY:
        count += 1
        if count == {n}:
            end()

def finalized(pelican):
    if {n} == 0:
        end()

def register():
    sys.addaudithook(heard)
    signals.finalized.connect(finalized)
'''


def test_two_builds_in_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "some/where/else")
    assert one.inv("build", PYTHONHASHSEED="1").code == 0
    assert two.inv("build", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C").code == 0
    assert len(one.tree()) > 40
    assert one.tree() == two.tree()


def test_no_machine_path_and_no_clock_in_the_output(built: Blog) -> None:
    for path in built.output.resolve().rglob("*"):
        if path.is_file():
            text = path.read_bytes()
            assert str(built.root).encode() not in text, path
            assert str(ROOT).encode() not in text, path


@pytest.mark.parametrize("n", [1, 2, 7, 15, 0])
def test_killed_at_a_write_the_former_output_stands_whole(blog: Blog, n: int) -> None:
    blog.setting('WAYPOST |= {"search": False, "cards": False}')
    assert blog.inv("build").code == 0
    before = blog.tree()
    blog.write("killer.py", KILLER.format(n=n))
    blog.setting('PLUGINS = [*PLUGINS, "killer"]')
    blog.write("content/posts/third.md", post("Changed.\n", id="cccc3333", title="Third", stage="awareness"))
    assert blog.inv("build", PYTHONPATH=str(blog.root)).code == -signal.SIGKILL
    assert blog.tree() == before
    blog.write("killer.py", "def register(): pass\n")
    assert blog.inv("build", PYTHONPATH=str(blog.root)).code == 0
    assert blog.tree() != before
    assert len(os.listdir(blog.root / ".waypost/builds")) == 2, "the killed build was not swept"


def test_an_unchanged_file_is_a_hard_link_to_the_former_build(blog: Blog) -> None:
    assert blog.inv("build").code == 0
    about, first = (blog.output / "about/index.html").stat(), (blog.output / "posts/third/index.html").stat()
    blog.write("content/posts/third.md", post("Changed.\n", id="cccc3333", title="Third", stage="awareness"))
    assert blog.inv("build").code == 0
    assert (blog.output / "about/index.html").stat().st_ino == about.st_ino
    assert (blog.output / "posts/third/index.html").stat().st_ino != first.st_ino


def test_where_nothing_changed_the_output_stays(blog: Blog) -> None:
    first = blog.inv("build")
    stands, tree = os.readlink(blog.output), blog.tree()
    again = blog.inv("build")
    assert (again.code, again.err, os.readlink(blog.output), blog.tree()) == (0, first.err, stands, tree)
    assert re.sub(r"[\d.]+ s\b", "", again.out) == re.sub(r"[\d.]+ s\b", "", first.out)


@pytest.mark.parametrize("harm", ["a page", "a report", "a file more"])
def test_what_was_done_to_the_output_by_hand_is_gone_after_the_next_build(blog: Blog, harm: str) -> None:
    assert blog.inv("build").code == 0
    tree = blog.tree()
    where = {"a page": "about/index.html", "a report": "_waypost/problems.json", "a file more": "more/x.txt"}[harm]
    (blog.output / where).parent.mkdir(exist_ok=True)
    (blog.output / where).unlink(missing_ok=True)
    (blog.output / where).write_text("by hand")
    assert blog.inv("build").code == 0
    assert blog.tree() == tree


def test_code_in_the_settings_is_asked_in_each_build(blog: Blog) -> None:
    """Nobody can tell whether a function says another thing than before."""
    blog.setting('JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, "finalize": lambda value: value}')
    assert blog.inv("build").code == 0
    blog.setting('JINJA_ENVIRONMENT["finalize"] = lambda value: "XYZ" if value == "First" else value')
    assert blog.inv("build").code == 0
    assert "XYZ" in (blog.output / "posts/first/index.html").read_text()


def test_a_plugin_of_others_finds_what_pelican_imports_as_it_is(blog: Blog) -> None:
    blog.write(
        "theirs.py",
        "import abc, feedgenerator\nfrom pelican.writers import Rss201rev2Feed as Feed\n"
        "assert Feed is feedgenerator.Rss201rev2Feed and Feed.__class__ is type\n"
        "class Base(abc.ABC):\n    pass\nclass Both(Base, Feed):\n    pass\n"
        "def register():\n    print('theirs is there')\n",
    )
    blog.setting('PLUGINS = [*PLUGINS, "theirs"]')
    done = blog.inv("build", PYTHONPATH=str(blog.root))
    assert (done.code, "theirs is there" in done.out) == (0, True), done.all


def test_a_folder_that_no_build_made_is_refused(blog: Blog) -> None:
    blog.write("output/precious.txt", "mine")
    done = blog.inv("build")
    assert "is a folder that no build made" in done.all
    assert done.code == 2
    assert (blog.output / "precious.txt").read_text() == "mine"


def test_a_bug_is_told_without_a_stack_trace(blog: Blog) -> None:
    blog.write(
        "broken.py",
        "def register():\n    from pelican.plugins import signals\n    signals.finalized.connect(boom)\n"
        "def boom(pelican):\n    raise ValueError('boom')\n",
    )
    blog.setting('PLUGINS = [*PLUGINS, "broken"]')
    done = blog.inv("build", PYTHONPATH=str(blog.root))
    assert done.code == 70
    assert "ValueError: boom" in done.all
    assert "Please report it" in done.all
    assert "Traceback" not in done.all
    assert not blog.output.exists()


def test_a_plugin_that_loses_an_article_is_found_out(blog: Blog) -> None:
    blog.write(
        "loser.py",
        "from pelican.plugins import signals\n"
        "def lose(content):\n    if getattr(content, 'slug', '') == 'third': raise KeyError('x')\n"
        "def register():\n    signals.content_object_init.connect(lose)\n",
    )
    blog.setting('PLUGINS = [*PLUGINS, "loser"]')
    done = blog.inv("build", PYTHONPATH=str(blog.root))
    assert done.code == 70
    assert "third.md" in done.all or "a plugin lost some" in done.all
    assert not blog.output.exists()


def test_python_m_pelican_gives_the_same_site(blog: Blog) -> None:
    assert blog.inv("build").code == 0
    blog.setting(f'WAYPOST_NOW = "{NOW}"')
    command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "other"]
    done = run(command, blog.root, PYTHONPATH=str(ROOT))
    assert done.code == 0, done.all
    assert tree(blog.root / "other") == blog.tree()
    blog.write("content/posts/first.md", post(stage="x"))
    refused = run(command, blog.root, PYTHONPATH=str(ROOT))
    assert refused.code == 1
    assert "content/posts/first.md:7: stage: unknown stage 'x'" in refused.all
    assert "Traceback" not in refused.all


def test_from_wherever_it_is_called_the_same_bytes(tmp_path: Path) -> None:
    """Also with a content folder that is named from elsewhere."""
    blog = make(tmp_path / "blog")
    assert blog.inv("build").code == 0
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--now", NOW, "--settings"]
    done = run([*command, str(blog.root / "pelicanconf.py"), "--output", str(tmp_path / "else/output")], tmp_path)
    assert done.code == 0, done.all
    assert tree(tmp_path / "else/output") == blog.tree()


def test_an_output_inside_the_content_is_refused(blog: Blog) -> None:
    done = blog.inv("build", "--output", "content/posts/out")
    assert done.code == 2
    assert "lies inside the content folder" in done.all


def test_a_secret_in_the_output_stops_the_build(blog: Blog) -> None:
    token = "gh" + "p_" + "a1B2c3" * 6
    blog.write("content/posts/third.md", post(f"Use {token} here.\n", id="cccc3333", title="Third", stage="awareness"))
    done = blog.inv("build")
    assert done.code == 1
    assert "posts/third/index.html:" in done.all
    assert "secret" in done.all
    assert token not in done.all
    assert not blog.output.exists()
