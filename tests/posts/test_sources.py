from __future__ import annotations

import os
import socket

import pytest

from plugins.core.digest import digest
from plugins.core.errors import Misconfigured, errors_in
from plugins.posts.sources import find
from tests.posts.blogs import told, write


def test_what_lies_where(tmp_path):
    names = {
        "posts/b.md": "posts",
        "posts/a.md": "posts",
        "posts/2026/deep/c.md": "posts",
        "posts/a/dot.png": "static",
        "pages/about.md": "pages",
        "pages/about/team.jpg": "static",
        "data/stages.yaml": "data",
        "data/notes.txt": "data",
        "extra/robots.txt": "static",
        "extra/readme.md": "static",
    }
    sources = find(write(tmp_path, dict.fromkeys(names, "x")))
    found = {name: kind for kind in ("posts", "pages", "data", "static") for name in getattr(sources, kind)}
    assert found == names
    assert sources.posts == ["posts/2026/deep/c.md", "posts/a.md", "posts/b.md"]
    assert sources.problems == []
    assert sources.read("posts/a.md") == b"x"


@pytest.mark.parametrize("missing", ["posts", "pages", "data", "extra"])
def test_each_folder_may_be_missing(tmp_path, missing):
    for name in {"posts", "pages", "data", "extra"} - {missing}:
        (tmp_path / name).mkdir()
    sources = find(tmp_path)
    assert (sources.posts, sources.static, sources.problems) == ([], [], [])


def test_no_folder_is_a_matter_of_usage(tmp_path):
    file = write(tmp_path, {"content": "x"}) / "content"
    for path in (tmp_path / "gone", file):
        with pytest.raises(Misconfigured, match=r"does not exist\. Name another with --content DIR"):
            find(path)


@pytest.mark.parametrize(
    "name",
    [
        "posts/.hidden.md",
        "posts/.git/config",
        "posts/first.md~",
        "posts/#first.md#",
        "posts/first.md.swp",
        "posts/first.md.swo",
        "posts/first.md.bak",
        "posts/first.md.orig",
        "posts/first.md.tmp",
        "extra/.htaccess",
        "extra/.ssh/id_rsa",
        ".DS_Store",
        "notes~",
    ],
)
def test_hidden_files_and_leftovers_are_passed_over(tmp_path, name):
    sources = find(write(tmp_path, {name: "x", "posts/a.md": "x"}))
    assert (sources.posts, sources.static, errors_in(sources.problems)) == (["posts/a.md"], [], [])


def _fifo(path):
    os.mkfifo(path)


def _socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.symlink_to("../secret.md"), "is a symbolic link. Put the file itself here."),
        (lambda path: path.symlink_to("/nowhere"), "is a symbolic link."),
        (lambda path: path.symlink_to(".."), "is a symbolic link."),
        (_fifo, "is no regular file. Take it out of the content folder."),
        (_socket, "is no regular file."),
    ],
)
@pytest.mark.parametrize("name", ["posts/x.md", "extra/x.txt", "data/stages.yaml"])
def test_what_is_no_file_is_told_and_never_read(tmp_path, monkeypatch, name, make, message):
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    root = write(tmp_path, {"secret.md": "secret", "c/posts/a.md": "x", "c/data/b.yaml": "", "c/extra/a.txt": ""}) / "c"
    make(root.relative_to(tmp_path) / name)
    sources = find(root)
    assert len(sources.problems) == 1
    assert str(sources.problems[0]).startswith(f"c/{name}:1: file: {message}")
    assert name not in (*sources.posts, *sources.static, *sources.data)


@pytest.mark.parametrize("name", ["posts", "pages", "data", "extra"])
def test_the_folders_themselves_are_no_links(tmp_path, name):
    write(tmp_path, {f"elsewhere/{name}/a.md": "x"})
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).symlink_to(tmp_path / "elsewhere" / name)
    sources = find(tmp_path / "content")
    assert told(sources.problems, tmp_path) == [
        f"content/{name}:1: file: is a symbolic link. Put the file itself here."
    ]
    assert (sources.posts, sources.pages, sources.data, sources.static) == ([], [], [], [])


