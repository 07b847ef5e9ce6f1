from __future__ import annotations

import datetime as dt

import pytest

from plugins.core.frontmatter import TODO
from plugins.core.vocabulary import Campaign, Topic
from plugins.posts.reader import prepare
from plugins.posts.words import check_parts, check_topics, check_translations, check_unique, check_words, slug_of
from tests.factories import a_site, a_vocabulary
from tests.posts.blogs import RULES, both, prepared
from tests.site.blog import post

ON_PRICES = {("tag", "pricing"): Topic(intro="On prices."), ("series", "sums"): Topic(intro="Three parts.")}

FULL = {
    "problem": "A.",
    "takeaways": ["B."],
    "question": "C?",
    "goal": "depth",
    "metric": "D",
    "stage": "interest",
    "audience": "cmo",
    "industry": ["finance"],
    "campaign": "spring",
    "offer": "review",
}


def _told(site=None, vocabulary=None, **fields):
    item, matter = both(prepared(path="p.md", **{**FULL, **fields}))
    return [str(p) for p in check_words(item, matter, vocabulary or a_vocabulary(), site or a_site())]


def test_a_post_with_all_that_is_asked_for():
    assert _told() == []
    assert _told(offer="none", authors="Desk", audience="CMO", stage=" Interest ") == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"stage": "intrest"}, "p.md:7: stage: unknown stage 'intrest'. Did you mean \"interest\"?"),
        ({"authors": ["desk", "desk2"]}, "p.md:6: authors: unknown authors 'desk2'. Did you mean \"desk\"?"),
        ({"authors": ["xyz"]}, "p.md:6: authors: unknown authors 'xyz'. Known: desk."),
        ({"audience": "cfo"}, "p.md:13: audience: unknown audience 'cfo'. Did you mean \"cmo\"?"),
        ({"industry": ["finance", "fin"]}, "p.md:14: industry: unknown industry 'fin'. Did you mean \"finance\"?"),
        ({"campaign": "sprint"}, "p.md:15: campaign: unknown campaign 'sprint'. Did you mean \"spring\"?"),
        ({"offer": "revue"}, "p.md:16: offer: unknown offer 'revue'. Did you mean \"review\"?"),
        (
            {"stage": None},
            "p.md:1: stage: is missing: the stage of buying that the reader is in. "
            "One of: epiphany, awareness, interest, confidence, loyalty.",
        ),
        ({"image": "a.png"}, "p.md:1: image_alt: is missing: what the image shows. Write it in one sentence."),
        ({"modified": "2026-03-05 09:29"}, "p.md:17: modified: warning: is before the date of publication. Swap them?"),
        ({"title": f"{TODO} title"}, "p.md:3: title: still says TODO:. Write it, or leave the post a draft."),
        (
            {"takeaways": ["A.", f"{TODO} B"]},
            "p.md:9: takeaways: still says TODO:. Write it, or leave the post a draft.",
        ),
        ({"question": None, "goal": None}, "p.md:1: question: warning: asked for, and missing: question, goal."),
    ],
)
def test_what_a_post_says_is_held_against_the_vocabulary(fields, message):
    assert _told(**fields) == [message]


def test_an_unknown_word_where_there_are_none_at_all():
    told = _told(vocabulary=a_vocabulary(campaigns={}))
    assert told == ["p.md:15: campaign: unknown campaign 'spring'. Add it to data/campaigns.yaml."]


@pytest.mark.parametrize(
    ("settings", "vocabulary", "fields", "n"),
    [
        ({"stage_policy": "require"}, {}, {}, 1),
        ({"stage_policy": "infer"}, {}, {}, 0),
        ({}, {"stages": {}}, {}, 0),
        ({}, {}, {"status": "draft"}, 0),
        ({}, {}, {"status": "hidden"}, 1),
        ({}, {}, {"date": "2099-01-01"}, 1),
    ],
)
def test_who_must_name_a_stage(settings, vocabulary, fields, n):
    told = _told(a_site(**settings), a_vocabulary(**vocabulary), stage=None, **fields)
    assert sum("stage: is missing" in line for line in told) == n


