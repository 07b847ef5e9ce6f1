"""From a post's fields and a template to a text: what is missing leaves no trace, no sentence is said twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

import regex

from plugins.core.post import Post
from plugins.core.site import Site
from plugins.core.text import squeeze, xml_safe
from plugins.share.alike import LINK, echoes, sentences

PLACEHOLDERS = ("title", "summary", "problem", "takeaway", "question", "stage", "author", "url")
"""What a channel's template may hold; {url} is the tracked link, at the end where a template does not place it."""

_GAP = re.compile(r"\n{3,}")
_PLACE = re.compile(r"\{([^{}]*)\}")
_UNWANTED = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff]")
_OPEN_ENDED = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}%]")
_REFERS = r"\b(?:it|its|them|they|their)\b"
_LEANING = re.compile(
    rf"(?i)(?!(?!(?:if|when|because|while|once)\b).*(?:[,;:.–—]|\b(?:before|after|until|than|and|but)\b).*{_REFERS})"
    rf".*{_REFERS}|.*\b(?:this|that|these|those)\b\s*(?:[,.;:!?]|$)|(?:it|they|this|that|these)\b"
)
"""A sentence that leans on one before it: a pronoun that nothing in it has been named for."""
_ALONE = 5
"""Words below which a further takeaway is a catchword ("The overlap decides.") to whoever has not read the others."""
_CLOSING = "\"'”’)]"
_OWN_VOICE = regex.compile(r"\b([Ww]e|[Oo]ur|us|[Mm]y|I(?= \p{Ll}|['’]))\b")
_STRAY = regex.compile(r"^[\s,;:.·|–—-]+|[\s,;:·|–—-]+$")
_QUOTED = re.compile(r"[“”„«»\"]")
_ADDRESS_LAST = re.compile(r"(?i)(?:https?://|www\.|[@#])\S*$")


def clean(text: str) -> str:
    """`text` without control, direction-changing and non-characters: networks refuse or hide them."""
    return text if text.isprintable() else _UNWANTED.sub("", xml_safe(text))  # printable: none of these


def fields_of(post: Post, site: Site) -> dict[str, str]:
    """What the recipes and templates can say about a post, each on one line, sentences closed."""
    takeaway, second, third = _takeaways(post) if post.takeaways else ("", "", "")
    fields = {
        "title": _line(post.title),
        "summary": _closed(post.summary),
        "problem": _closed(post.problem or ""),
        "takeaway": _closed(takeaway),
        "second": _closed(second),
        "third": _closed(third),
        "takeaways": _line(" ".join(map(_closed, post.takeaways))),
        "question": _closed(post.question or "", "?"),
        "stage": _line(post.stage.name) if post.stage else "",
        "author": _line(", ".join([author.name for author in post.authors])),
        "site": _line(site.name),
        "stage_question": _stage_question(post, site),
        "greeting": _line(site.text("share_greeting", "Hello," if post.lang.startswith("en") else "")),
    }
    return {**fields, "lead": _voiced(fields["problem"]) or fields["summary"], "url": LINK}


def _stage_question(post: Post, site: Site) -> str:
    """The stage's question, which is asked in the site's language: it ends no text in another one."""
    own, sites = (tag.partition("-")[0].lower() for tag in (post.lang, site.language))
    return _voiced(_line(post.stage.question)) if post.stage and own == sites else ""


def _takeaways(post: Post) -> tuple[str, str, str]:
    """Three takeaways to say one of, the best first, "" where there are fewer.

    First those that repeat neither the problem nor the question; where all do, the first as it is. Further ones only
    where they stand alone: "Let every link carry it." means nothing to whoever has not read the one before.
    """
    around = f"{_closed(post.problem or '')} {_closed(post.question or '', '?')}"
    fresh = [one for one in post.takeaways if not echoes(f"{_closed(one)} {around}")] or [*post.takeaways[:1]]
    further = fresh[1:] if post.lang.startswith("en") else ()
    alone = [one for one in further if len(one.split()) >= _ALONE and not _LEANING.match(one)]
    first, second, third = [*fresh[:1], *alone, "", "", ""][:3]
    return first, second, third


