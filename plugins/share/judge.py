"""What is wrong with a kit: own texts that do not fit (errors), and texts that will not do well (warnings)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from plugins.core.errors import Problem
from plugins.core.post import Post
from plugins.core.share import Part, Snippet
from plugins.share.alike import likeness
from plugins.share.networks import NETWORKS, Network
from plugins.share.thread import MOST

Told = Iterator[tuple[str, Problem]]
_BLANK = r"(?:(?:(?<!\w)_{2,}|_{3,})(?!\w)|(?<=\w )(?:\[[ _]+\]|\([ _]+\))|[\[(](?:fill in the )?blank[\])])"
_DOTS = r"(?:…|\.{3})"
_TAG = r"[#＃]\w+"
_OPEN_TAG = rf"{_TAG}(?-i:Is|Are|Means|Because|Needs|(?:Helps|Makes|Lets)(?:Me|Us)?)\b"
_OPEN_VERB = r"\b(?:is|are|means|because|needs)"
_ASKED = r"(?:(?:^|[.!?:…])\W{0,8}|\b(?:please|(?:can|could|would|will) you|help us|how would you)\s)"
_SENTENCE = r"(?:finish|complete) (?:the|this|our|my)(?: following)? (?:sentence|slogan|phrase|hashtag|statement)\b"
_ANSWER = r"\b(?:(?:tell|show|share with) us|share your (?:story|stories|thoughts|ideas?|moments?|experiences?))\b"
_INVITATIONS = (
    rf"^(?=.*[^\W_]).*{_BLANK}",
    rf"{_TAG}__(?!\w)|{_OPEN_TAG}\s?{_DOTS}|{_DOTS}\s?{_OPEN_TAG}",
    rf"{_OPEN_VERB}\s?{_DOTS}\s?{_TAG}|{_TAG}[^.!?\n]{{0,30}}{_OPEN_VERB}\s?{_DOTS}\s*$",
    rf"{_ASKED}{_SENTENCE}|{_SENTENCE}\s?(?::|{_DOTS}|{_TAG})|{_ASKED}(?:finish|complete) this\s?(?::|{_DOTS})",
    rf"{_ASKED}fill(?:[- ]in)?[- ](?:the|this)[- ]blanks?\b",
    rf"{_ASKED}{_ANSWER}[^.!?\n]{{0,60}}{_TAG}",
    rf"{_ANSWER}[^.!?\n]{{0,60}} (?:with|using|under) {_TAG}\s*(?:$|[.!?])",
)
"""A blank in a line of words, with or without a hashtag; a hashtag or verb left open; the request in words. "Finish the
sentence" asks where it begins a sentence; "buyers finish the sentence" only tells."""
_SIGNS = (
    *("__", "[ ", "[_", "( ", "(_", "blank", "share your", "ll us", "ow us", "th us"),
    *("complete th", "complete our", "complete my"),
)
_TO_FINISH = ("sh th", "sh our", "sh my")
_FINISH = re.compile("n(?:i\u0307?|ı)sh (?:th|our|my)")
_LEFT_OPEN = re.compile(rf"(?:[iı\u0307]s|means|needs|helps|makes|lets|us|are|because|me)\s?{_DOTS}|{_DOTS}\s?[#＃]")
"""One of these stands in every invitation, case folded (İ folds to two characters, ı to itself). Most
texts have none, and the patterns above take longer than all else that is asked of a text."""
_ADDRESS = re.compile(r"(?i)https?://\S+|@[\w.@-]+")


