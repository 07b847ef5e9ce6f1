from __future__ import annotations

import json
import re

import pytest

from plugins.core.vocabulary import Track, Vocabulary
from plugins.ladder.coverage import coverage
from plugins.ladder.show import as_json, text
from tests.ladder.test_coverage import SHARES, manifest, words

POSTS = (
    [("see", "published", "bank cmo")] * 3
    + [("weigh", "published", "shop")]
    + [("weigh", "draft", "bank"), (None, "draft", ""), ("stay", "scheduled", "shop")]
)
SHOWN = """\
4 published posts, 2 in draft, 1 scheduled (hidden ones are not counted)

 Stage     Posts  To come  Share  Target  Gap
 ──────────────────────────────────────────────────────────────
 See           3             75%     50%   +1  ███████████│████
 Weigh         1       +1    25%     30%       █████ │
 Stay          0       +1     0%     20%   −1      │
 no stage      0       +1     0%

Gap: posts more or less than the target asks for; │ marks the target.

Stage × industry

 Industry           See  Weigh  Stay  no stage   all
 ───────────────────────────────────────────────────
 Bank                 3   · +1  ·         ·     3 +1
 Shop                 ·   1     · +1      ·     1 +1
 no industry named    ·   ·     ·         · +1  · +1

Emptiest: Weigh × Bank (none, 0.9 wanted, 1 to come); Stay × Bank (none, 0.6
wanted); See × Shop (none, 0.5 wanted); Stay × Shop (none, 0.2 wanted, 1 to
come).

Stage × audience

 Audience           See  Weigh  Stay  no stage   all
 ───────────────────────────────────────────────────
 Cmo                  3   ·     ·         ·     3
 no audience named    ·   1 +1  · +1      · +1  1 +3

Emptiest: Weigh × Cmo (none, 0.9 wanted); Stay × Cmo (none, 0.6 wanted).
"""


def _text(*posts, vocabulary: Vocabulary | None = None, width: int = 80, color: bool = False) -> str:
    return text(coverage(manifest(*posts), vocabulary or words()), width, color)


def test_what_an_editor_sees():
    assert _text(*POSTS) == SHOWN


def test_a_blog_without_posts_names_its_tracks():
    shown = _text()
    assert shown.startswith("0 published posts (hidden")
    assert "Industries without any post: Bank, Shop." in shown
    assert "Audiences without any post: Cmo." in shown
    assert "Emptiest" not in shown


def test_a_blog_without_stages_or_targets_is_told_what_to_write():
    assert "This blog has no stages" in _text(vocabulary=Vocabulary())
    assert "No stage has a target" in _text(vocabulary=words(dict.fromkeys(SHARES)))
    assert "The targets add up to 70%, not to 100%." in _text(vocabulary=words({"see": 0.5, "weigh": 0.2}))


def test_stages_below_their_target_stand_out_on_a_terminal_and_nowhere_else():
    assert "\x1b[33m" in _text(*POSTS, color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", _text(*POSTS, color=True)).split() == SHOWN.split()
    assert "\x1b" not in _text(*POSTS)


def test_names_are_shown_as_they_are_but_for_what_a_terminal_would_obey():
    tracks = {"bank": Track(name="[red]Banks[/] :smile: \x1b[31m")}
    shown = _text(*POSTS, vocabulary=Vocabulary(stages=words().stages, industries=tracks), width=120)
    assert "[red]Banks[/] :smile: \\x1b[31m" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("posts", [[], POSTS])
def test_programs_get_every_figure(posts):
    found = json.loads(as_json(coverage(manifest(*posts), words())))
    assert found["version"] == 1
    assert (
        found["count"] == {"published": 4, "draft": 2, "scheduled": 1}
        if posts
        else {"published": 0, "draft": 0, "scheduled": 0}
    )
    assert [stage["key"] for stage in found["stages"]][:3] == list(SHARES)
    assert found["industry"]["rows"][0]["cells"]["see"] == {"published": 3 if posts else 0, "draft": 0, "scheduled": 0}
    assert [gap["stage"] for gap in found["industry"]["gaps"]] == (["weigh", "stay", "see", "stay"] if posts else [])
    if posts:
        assert found["stages"][1] | {"count": 0} == {
            "key": "weigh",
            "name": "Weigh",
            "count": 0,
            "share": 0.25,
            "target": 0.3,
            "gap": -0.2,
        }