@pytest.mark.parametrize(
    ("asked_for", "fields", "told"),
    [
        ("warn", {}, "warning: asked for, and missing: metric"),
        ("require", {}, "asked for, and missing: metric"),
        ("ignore", {}, ""),
        ("require", {"status": "draft"}, ""),
    ],
)
def test_the_site_says_how_much_it_asks(asked_for, fields, told):
    found = _told(a_site(asked_for=asked_for), metric=None, **fields)
    assert [line.removeprefix("p.md:1: metric: ").rstrip(".") for line in found] == ([told] if told else [])


def test_a_date_at_fault_is_outside_of_no_campaign():
    dates = {"start": dt.date(2026, 9, 1), "end": dt.date(2026, 9, 30)}
    vocabulary = a_vocabulary(campaigns={"spring": Campaign(name="Spring", **dates)})
    for date, n in (("soon", 0), ("2026-03-05", 1)):
        item = prepare(post("A.\n", **{**FULL, "date": date, "summary": None}).encode(), "p.md", "post", RULES)
        found = [p for p in check_words(item, item.rest, vocabulary, a_site()) if p.field == "campaign"]
        assert len(found) == n


def test_a_draft_may_owe_its_texts_but_not_invent_words():
    told = _told(status="draft", title=f"{TODO} x", image="a.png", modified="2020-01-01", stage="x")
    assert [line.split(": ")[1] for line in told] == ["stage"]


@pytest.mark.parametrize(
    ("date", "modified", "before"),
    [
        ("2026-03-05T09:30+02:00", "2026-03-05T08:00Z", False),
        ("2026-03-05T08:00Z", "2026-03-05T09:30+02:00", True),
        ("2026-03-05 09:30", "2026-03-05T08:45Z", False),
        ("2026-03-05 09:30", "2026-03-05T09:30+01:00", False),
    ],
)
def test_dates_are_compared_as_moments(date, modified, before):
    """The site stands in Berlin: an hour before UTC in winter."""
    assert any("is before" in line for line in _told(date=date, modified=modified)) is before


def test_ids_and_slugs_are_had_by_one_file_only():
    items = [
        prepared(path="posts/b.md", id="aaaa1111", slug="same"),
        prepared(path="posts/a.md", id="aaaa1111", slug="other"),
        prepared(path="posts/same.md", id="bbbb2222"),
        prepared(path="posts/2026/Other.md", id="cccc3333"),
        prepared("page", path="pages/same.md"),
        prepared("page", path="pages/x.md", slug="same"),
    ]
    assert [str(p) for p in check_unique([both(item) for item in items])] == [
        "pages/x.md:3: slug: 'same' is also the slug of pages/same.md. Give one of them another slug.",
        "posts/a.md:8: slug: 'other' is also the slug of posts/2026/Other.md. Give one of them another slug.",
        "posts/b.md:2: id: 'aaaa1111' is also the id of posts/a.md. An id is never shared; "
        "`./inv new` makes a fresh one.",
        "posts/same.md:1: slug: 'same' is also the slug of posts/b.md. Give one of them another slug.",
    ]


