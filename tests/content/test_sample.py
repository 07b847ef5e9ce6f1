"""What the sample blog has to be, as assertions on its files: issue 2, item 13, and the demo of issue 6."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

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
    "15": ("Google", "2019"),
}
"""Every percentage that we have a source for, with that source and its year: both stand in the figure's sentence."""

SOURCES = {"doi.org", "pmc.ncbi.nlm.nih.gov", "eur-lex.europa.eu", "blog.google"}
"""Where the sample's outside links may lead: papers, law, and the firm that a figure comes from."""

LONG = "keep-two-books"
"""The summation, for which a reader gets a list of contents."""

_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|per ?cent)")
_INITIAL = re.compile(r"(?<=\b[A-Z])\. ")


def _name(source: Source) -> str:
    return source.path.stem


each_published = pytest.mark.parametrize("post", published(), ids=_name)
each_source = pytest.mark.parametrize("source", [*posts(), *pages()], ids=_name)


def test_there_are_enough_posts_and_one_of_each_other_status() -> None:
    assert len(published()) >= 20
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
    assert matter.question.endswith(("?", "؟"))
    assert date(2025, 9, 1) <= matter.date.date() <= date.fromisoformat(TODAY)


@each_published
def test_a_published_post_is_worth_a_sitting(post: Source) -> None:
    assert 500 <= post.words <= 1100 or _name(post) == LONG


def test_one_long_post_has_sections_for_a_list_of_contents() -> None:
    post = next(post for post in published() if _name(post) == LONG)
    assert 1500 <= post.words <= 2200
    assert len(post.html.find_all("h2")) >= 6
    assert post.html.find("h3")


def test_a_series_of_three_is_woven_into_a_summation_that_names_its_parts() -> None:
    series = [post for post in published() if post.matter.series]
    assert Counter(post.matter.series for post in series) == {"From stage to order": 3}
    assert {post.matter.part_of for post in series} == {LONG}
    assert {_name(post) for post in series} <= set(_leads_to(LONG))


def test_the_stages_have_about_the_share_that_was_agreed() -> None:
    found = Counter(post.matter.stage for post in published())
    for key, stage in data("stages").items():
        assert abs(found[key] / len(published()) - stage.target) < 0.05, key


@pytest.mark.parametrize("kind", ["audience", "industry"])
def test_every_track_has_a_post_at_every_stage(kind: str) -> None:
    found = {(post.matter.stage, key) for post in published() for key in getattr(post.matter, kind)}
    assert found == {(stage, key) for stage in data("stages") for key in getattr(data("tracks"), kind)}


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
    assert {network for m in found for network in m.share} >= {"linkedin", "x", "bluesky", "mastodon", "email"}


def test_each_campaign_has_posts() -> None:
    found = Counter(post.matter.campaign for post in published())
    assert all(found[key] >= 3 for key in data("campaigns"))


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
        elif not link.startswith("#fn"):
            address = urlsplit(link)
            assert (address.scheme, address.hostname in SOURCES) == ("https", True), link
            assert "utm_" not in link


def _leads_to(name: str) -> list[str]:
    """Stems of the published posts that the text of one links to."""
    names = {_name(post) for post in published()}
    post = next(post for post in published() if _name(post) == name)
    links = (link.removeprefix("{filename}").partition("#")[0] for link in _links(post))
    return [link.removesuffix(".md") for link in links if link.removesuffix(".md") in names]


def _translations(name: str) -> list[str]:
    """Stems of the original and the translations of one."""
    originals = {_name(post): post.matter.translation_of for post in published()}
    return [other for other, original in originals.items() if original == name or other == originals[name]]


def test_no_post_is_an_orphan_or_a_dead_end() -> None:
    names = [_name(post) for post in published()]
    ways = {name: {*_leads_to(name), *_translations(name)} - {name} for name in names}
    assert [name for name, found in ways.items() if not found] == []
    assert set(ways) - set().union(*ways.values()) == set()


@each_published
def test_a_post_that_links_to_a_later_one_was_changed_after_it(post: Source) -> None:
    dates = {_name(other): other.matter.date for other in published()}
    changed = post.matter.modified or post.matter.date
    assert [name for name in _leads_to(_name(post)) if dates[name] > changed] == []


def test_translations_are_of_what_is_there_and_of_its_stage() -> None:
    foreign = {_name(post): post.matter for post in published() if post.matter.lang}
    assert {name: (matter.lang, matter.translation_of) for name, matter in foreign.items()} == {
        "brief-im-elften-monat": ("de", "letter-in-month-eleven"),
        "uktub-lil-qari-al-thani": ("ar", "the-second-reader"),
    }
    stages = {_name(post): post.matter.stage for post in published()}
    assert all(matter.stage == stages[matter.translation_of] for matter in foreign.values())


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
    assert len(used) >= 11
    assert {name.rpartition(".")[2] for name in images} == {"png", "svg"}
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
