"""The preview: after every edit it is what a new preview of the same files would be, and a bad edit changes nothing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured, Refused
from plugins.posts.build import Options
from plugins.posts.living import Living
from tests.site.blog import NOW, PNG, ROOT, Blog, make, post


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    blog = make(tmp_path)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    blog.setting(f'THEME = "{tmp_path / "theme"}"')
    return blog


def living(blog: Blog, now: str = NOW) -> Living:
    site = Living(Options(settings=blog.root / "pelicanconf.py", now=now))
    site.refresh()
    return site


def all_of(site: Living) -> dict[str, bytes | None]:
    return {path: site.content(path) for path in site.paths}


def replaced(name: str, old: str, new: str) -> Callable[[Blog], object]:
    def edit(blog: Blog) -> None:
        path = blog.root / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return edit


FIRST, SECOND, THIRD = (f"content/posts/{name}.md" for name in ("first", "second", "third"))
EDITS: dict[str, Callable[[Blog], object]] = {
    "a body": replaced(FIRST, "Because.", "Because it is so, [as the second says](second.md)."),
    "a body, much longer": replaced(SECOND, "Back to", "word " * 700 + "Back to"),
    "a title": replaced(FIRST, '"First"', '"Another title"'),
    "a title and a body": lambda blog: [
        replaced(FIRST, "Another title", "A third title")(blog),
        replaced(FIRST, "Because it", "Why: it")(blog),
    ],
    "a summary": replaced(SECOND, "A first post.", "Something else."),
    "takeaways": replaced(FIRST, "See it.", "Look at it."),
    "a question": replaced(FIRST, "What did you not see?", "What did you see?"),
    "a campaign": replaced(FIRST, 'stage: "epiphany"', 'stage: "epiphany"\ncampaign: spring'),
    "an offer": replaced(SECOND, 'stage: "interest"', 'stage: "interest"\noffer: guide'),
    "own share text": replaced(THIRD, 'stage: "awareness"', 'stage: "awareness"\nshare: {x: "Third, in my words?"}'),
    "an own share text that is only a warning": replaced(THIRD, "in my words?", "in {my} words?"),
    "the title of a page": replaced("content/pages/about.md", "title: About", "title: About us"),
    "the place of a page": replaced("content/pages/about.md", "title: About us", "title: About us\norder: 3"),
    "an anchor that another post leads to, and that post": lambda blog: [
        replaced(SECOND, "## Why", "## Whence")(blog),
        replaced(FIRST, "#why", "#whence")(blog),
    ],
    "a stage": replaced(FIRST, 'stage: "epiphany"', 'stage: "interest"'),
    "tags": replaced(FIRST, '"buying stages"', '"pricing", "buying stages"'),
    "a date": replaced(THIRD, "2026-04-02", "2026-03-02"),
    "a slug": replaced(THIRD, 'title: "Third"', 'title: "Third"\nslug: the-third'),
    "a draft that is published": replaced(
        "content/posts/a-draft.md", 'status: "draft"', "status: published\nstage: epiphany"
    ),
    "a new post": lambda blog: blog.write("content/posts/new.md", post("New.\n", id="gggg7777", title="New")),
    "a post that is gone": lambda blog: (blog.content / "posts/new.md").unlink(),
    "an image": lambda blog: blog.write("content/posts/first/dot.png", PNG + b""),
    "another image": lambda blog: blog.write("content/posts/first/more.png", PNG),
    "an offer's address": replaced("content/data/offers.yaml", "guide?v=2", "guide?v=3"),
    "an author's name": replaced("content/data/authors.yaml", "The Desk", "The Other Desk"),
    "a redirect": lambda blog: blog.write("content/data/redirects.yaml", '"/older/": "/posts/second/"\n'),
    "a template": replaced("theme/templates/article.html", "{% block main %}", "{% block main %}\n<p>Theme</p>"),
    "a template that others import": replaced("theme/templates/partials/post.html", "<h", "<!-- x --><h"),
    "a style sheet": replaced("theme/static/css/base.css", "{", "{ outline: 0;"),
    "a new style sheet": lambda blog: blog.write("theme/static/css/new.css", "p { color: red }"),
    "the name of the site": lambda blog: blog.setting('SITENAME = "Maxi"'),
    "the path of the site": lambda blog: blog.setting('SITEURL = "https://mini.example.com/blog"'),
    "a filter of the settings file": lambda blog: blog.setting('JINJA_FILTERS = {"loud": str.upper}'),
}


def test_after_each_edit_it_is_what_a_new_preview_would_be(blog: Blog) -> None:
    site = living(blog)
    all_of(site)
    for name, edit in EDITS.items():
        edit(blog)
        site.refresh()
        fresh = living(blog)
        assert sorted(site.paths) == sorted(fresh.paths), name
        made, expected = all_of(site), all_of(fresh)
        assert [path for path in expected if made[path] != expected[path]] == [], name
        assert set(site.problems) == set(fresh.problems), name
        assert site.base == fresh.base


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        ("a body", "pages"),
        ("a title", "pages"),
        ("a template", "pages"),
        ("a style sheet", "style"),
        ("a new style sheet", "pages"),
        ("an image", "nothing"),
        ("another image", "pages"),
    ],
)
def test_what_has_changed_is_told(blog: Blog, edit: str, change: str) -> None:
    site = living(blog)
    assert site.refresh() == "nothing"
    EDITS[edit](blog)
    assert site.refresh() == change
    assert site.refresh() == "nothing"


BAD: dict[str, Callable[[Blog], object]] = {
    "a body that leads nowhere": replaced(FIRST, "Because.", "[x](nowhere.md)"),
    "an unknown stage": replaced(FIRST, 'stage: "epiphany"', 'stage: "epifany"'),
    "an unknown key": replaced(FIRST, "summary:", "sumary:"),
    "a broken front matter": replaced(FIRST, 'title: "First"', 'title: "First'),
    "an anchor that another post leads to": replaced(SECOND, "## Why", "## Whence"),
    "an id that another post has": replaced(FIRST, "aaaa1111", "bbbb2222"),
    "share text that no network takes": replaced(
        FIRST, 'stage: "epiphany"', f'stage: "epiphany"\nshare: {{x: "{"word " * 80}?"}}'
    ),
    "two files at once": lambda blog: [
        replaced(FIRST, "Because.", "[x](nowhere.md)")(blog),
        replaced(SECOND, 'stage: "interest"', 'stage: "interst"')(blog),
    ],
    "a data file": replaced("content/data/stages.yaml", "question: What is going on?", "queston: What?"),
}


@pytest.mark.parametrize("edit", BAD.values(), ids=list(BAD))
def test_a_bad_edit_is_refused_as_often_as_it_is_read_and_changes_nothing(
    blog: Blog, edit: Callable[[Blog], object]
) -> None:
    site = living(blog)
    before = all_of(site)
    good = {path: path.read_bytes() for path in blog.root.rglob("*") if path.is_file() and ".waypost" not in path.parts}
    edit(blog)
    for _ in range(2):
        with pytest.raises(Refused) as raised:
            site.refresh()
        with pytest.raises(Refused) as whole:
            living(blog)
        assert set(raised.value.problems) <= set(whole.value.problems)
        assert all_of(site) == before
    replaced(THIRD, "Third.\n", "Edited meanwhile.\n")(blog)
    with pytest.raises(Refused):
        site.refresh()
    for path, data in good.items():
        path.write_bytes(data)
    site.refresh()
    assert all_of(site) == before


def test_a_template_that_is_none_is_refused_before_a_page_is_asked_for(blog: Blog) -> None:
    site = living(blog)
    before = all_of(site)
    EDITS["a template"](blog)
    replaced("theme/templates/partials/frame.html", "{%", "{% if %}{%")(blog)
    for _ in range(2):
        with pytest.raises(Exception, match="Expected an expression"):
            site.refresh()
        assert all_of(site) == before


def test_a_page_that_fails_fails_as_often_as_it_is_asked_for_and_others_do_not(blog: Blog) -> None:
    site = living(blog)
    replaced("theme/templates/hub.html", "{% block main %}", "{% block main %}{{ nothing }}")(blog)
    site.refresh()
    for _ in range(2):
        with pytest.raises(Exception, match="'nothing' is undefined"):
            site.content("stages/epiphany/index.html")
    assert site.content("posts/first/index.html")


def test_settings_that_cannot_be_read_leave_the_last_good_site(blog: Blog) -> None:
    site = living(blog)
    before = all_of(site)
    (blog.root / "pelicanconf.py").write_text("SITENAME = (")
    with pytest.raises(Misconfigured, match="SyntaxError"):
        site.refresh()
    assert all_of(site) == before


def test_drafts_and_scheduled_posts_are_shown_until_they_are_due(blog: Blog) -> None:
    early, late = living(blog), living(blog, now="2032-01-01")
    for site in (early, late):
        assert site.has("posts/a-draft/index.html")
        assert site.has("posts/later/index.html")
    assert early.content("posts/later/index.html") != late.content("posts/later/index.html")


def test_what_is_not_there_is_not_there(blog: Blog) -> None:
    site = living(blog)
    for path in ("nope.html", "", "posts/first", "posts/first/", "../pelicanconf.py", "posts/first/nope.png"):
        assert not site.has(path)
        assert site.content(path) is None


def test_a_cache_that_somebody_cleans_is_made_anew(blog: Blog) -> None:
    site = living(blog)
    before = all_of(site)
    assert blog.inv("clean", now=None).code == 0
    assert all_of(site) == before
    blog.inv("clean", now=None)
    EDITS["a body"](blog)
    site.refresh()
    assert all_of(site) == all_of(living(blog))


def test_pages_are_made_from_any_thread_while_it_is_refreshed(blog: Blog) -> None:
    site = living(blog)
    failed: list[BaseException] = []

    def look() -> None:
        try:
            for _ in range(20):
                assert site.content("posts/first/index.html")
                assert site.content("index.html")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(10):
        replaced(THIRD, "Third.\n", f"Third.\n\nRound {n}.\n")(blog)
        site.refresh()
    for thread in threads:
        thread.join()
    assert not failed
    assert b"Round 0." in (site.content("posts/third/index.html") or b"")


def test_a_plugin_of_the_settings_file_has_its_say(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.write(
        "loudly.py",
        "from pelican import signals\n"
        "def shout(generator):\n"
        "    for article in generator.articles:\n"
        "        article._content = article._content.upper()\n"
        "def register():\n"
        "    signals.article_generator_finalized.connect(shout)\n",
    )
    monkeypatch.syspath_prepend(blog.root)
    blog.setting('PLUGINS = [*PLUGINS, "loudly"]')
    site = living(blog)
    assert b"BECAUSE." in (site.content("posts/first/index.html") or b"")
    replaced(FIRST, "Because.", "So it is.")(blog)
    site.refresh()
    assert b"SO IT IS." in (site.content("posts/first/index.html") or b"")
    assert not (blog.root / "output").exists()
