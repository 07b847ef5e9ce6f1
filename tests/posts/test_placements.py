from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.body import Slot
from plugins.core.links import placement_of
from plugins.core.post import Target
from plugins.posts.placements import alike, check
from tests.factories import a_post
from tests.posts.blogs import content, enter, told
from tests.site.blog import post

OURS = "https://www.example.com"
CASES = [
    ("one link", "[here]({o}/a)", []),
    ("other words", "[here]({o}/a)\n[there]({o}/b)", []),
    ("the same words, another address", "[here]({o}/a)\n[here]({o}/b)", [("11", "here", "{o}/a")]),
    ("case and signs do not count", "[Read it!]({o}/a)\n[read it]({o}/b)", [("11", "read-it", "{o}/a")]),
    ("three of them", "[here]({o}/a)\n[here]({o}/b)\n[here]({o}/c)",
     [("11", "here", "{o}/a"), ("12", "here", "{o}/a")]),
    ("the same address", "[here]({o}/a)\n[here]({o}/a)", []),
    ("two places of one page", "[here]({o}/a#b)\n[here]({o}/a#c)", []),
    ("another query is another address", "[here]({o}/a?b=1)\n[here]({o}/a?b=2)", [("11", "here", "{o}/a?b=1")]),
    ("others' links are never tagged", "[here](https://o.example/a)\n[here](https://o.example/b)", []),
    ("only one of them is tagged", "[here]({o}/a)\n[here](https://o.example/b)", []),
    ("links of the blog are tagged in feeds", "[here](/)\n[here](/about/)", [("11", "here", "/")]),
    ("a place on the post itself is not", "## A\n## B\n[here](#a)\n[here](#b)", []),
    ("tagged by hand", "[here]({o}/a?utm_source=x)\n[here]({o}/b)", []),
    ("mail", "[here](mailto:a@b.example)\n[here](mailto:c@d.example)", []),
    ("offers go by their key", "[here](offer:guide)\n[here](offer:review)", []),
    ("an offer and an address", "[here](offer:guide)\n[here]({o}/b)", []),
    ("opted out", '[here]({o}/a){{data-no-track}}\n[here]({o}/b)', []),
    ("links without words go by their address", "[]({o}/a/x.pdf)\n[]({o}/b/x.pdf)\n[]({o}/b/y.pdf)", None),
    ("only the first forty letters count", "[{w} ends so]({o}/a)\n[{w} ends otherwise]({o}/b)", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_placements_of_one_post(tmp_path, body, expected):
    words = "Four score and seven years ago our fathers brought"
    text = body.format(o=OURS, w=words)
    files = {
        "posts/case.md": post(text + "\n"),
        "posts/case/d.png": b"",
        "pages/about.md": "---\ntitle: About\n---\nA.\n",
    }
    house = enter(content(tmp_path, files))
    found = [line for line in told(house.problems, tmp_path) if "placement" in line]
    if expected is None:
        assert len(found) == 1
        return
    assert found == [
        f"posts/case.md:{line}: link: warning: the placement '{name}' is also that of a link to "
        f"{where.format(o=OURS)}. Give each its own words, or reports cannot tell the two apart."
        for line, name, where in expected
    ]


WORDS = st.sampled_from(["Here", "here!", "a", "a b", "Read the whole of it", "Read the whole of it now"])
LINKS = st.lists(st.tuples(WORDS, st.sampled_from(["/a", "/b/a", "/b", "/b#c"])), max_size=8)


@given(LINKS)
def test_what_is_told_is_what_the_ledger_could_not_tell_apart(links):
    """Held against all pairs."""
    body = tuple(Slot("link", "a", (("href", url),), line=n, text=text) for n, (text, url) in enumerate(links, 1))
    targets = {url: Target("owned", OURS + url) for _, url in links}
    found = list(check(a_post(), alike(body), targets))
    first: dict[str, set[str]] = {}
    for text, url in links:
        first.setdefault(placement_of(text, OURS + url), set()).add(url.partition("#")[0])
    twice = {name for name, urls in first.items() if len(urls) > 1}
    assert {one.message.split("'")[1] for one in found} == twice
