from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.addresses.registry import clashes, folded
from plugins.core.house import Claim
from tests.factories import a_house


def _told(*claims: Claim) -> list[str]:
    return [str(problem) for problem in clashes(a_house(claims=[lambda _: claims]))]


POST = Claim("posts/a/index.html", "post posts/a.md", "content/posts/a.md", 3)


def test_paths_of_one_owner_each():
    assert _told(POST, Claim("posts/index.html", "the site"), Claim("posts/a/dot.png", "file x", "x")) == []


@pytest.mark.parametrize(
    "path",
    [
        "posts/a/index.html",
        "Posts/A/INDEX.html",
        "posts//a/index.html",
        "posts/./a/index.html",
        "posts/ａ/index.html",
    ],
)
def test_one_path_for_two_owners(path):
    told = _told(POST, Claim(path, "redirect from /x/", "content/data/redirects.yaml", 2))
    assert len(told) == 1
    assert told[0] in (
        f"content/posts/a.md:3: address: /{POST.path} is claimed by post posts/a.md and by redirect from /x/. "
        "Give one of them another slug or name.",
        f"content/data/redirects.yaml:2: address: /{path} is claimed by redirect from /x/ and by post posts/a.md. "
        "Give one of them another slug or name.",
    )


@pytest.mark.parametrize(("one", "two"), [("straße", "STRASSE"), ("ﬁle", "file"), ("İ", "i̇")])
def test_names_that_some_disks_take_for_one(one, two):
    assert folded(one) == folded(two)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_forms_of_one_name(form):
    one = Claim("größe.pdf", "a", "a")
    assert len(_told(one, Claim(unicodedata.normalize(form, "Größe.pdf"), "b", "b"))) == 1


def test_content_is_told_before_the_house():
    """The writer can change a slug; nobody can change where the archive stands."""
    told = _told(Claim("archives/index.html", "page p.md", "p.md"), Claim("archives/index.html", "the site"))
    assert told == [
        "p.md:1: address: /archives/index.html is claimed by page p.md and by the site. "
        "Give one of them another slug or name."
    ]


def test_each_further_owner_is_told():
    assert len(_told(*(Claim("a.txt", f"owner {n}", f"{n}.md") for n in range(4)))) == 3


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/a.html",
        "../a.html",
        "a/../../b",
        "_waypost/posts.json",
        "_Waypost/x",
        "theme/css/x.css",
        "Theme/x.css",
    ],
)
def test_paths_that_are_not_to_be_had(path):
    told = _told(Claim(path, "file x", "content/extra/x", 1))
    assert len(told) == 1
    assert told[0].startswith(f"content/extra/x:1: address: /{path} is not ")


@pytest.mark.parametrize("path", ["a..b/c", "themes/x.css", "a/theme/x.css", "a/_waypost/x", ".well-known/x", "a b"])
def test_paths_that_only_look_like_it(path):
    assert _told(Claim(path, "file x", "x")) == []


@pytest.mark.parametrize(
    ("file", "inside"),
    [("a", "a/index.html"), ("a", "a/b/c.html"), ("A.html", "a.html/index.html")],
)
def test_a_file_is_no_folder(file, inside):
    told = _told(Claim(file, "file x", "x.md"), Claim(inside, "post y", "y.md", 4))
    where = f"y.md:4: address: /{inside} of post y lies inside the file /{file} of file x."
    assert told == [f"{where} Give one of them another address."]
    assert _told(Claim(inside, "post y", "y.md", 4), Claim(file, "file x", "x.md")) == told


@given(st.lists(st.text("aA/.é", min_size=1, max_size=5), unique=True, max_size=6))
@settings(max_examples=50)
def test_what_goes_through_can_be_written(paths):
    """On a disk without case and with one Unicode form, as the strictest are."""
    told = clashes(a_house(claims=[lambda _: [Claim(path, path, path) for path in paths]]))
    refused = {problem.path for problem in told}
    written: set[str] = set()
    for path in sorted(set(paths) - refused):
        parts = [part for part in folded(path).split("/") if part not in ("", ".")]
        assert parts
        assert ".." not in parts
        name = "/".join(parts)
        assert name not in written
        written.add(name)
    assert not any(other.startswith(f"{name}/") for name in written for other in written)
