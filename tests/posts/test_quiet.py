"""Which edits settle one file alone. That the result is right is held by `test_living.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Refused
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.posts import gate
from plugins.posts.build import Options
from plugins.posts.living import Living
from plugins.posts.quiet import QUIET
from tests.site.blog import NOW, Blog, make, post

SECOND = {"id": "bbbb2222", "title": "Second", "stage": "interest", "date": "2026-04-01"}
BODY = "## Why\n\nBack to [first](first.md).\n"


class GatePassedError(Exception):
    pass


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    blog = make(tmp_path)
    blog.write("content/posts/second.md", post(BODY, **SECOND))
    return blog


@pytest.fixture
def site(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Living:
    """A preview that has read the blog, and says so when it reads the whole of it again."""

    def enter(*args: object, **kwargs: object) -> None:
        raise GatePassedError

    site = Living(Options(settings=blog.root / "pelicanconf.py", now=NOW))
    site.refresh()
    monkeypatch.setattr(gate, "enter", enter)
    return site


def test_quiet_fields_are_fields() -> None:
    assert set(PostMatter.model_fields) | set(PageMatter.model_fields) >= QUIET


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Other"},
        {"summary": "Other."},
        {"takeaways": ["One.", "Two."], "question": "Why?", "problem": "Nobody knows."},
        {"goal": "breadth", "metric": "Visits"},
        {"campaign": "spring", "offer": "guide"},
        {"modified": "2026-04-03", "reviewed": "2026-04-04"},
        {"discuss": {"linkedin": "https://www.linkedin.com/x"}, "share": {"x": "Mine?"}},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_a_quiet_edit_settles_one_file(blog: Blog, site: Living, fields: dict[str, object]) -> None:
    blog.write("content/posts/second.md", post(BODY + "More.\n", **{**SECOND, **fields}))
    assert site.refresh() == "pages"
    assert b"More." in (site.content("posts/second/index.html") or b"")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "zzzz9999"},
        {"slug": "other"},
        {"date": "2026-04-09"},
        {"stage": "awareness"},
        {"tags": ["a"]},
        {"audience": ["cmo"]},
        {"series": "S"},
        {"part_of": "first"},
        {"status": "draft"},
        {"redirect_from": ["/older/"]},
        {"canonical": "https://other.example.org/"},
        {"lang": "de"},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_any_other_edit_passes_the_whole_gate(blog: Blog, site: Living, fields: dict[str, object]) -> None:
    blog.write("content/posts/second.md", post(BODY, **{**SECOND, **fields}))
    with pytest.raises(GatePassedError):
        site.refresh()


@pytest.mark.parametrize(
    ("body", "fields", "told"),
    [
        ("[x](nowhere.md)\n" + BODY, {}, "nowhere.md leads to no file"),
        ("[x](#nowhere)\n" + BODY, {}, "nowhere"),
        (BODY, {"stage": "intrest"}, "unknown stage 'intrest'"),
        (BODY, {"titel": "x"}, "unknown key"),
        (BODY, {"offer": "nope"}, "unknown offer 'nope'"),
    ],
)
def test_errors_of_the_edited_file_are_told_at_once(
    blog: Blog, site: Living, body: str, fields: dict[str, object], told: str
) -> None:
    blog.write("content/posts/second.md", post(body, **{**SECOND, **fields}))
    with pytest.raises(Refused) as raised:
        site.refresh()
    assert any(told in problem.message for problem in raised.value.problems)


def test_an_own_new_anchor_can_be_led_to_at_once(blog: Blog, site: Living) -> None:
    """The anchors of the file are others now, so that the whole gate is passed; but it is not refused before."""
    blog.write("content/posts/second.md", post("[x](#fresh)\n\n## Fresh\n\n" + BODY, **SECOND))
    with pytest.raises(GatePassedError):
        site.refresh()
