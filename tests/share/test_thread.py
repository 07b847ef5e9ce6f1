from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.share.alike import LINK
from plugins.share.networks import NETWORKS
from plugins.share.room import Room
from plugins.share.thread import listed, pieces, split

URL = "https://blog.example.com/posts/a/?utm_source=x&utm_id=abcd2345"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def room(network: str = "x") -> Room:
    return Room(NETWORKS[network], URL)


PIECES = [
    ("what fits is one", "One. Two.", 20, ["One. Two."]),
    ("at sentence ends", "One is. Two is there. Three is not.", 22, ["One is. Two is there.", "Three is not."]),
    ("at a late paragraph", "One is here.\n\nTwo is. Three is.", 24, ["One is here.", "Two is. Three is."]),
    ("not at an early one", "One.\n\nTwo is here. Three is.", 20, ["One.\n\nTwo is here.", "Three is."]),
    ("at a word", "One sentence that never ends.", 20, ["One sentence that…", "never ends."]),
    (
        "a link is whole",
        "One is: https://example.com/a/b and two.",
        27,
        ["One is…", "https://example.com/a/b …", "and two."],
    ),
    ("what cannot be broken", "https://example.com/a/b", 9, ["https://example.com/a/b"]),
]


@pytest.mark.parametrize(("words", "most", "parts"), [c[1:] for c in PIECES], ids=[c[0] for c in PIECES])
def test_pieces(words: str, most: int, parts: list[str]) -> None:
    assert list(pieces(words, lambda text: len(text) <= most)) == parts


def sentence(n: int, length: int) -> str:
    return f"Sentence {n} " + "o" * (length - 16 - len(str(n))) + " done."


def test_the_link_stands_in_the_last_post() -> None:
    made = split(" ".join(sentence(n, 200) for n in range(3)), room())
    assert [post.partition(" done.")[2] for post in made] == [" 1/3", " 2/3", f" 3/3\n\n{URL}"]


def test_the_last_post_is_broken_once_more_for_the_link() -> None:
    words = " ".join(sentence(n, 130) for n in range(4))
    made = split(words, room())
    assert [re.findall(r"Sentence \d", post) for post in made] == [
        ["Sentence 0", "Sentence 1"],
        ["Sentence 2"],
        ["Sentence 3"],
    ]
    assert made[-1].endswith(f" 3/3\n\n{URL}")


def test_the_link_stands_in_the_first_where_the_last_has_no_room() -> None:
    made = split(f"Short.\n\n{sentence(1, 270)}", room())
    assert made == [f"Short. 1/2\n\n{URL}", f"{sentence(1, 270)} 2/2"]


def test_the_link_has_a_post_of_its_own_where_none_has_room() -> None:
    made = split(f"{sentence(0, 270)} {sentence(1, 270)}", room())
    assert made == [f"{sentence(0, 270)} 1/3", f"{sentence(1, 270)} 2/3", f"3/3\n\n{URL}"]


def test_the_link_stands_where_the_writer_says() -> None:
    made = split(f"Read {LINK} first. {sentence(1, 250)} {sentence(2, 250)}", room())
    assert made == [f"Read {URL} first. 1/3", f"{sentence(1, 250)} 2/3", f"{sentence(2, 250)} 3/3"]


def test_more_than_nine_posts_leave_room_for_two_digits() -> None:
    made = split(" ".join(sentence(n, 274) for n in range(11)), room())
    assert [post.rpartition(" ")[2] for post in made[:-1]] == [f"{n}/12" for n in range(1, 12)]
    assert [NETWORKS["x"].count(post, "") for post in made] == [279] * 9 + [280] * 2 + [30]


LISTED = [
    ("numbered for the writer", ["One.", "Two?"], ["One. 1/2", f"Two? 2/2\n\n{URL}"]),
    ("as the writer has numbered them", ["1/2 One.", "2/2: Two?"], ["1/2 One.", f"2/2: Two?\n\n{URL}"]),
    ("half numbered is not numbered", ["1/2 One.", "Two?"], ["1/2 One. 1/2", f"Two? 2/2\n\n{URL}"]),
    ("the writer's place for the link", [f"One: {LINK}", "Two?"], [f"One: 1/2 {URL}", "Two? 2/2"]),
    ("one is no thread", ["One."], [f"One.\n\n{URL}"]),
]


@pytest.mark.parametrize(("posts", "texts"), [c[1:] for c in LISTED], ids=[c[0] for c in LISTED])
def test_listed(posts: list[str], texts: list[str]) -> None:
    assert listed(posts, room()) == texts


WORDS = st.sampled_from(
    ["buyers", "first.", "Why?", "“we”", "購買。", FAMILY, "e\u0301", "\U0001f1e9\U0001f1ea", "한글", "\n\n", "so,",
     "https://example.com/a/long/address?with=a&query=b", "@desk@social.example.com", "#BuyingStages", LINK]
)  # fmt: skip
TEXT = st.lists(WORDS, min_size=1, max_size=120).map(" ".join).filter(lambda text: text.count(LINK) < 2)


@given(TEXT, st.sampled_from(["x", "bluesky", "mastodon"]))
@settings(deadline=None, max_examples=80)
def test_whatever_is_written_every_post_fits_and_no_word_is_lost_or_broken(words: str, network: str) -> None:
    here = room(network)
    made = split(words, here)
    assert [here.network.count(post, "") for post in made if not here.network.fits(post)] == []
    assert "".join(made).count(URL) == 1
    count, said = len(made), []
    for number, post in enumerate(made, 1):
        assert post.split(URL)[0].rstrip().endswith(f"{number}/{count}") or count == 1 or LINK in words
        said += post.replace(f"{number}/{count}", "", 1 if count > 1 else 0).replace(URL, " ").split()

    def bare(parts: list[str]) -> str:
        return re.sub(r"[…\s,“”.]", "", "".join(parts))

    assert bare(said) == bare(words.replace(LINK, " ").split())
    for whole in ("https://example.com/a/long/address?with=a&query=b", "@desk@social.example.com", FAMILY):
        assert sum(post.count(whole) for post in made) == words.count(whole)
