"""From pydantic's findings to Problems in a writer's words, at the right line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from plugins.core.errors import Problem, did_you_mean
from plugins.core.yamlread import Mapped

_TEXT_DUE = 'Put it in quotes: "{raw}".'
_YES_NO = 'YAML reads {raw} as true or false (that is how Norway\'s "no" got lost). Put it in quotes: "{raw}".'
_OURS = {
    "template": "The theme chooses the template",
    "save_as": "The address follows from the slug",
    "url": "The address follows from the slug",
    "author": "Write `authors:` with keys of authors.yaml",
    "buying_stage": "Write `stage:`",
    "description": "Write `summary:`",
}
_EXPECTED = {
    **dict.fromkeys(("tuple_type", "list_type"), ("a list", "Write [one, two], or one on each line.")),
    **dict.fromkeys(
        ("dict_type", "mapping_type", "model_type", "model_attributes_type"),
        ("nested keys", "Write `key: value` on lines below it."),
    ),
    **dict.fromkeys(("int_type", "int_from_float", "int_parsing"), ("a whole number", "Write one, without quotes.")),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), ("a number", "Write one, without quotes.")),
    "bool_type": ("true or false", "Write one of the two, without quotes."),
}
"""pydantic's kind of fault → what was expected, in a writer's words, and what to do."""

_PATTERNS = {
    "id": ("an id is 8 characters of a-z and 0-9", "`./inv new` makes one."),
    "slug": ("a slug has lower-case letters, digits and single hyphens", "Like this: small-posts-add-up."),
    "lang": ("a language is a tag of BCP 47", "Like this: en or de-CH."),
}
_ADVICE = {
    "an address starts": "Write the whole address: https://www.example.com/page/.",
    "a key has": "Like this: small-banks.",
    "the takeaways": "Shorten them.",
    "says neither": "Write `thread: true` for a composed thread, and `text:` for your own words.",
    "no such date": "Write a day and a time that there are.",
    "the year": "Check the year.",
    "no place": "Offsets go from -12:00 to +14:00.",
}
"""How a message of our own types begins → what to do."""
_FORMS = frozenset(("[key]", "[text]", "[posts]", "[thread]"))
"""What pydantic names in a place beside keys and indices: a key itself, and how a value is written."""
_BLANK = "Write something or leave the key out."


def validate(model: type[BaseModel] | TypeAdapter[Any], mapped: Mapped, path: str, start: int = 1) -> Any:
    """The validated object, or None with every fault added to `mapped.problems`. start: line for missing fields."""
    check: Callable[[Any], Any] = model.validate_python if isinstance(model, TypeAdapter) else model.model_validate
    try:
        return check(mapped.data)
    except ValidationError as error:
        mapped.problems.extend(_problems(error, mapped, path, _known(model), start))
        return None


@lru_cache(maxsize=32)
def _known(model: type[BaseModel] | TypeAdapter[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that may stand at the top, and those in the entries below it; a faulty file asks for each entry."""
    if not isinstance(model, TypeAdapter):
        return tuple(model.model_fields), ()
    schema = model.json_schema()
    below = {name for entry in schema.get("$defs", {}).values() for name in entry.get("properties", {})}
    return tuple(schema.get("properties", ())), tuple(sorted(below))


def _problems(
    error: ValidationError, mapped: Mapped, path: str, known: tuple[tuple[str, ...], tuple[str, ...]], start: int
) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        where = tuple(part for part in fault["loc"] if part not in _FORMS)
        missing = fault["type"] == "missing"
        line = mapped.line(*where[:-1]) if missing and len(where) > 1 else mapped.line(*where)
        message, hint = _words(fault, mapped.raw.get(where, ""), known[len(where) > 1])
        name = ".".join(str(part) for part in where)
        yield Problem(path, start if missing and len(where) == 1 else line, name, message, hint)


def _words(fault: Mapping[str, Any], raw: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Message and hint for one of pydantic's faults."""
    kind, name, given = fault["type"], str(fault["loc"][-1]) if fault["loc"] else "", fault["input"]
    if kind == "missing":
        return "is missing", f"Every {'file' if len(fault['loc']) == 1 else 'entry'} of this kind needs it."
    if kind == "extra_forbidden":
        return "unknown key", f"{_OURS[name]}." if name in _OURS and "title" in known else did_you_mean(name, known)
    if kind == "string_type":
        return f"expects text, found {_found(given)}", _quotes(given, raw)
    if kind == "string_too_short" or (kind == "too_short" and not given):
        return "is empty", _BLANK
    if kind == "literal_error":
        return f"unknown value {given!r}", f"Write {fault['ctx']['expected']}."
    if kind == "string_pattern_mismatch":
        rule, hint = _PATTERNS.get(name, (fault["msg"], ""))
        return f"{given!r} is not valid: {rule}", hint
    if kind == "value_error":
        told = str(fault["ctx"]["error"])
        return told, next((advice for begin, advice in _ADVICE.items() if told.startswith(begin)), "")
    if kind in _EXPECTED:
        expected, hint = _EXPECTED[kind]
        return f"expects {expected}, found {_found(given)}", hint
    return _limit(fault), "Shorten it." if kind in ("string_too_long", "too_long") else ""


def _limit(fault: Mapping[str, Any]) -> str:
    """What is too much or too little, with the limit."""
    given, ctx = fault["input"], fault.get("ctx", {})
    if fault["type"] in ("string_too_long", "too_long"):
        what = "characters" if fault["type"] == "string_too_long" else "items"
        return f"has {len(given)} {what}, at most {ctx['max_length']} are allowed"
    bounds = ((name, word) for name, word in (("ge", "least"), ("le", "most")) if name in ctx)
    return next((f"is {given}, expects at {word} {ctx[name]}" for name, word in bounds), f"cannot be {_found(given)}")


def _found(given: Any) -> str:
    if given is None:
        return "nothing"
    kinds = ((bool, f"{given}".lower()), (int, f"the number {given}"), (float, f"the number {given}"))
    for kind, words in kinds:
        if isinstance(given, kind):
            return words
    if isinstance(given, dict):
        return "nested keys"
    return "a list" if isinstance(given, list | tuple) else repr(given)[:60]


def _quotes(given: Any, raw: str) -> str:
    if isinstance(given, bool):
        return _YES_NO.format(raw=raw)
    if isinstance(given, int | float):
        return _TEXT_DUE.format(raw=raw)
    return _BLANK if given is None else "Write one text."