def test_a_file_at_fault_has_its_id_and_slug_too():
    good = prepared(path="posts/z.md", id="aaaa1111", slug="same")
    sources = {
        "posts/a.md": post("A.\n", id="aaaa1111", date="soon", slug="same"),
        "posts/b.md": post("A.\n", id="short", title=None),
        "posts/c.md": post("A.\n", id=None, slug="No Slug"),
        "posts/d.md": post("A.\n", id=None, slug="No Slug"),
        "posts/e.md": "---\nid: aaaa1111\n",
    }
    items = [good, *(prepare(text.encode(), path, "post", RULES) for path, text in sources.items())]
    pairs = [(item, matter) for item in items if (matter := item.matter or item.rest)]
    assert sorted((p.path, p.field, p.message) for p in check_unique(pairs)) == [
        ("posts/a.md", "id", "'aaaa1111' is also the id of posts/z.md"),
        ("posts/a.md", "slug", "'same' is also the slug of posts/z.md"),
    ]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("posts/plain.md", "plain"),
        ("posts/2026/Über uns.md", "uber-uns"),
        ("posts/a.b.md", "a-b"),
        ("posts/UPPER_case.md", "upper-case"),
    ],
)
def test_a_slug_comes_from_the_files_name(path, slug):
    assert slug_of(*both(prepared(path=path))) == slug
    assert slug_of(*both(prepared(path=path, slug="given"))) == "given"


def test_no_two_names_of_emoji_have_one_slug():
    slugs = {slug_of(*both(prepared(path=f"posts/{name}.md"))) for name in ("🎉", "🎉🎉", "。。")}
    assert len(slugs) == 3


@pytest.mark.parametrize(
    ("part_of", "message"),
    [
        ("whole", None),
        ("bbbb2222", None),
        ("whoel", "part_of: no post has the id or slug 'whoel'. Did you mean \"whole\"?"),
        ("part", "part_of: is the post itself. Name the summation that this post is woven into."),
        ("aaaa1111", "part_of: is the post itself. Name the summation that this post is woven into."),
    ],
)
def test_what_a_post_is_part_of_is_a_post(part_of, message):
    items = [prepared(path="posts/part.md", part_of=part_of), prepared(path="posts/whole.md", id="bbbb2222")]
    told = [str(p) for p in check_parts([both(item) for item in items])]
    assert told == ([f"posts/part.md:8: {message}"] if message else [])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"lang": "de", "translation_of": "one"}, None),
        ({"lang": "de", "translation_of": "aaaa0001"}, None),
        ({"lang": "de", "translation_of": "on"}, "no post has the id or slug 'on'. Did you mean \"one\"?"),
        ({"lang": "de", "translation_of": "two"}, "is no original. Name the post that was written first."),
        (
            {"lang": "en", "translation_of": "one"},
            "posts/one.md is in the same language (en). Say the language of each, like lang: de.",
        ),
        (
            {"lang": "fr", "translation_of": "one"},
            "posts/a-fr.md is a translation of it into the same language (fr). Keep one of them.",
        ),
        ({"lang": "it", "translation_of": "a-fr"}, "is no original. Name the post that was written first."),
    ],
)
def test_a_translation_has_an_original_in_another_language(fields, message):
    items = [
        prepared(path="posts/one.md", id="aaaa0001"),
        prepared(path="posts/a-fr.md", id="aaaa0002", lang="fr", translation_of="one"),
        prepared(path="posts/two.md", id="aaaa0003", **fields),
    ]
    told = [str(p) for p in check_translations([both(item) for item in items], a_site())]
    assert [one.partition(" translation_of: ")[2] for one in told] == ([message] if message else [])


def test_a_page_is_no_translation_of_a_post():
    page = prepared("page", "pages/uns.md", lang="de", translation_of="one")
    (told,) = check_translations([both(prepared(path="posts/one.md")), both(page)], a_site())
    assert told.message == "no page has the id or slug 'one'"


def test_an_intro_for_what_no_post_has():
    posts = [both(prepared(path="p.md", tags=["Pricings"], series="Sums"))]
    words = a_vocabulary(topics=ON_PRICES, lines={("tracks", "pricing"): 3})
    assert [(str(p), p.severity) for p in check_topics(posts, words, "data/tracks.yaml")] == [
        ('data/tracks.yaml:3: tag.pricing: warning: no post has this tag. Did you mean "pricings"?', "warning")
    ]
    assert list(check_topics([both(prepared(tags=["PRICING"], series="Sums"))], words, "data/tracks.yaml")) == []
