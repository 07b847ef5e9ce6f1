"""The stage suggested for a post without one: from the signals of `stages.yaml`, and from the posts that have one.

Each stage gets one point for every signal found in the title, summary or body (a phrase counts once, whatever its
case), and the share of the post's telling words that posts of this stage use more than others do. The highest wins;
between equals the earlier stage, because a reader who is told too little leaves less often than one told too much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from plugins.core.frontmatter import PostMatter
from plugins.core.house import Suggestion
from plugins.core.post import Prepared
from plugins.core.text import squeeze
from plugins.core.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]{4,}")
_SHOWN = 4


def suggest(prepared: Sequence[Prepared], vocabulary: Vocabulary) -> dict[str, Suggestion]:
    """Path of a post without stage → suggestion with its evidence in words. Deterministic."""
    if not vocabulary.stages:
        return {}
    telling = _telling(prepared, vocabulary)
    found = {}
    for item in prepared:
        if isinstance(item.matter, PostMatter) and item.matter.stage is None:
            found[item.path] = _best(item, vocabulary, telling)
    return found


def _best(item: Prepared, vocabulary: Vocabulary, telling: Mapping[str, set[str]]) -> Suggestion:
    text, words = _plain(_text(item)), set(_words(item))
    ranked = []
    for place, (key, stage) in enumerate(vocabulary.stages.items()):
        signals = [s for s in stage.signals if _says(text, s)]
        shared = sorted(words & telling.get(key, set()))
        score = len(signals) + len(shared) / (1 + len(words))
        ranked.append((-score, place, key, signals, shared))
    score, _, key, signals, shared = min(ranked)
    return Suggestion(key, _evidence(signals, shared, score == 0))


def _says(text: str, signal: str) -> bool:
    wanted = _plain(signal)
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    """No case, one space where a line wraps, and apostrophes as they are typed: "buyer’s" is "buyer's"."""
    return squeeze(text).casefold().replace("’", "'")


def _evidence(signals: Sequence[str], shared: Sequence[str], nothing: bool) -> tuple[str, ...]:
    if nothing:
        return ("no signal of any stage was found, so the first stage was taken",)
    said = [f"it says “{', “'.join(f'{s}”' for s in signals[:_SHOWN])}"] if signals else []
    like = [f"it shares words with posts of this stage: {', '.join(shared[:_SHOWN])}"] if shared else []
    return tuple(said + like)


def _telling(prepared: Sequence[Prepared], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Stage → words that more than half of all labelled posts using them have in this stage, and two posts at least."""
    per_stage: dict[str, Counter[str]] = {key: Counter() for key in vocabulary.stages}
    everywhere: Counter[str] = Counter()
    for item in prepared:
        if isinstance(item.matter, PostMatter) and item.matter.stage in per_stage:
            words = set(_words(item))
            per_stage[item.matter.stage].update(words)
            everywhere.update(words)
    return {
        key: {word for word, n in counts.items() if n >= 2 and n * 2 > everywhere[word]}
        for key, counts in per_stage.items()
    }


def _text(item: Prepared) -> str:
    matter = item.matter
    front = f"{matter.title}\n{matter.summary}\n" if isinstance(matter, PostMatter) else ""
    return front + item.text


def _words(item: Prepared) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_text(item))]
