from __future__ import annotations

import json

from plugins.core.post import Picture
from plugins.core.share import Kit
from plugins.share.kit import make
from plugins.share.show import all_json, overview, show
from tests.factories import a_house, a_post, a_site, a_stage

URL = "https://blog.example.com/posts/small-posts-add-up/"
TAGGED = (
    f"{URL}?utm_source=x&utm_medium=social&utm_campaign=small-posts-add-up&utm_content=interest.share&utm_id=abcd2345"
)

QUESTION = "Which of your posts did a buyer quote back to you?"
AFTER = f"""\
Small posts add up · interest · {URL}

X · 131 of 280 weighted characters · composed
─────────────────────────────────────────────
Nobody can say which post moved a deal.

{QUESTION}

{TAGGED}

#BuyingStages
"""


def test_show_is_ready_to_paste() -> None:
    post = a_post()
    assert show(make(post, a_house(post, site=a_site(share_channels=["x"]))).kit) == AFTER


def test_show_tells_subject_fold_image_and_warnings() -> None:
    post = a_post(
        share={"linkedin": "Tell us with #OurCloud " * 10},
        image=Picture("/a.png", "A chart", 1, "image/png"),
        stage=a_stage(inferred=True),
    )
    text = show(make(post, a_house(post)).kit)
    assert "interest (inferred)" in text
    assert "\nImage: https://blog.example.com/a.png (A chart)\n" in text
    assert "characters · folded after 210 · the writer's own\n" in text
    assert "\n\n! an open invitation to finish a sentence or hashtag invites mockery\n" in text
    assert "\nSubject: Small posts add up\n\nHello,\n" in text


def test_show_tells_how_long_a_thread_is() -> None:
    post = a_post(share={"x": ("One.", "Two?")})
    text = show(make(post, a_house(post, site=a_site(share_channels=["x"]))).kit)
    assert "\nX · 33 of 280 weighted characters · the longest of 2 posts · the writer's own\n" in text
    assert f"\n\nOne. 1/2\n\nTwo? 2/2\n\n{TAGGED}\n" in text.replace("─", "")


def test_show_obeys_no_control_characters() -> None:
    post = a_post(title="a\x1b[31mb\u202ec")
    assert show(make(post, a_house(post)).kit).startswith("a\\x1b[31mb\\u202ec · ")


def test_the_overview_has_a_line_for_each_post() -> None:
    posts = [
        a_post(slug="one", share={"x": ("One.", "Two?"), "linkedin": "Tell us with #OurCloud " * 10}),
        a_post(slug="another-one", id="zzzz2345"),
    ]
    house = a_house(*posts, site=a_site(share_channels=["linkedin", "x"]))
    lines = overview([make(post, house).kit for post in posts], "output/kit.html").splitlines()
    assert lines[0].split() == ["post", "linkedin", "x"]
    assert lines[1].split() == ["one", "364*!", "2×", "33*"]
    assert lines[2].split()[0] == "another-one"
    assert {len(line) for line in lines[:3]} == {len(lines[1])}
    assert lines[-2].startswith("2 posts. * the writer's own")
    assert lines[-1] == "To preview and copy: output/kit.html"


def test_all_kits_in_one() -> None:
    post = a_post()
    kit = make(post, a_house(post)).kit
    told = json.loads(all_json([(kit, post.date), (kit, post.date)]))
    assert told["version"] == 1
    assert [Kit.model_validate(one) for one in told["kits"]] == [kit, kit]
    assert json.loads(all_json([])) == {"version": 1, "kits": []}