def _voiced(problem: str) -> str:
    """The problem in quotation marks where it is said as the reader says it ("We send more every year."): without
    them, the company would be confessing in its own feed."""
    said_by_reader = _OWN_VOICE.search(problem) and not _QUOTED.search(problem) and len(sentences(problem)) == 1
    return f"“{problem}”" if said_by_reader else problem


def _line(text: str) -> str:
    as_it_is = text.isprintable() and "  " not in text and text == text.strip(" ")
    return text if as_it_is else squeeze(clean(squeeze(text)))


def _closed(text: str, mark: str = ".") -> str:
    """A field as a sentence: what joins others in a paragraph must not run into them."""
    line = _line(text)
    if not line:
        return ""
    last = line.rstrip(_CLOSING)[-1:]
    return line + mark if _OPEN_ENDED.match(last) and not _ADDRESS_LAST.search(line.rpartition(" ")[2]) else line


_BARE = ("", "")
"""What stands around a field that is a line by itself."""


@lru_cache(maxsize=256)
def placeholders(template: str) -> tuple[str, ...]:
    """The names between braces in a template."""
    return tuple(_PLACE.findall(template))


def fill(template: str, fields: Mapping[str, str]) -> str:
    """The template with its fields; a line that has nothing to say is left out, with the empty lines it leaves.

    A sentence is said where it comes first, but the question's in the question's own place: a text ends in it.
    """
    asked: set[str] = set()
    said = set(_all_of(fields.get("question", ""))[0]) if "question" in placeholders(template) else set()
    paragraphs = _paragraphs(template)
    if paragraphs:
        values = [_unsaid(fields.get(name, ""), asked if name == "question" else said) for name in paragraphs]
        return "\n\n".join(filter(None, values))
    lines: list[str] = []
    for words, names in _lines(template):
        values = [_unsaid(fields.get(name, ""), asked if name == "question" else said) for name in names]
        if words == _BARE:
            lines += filter(None, values)
        elif not names or any(values):
            line = "".join(chain.from_iterable(zip(words, values, strict=False))) + words[-1]
            lines.append(_tidy(line, all(values)))
    text = "\n".join(lines).strip()
    return _GAP.sub("\n\n", text) if "\n\n\n" in text else text


@lru_cache(maxsize=256)
def _paragraphs(template: str) -> tuple[str, ...]:
    """The names in a template that is a field to a paragraph and nothing else, as most recipes are; () in any other."""
    names = placeholders(template)
    return names if template == "\n\n".join(f"{{{name}}}" for name in names) else ()


@lru_cache(maxsize=256)
def _lines(template: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(what stands around the fields, their names) of each line. Only the first mention of a field is kept, so that no
    link stands twice."""
    return tuple(map(_taken_apart, template.replace("\r\n", "\n").strip("\n").split("\n")))


def _taken_apart(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, *rest = _PLACE.split(line)
    words, names = [first], list[str]()
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        if name in names:
            words[-1] += after
        else:
            names.append(name)
            words.append(after)
    return tuple(words), tuple(names)


def _unsaid(value: str, said: set[str]) -> str:
    """The sentences of `value` that nobody has said yet in this text, on one line."""
    keys, whole = _all_of(value)
    if not said.isdisjoint(keys):
        return _rest_of(value, said)
    said |= keys
    return whole


@lru_cache(maxsize=64)
def _all_of(value: str) -> tuple[frozenset[str], str]:
    """(what makes them the same as others, they themselves) of a field's sentences. Most drafts say all of them."""
    said: set[str] = set()
    whole = _rest_of(value, said)
    return frozenset(said), whole


def _rest_of(value: str, said: set[str]) -> str:
    new = []
    for sentence, key in sentences(value):
        if key not in said:
            said.add(key)
            new.append(sentence)
    return squeeze(" ".join(new))


def _tidy(line: str, complete: bool) -> str:
    """One line, without the punctuation that a missing field leaves standing."""
    line = squeeze(line) if line.strip(" ") else ""
    return line if complete else _STRAY.sub("", line)
