from __future__ import annotations

from typing import Any

import pytest

from plugins.core.frontmatter import PostMatter, ShareThread
from plugins.core.post import Prepared
from plugins.core.vocabulary import Channel, Scheduler
from plugins.share.checks import check, check_keys, check_post, check_settings, check_templates
from tests.factories import a_house, a_post, a_site, a_vocabulary


def channel(network: str | None = "mastodon", **templates: str) -> Channel:
    return Channel(name="A", source="a", medium="social", network=network, templates=templates)


SETTINGS = [
    ("the default suggests", None, {"x": channel("x")}, []),
    ("no channel at all", None, {}, []),
    ("a typo", ["linkdin"], {"linkedin": channel("linkedin")},
     ["the site has no channel 'linkdin'. Did you mean \"linkedin\"?"]),
    ("nothing to mean", ["x"], {}, ["the site has no channel 'x'. Add it to content/data/channels.yaml."]),
    ("no network", ["rss"], {"rss": channel(None)}, ["channel 'rss' has no network. Known: bluesky, email, facebook, "
                                                     "linkedin, mastodon, plain, threads, x."]),
    ("none wanted", [], {"x": channel("x")}, []),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "known", "told"), [c[1:] for c in SETTINGS], ids=[c[0] for c in SETTINGS])
def test_check_settings(wanted: list[str] | None, known: dict[str, Channel], told: list[str]) -> None:
    site = a_site() if wanted is None else a_site(share_channels=wanted)
    problems = list(check_settings(a_house(site=site, vocabulary=a_vocabulary(channels=known))))
    assert [f"{p.message}. {p.hint}" for p in problems] == told
    assert all(str(p).startswith("pelicanconf.py:1: WAYPOST.share_channels: ") for p in problems)


@pytest.mark.parametrize("wanted", [None, ["x"], []])
def test_a_network_that_nobody_knows_is_told_where_it_stands(wanted: list[str] | None) -> None:
    site = a_site() if wanted is None else a_site(share_channels=wanted)
    vocabulary = a_vocabulary(channels={"x": channel("mastodom")}, lines={("channels", "x"): 4})
    (problem,) = check_settings(a_house(site=site, vocabulary=vocabulary))
    assert str(problem) == (
        "content/data/channels.yaml:4: x.network: unknown network 'mastodom'. Did you mean \"mastodon\"?"
    )


TEMPLATES = [
    ({"text": "{title} {summary} {problem} {takeaway} {question} {stage} {author} {url}"}, []),
    ({"text": "{titel}: {url}"}, ["unknown placeholder {titel}. Did you mean \"title\"?"]),
    ({"text": "{}"}, ["unknown placeholder {}. Known: author, problem, question, stage, summary, takeaway, title, "
                      "url."]),
    ({"text": "{lead}"}, ["unknown placeholder {lead}. Known: author, problem, question, stage, summary, takeaway, "
                          "title, url."]),
    ({"subject": "{title} {url}"}, ["unknown placeholder {url}. Known: author, problem, question, stage, summary, "
                                    "takeaway, title."]),
    ({"txt": "{title}"}, ["unknown template. Did you mean \"text\"?"]),
    ({"instance": "social.example.com"}, []),
    ({"instance": "https://social.example.com/"},
     ["'https://social.example.com/' is not a host name. Write it like \"mastodon.social\"."]),
]  # fmt: skip


@pytest.mark.parametrize(("templates", "told"), TEMPLATES)
def test_check_templates(templates: dict[str, str], told: list[str]) -> None:
    vocabulary = a_vocabulary(channels={"mastodon": channel(**templates)}, lines={("channels", "mastodon"): 7})
    house = a_house(vocabulary=vocabulary)
    problems = list(check_templates(house))
    assert [f"{p.message}. {p.hint}" for p in problems] == told
    (name,) = templates
    assert all(str(p).startswith(f"content/data/channels.yaml:7: mastodon.templates.{name}: ") for p in problems)


