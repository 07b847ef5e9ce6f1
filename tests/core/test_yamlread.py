from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.yamlread import Mapped, read_mapping


def read(text: str, offset: int = 1) -> Mapped:
    return read_mapping(text, "p.md", offset)


GOOD: list[tuple[str, str, dict[str, Any]]] = [
    ("empty", "", {}),
    ("comments only", "# nothing\n", {}),
    ("text", "title: Small posts\nsummary: It's fine", {"title": "Small posts", "summary": "It's fine"}),
    ("quoted", "a: \"b: c\"\nd: 'it''s'", {"a": "b: c", "d": "it's"}),
    ("block text", "a: |\n  b\n  c\nd: >\n  e\n  f\n", {"a": "b\nc\n", "d": "e f\n"}),
    ("lists", "a: [b, c]\nd:\n- e\n- f", {"a": ["b", "c"], "d": ["e", "f"]}),
    ("nested", "a:\n  b:\n    c: d", {"a": {"b": {"c": "d"}}}),
    ("numbers", "a: 1\nb: 1.5\nc: -2", {"a": 1, "b": 1.5, "c": -2}),
    ("dates stay text", "a: 2026-03-05\nb: 2026-03-05 09:30:00\nc: 2026-03-05T09:30:00Z",
     {"a": "2026-03-05", "b": "2026-03-05 09:30:00", "c": "2026-03-05T09:30:00Z"}),
    ("nothing", "a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    ("truth", "a: true\nb: no\nc: Off", {"a": True, "b": False, "c": False}),
    ("keys are text", "1: a\nyes: b\n2026-03-05: c\nnull: d", {"1": "a", "yes": "b", "2026-03-05": "c", "null": "d"}),
    ("an equals sign", "a: =", {"a": "="}),
    ("other scripts", "título: 日本 🚀", {"título": "日本 🚀"}),
    ("a tab after the colon", "a:\tb", {"a": "b"}),
    ("equal keys on different levels", "a:\n  a: 1\nb:\n  a: 2", {"a": {"a": 1}, "b": {"a": 2}}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), [c[1:] for c in GOOD], ids=[c[0] for c in GOOD])
def test_good(text: str, data: dict[str, Any]) -> None:
    mapped = read(text)
    assert mapped.data == data
    assert mapped.problems == []


BROKEN = [
    ("a colon in a text", "title: Before: after", 2, "mapping values", "needs quotes"),
    ("a word alone", "title\nid: x", 3, "mapping values", ""),
    ("a tab as indentation", "a: 1\n\tb: 2", 3, "tab character", "not tabs"),
    ("a tab at the start", "\ta: 1", 2, "cannot start any token", "not tabs"),
    ("a tab in a block", "a: |\n b\n\tc", 4, "tab character", "not tabs"),
    ("a double quote unclosed", 'a: 1\nb: "x', 3, "unexpected end of stream", "never closed"),
    ("a single quote unclosed", "b: 'x", 2, "unexpected end of stream", "never closed"),
    ("text after a quote", 'a: "x" y', 2, "did not find expected key", "quotes"),
    ("a bracket unclosed", "a: [b, c\nd: e", 3, "did not find expected ',' or ']'", "closed"),
    ("an at sign", "a: @x", 2, "cannot start any token", "into quotes"),
    ("a backtick", "a: `x`", 2, "cannot start any token", "into quotes"),
    ("a star", "a: *bold*", 2, "alphabetic or numeric", "quotes"),
    ("a star before a word", "a: *bold", 2, "undefined alias", "quotes"),
    ("wrong indentation", "a:\n  - b\n c", 4, "did not find expected key", "indentation"),
    ("a list on the line of its key", "a: - b", 2, "block sequence", "line of its own"),
    ("a list", "- a\n- b", 2, "is not a list of `key: value` lines", ""),
    ("words", "just words", 2, "is not a list of `key: value` lines", ""),
    ("two documents", "a: 1\n--- \nb: 2", 3, "another document", ""),
    ("surrogates", 'a: "\\ud800"', 2, "invalid Unicode", ""),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_broken_yaml_is_told_at_its_line_and_nothing_is_read(text: str, line: int, message: str, hint: str) -> None:
    mapped = read(text)
    (problem,) = mapped.problems
    assert mapped.data == {}
    assert (problem.path, problem.line, problem.field) == ("p.md", line, "front matter")
    assert message in problem.message
    assert hint in problem.hint
    assert "\n" not in str(problem)


ODD = [
    ("python objects", "a: !!python/object/apply:os.system [echo]", "a", 2),
    ("python names", "x: 1\na: !!python/name:os.system", "a", 3),
    ("binary", "a: !!binary aGk=", "a", 2),
    ("own tags", "a: !secret x", "a", 2),
    ("a set", "a: !!set {x, y}", "a", 2),
    ("an ordered map", "a: !!omap [x: 1]", "a", 2),
    ("an alias in a list", "a: &x 1\nb:\n- *x", "b.0", 3),
    ("an own tag on a list", "a: !secret [x]", "a", 2),
    ("a number that is none", "a: !!int x", "a", 2),
    ("a truth that is none", "a: !!bool maybe", "a", 2),
    ("an empty number", "a: !!int ''", "a", 2),
    ("a number beyond reading", f"a: {'9' * 5000}", "a", 2),
    ("an alias", "a: &x [1]\nb: *x", "b", 3),
    ("an alias of a text", "a: &x text\nb: *x", "b", 3),
    ("an alias of itself", "a: &x [*x]", "a.0", 2),
    ("a merge", "<<: {a: 1}", "front matter", 2),
    ("a list as a key", "? [a]\n: b", "front matter", 2),
    ("a mapping as a key", "? {a: b}\n: c", "front matter", 2),
    ("a double key", "a: 1\nb: 2\na: 3", "a", 4),
    ("a double key below", "a:\n  b: 1\n  b: 2", "a.b", 4),
    ("a double key in a list", "a:\n- b: 1\n  b: 2", "a.0.b", 4),
]


@pytest.mark.parametrize(("text", "field", "line"), [c[1:] for c in ODD], ids=[c[0] for c in ODD])
def test_oddities_are_problems(text: str, field: str, line: int) -> None:
    (problem,) = read(text).problems
    assert (problem.field, problem.line) == (field, line)


def test_a_double_key_names_the_first_line_and_keeps_the_first_value() -> None:
    mapped = read("a: 1\nb: 2\na: 3")
    assert mapped.data == {"a": 1, "b": 2}
    assert "line 2" in mapped.problems[0].message


def test_every_double_key_is_told() -> None:
    assert [p.line for p in read("a: 1\na: 2\na: 3\n").problems] == [3, 4]


def test_lines_and_what_stood_there() -> None:
    text = "# comment\ntitle: x\n\ntags:\n  - one\n  - no\nshare:\n  x: |\n    a\n  email: 010\n"
    mapped = read(text, offset=1)
    assert mapped.lines[("title",)] == 3
    assert mapped.lines[("tags",)] == 5
    assert mapped.lines[("tags", 0)] == 6
    assert mapped.lines[("tags", 1)] == 7
    assert mapped.lines[("share", "x")] == 9
    assert mapped.lines[("share", "email")] == 11
    assert mapped.raw[("tags", 1)] == "no"
    assert mapped.raw[("share", "email")] == "010"
    assert mapped.line("share", "x", "deeper", 3) == 9
    assert mapped.line("unknown") == 2
    assert Mapped().line("x") == 1
    assert read(text, offset=10).lines[("title",)] == 12


def test_norway_keeps_what_was_written() -> None:
    mapped = read("country: no\nversion: 1.10\ntime: 12:30\n")
    assert mapped.data == {"country": False, "version": 1.1, "time": 750}
    assert [mapped.raw[(key,)] for key in mapped.data] == ["no", "1.10", "12:30"]


def test_an_alias_bomb_ends_at_once() -> None:
    names = "abcdefghijklmnopqrst"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for there, here in pairwise(names):
        lines.append(f"{here}: &{here} [{', '.join([f'*{there}'] * 9)}]")
    mapped = read("\n".join(lines))
    assert len(mapped.problems) == 9 * (len(names) - 1)
    assert len(str(mapped.data)) < 2_000


DEEP = [
    ("brackets", "a: " + "[" * 100_000),
    ("closed brackets", "a: " + "[" * 300 + "]" * 300),
    ("many closed brackets", "a: " + "[" * 50_000 + "]" * 50_000),
    ("braces", "a: " + "{a: " * 50_000),
    ("hyphens", "- " * 50_000 + "a"),
    ("hyphens below a key", "a:\n " + "- " * 50_000 + "b"),
    ("question marks", "? " * 50_000 + "a"),
    ("indentation", "".join(" " * n + "a:\n" for n in range(400))),
    ("a little too deep", "a: " + "[" * 25 + "]" * 25),
]


@pytest.mark.parametrize("text", [c[1] for c in DEEP], ids=[c[0] for c in DEEP])
def test_deep_nesting_is_a_problem_and_no_crash(text: str) -> None:
    assert read(text).problems


def test_long_front_matter_is_read() -> None:
    text = "".join(f"key{n}:\n  - [a, {{b: c}}]\n" for n in range(2_000))
    mapped = read(text)
    assert mapped.problems == []
    assert len(mapped.data) == 2_000


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff"))
NAMES = st.from_regex("[a-z]{1,8}", fullmatch=True)
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(-1000, 1000), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_what_yaml_writes_is_read_back(data: dict[str, Any]) -> None:
    mapped = read(yaml.dump(data, Dumper=_Plain, allow_unicode=True), offset=0)
    assert mapped.problems == []
    assert mapped.data == data


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Plain.add_representer(str, _quoted_text)
BITS = st.sampled_from([*"ab:-?[]{},#&*!|>'\"%@` \n\t0.", ": ", "- ", "\n  ", "key: ", "!!int ", "&a ", "*a ", "<<: "])


@given(st.one_of(st.text(), st.lists(BITS, max_size=30).map("".join)))
def test_any_text_is_read_or_told(text: str) -> None:
    mapped = read(text, offset=0)
    last = text.count("\n") + 2
    assert isinstance(mapped.data, dict)
    assert all(1 <= problem.line <= last and "\n" not in str(problem) for problem in mapped.problems)