def test_a_folder_called_like_a_post_is_a_folder(tmp_path):
    root = write(tmp_path, {"posts/x.md/inner.md": "x", "posts/x.md/dot.png": "x"})
    (root / "posts/empty.md").mkdir()
    sources = find(root)
    assert (sources.posts, sources.static) == (["posts/x.md/inner.md"], ["posts/x.md/dot.png"])
    assert sources.problems == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("first.md", "first.md:1: file: is read by nobody. Known: data, extra, pages, posts."),
        ("post/first.md", 'post:1: file: is read by nobody. Did you mean "posts"?'),
        ("Posts/first.md", 'Posts:1: file: is read by nobody. Did you mean "posts"?'),
        ("posts", 'posts:1: file: is read by nobody. Did you mean "posts"?'),
    ],
)
def test_what_lies_beside_the_folders_is_told(tmp_path, name, message):
    """A post that was put into the wrong folder must not be lost without a word."""
    sources = find(write(tmp_path, {name: "x"}))
    assert told(sources.problems, tmp_path) == [message]
    assert sources.posts == []


def test_a_name_that_is_no_text_is_told_in_letters(tmp_path):
    (tmp_path / "posts").mkdir()
    with open(os.fsencode(tmp_path) + b"/posts/caf\xe9.md", "w") as file:
        file.write("x")
    sources = find(tmp_path)
    assert told(sources.problems, tmp_path) == [r"posts/caf\xe9.md:1: file: has a name that is not UTF-8. Rename it."]
    assert sources.posts == []


def test_paths_are_shown_as_the_writer_would_type_them(tmp_path, monkeypatch):
    write(tmp_path, {"blog/content/posts/a.md": "x"})
    monkeypatch.chdir(tmp_path / "blog")
    assert find(tmp_path / "blog/content").show("posts/a.md") == "content/posts/a.md"
    monkeypatch.chdir(tmp_path / "blog/content")
    assert find(tmp_path / "blog/content").show("posts/a.md") == "posts/a.md"
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    assert find(tmp_path / "blog/content").show("posts/a.md") == f"{tmp_path}/blog/content/posts/a.md"


@pytest.fixture
def sources(tmp_path):
    return find(write(tmp_path, {"posts/a.md": "one", "posts/b.md": "two", "data/x.yaml": "three"}))


def test_a_digest_of_all_that_is_read(sources):
    assert list(sources.digests()) == [
        ("posts/a.md", digest(b"one")),
        ("posts/b.md", digest(b"two")),
        ("data/x.yaml", digest(b"three")),
    ]
    assert [name for name, _ in sources.digests()] == sources.names


def test_what_stands_in_for_a_file_is_read_and_counted_instead(sources):
    sources.instead["posts/a.md"] = b"older"
    assert (sources.read("posts/a.md"), sources.read("posts/b.md")) == (b"older", b"two")
    assert (sources.digest("posts/a.md"), sources.digest("posts/b.md")) == (digest(b"older"), digest(b"two"))


def test_a_file_that_is_gone_has_no_digest(sources):
    (sources.root / "posts/b.md").unlink()
    assert dict(sources.digests())["posts/b.md"] == b""
    with pytest.raises(FileNotFoundError):
        sources.digest("posts/b.md")


def test_a_build_has_one_digest_of_a_file_however_often_it_asks(sources, monkeypatch):
    """Also of a file that was saved a moment ago, as all are in a fresh checkout."""
    read = list[str]()
    of = type(sources.prints).of
    monkeypatch.setattr(type(sources.prints), "of", lambda self, path, stat: read.append(path) or of(self, path, stat))
    first = list(sources.digests())
    (sources.root / "posts/a.md").write_text("and now for something else")
    assert list(sources.digests()) == first
    assert len(read) == len(first)
