from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.schema import validate
from plugins.core.vocabulary import FILES
from plugins.core.yamlread import read_mapping

FULL = """\
id: abcd2345
title: Small posts add up
summary: Why the logic between posts is the idea.
date: 2026-03-05
authors: [desk]
"""


def problems(text: str, model: Any = PostMatter) -> list[tuple[int, str, str, str]]:
    mapped = read_mapping(text, "p.md", 1)
    value = validate(model, mapped, "p.md")
    assert (value is None) == bool(mapped.problems)
    return [(p.line, p.field, p.message, p.hint) for p in mapped.problems]


def test_what_is_right_has_no_problems() -> None:
    assert problems(FULL) == []


CASES = [
    ("unknown key, near one", "stgae: interest", "stgae", "unknown key", 'Did you mean "stage"?'),
    ("unknown key, none near", "zzzzzz: 1", "zzzzzz", "unknown key", "Known: "),
    ("Pelican's template", "template: other", "template", "unknown key", "The theme chooses the template."),
    ("Pelican's url", "url: /x/", "url", "unknown key", "The address follows from the slug."),
    ("Pelican's save_as", "save_as: x.html", "save_as", "unknown key", "The address follows from the slug."),
    ("Pelican's author", "author: desk", "author", "unknown key", "Write `authors:` with keys of authors.yaml."),
    ("another's description", "description: x", "description", "unknown key", "Write `summary:`."),
    ("buying_stage", "buying_stage: interest", "buying_stage", "unknown key", "Write `stage:`."),
    ("Norway", "stage: no", "stage", "expects text, found false", 'Put it in quotes: "no".'),
    ("yes", "series: Yes", "series", "expects text, found true", 'Put it in quotes: "Yes".'),
    ("a number for text", "metric: 2026", "metric", "expects text, found the number 2026", 'Put it in quotes: "2026".'),
    ("a number as written", "series: 1.10", "series", "expects text, found the number 1.1", 'quotes: "1.10".'),
    ("a time", "question: 12:30", "question", "expects text, found the number 750", 'quotes: "12:30".'),
    ("a list for text", "metric: [a]", "metric", "expects text, found a list", ""),
    ("keys for text", "metric: {a: b}", "metric", "expects text, found nested keys", ""),
    ("a number in a list", "tags: [a, 2026]", "tags.1", "expects text, found the number 2026", 'quotes: "2026".'),
    ("keys for a list", "tags: {a: b}", "tags", "expects a list, found nested keys", ""),
    ("a number for a list", "tags: 7", "tags", "expects a list, found the number 7", ""),
    ("nothing for a list", "tags:", "tags", "expects a list, found nothing", ""),
    ("empty text", 'question: ""', "question", "is empty", "Write something or leave the key out."),
    ("blank text", 'question: "  "', "question", "is empty", "Write something or leave the key out."),
    ("long text", f"question: {'x' * 301}", "question", "has 301 characters, at most 300 are allowed", ""),
    ("too many items", "takeaways: [a, b, c, d]", "takeaways", "has 4 items, at most 3 are allowed", ""),
    ("wordy takeaways", f"takeaways: [{'w ' * 20}, {'w ' * 21}]", "takeaways", "the takeaways have 41 words", ""),
    ("unknown value", "status: publish", "status", "unknown value 'publish'", "'published', 'draft' or 'hidden'"),
    ("unknown goal", "goal: width", "goal", "unknown value 'width'", "'breadth' or 'depth'"),
    ("upper-case slug", "slug: Small-Posts", "slug", "'Small-Posts' is not valid: a slug has lower-case letters", ""),
    ("slug with two hyphens", "slug: a--b", "slug", "'a--b' is not valid: a slug", ""),
    ("slug with a slash", "slug: a/b", "slug", "'a/b' is not valid: a slug", ""),
    ("language", "lang: English", "lang", "'English' is not valid: a language is a tag", ""),
    ("address without scheme", "canonical: x.example/a", "canonical", "an address starts with https://", ""),
    ("address with a user", "canonical: https://a:b@x.example/", "canonical", "without user and password", ""),
    ("script for an address", "canonical: 'javascript:alert(1)'", "canonical", "an address starts with", ""),
    ("a bad date", "modified: 03/04/2026", "modified", "not a date: '03/04/2026'", ""),
    ("no such date", "reviewed: 2026-02-30", "reviewed", "no such date", ""),
    ("a bad address below", "discuss:\n  linkedin: x", "discuss.linkedin", "an address starts with", ""),
    ("a number below", "share:\n  x: 5", "share.x", "expects text, found the number 5", 'quotes: "5".'),
    ("text for keys", "share: hello", "share", "expects nested keys, found 'hello'", ""),
    ("nothing for keys", "share:", "share", "expects nested keys, found nothing", ""),
]  # fmt: skip