SCHEDULERS = [
    ({"columns": {"Text": "{text} {image_alt}", "When": ""}, "channels": ["x"]}, []),
    ({"columns": {"Text": "{txt}"}}, ["a.columns.Text: unknown placeholder {txt}. Did you mean \"text\"?"]),
    ({"columns": {"Text": "{text}"}, "channels": ["linkdin"]},
     ["a.channels: the site has no channel 'linkdin'. Did you mean \"linkedin\"?"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "told"), SCHEDULERS)
def test_check_schedulers(entry: dict[str, Any], told: list[str]) -> None:
    schedulers = {"a": Scheduler.model_validate({"name": "A", **entry})}
    house = a_house(vocabulary=a_vocabulary(schedulers=schedulers, lines={("schedulers", "a"): 3}))
    assert [str(problem) for problem in check(house)] == [f"content/data/schedulers.yaml:3: {one}" for one in told]


KEYS = [
    ({"x": "Which? {url}"}, []),
    ({"linkdin": "Which?"},
     [("share.linkdin", "error", "the site has no channel 'linkdin'", 'Did you mean "linkedin"?')]),
    ({"rss": "Which?"}, [("share.rss", "error", "channel 'rss' has no network that text is shared on",
                          "Give the channel a `network` in content/data/channels.yaml.")]),
    ({"x": "Which? {ulr}"}, [("share.x", "warning", "{ulr} is published as it stands",
                              "Only {url} is filled in a text of your own.")]),
    ({"x": "See https://blog.example.com/posts/a/?utm_id=1."},
     [("share.x", "error", "https://blog.example.com/posts/a/?utm_id=1 leads to this site and has a utm_ parameter",
       "Take it out: the link gets the tags of each channel by itself.")]),
    ({"x": "See https://www.example.com/a?utm_source=me and https://x.example/?utm_id=1"}, []),
    ({"x": "Sets {1, 2} and {} are fine"}, []),
    ({"x": ("One.", "Two {url}."), "mastodon": ShareThread(thread=True)}, []),
    ({"linkedin": ("One.", "Two.")}, [("share.linkedin", "error", "LinkedIn has no threads", "Write one text.")]),
    ({"email": ShareThread(thread=True)}, [("share.email", "error", "E-mail has no threads", "Write one text.")]),
    ({"linkedin": ShareThread(text="One.")}, []),
    ({"x": ("One.", "Two {ulr}.")}, [("share.x", "warning", "{ulr} is published as it stands",
                                      "Only {url} is filled in a text of your own.")]),
]  # fmt: skip


@pytest.mark.parametrize(("share", "told"), KEYS)
def test_check_keys(share: Any, told: list[tuple[str, str, str, str]]) -> None:
    post = a_post(share=share)
    house = a_house(post, prepared={post.path: Prepared(post.path, "post", None, lines={"share": 9})})
    problems = list(check_keys(post, house))
    assert [(p.field, p.severity, p.message, p.hint) for p in problems] == told
    assert all((p.path, p.line) == (post.path, 9) for p in problems)


def test_a_texts_problem_stands_at_its_own_key() -> None:
    post = a_post(share={"linkdin": "Which?", "x": "{ulr}"})
    lines = {"share": 9, "share.linkdin": 10, "share.x": 12}
    house = a_house(post, prepared={post.path: Prepared(post.path, "post", None, lines=lines)})
    assert [(p.field, p.line) for p in check_keys(post, house)] == [("share.linkdin", 10), ("share.x", 12)]


def test_the_site_is_checked_before_its_posts() -> None:
    post = a_post(share={"nowhere": "Which?"})
    templates = a_vocabulary().channels | {"mastodon": channel(text="{titel}")}
    site = a_site(share_channels=["x", "mastodon", "nowhere"])
    house = a_house(post, site=site, vocabulary=a_vocabulary(channels=templates))
    fields = [problem.field for problem in check(house)]
    assert fields == ["WAYPOST.share_channels", "mastodon.templates.text"]


def test_every_problem_of_a_post_is_told_also_what_comes_to_light_while_its_kit_is_made() -> None:
    good, bad = a_post(slug="good"), a_post(slug="bad", share={"x": "word " * 100, "linkdin": "Which?"})
    house = a_house(good, bad)
    assert [sorted(p.field for p in check_post(post, house)) for post in (good, bad)] == [
        [],
        ["share.linkdin", "share.x"],
    ]


def test_of_a_post_at_fault_only_its_own_texts_are_judged() -> None:
    post = a_post(share={"x": "word " * 100, "linkdin": "Which?"}, question="Tell us with #OurCloud")
    fields = {"id": post.id, "title": "?", "summary": "?", "date": "2000-01-01", "authors": ["?"]}
    rest = PostMatter.model_validate(fields)
    house = a_house(post, prepared={post.path: Prepared(post.path, "post", None, rest=rest)})
    assert sorted(p.field for p in check_post(post, house)) == ["share.linkdin", "share.x"]
    assert len(list(check_post(post, a_house(post)))) > 2


@pytest.mark.parametrize(
    ("status", "preview", "told"), [("hidden", False, 0), ("hidden", True, 0), ("draft", False, 0), ("draft", True, 1)]
)
def test_a_post_without_a_kit_has_no_problems_of_one(status: Any, preview: bool, told: int) -> None:
    post = a_post(status=status, share={"nowhere": "Which?"})
    assert len(list(check_post(post, a_house(post, site=a_site(preview=preview))))) == told
