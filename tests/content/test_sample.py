"""What issue 2, item 13 asks of the sample blog, as assertions on its files."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from twitter_text import parse_tweet

from plugins.core.frontmatter import ASKED_FOR, NO_OFFER, ShareThread
from plugins.core.text import sentences, slugify
from tests.content.sample import ROOT, TODAY, Source, data, pages, posts, published, scheduled

FIGURES = {
    **dict.fromkeys(["66", "79", "58", "30", "54", "53", "65"], ("ITSMA", "2011")),
    **dict.fromkeys(["55", "37"], ("ITSMA", "2009")),
    **dict.fromkeys(["50", "68", "3", "1"], ("ITSMA", "2010")),
    **dict.fromkeys(["67", "8"], ("MarketingProfs", "2021")),
    "90": ("Walter J. Carl", "before 2010"),
}
"""Every percentage that we have a source for, with that source and its year: both stand in the figure's sentence."""

_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|per ?cent)")
_INITIAL = re.compile(r"(?<=\b[A-Z])\. ")


def _name(source: Source) -> str:
    return source.path.stem


each_published = pytest.mark.parametrize("post", published(), ids=_name)
each_source = pytest.mark.parametrize("source", [*posts(), *pages()], ids=_name)


def test_there_are_enough_posts_and_one_of_each_other_status() -> None:
    assert len(published()) >= 12
    assert Counter(post.matter.status for post in posts() if post.matter.status != "published") == {
        "draft": 1,
        "hidden": 1,
    }
    assert [post.matter.date.date() for post in scheduled()] == [date(2031, 1, 15)]


def test_every_stage_industry_audience_and_author_has_a_post() -> None:
    found = [post.matter for post in published()]
    assert {matter.stage for matter in found} == set(data("stages"))
    assert {key for matter in found for key in matter.industry} == set(data("tracks").industry)
    assert {key for matter in found for key in matter.audience} == set(data("tracks").audience)
    assert {key for matter in found for key in matter.authors} == set(data("authors"))
    assert (len(data("tracks").industry), len(data("tracks").audience), len(data("authors"))) == (4, 3, 4)


def test_ids_and_titles_are_unique() -> None:
    for field in ("id", "title", "summary", "problem", "question"):
        found = Counter(getattr(post.matter, field) for post in posts())
        assert [value for value, times in found.items() if times > 1] == []


@each_published
def test_a_published_post_has_all_that_is_asked_for(post: Source) -> None:
    matter = post.matter
    missing = [
        field
        for field in (*ASKED_FOR, "stage", "audience", "industry", "tags", "category")
        if not getattr(matter, field)
    ]
    assert missing == []
    assert matter.question.endswith("?")
    assert date(2025, 9, 1) <= matter.date.date() <= date.fromisoformat(TODAY)


@each_published
def test_a_published_post_is_worth_a_sitting(post: Source) -> None:
    assert 500 <= post.words <= 1000


def test_the_series_has_two_parts() -> None:
    series = Counter(post.matter.series for post in published() if post.matter.series)
    assert list(series.values()) == [2]


def test_parts_name_a_later_post() -> None:
    found = {_name(post): post.matter for post in published()} | {post.matter.id: post.matter for post in published()}
    parts = [post.matter for post in published() if post.matter.part_of]
    assert len(parts) >= 3
    assert all(found[matter.part_of].date > matter.date for matter in parts)


def test_the_rarer_fields_are_each_in_use() -> None:
    found = [post.matter for post in published()]
    stages = data("stages")
    assert any(m.campaign for m in found)
    assert any(m.offer == NO_OFFER for m in found)
    assert any(m.offer not in (None, NO_OFFER, stages[m.stage].offer) for m in found)
    assert any(m.discuss for m in found)
    assert any(m.modified and m.modified > m.date for m in found)
    assert any(m.redirect_from for m in found)
    assert any({"linkedin", "x"} <= set(m.share) for m in found)
    assert any(m.share.get("bluesky") == ShareThread(thread=True) for m in found)


@pytest.mark.parametrize("post", posts(), ids=_name)
def test_keys_are_in_the_vocabulary(post: Source) -> None:
    matter = post.matter
    assert set(matter.authors) <= set(data("authors"))
    assert matter.stage in data("stages")
    assert set(matter.audience) <= set(data("tracks").audience)
    assert set(matter.industry) <= set(data("tracks").industry)
    assert matter.offer in (None, NO_OFFER, *data("offers"))
    assert matter.campaign in (None, *data("campaigns"))
    assert set(matter.share) | set(matter.discuss) <= set(data("channels"))


