from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.errors import Misconfigured
from plugins.core.yamlread import read_mapping
from plugins.posts.build import Options
from plugins.posts.new import new_id, new_post
from tests.posts.blogs import content, enter, write
from tests.site.blog import SETTINGS


@pytest.fixture(scope="module")
def blog(tmp_path_factory) -> Options:
    """A blog with settings; each test writes its drafts into a content folder of its own."""
    root = write(tmp_path_factory.mktemp("blog"), {"pelicanconf.py": SETTINGS})
    return Options(settings=root / "pelicanconf.py", now="2026-06-01 10:30")


def _new(blog: Options, root: Path, title="Why buyers wait", stage="awareness", author="desk", **parts) -> Path:
    return new_post(Options(blog.settings, root, now=parts.pop("now", blog.now)), title, stage, author)


def _front(path: Path) -> dict:
    return read_mapping(path.read_text(encoding="utf-8").split("---\n")[1], "p").data


def test_a_draft_with_everything_that_is_asked_for(tmp_path, blog):
    path = _new(blog, content(tmp_path), title="  Why buyers:  wait \n")
    assert path == tmp_path / "posts/why-buyers-wait.md"
    front = _front(path)
    assert (front["title"], front["stage"], front["authors"]) == ("Why buyers: wait", "awareness", ["desk"])
    assert (front["status"], front["date"]) == ("draft", "2026-06-01 10:30")
    assert {"summary", "problem", "takeaways", "question", "goal", "metric", "audience", "industry"} <= set(front)
    text = path.read_text(encoding="utf-8")
    assert "audience: []  # cmo\n" in text
    assert "industry: []  # finance\n" in text
    assert "\r" not in text


TITLES = [
    "Why buyers wait",
    "🎉",
    "🎉🎉🎉",
    "。、！",
    "'Quoted' \"twice\" \\ and # more: - [x] {y} & *z*",
    "TODO: no",
    "null",
    "2026",
    "---",
    "{id}{title}{{",
    "Größe zählt: 価格",
    "שלום",
    "a\tb\u2028c\x85d",
    "x" * 300,
    "no\u00a0break",
    "\ufeffmark",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_draft_passes_the_gate_whatever_its_title(tmp_path, blog, title):
    root = content(tmp_path)
    path = _new(blog, root, title=title)
    assert _front(path)["title"] == " ".join(title.split())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)
    house = enter(root, preview=True, asked_for="require")
    assert house.problems == []
    assert house.counts["drafts"] == 1


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_any_title_is_a_good_draft_or_refused_in_words(blog, tmp_path_factory, title):
    root = content(tmp_path_factory.mktemp("any"))
    try:
        _new(blog, root, title=title)
    except Misconfigured as error:
        refused = str(error)
    else:
        refused = ""
    written = list((root / "posts").iterdir())
    assert (len(written), refused.startswith("the title ")) in ((1, False), (0, True))
    assert enter(root).problems == []


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("", "the title is empty"),
        (" \n\t", "the title is empty"),
        ("x" * 301, "the title has 301 characters, at most 300 are read"),
        ("a\x07b", "the title has a character that is not for text"),
        ("a\u202eb", "the title has a character that is not for text"),
        ("caf\udce9", "the title has a character that is not for text"),
        ("a\ufffe", "the title has a character that is not for text"),
    ],
)
def test_a_title_that_could_never_be_published_is_refused(tmp_path, blog, title, message):
    with pytest.raises(Misconfigured, match=message):
        _new(blog, content(tmp_path), title=title)
    assert list((tmp_path / "posts").iterdir()) == []


def test_nothing_is_ever_overwritten(tmp_path, blog):
    root = content(tmp_path)
    path = _new(blog, root)
    text = path.read_text()
    for title in ("Why buyers wait", "Why buyers wait?", "WHY BUYERS WAIT!"):
        with pytest.raises(Misconfigured, match=r"exists already.* Choose another title"):
            _new(blog, root, title=title, stage="interest")
    assert path.read_text() == text
    (tmp_path / "posts/linked.md").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Misconfigured, match="exists already"):
        _new(blog, root, title="Linked")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("stage", "author", "message"),
    [
        ("awarness", "desk", "unknown stage 'awarness'. Did you mean \"awareness\"?"),
        ("awareness", "dask", "unknown author 'dask'. Did you mean \"desk\"?"),
        (None, "desk", "--stage is missing. One of: epiphany, awareness, interest"),
        ("", "desk", "unknown stage ''."),
    ],
)
def test_only_words_of_the_vocabulary(tmp_path, blog, stage, author, message):
    with pytest.raises(Misconfigured, match=re.escape(message)):
        _new(blog, content(tmp_path), stage=stage, author=author)
    assert list((tmp_path / "posts").iterdir()) == []


def test_words_in_any_case_and_the_only_author_need_not_be_named(tmp_path, blog):
    front = _front(_new(blog, content(tmp_path), stage="AWARENESS", author=None))
    assert (front["stage"], front["authors"]) == ("awareness", ["desk"])


@pytest.mark.parametrize("key", ["no", "on", "null", "1", "2026", "1e3", "0x10"])
def test_keys_that_yaml_takes_for_something_else_are_quoted(tmp_path, blog, key):
    data = {
        "authors": f'"{key}": {{name: A, kind: organization}}\n',
        "stages": f'"{key}": {{name: A, question: B}}\n',
    }
    root = content(tmp_path, data=data)
    front = _front(_new(blog, root, stage=key, author=key))
    assert (front["stage"], front["authors"]) == (key, [key])
    assert enter(root).problems == []


def test_a_blog_without_stages_and_tracks(tmp_path, blog):
    root = content(tmp_path, data={"authors": "desk: {name: A, kind: organization}\n"})
    path = _new(blog, root, stage=None)
    assert "stage" not in _front(path)
    assert "none in data/tracks.yaml yet" in path.read_text()
    assert enter(root).problems == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"data/authors.yaml": ""}, "--author is missing. One of: none is in the data files yet"),
        ({"data/stages.yaml": "a: {nam: x}\n"}, "the data files have problems; run ./inv check"),
    ],
)
def test_data_files_come_first(tmp_path, blog, files, message):
    with pytest.raises(Misconfigured, match=re.escape(message)):
        _new(blog, content(tmp_path, files), author=None)


def test_a_folder_for_posts_is_made(tmp_path, blog):
    root = content(tmp_path)
    (root / "posts").rmdir()
    assert _new(blog, root).is_file()


def test_no_content_folder_at_all(tmp_path, blog):
    with pytest.raises(Misconfigured, match="does not exist"):
        _new(blog, tmp_path / "gone")


def test_the_date_is_the_sites(tmp_path, blog):
    assert _front(_new(blog, content(tmp_path), now="2026-06-01T22:30Z"))["date"] == "2026-06-02 00:30"


def test_ids_are_valid_unlike_each_other_and_text_for_yaml():
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-hj-km-np-z][a-hj-km-np-z2-9]{7}", name) for name in ids)
    assert all(read_mapping(f"id: {name}", "p").data == {"id": name} for name in ids[:200])
