from __future__ import annotations

from typing import Any

import pytest

from plugins.core.house import House
from plugins.core.post import Page, Post, Prepared, Target
from plugins.ladder.graph import problems
from plugins.ladder.guide import Guide
from tests.factories import a_house, a_page
from tests.ladder.blogs import numbered, term

ALONE = "no other post and no page leads here: no link, no next step"
DEAD = "leads to no other page of this site: no link, no next step"
LOST = "no text links to this page, and it is not in the menu"


def _house(*posts: Post, pages: tuple[Page, ...] = (), **parts: Any) -> House:
    house = a_house(*posts, pages=pages, **parts)
    house.features["next_steps"] = Guide(house).feature
    house.prepared = {item.path: Prepared(item.path, "post", None, lines={"title": 3}) for item in posts}
    return house


def _told(*posts: Post, pages: tuple[Page, ...] = (), **parts: Any) -> dict[str, str]:
    return {problem.path: problem.message for problem in problems(_house(*posts, pages=pages, **parts))}


def _post(n: int, stage: str = "interest", url: str = "", kind: Any = "internal", **parts: Any) -> Post:
    return numbered(
        n, stage, **{"offer": None, "offer_url": "", "targets": {"x": Target(kind, url)} if url else {}, **parts}
    )


def _page(url: str = "", **parts: Any) -> Page:
    return a_page(**{"menu": False, "targets": {"x": Target("internal", url)} if url else {}, **parts})


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (_post(0), DEAD),
        (_post(0, url="#here"), DEAD),
        (_post(0, url="/posts/p0/#here"), DEAD),
        (_post(0, url="https://other.example.org/", kind="external"), DEAD),
        (_post(0, offer_url="https://www.example.com/guide"), DEAD),
        (_post(0, url="/stages/interest/"), ALONE),
        (_post(0, url="/about/?a=b#c"), ALONE),
        (_post(0, url="https://blog.example.com/about/"), ALONE),
        (_post(0, offer_url="https://blog.example.com/about/"), ALONE),
    ],
)
def test_a_post_that_leads_nowhere(post, told):
    """The only post of its blog: nothing leads to it, either."""
    found = [problem.message for problem in problems(_house(post))]
    assert found == ([DEAD, ALONE] if told == DEAD else [ALONE])


def test_next_steps_lead_on_and_there():
    assert _told(_post(0), _post(1)) == {}
    assert _told(_post(0, "epiphany"), _post(1, "awareness")) == {}


CROWD = [_post(n) for n in range(1, 4)]
LEFT = "posts/p0.md"


def test_the_post_that_no_way_leads_to():
    """Of four that share nothing the newest is a step of all others, and the one before it of that."""
    found = list(problems(_house(_post(0), *CROWD)))
    assert [problem.path for problem in found] == ["posts/p1.md", LEFT]
    assert str(found[1]) == (
        f"posts/p0.md:3: links: warning: {ALONE}. "
        "Link to it from posts/p3.md or posts/p2.md: nearest to it in what they are about."
    )


@pytest.mark.parametrize(
    "leading",
    [
        {"posts": [_post(4, url="/posts/p0/")]},
        {"posts": [_post(4, url="/posts/p0/?x=y#there")]},
        {"posts": [_post(4, url="https://blog.example.com/posts/p0/")]},
        {"posts": [_post(4, part_of="p0")]},
        {"pages": (_page("/posts/p0/", menu=True),)},
    ],
)
def test_links_series_and_summations_lead_there(leading):
    assert LEFT not in _told(_post(0), *CROWD, *leading.get("posts", []), pages=leading.get("pages", ()))


def test_parts_of_a_series_lead_to_each_other():
    series = term("series", "s")
    crowd = [_post(n, "awareness") for n in range(1, 4)]
    assert LEFT in _told(_post(0, "epiphany"), *crowd, _post(5, "loyalty"))
    assert LEFT not in _told(_post(0, "epiphany", series=series), *crowd, _post(5, "loyalty", series=series))


@pytest.mark.parametrize("status", ["hidden", "draft", "scheduled"])
def test_what_is_not_published_neither_leads_nor_is_led_to(status):
    assert LEFT in _told(_post(0), *CROWD, _post(4, url="/posts/p0/", status=status))
    assert "posts/p9.md" not in _told(*CROWD, _post(9, status=status))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (_page(), True),
        (_page("/about/#down"), True),
        (_page(menu=True), False),
        (_page(address="/subscribe/", slug="subscribe"), False),
        (_page(status="hidden"), False),
    ],
)
def test_a_page_that_nobody_finds(page, told):
    found = _told(_post(0), _post(1), pages=(page,))
    assert found == ({page.path: LOST} if told else {})


def test_a_page_that_a_text_links_to_is_found():
    assert _told(_post(0, url="/about/#team"), _post(1), pages=(_page(),)) == {}
    other = _page("/about/", path="pages/o.md", slug="o", address="/o/", menu=True)
    assert _told(_post(0), _post(1), pages=(_page(), other)) == {}


def test_targets_that_were_not_kept_are_looked_up_anew():
    """After an edit only the edited post has them at hand."""
    house = _house(_post(0), *CROWD, _post(4, stored=b"key"))
    house.refer = lambda page: {"x": Target("internal", "/posts/p0/")} if page.slug == "p4" else {}
    house.whole = lambda item: a_page(targets=house.refer(item))  # type: ignore[method-assign, misc, assignment]
    assert LEFT not in {problem.path for problem in problems(house)}


def test_a_large_blog_is_looked_through_once(monkeypatch):
    """The series are asked of the house once, not for each post."""
    house = _house(*(_post(n, series=term("series", "s"), part_of="p0") for n in range(30)))
    asked = []
    monkeypatch.setattr(House, "series", lambda self, series=House.series: asked.append(1) or series(self))
    assert list(problems(house)) == []
    assert len(asked) == 1