def test_a_campaign_runs_when_its_posts_appear() -> None:
    for matter in (post.matter for post in published() if post.matter.campaign):
        campaign = data("campaigns")[matter.campaign]
        assert campaign.start <= matter.date.date() <= campaign.end


def test_written_share_texts_fit_their_networks_and_end_in_a_question() -> None:
    for post in published():
        written = ((network, text) for network, text in post.matter.share.items() if isinstance(text, str))
        for network, text in written:
            assert text.endswith("?")
            assert len(text) <= 3000
            if network == "x":
                link = f"https://blog.example.com/posts/{_name(post)}/?utm_source=x"
                assert parse_tweet(f"{text}\n\n{link}").weightedLength <= 280


@each_source
def test_headings_begin_at_two_and_skip_no_level(source: Source) -> None:
    levels = [int(tag.name[1]) for tag in source.html.find_all(re.compile("^h[1-6]$"))]
    assert levels[:1] in ([], [2])
    assert all(below - above <= 1 and below >= 2 for above, below in pairwise(levels))


def _links(source: Source) -> list[str]:
    return [str(link["href"]) for link in source.html.find_all("a", href=True)]


@each_source
def test_links_lead_to_what_is_there(source: Source) -> None:
    known = {post.path: post for post in posts() if post.matter.status != "draft"} | {p.path: p for p in pages()}
    for link in _links(source):
        if link.startswith("offer:"):
            assert link.removeprefix("offer:") in data("offers")
        elif link.startswith("{filename}"):
            name, _, fragment = link.removeprefix("{filename}").partition("#")
            target = known[(source.path.parent / name).resolve()]
            ids = {slugify(heading.get_text()) for heading in target.html.find_all(["h2", "h3"])}
            assert not fragment or fragment in ids
        else:
            assert link.startswith("#fn"), link


def test_links_of_each_kind_are_in_use() -> None:
    found = [link for post in published() for link in _links(post)]
    assert sum(link.startswith("offer:") for link in found) >= 2
    assert sum(link.startswith("{filename}") for link in found) >= 8
    assert any(link.startswith("{filename}") and "#" in link for link in found)


@each_source
def test_images_are_there_small_and_described(source: Source) -> None:
    used = [(str(image["src"]).removeprefix("{static}"), str(image["alt"])) for image in source.html.find_all("img")]
    if source.matter.image:
        used.append((source.matter.image, source.matter.image_alt))
    for name, alt in used:
        assert 0 < (source.path.parent / name).stat().st_size < 80_000
        assert len(alt) >= 20


def test_every_image_is_used() -> None:
    used = {str(image["src"]).removeprefix("{static}") for post in posts() for image in post.html.find_all("img")}
    images = {path.relative_to(ROOT / "posts").as_posix() for path in ROOT.glob("posts/*/*")}
    assert len(used) >= 2
    assert images == used | {post.matter.image for post in posts() if post.matter.image}


def _sentences(text: str) -> list[str]:
    """Sentences on one line each; the full stop of an initial ends none."""
    whole = _INITIAL.sub("._", " ".join(text.split()))
    return [sentence.replace("._", ". ") for sentence in sentences(whole)]


@each_source
def test_a_percentage_has_its_source_and_year_in_its_sentence(source: Source) -> None:
    for sentence in (sentence for text in source.prose for sentence in _sentences(text)):
        for figure in _FIGURE.findall(sentence):
            assert figure in FIGURES, sentence
            assert all(word in sentence for word in FIGURES[figure]), sentence


@each_source
def test_alternative_texts_with_figures_name_the_source(source: Source) -> None:
    for alt in (str(image["alt"]) for image in source.html.find_all("img")):
        for figure in _FIGURE.findall(alt):
            assert all(word in alt for word in FIGURES[figure]), alt


def test_no_percentage_stands_in_data_and_front_matter() -> None:
    heads = [path.read_text(encoding="utf-8").split("---\n", 2)[1] for path in ROOT.glob("p*/*.md")]
    files = [path.read_text(encoding="utf-8") for path in ROOT.glob("data/*.yaml")]
    assert len(heads) == len(posts()) + len(pages())
    assert [text for text in heads + files if _FIGURE.search(text)] == []


def test_markdown_is_used_in_its_variety() -> None:
    found = {tag.name for post in published() for tag in post.html.find_all(True)}
    assert {"h2", "h3", "ul", "ol", "table", "blockquote", "dl", "pre", "sup", "img"} <= found
