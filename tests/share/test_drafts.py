from __future__ import annotations

from plugins.share.drafts import Drafts

FIELDS = {"title": "Small posts", "lead": "Nobody knows.", "summary": "", "greeting": ""}


def test_only_recipes_are_filled_for_which_the_post_has_every_field() -> None:
    recipes = ("{lead}\n\n{summary}", "{title}\n\n{lead}", "{greeting} {lead}", "{lead}", "{unknown}")
    assert [*Drafts(FIELDS).of(recipes)] == [
        ("Small posts\n\nNobody knows.", "small posts nobody knows"),
        ("Nobody knows.", "nobody knows"),
    ]


def test_a_template_is_filled_with_what_there_is() -> None:
    drafts = Drafts(FIELDS)
    assert drafts.filled("{lead} {summary}") == "Nobody knows."
    assert drafts.filled("{lead} {summary}") is drafts.filled("{lead} {summary}")
