from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.manifest import Coming, Entry, Manifest, Summary
from plugins.core.vocabulary import Stage, Track, Vocabulary
from plugins.ladder.coverage import KINDS, Count, coverage

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIGURES = dict.fromkeys("files posts drafts scheduled hidden pages feeds snippets links warnings".split(), 0)
SUMMARY = Summary(**FIGURES, by_stage={})
SHARES = {"see": 0.5, "weigh": 0.3, "stay": 0.2}


def words(shares: Any = SHARES, industries: str = "bank shop", audiences: str = "cmo") -> Vocabulary:
    stages = {key: Stage(name=key.title(), question="?", target=share) for key, share in shares.items()}
    tracks = [{key: Track(name=key.title()) for key in names.split()} for names in (industries, audiences)]
    return Vocabulary(stages=stages, industries=tracks[0], audiences=tracks[1])


def manifest(*posts: tuple[str | None, str, str]) -> Manifest:
    """A manifest of posts: (stage, status, industries and audiences)."""
    published, coming = [], []
    for n, (stage, status, tracks) in enumerate(posts):
        named: dict[str, Any] = {
            "industry": tuple(key for key in tracks.split() if key in ("bank", "shop", "gone")),
            "audience": tuple(key for key in tracks.split() if key == "cmo"),
        }
        shared = {"slug": f"p{n}", "title": "T", "source": "s", "date": DAY, "stage": stage, "status": status, **named}
        if status in ("draft", "scheduled"):
            coming.append(Coming(**shared))
        else:
            published.append(Entry(**shared, id=f"p{n}", summary="S", url="u", authors=()))
    return Manifest(
        site="S",
        url="u",
        preview=False,
        sources="",
        summary=SUMMARY,
        scheduled={},
        coming=tuple(coming),
        posts=tuple(published),
    )


def test_stages_their_shares_and_what_they_lack():
    posts = (
        [("see", "published", "")] * 3
        + [("weigh", "published", "")]
        + [("weigh", "draft", ""), ("stay", "scheduled", "")]
    )
    found = coverage(manifest(*posts), words())
    assert found.count == Count(4, 1, 1)
    assert [(s.key, s.name, s.count, s.share, s.target, s.gap) for s in found.stages] == [
        ("see", "See", Count(3), 0.75, 0.5, 1.0),
        ("weigh", "Weigh", Count(1, 1), 0.25, 0.3, pytest.approx(-0.2)),
        ("stay", "Stay", Count(0, 0, 1), 0.0, 0.2, pytest.approx(-0.8)),
    ]


def test_posts_without_a_stage_stand_last():
    found = coverage(manifest((None, "draft", "bank"), ("gone", "draft", "")), words())
    assert [(s.key, s.count) for s in found.stages][-1] == ("", Count(0, 2))
    assert found.rows["industry"][0].cells[""] == Count(0, 1)
    assert [s.key for s in coverage(manifest(), words()).stages] == list(SHARES)


def test_a_post_stands_in_every_track_that_it_names():
    found = coverage(manifest(("see", "published", "bank shop cmo"), ("see", "scheduled", "shop")), words())
    assert [(row.name, row.cells["see"], row.count) for row in found.rows["industry"]] == [
        ("Bank", Count(1), Count(1)),
        ("Shop", Count(1, 0, 1), Count(1, 0, 1)),
    ]
    assert [(row.name, row.count) for row in found.rows["audience"]] == [
        ("Cmo", Count(1)),
        ("no audience named", Count(0, 0, 1)),
    ]


def test_hidden_posts_are_no_coverage():
    assert coverage(manifest(("see", "hidden", "bank")), words()).count == Count()


def test_the_emptiest_cells_are_those_without_posts_where_most_are_wanted():
    posts = [("see", "published", "bank")] * 6 + [("weigh", "published", "bank")] + [("stay", "published", "shop")]
    gaps = coverage(manifest(*posts, ("stay", "draft", "bank")), words()).gaps["industry"]
    assert [(gap.stage.key, gap.track.key, gap.count, round(gap.wanted, 2)) for gap in gaps] == [
        ("stay", "bank", Count(0, 1), 1.4),
        ("see", "shop", Count(), 0.5),
        ("weigh", "shop", Count(), 0.3),
        ("weigh", "bank", Count(1), 2.1),
    ]


def test_without_targets_every_stage_is_wanted_alike_and_a_track_without_posts_is_no_gap():
    found = coverage(manifest(("see", "published", "bank")), words(dict.fromkeys(SHARES)))
    assert [(gap.stage.key, gap.track.key) for gap in found.gaps["industry"]] == [("weigh", "bank"), ("stay", "bank")]
    assert {stage.gap for stage in found.stages} == {None}


def test_a_blog_without_anything():
    found = coverage(manifest(), Vocabulary())
    assert (found.count, list(found.stages)) == (Count(), [])
    assert {kind: list(found.rows[kind]) for kind in KINDS} == {"industry": [], "audience": []}


_ANY = st.tuples(
    st.sampled_from([*SHARES, None, "gone"]),
    st.sampled_from(["published", "draft", "scheduled", "hidden"]),
    st.sampled_from(["", "bank", "shop", "bank shop cmo", "gone", "cmo"]),
)


@given(st.lists(_ANY, max_size=30))
def test_every_post_is_counted_once_in_its_stage_and_in_each_of_its_tracks(posts):
    found = coverage(manifest(*posts), words())
    public = [post for post in posts if post[1] != "hidden"]
    assert found.count.published + found.count.coming == len(public)
    assert sum(stage.count.published + stage.count.coming for stage in found.stages) == len(public)
    for kind in KINDS:
        for row in found.rows[kind]:
            assert sum(cell.published for cell in row.cells.values()) == row.count.published
            assert sum(cell.coming for cell in row.cells.values()) == row.count.coming
        assert all(0 <= gap.count.published < gap.wanted for gap in found.gaps[kind])
