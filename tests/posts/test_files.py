from __future__ import annotations

import pytest

from plugins.core.errors import Problem
from plugins.posts.files import place, published
from plugins.posts.sources import find
from tests.factories import a_page, a_post, a_site
from tests.posts.blogs import told, write
from tests.posts.pictures import chunk, jpeg, png

ITEMS = {
    "posts/first.md": a_post(slug="first", path="posts/first.md"),
    "posts/2026/deep.md": a_post(slug="other-name", path="posts/2026/deep.md"),
    "pages/about.md": a_page(),
}


def _bytes(name):
    """Pictures must be pictures; of all others four bytes are enough."""
    return {"png": png(), "jpg": jpeg()}.get(name.rpartition(".")[2].lower(), b"four")


def _placed(root, *names, **settings):
    problems = []
    write(root, {name: _bytes(name) for name in names})
    return place(find(root), ITEMS, a_site(**settings), problems), told(problems, root)


@pytest.mark.parametrize(
    ("name", "address", "owner"),
    [
        ("posts/first/dot.png", "/posts/first/dot.png", "posts/first.md"),
        ("posts/first/more/deep/dot.PNG", "/posts/first/more/deep/dot.PNG", "posts/first.md"),
        ("posts/2026/deep/a.pdf", "/posts/other-name/a.pdf", "posts/2026/deep.md"),
        ("pages/about/team.jpg", "/about/team.jpg", "pages/about.md"),
        ("extra/robots.txt", "/robots.txt", ""),
        ("extra/a/b.csv", "/a/b.csv", ""),
        ("extra/ü b&c.pdf", "/%C3%BC%20b&c.pdf", ""),
    ],
)
def test_where_a_file_goes_and_whose_it_is(tmp_path, name, address, owner):
    placed, problems = _placed(tmp_path, name)
    assert problems == []
    assert (placed[name].source, placed[name].address, placed[name].owner) == (name, address, owner)
    assert placed[name].size == len(_bytes(name))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("extra/run.php", "files of type 'php' are not published. Allowed: png, jpg,"),
        ("extra/page.html", "files of type 'html' are not published."),
        ("extra/LICENSE", "files of type '' are not published."),
        ("extra/notes.md", "files of type 'md' are not published."),
        ("posts/first.png", "warning: belongs to no post or page. Put it into the folder beside its post:"),
        ("posts/gone/a.png", "warning: belongs to no post or page."),
        ("posts/2026/a.png", "warning: belongs to no post or page."),
    ],
)
def test_what_does_not_go_out_is_told(tmp_path, name, message):
    placed, problems = _placed(tmp_path, name)
    assert placed == {}
    assert [problem.startswith(f"{name}:1: file: {message}") for problem in problems] == [True], problems


def test_the_types_are_the_sites_choice(tmp_path):
    placed, problems = _placed(tmp_path, "extra/a.php", "extra/a.png", static_types=["php"])
    assert list(placed) == ["extra/a.php"]
    assert problems == ["extra/a.png:1: file: files of type 'png' are not published. Allowed: php."]


def test_only_files_of_what_is_built_go_out(tmp_path):
    placed, _ = _placed(tmp_path, "posts/first/b.png", "posts/first/a.png", "pages/about/x.png", "extra/z.txt")
    built = {"posts/first.md"}
    assert [file.address for file in published(placed, built)] == ["/z.txt", "/posts/first/a.png", "/posts/first/b.png"]
    assert [file.address for file in published(placed, set())] == ["/z.txt"]


def test_a_picture_too_large_for_copies_is_told(tmp_path):
    head = chunk(b"IHDR", (40_000).to_bytes(4, "big") * 2 + b"\x10\0\0\0\0")
    large = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"x" * 20_000) + chunk(b"IEND")
    write(tmp_path, {"posts/first/map.png": large, "extra/map.png": large})
    out: list[Problem] = []
    placed = place(find(tmp_path), ITEMS, a_site(), out)
    assert len(placed) == 2
    assert told(out, tmp_path) == [
        "posts/first/map.png:1: file: warning: is 40000 by 40000 pixels: too large to make smaller copies of. "
        "Save it no wider than 1600 pixels."
    ]


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("a.avif", b"\0\0\0\x1cftypavif" + b"x" * 40 + b"Exif\0\0MM", True),
        ("a.avif", b"\0\0\0\x1cftypavif" + b"x" * 40, False),
        ("a.mp4", b"\0\0\0\x20ftypisom" + b"x" * 3_000_000 + b"\xa9xyz+27.5916+086.5640/", True),
        ("a.mp4", b"\0\0\0\x20ftypisom" + b"x" * 40, False),
    ],
)
def test_what_is_published_as_it_is_tells_no_position(tmp_path, name, data, wrong):
    path = tmp_path / "extra" / name
    path.parent.mkdir()
    path.write_bytes(data)
    out: list[Problem] = []
    placed = place(find(tmp_path), {}, a_site(), out)
    assert [problem.message for problem in out] == (["may tell where it was taken"] if wrong else [])
    assert bool(placed) is not wrong
