from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.share import intents
from plugins.share.intents import Outgoing

TEXT = "Which post?\n\nTie & tag: 100 % + “more” #BuyingStages\n\nhttps://blog.example.com/?a=b&c=d#e"
URL = "https://blog.example.com/posts/x/?utm_source=x&utm_medium=social"
OUT = Outgoing(TEXT, URL, "Stages & sales", "social.example.com")

ADDRESSES = [
    (intents.x, "https://x.com/intent/tweet", {"text": TEXT}),
    (intents.bluesky, "https://bsky.app/intent/compose", {"text": TEXT}),
    (intents.mastodon, "https://social.example.com/share", {"text": TEXT}),
    (intents.threads, "https://www.threads.net/intent/post", {"text": TEXT}),
    (intents.linkedin, "https://www.linkedin.com/sharing/share-offsite/", {"url": URL}),
    (intents.facebook, "https://www.facebook.com/sharer/sharer.php", {"u": URL}),
    (intents.email, "mailto:", {"subject": "Stages & sales", "body": TEXT.replace("\n", "\r\n")}),
]


@pytest.mark.parametrize(("build", "start", "query"), ADDRESSES)
def test_an_intent_opens_the_network_with_exactly_the_text(build, start: str, query: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    address = build(OUT)
    parts = urlsplit(address)
    assert address.startswith(f"{start}?")
    assert dict(parse_qsl(parts.query, strict_parsing=True)) == query
    assert not parts.fragment
    assert " " not in address


def test_line_breaks_of_a_mail_are_the_ones_of_rfc_6068() -> None:
    assert intents.mailto("a b", "c\nd\r\ne") == "mailto:?subject=a%20b&body=c%0D%0Ad%0D%0Ae"


def test_mastodon_has_an_instance_to_begin_with() -> None:
    assert intents.mastodon(Outgoing("a", "b")) == "https://mastodon.social/share?text=a"


@given(
    st.lists(st.sampled_from(["“", "’", "%", "%20", "\n", "é", "\ud83d", "&a=b"]) | st.text(), max_size=6).map("".join)
)
def test_text_is_encoded_as_the_library_encodes_it(text: str) -> None:
    assert intents.x(Outgoing(text, "")) == f"https://x.com/intent/tweet?text={quote(text, safe='', errors='replace')}"


def test_every_sign_is_encoded_or_unreserved() -> None:
    signs = "".join(map(chr, range(0x3000)))
    assert intents.x(Outgoing(signs, "")).partition("=")[2] == quote(signs, safe="")
