from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from plugins.core.digest import digest
from plugins.core.house import Feature, StaticFile
from plugins.core.post import Target, Term
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.pages import ArticlePage, PlainPage, file_units, page_units
from tests.factories import a_page, a_post, a_stage, a_vocabulary
from tests.making import Printer, a_made_house, assert_told, changed, made, parts
from tests.posts.blogs import write
from tests.posts.pictures import png

POST, PAGE, SUBSCRIBE = a_post(), a_page(), a_page(path="pages/subscribe.md", slug="subscribe", address="/subscribe/")
HERE, ABOUT = "posts/small-posts-add-up/index.html", "about/index.html"
SUMS = Term("series", "sums", "Sums", "/series/sums/")


def _given(house):
    """Path → what the page's template was given."""
    made(page_units(house))
    assert isinstance(house.renderer, Printer)
    return house.renderer.pages


def test_every_post_and_page_and_the_page_for_what_is_lost():
    hidden = a_post(slug="secret", id="secret00", status="hidden", address="/posts/secret/")
    house = a_made_house(POST, hidden, pages=[PAGE, SUBSCRIBE])
    assert {unit.path: unit.owner for unit in page_units(house)} == {
        HERE: "post posts/small-posts-add-up.md",
        "posts/secret/index.html": "post posts/secret.md",
        ABOUT: "page pages/about.md",
        "subscribe/index.html": "page pages/subscribe.md",
        "404.html": "the site",
    }
    assert {path: given["template"] for path, given in _given(house).items()} == {
        HERE: "article",
        "posts/secret/index.html": "article",
        ABOUT: "page",
        "subscribe/index.html": "subscribe",
        "404.html": "404",
    }


def test_the_template_of_a_post_gets_what_the_contract_names():
    house = a_made_house(POST)
    house.features["next_steps"] = Feature(lambda post: ("a step",))
    given = _given(house)[HERE]
    assert set(given) == {"template", "article"}
    article = given["article"]
    assert isinstance(article, ArticlePage)
    assert (article.post.id, article.body, type(article.body)) == (POST.id, "<p>A body.</p>", Markup)
    assert (article.head, article.share) == ("head of small-posts-add-up", "kit of small-posts-add-up")
    assert (article.next_steps, article.series, article.whole) == (("a step",), (), None)


def test_translations_are_named_to_each_other_and_a_new_title_is_told():
    other = replace(POST, path="posts/de.md", slug="de", id="dddd2345", address="/posts/de/", lang="de")
    house = a_made_house(POST, replace(other, translation_of=POST.slug))
    given = {path: values["article"] for path, values in _given(house).items() if "article" in values}
    assert [one.slug for one in given[HERE].versions] == ["de"]
    assert [one.slug for one in given["posts/de/index.html"].versions] == [POST.slug]
    renamed = a_made_house(POST, replace(other, translation_of=POST.slug, title="Neu"))
    before, after = ({unit.path: unit.parts for unit in page_units(one)}[HERE] for one in (house, renamed))
    assert {name for name in before if before[name] != after[name]} == {"translations"}


def test_a_kit_is_made_only_where_a_template_asks_for_it():
    house, asked = a_made_house(POST), []
    house.features["share"] = Feature(asked.append)
    article = _given(house)[HERE]["article"]
    assert asked == []
    assert article.share is None
    assert asked == [article.post]


def test_the_template_of_a_page_gets_what_the_contract_names():
    given = _given(a_made_house(pages=[PAGE]))[ABOUT]
    assert set(given) == {"template", "page"}
    assert isinstance(given["page"], PlainPage)
    assert (given["page"].page.slug, given["page"].body, given["page"].head) == (
        "about",
        "<p>About us.</p>",
        "head of about",
    )


def test_a_body_that_another_plugin_changed_goes_to_the_page():
    house = a_made_house(POST, pages=[PAGE])
    house.bodies = {POST.path: "<p>Another.</p>"}
    given = _given(house)
    assert (given[HERE]["article"].body, given[ABOUT]["page"].body) == ("<p>Another.</p>", "<p>About us.</p>")


def _family():
    """Three posts: two of a series, of which the younger, and a third, are part of others."""
    day = [dt.datetime(2026, 3, n, tzinfo=dt.UTC) for n in (1, 2, 3)]
    ids = ("aaaa1111", "bbbb2222", "cccc3333")
    base = [a_post(id=i, slug=s, address=f"/posts/{s}/", date=d) for i, s, d in zip(ids, "abc", day, strict=True)]
    a, b, c = base
    return [replace(a, series=SUMS), replace(b, series=SUMS, part_of="aaaa1111"), replace(c, part_of="b")]