def judge(post: Post, snippets: Sequence[Snippet], lines: Mapping[str, int], wanted: Collection[str]) -> Told:
    """(channel, Problem) of a post's snippets. lines: field → line; wanted: the channels that should have one."""

    def at(channel: str, message: str, hint: str, error: bool = False) -> tuple[str, Problem]:
        field = f"share.{channel}"
        return channel, Problem(
            post.path, lines.get(field, lines.get("share", 1)), field, message, hint, "error" if error else "warning"
        )

    words = [snippet.text.replace(snippet.url, " ") for snippet in snippets]
    said: dict[str, str] = {}
    for snippet, text, invites in zip(snippets, words, invitations(words), strict=True):
        found = [*_length(snippet), *(_INVITED if invites else ()), *_twice(text, snippet.channel, said)]
        for message, hint, error in found:
            yield at(snippet.channel, message, hint, error)
    there = {snippet.channel for snippet in snippets}
    for channel in [key for key in wanted if key not in there]:
        hint = "Give the post a shorter `slug`, or a `campaign`, whose key takes the slug's place in the link."
        yield at(channel, "has no text: the tracked link alone is longer than the network takes", hint)


def _length(snippet: Snippet) -> Iterator[tuple[str, str, bool]]:
    network, name, count = NETWORKS[snippet.network], snippet.name, len(snippet.posts)
    if count > MOST:
        yield f"makes a thread of {count} posts, and {name} readers follow {MOST} at most", "Shorten it.", True
    parts: Sequence[Snippet | Part] = snippet.posts or (snippet,)
    for number, part in enumerate(parts, 1):
        yield from _over(part, snippet, network, f"post {number} of {count}: " if count else "")
    if network.attention and snippet.limit >= snippet.count > network.attention:
        message = f"{snippet.count:,} characters ask for more attention than {name} readers give"
        yield message, f"Say it in {network.attention:,}.", False


def _over(part: Snippet | Part, whole: Snippet, network: Network, which: str) -> Iterator[tuple[str, str, bool]]:
    over = part.count - whole.limit
    if over > 0:
        message = f"{which}{part.count:,} of {whole.limit:,} {network.unit} on {whole.name}, link included"
        yield message, f"Shorten it by {over:,}{_or_thread(part, network)}.", True
    if network.max_bytes and (part.bytes or 0) > network.max_bytes:
        message = f"{which}{part.bytes:,} of {network.max_bytes:,} bytes on {whole.name}, link included"
        yield message, "Shorten it.", True


def _or_thread(part: Snippet | Part, network: Network) -> str:
    return ", or make it a thread" if network.has_threads and isinstance(part, Snippet) else ""


_MOCKERY = "an open invitation to finish a sentence or hashtag invites mockery"
_INVITED = ((_MOCKERY, "Ask one question instead.", False),)


def invitations(texts: Sequence[str]) -> list[bool]:
    """Of each text whether it is, addresses apart, an open invitation to fill in what anybody likes.

    The texts of a post share their lines, so all lines are looked through at once for a sign of one.
    """
    may = _has_sign("\n".join({line for text in texts for line in text.split("\n")}))
    return [(may or _is_left_open(text)) and _invites(text) for text in texts]


def _invites(text: str) -> bool:
    return _invitation_pattern().search(_without_addresses(text)) is not None


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text) if "://" in text or "@" in text else text


def _has_sign(text: str) -> bool:
    folded = _without_addresses(text).casefold()
    if any(map(folded.__contains__, _SIGNS)):
        return True
    return any(map(folded.__contains__, _TO_FINISH)) and _FINISH.search(folded) is not None


def _is_left_open(text: str) -> bool:
    """Whether there are dots in a text with a hashtag, as in each invitation that has none of the signs."""
    dotted = ("…" in text or "..." in text) and ("#" in text or "＃" in text)
    return dotted and _LEFT_OPEN.search(_without_addresses(text).casefold()) is not None


@cache
def _invitation_pattern() -> re.Pattern[str]:
    return re.compile("(?im)" + "|".join(f"(?:{one})" for one in _INVITATIONS))


def _twice(words: str, channel: str, said: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    key = likeness(words)
    first = said.setdefault(key, channel)
    if key and first != channel:
        yield f"says the same as the text for {first}", "Write for each network in its own way.", False
