from __future__ import annotations

from plugins.core.post import Picture
from plugins.share.kit import make
from plugins.share.show import show
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