def test_a_post_knows_its_series_and_what_it_is_part_of():
    given = _given(a_made_house(*_family()))
    articles = {name: given[f"posts/{name}/index.html"]["article"] for name in "abc"}
    assert {name: [p.slug for p in found.series] for name, found in articles.items()} == {
        "a": ["a", "b"],
        "b": ["a", "b"],
        "c": [],
    }
    assert {name: found.whole and found.whole.slug for name, found in articles.items()} == {
        "a": None,
        "b": "a",
        "c": "b",
    }


class Theme(Printer):
    """A theme that shows of a post its words, and of others their titles."""

    def page(self, template, path, values):
        if template != "article":
            return template.encode()
        article = values["article"]
        others = [post.title for post in (*article.series, article.whole) if post]
        return repr((article.post.title, article.body, article.post.targets, others)).encode()


def _units(*posts):
    house = a_made_house(*posts)
    house.renderer = Theme()
    return list(page_units(house))


def _touched(place, **more):
    posts = _family()
    posts[place] = replace(posts[place], **more)
    before, after = _units(*_family()), _units(*posts)
    assert_told(before, after)
    return {path.split("/")[1]: names for path, names in changed(before, after).items()}


def test_a_title_changes_the_pages_that_show_it_and_no_others():
    assert _touched(0, title="Another") == {
        "a": {"the post", "series"},
        "b": {"series", "summation"},
    }
    assert _touched(2, title="Another") == {"c": {"the post"}}


def test_a_body_changes_its_own_page_only():
    assert _touched(0, body=("<p>Another.</p>",)) == {"a": {"the post"}}
    assert _touched(0, targets={"x": Target("internal", "/x/")}) == {"a": {"the post"}}


def test_who_leaves_a_series_is_missed_there():
    assert _touched(0, series=None) == {"a": {"the post", "series"}, "b": {"series", "summation"}}
    assert _touched(2, part_of=None) == {"c": {"the post", "summation"}}


def test_next_steps_are_told_by_the_room_that_knows_them():
    before, after = a_made_house(POST), a_made_house(POST)
    after.features["next_steps"] = Feature(lambda post: ("new",), lambda post: b"new")
    assert_told(page_units(before), page_units(after))
    assert changed(page_units(before), page_units(after)) == {HERE: {"next steps"}}


def test_the_writers_own_subscribe_page_lists_the_feeds():
    before, after = a_made_house(pages=[PAGE, SUBSCRIBE]), a_made_house(pages=[PAGE, SUBSCRIBE])
    after.features["feeds"] = Feature(lambda page: ("new",), lambda page: b"new")
    assert changed(page_units(before), page_units(after)) == {"subscribe/index.html": {"feeds"}}


@pytest.mark.parametrize(
    ("template", "paths"), [("article", {HERE}), ("page", {ABOUT}), ("404", {"404.html"}), ("hub", set())]
)
def test_another_template_is_told(template, paths):
    before, after = a_made_house(POST, pages=[PAGE]), a_made_house(POST, pages=[PAGE])
    after.renderer = Printer(**{template: "other"})
    assert changed(page_units(before), page_units(after)) == {path: {"template"} for path in paths}


def test_settings_and_data_are_parts_of_every_page():
    before = a_made_house(POST, pages=[PAGE])
    after = a_made_house(POST, pages=[PAGE], vocabulary=a_vocabulary(campaigns={}))
    assert set(changed(page_units(before), page_units(after))) == set(parts(page_units(before)))


def test_a_stage_that_was_only_inferred_is_another():
    inferred = replace(POST, stage=a_stage(inferred=True))
    assert changed(page_units(a_made_house(POST)), page_units(a_made_house(inferred)))[HERE] == {"the post"}


PICTURE, NOTE = StaticFile("extra/a.png", "/a.png", 1), StaticFile("extra/b c.txt", "/b%20c.txt", 1)


def _files(root: Path, **content: bytes):
    write(root, {"extra/a.png": png(), "extra/b c.txt": b"note", **content})
    return a_made_house(files=[PICTURE, NOTE])


def test_files_are_copied_and_pictures_cleaned(tmp_path):
    house = _files(tmp_path)
    found = {unit.path: unit for unit in file_units(house, tmp_path, Fingerprints())}
    assert found["b c.txt"].make() == tmp_path / "extra/b c.txt"
    assert found["a.png"].make() == png()
    assert {unit.owner for unit in found.values()} == {"file extra/a.png", "file extra/b c.txt"}


def test_a_file_is_known_by_its_bytes_and_a_cleaned_one_by_who_cleans_it(tmp_path):
    house = _files(tmp_path)
    before = list(file_units(house, tmp_path, Fingerprints()))
    house.ground = digest("another engine")
    assert changed(before, file_units(house, tmp_path, Fingerprints())) == {"a.png": {"settings"}}
    (tmp_path / "extra/b c.txt").write_bytes(b"other")
    assert changed(before, file_units(house, tmp_path, Fingerprints()))["b c.txt"] == {"the file"}