@pytest.mark.parametrize(("added", "field", "message", "hint"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_each_kind_of_fault(added: str, field: str, message: str, hint: str) -> None:
    ((line, found, said, hinted),) = problems(FULL + added + "\n")
    assert found == field
    assert message in said
    assert hint in hinted
    assert line == 7 + field.count(".linkedin") + field.count("share.x")


REQUIRED = [
    ("id", "id: ABCD2345", "'ABCD2345' is not valid: an id is 8 characters of a-z and 0-9"),
    ("id", "id: abc", "an id is 8 characters"),
    ("id", "id: 12345678", "expects text, found the number 12345678"),
    ("id", "id: 00000010", "expects text, found the number"),
    ("title", "title:", "expects text, found nothing"),
    ("title", 'title: ""', "is empty"),
    ("date", "date:", "not a date"),
    ("date", "date: soon", "not a date: 'soon'"),
    ("authors", "authors: []", "is empty"),
    ("authors", "authors:", "expects a list, found nothing"),
    ("authors", "authors: {name: x}", "expects a list, found nested keys"),
]


@pytest.mark.parametrize(("field", "instead", "message"), REQUIRED, ids=[c[1] for c in REQUIRED])
def test_required_fields(field: str, instead: str, message: str) -> None:
    lines = FULL.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{field}:"))
    lines[at] = instead
    ((line, found, said, _),) = problems("\n".join(lines))
    assert (line, found) == (at + 2, field)
    assert message in said


def test_all_missing_fields_are_told_at_once() -> None:
    found = problems("tags: [a]\n")
    assert [field for _, field, _, _ in found] == ["title", "id", "summary", "date", "authors"]
    assert {(line, message) for line, _, message, _ in found} == {(1, "is missing")}
    assert found[0][3] == "Every file of this kind needs it."


def test_several_faults_are_told_together_each_at_its_line() -> None:
    found = problems(FULL.replace("abcd2345", "no") + "stgae: x\ntags: [a, 1, b, 2]\n")
    assert [(line, field) for line, field, _, _ in found] == [(2, "id"), (8, "tags.1"), (8, "tags.3"), (7, "stgae")]


PAGES = [
    ("date: 2026-03-05", "unknown key"),
    ("menu: maybe", "expects true or false, found 'maybe'"),
    ("menu: 1", "expects true or false, found the number 1"),
    ("order: first", "expects a whole number, found 'first'"),
    ("order: 1.5", "expects a whole number, found the number 1.5"),
    ("order: yes", "expects a whole number, found true"),
]


@pytest.mark.parametrize(("added", "message"), PAGES)
def test_pages(added: str, message: str) -> None:
    ((line, _, said, _),) = problems(f"title: About\n{added}\n", PageMatter)
    assert line == 3
    assert message in said


DATA = [
    ("stages", "epiphany:\n  name: E\n", 2, "epiphany.question", "is missing", "Every entry of this kind"),
    ("stages", "Epiphany:\n  name: E\n  question: Q\n", 2, "Epiphany", "lower-case letters", ""),
    ("stages", "e:\n  name: E\n  qestion: Q\n  question: Q\n", 4, "e.qestion", "unknown key", '"question"'),
    ("stages", "epiphany:\n  name: E\n  question: Q\n  url: x\n", 5, "epiphany.url", "unknown key", "Known: "),
    ("stages", "epiphany: E\n", 2, "epiphany", "expects nested keys, found 'E'", ""),
    ("stages", "epiphany:\n", 2, "epiphany", "expects nested keys, found nothing", ""),
    ("stages", "e:\n  name: E\n  question: Q\n  target: 2\n", 5, "e.target", "is 2, expects at most 1", ""),
    ("stages", "e:\n  name: E\n  question: Q\n  target: -1\n", 5, "e.target", "is -1, expects at least 0", ""),
    ("stages", "e:\n  name: E\n  question: Q\n  target: .nan\n", 5, "e.target", "expects at", ""),
    ("stages", "e:\n  name: E\n  question: Q\n  target: many\n", 5, "e.target", "expects a number, found 'many'", ""),
    ("tracks", "audiense:\n  cmo: {name: C}\n", 2, "audiense", "unknown key", 'Did you mean "audience"?'),
    ("tracks", "audience:\n  CMO: {name: C}\n", 3, "audience.CMO", "lower-case letters", ""),
    ("tracks", "audience:\n  cmo: {nam: C, name: C}\n", 3, "audience.cmo.nam", "unknown key", 'Did you mean "name"?'),
    ("channels", "x:\n  name: X\n  source: x\n", 2, "x.medium", "is missing", ""),
    ("campaigns", "c:\n  name: C\n  start: May 1\n", 4, "c.start", "not a date: 'May 1'", ""),
    ("offers", "o:\n  label: L\n  url: /x/\n", 4, "o.url", "an address starts with https://", ""),
    ("offers", "o:\n  label: L\n  url: https://x.de\n  sales_ready: 'no'\n", 5, "o.sales_ready", "true or false", ""),
    ("authors", "a:\n  name: A\n  kind: robot\n", 4, "a.kind", "unknown value 'robot'", "'person' or 'organization'"),
    ("redirects", "/old/: 5\n", 2, "/old/", "expects text, found the number 5", '"5"'),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "text", "line", "field", "message", "hint"), DATA)
def test_data_files(stem: str, text: str, line: int, field: str, message: str, hint: str) -> None:
    ((at, found, said, hinted),) = problems(text, TypeAdapter(FILES[stem]))
    assert (at, found) == (line, field)
    assert message in said
    assert hint in hinted


PYDANTIC = ("input", "tuple", "dictionary", "mapping", "instance", "validation", "pydantic", "pattern", "value error")


@pytest.mark.parametrize("value", ["5", "1.5", "yes", "[]", "[5]", "{}", "{a: 5}", "~", "x", '""', "2026-03-05", "[~]"])
def test_no_message_speaks_pydantic(value: str) -> None:
    fields = [*PostMatter.model_fields]
    said = problems("".join(f"{field}: {value}\n" for field in fields))
    said += problems("".join(f"{field}: {value}\n" for field in PageMatter.model_fields), PageMatter)
    for stem, model in FILES.items():
        entry = "{name: 5, kind: 5, url: 5, stages: 5, start: 5, templates: 5, target: x, sales_ready: 5}"
        said += problems(f"a: {value}\nb: {entry}\naudience: {{x: {value}}}", TypeAdapter(model)) if stem else []
    assert said
    for _, _, message, _ in said:
        words = message.lower().replace("'[", "")
        assert not any(word in words for word in PYDANTIC), message
        assert message[:1] == message[:1].lower() or message.startswith("'")


def test_a_line_is_found_for_a_fault_below_an_unknown_place() -> None:
    class Inner(BaseModel):
        model_config = ConfigDict(extra="forbid")
        a: int

    class Outer(BaseModel):
        inner: Mapping[str, Annotated[list[Inner], Field(min_length=1)]]

    found = problems("inner:\n  x:\n  - a: 1\n  - b: 2\n", Outer)
    assert [(line, field) for line, field, _, _ in found] == [(5, "inner.x.1.a"), (5, "inner.x.1.b")]


def test_missing_fields_stand_at_the_line_asked_for() -> None:
    mapped = read_mapping("", "p.md", 5)
    assert validate(PageMatter, mapped, "p.md", start=5) is None
    assert [(p.line, p.field) for p in mapped.problems] == [(5, "title")]
