from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from plugins.posts.render import Templates

FAMILY = {
    "page.html": '{% extends "base.html" %}{% block main %}{{ title }}{% include "part.html" %}{% endblock %}',
    "base.html": '{%- import "tools.html" as tools -%}<{% block main %}{% endblock %}>{{ tools.end() }}',
    "part.html": "{% from 'more.html' import more with context %}[{{ more() }}]",
    "more.html": "{% macro more() %}more{% endmacro %}",
    "tools.html": "{% macro end() %}.{% endmacro %}",
    "alone.html": "{{ title }}",
    "other.html": "other",
}


def _templates(**changes: str) -> Templates:
    sources = {**FAMILY, **{f"{name}.html": text for name, text in changes.items()}}
    return Templates(Environment(loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined))


def test_a_page_is_its_template_with_what_it_is_given_and_knows_where_it_goes():
    templates = _templates(where="{{ output_file }}: {{ title }}")
    assert templates.page("page", "x/index.html", {"title": "<ä>"}) == "<&lt;ä&gt;[more]>.".encode()
    assert templates.page("where", "x/index.html", {"title": "T"}) == b"x/index.html: T"


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError, match="title"):
        _templates().page("alone", "x", {})
    with pytest.raises(TemplateNotFound):
        _templates().page("gone", "x", {})


@pytest.mark.parametrize("name", ["page", "base", "part", "more", "tools"])
def test_a_change_to_any_template_of_the_family_is_seen(name):
    changed = _templates(**{name: FAMILY[f"{name}.html"] + " "})
    assert changed.digest("page") != _templates().digest("page")


@pytest.mark.parametrize("name", ["alone", "other", "new"])
def test_a_change_to_another_template_is_none(name):
    assert _templates(**{name: "changed"}).digest("page") == _templates().digest("page")


NAMING = {
    "extends": '{% extends "other.html" %}',
    "single quotes": "{% extends 'other.html' %}",
    "no space": '{%extends"other.html"%}',
    "trimmed": '{%- include "other.html" -%}',
    "kept": '{%+ include "other.html" +%}',
    "over lines": '{%\n  include\n  "other.html"\n%}',
    "if it is there": '{% include "other.html" ignore missing %}',
    "with no context": '{% include "other.html" without context %}',
    "import": '{% import "other.html" as o %}',
    "from": '{% from "other.html" import o %}',
    "one of a list": '{% include ["gone.html", "other.html"] %}',
    "another list": '{% include ("gone.html", "other.html") %}',
    "an expression": '{% include "oth" ~ "er.html" %}',
    "a sum": '{% include "oth" + "er.html" %}',
    "a variable": "{% set name = 'other.html' %}{% include name %}",
    "a choice": '{% include "gone.html" if false else "other.html" %}',
    "a filter": '{% include "OTHER.html"|lower %}',
}


@pytest.mark.parametrize("name", NAMING)
def test_however_a_template_names_another_a_change_to_that_is_seen(name):
    before, after = _templates(one=NAMING[name]), _templates(one=NAMING[name], other="changed")
    assert before.page("one", "x", {}) != after.page("one", "x", {}) or "import" in NAMING[name]
    assert before.digest("one") != after.digest("one")


MARKS = {
    "a line": ("# include 'other.html'\n", {"line_statement_prefix": "#"}),
    "a line and a block": ('{%\n include "other.html" %}', {"line_statement_prefix": "#"}),
    "another block": ('<% include "other.html" %>', {"block_start_string": "<%", "block_end_string": "%>"}),
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_that_a_settings_file_changed_are_known(name):
    text, marks = MARKS[name]
    environments = [Environment(loader=DictLoader({"one.html": text, "other.html": o}), **marks) for o in ("x", "y")]
    before, after = map(Templates, environments)
    assert [each.page("one", "x", {}).strip() for each in (before, after)] == [b"x", b"y"]
    assert before.digest("one") != after.digest("one")


def test_a_template_that_may_be_missing_is_seen_when_it_comes():
    text = '{% include "new.html" ignore missing %}'
    before, after, full = _templates(one=text), _templates(one=text, new=""), _templates(one=text, new="x")
    before.compile(["one"])
    assert before.page("one", "x", {}) == b""
    assert len({each.digest("one") for each in (before, after, full)}) == 3


def test_a_picture_among_the_templates_does_not_matter_and_a_drawing_does(tmp_path):
    (tmp_path / "one.html").write_text("{% include name ~ '.svg' %}")
    (tmp_path / "a.svg").write_text("<svg>")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    environments = [Environment(loader=FileSystemLoader(tmp_path)) for _ in range(2)]
    before = Templates(environments[0]).digest("one")
    (tmp_path / "a.svg").write_text("<svg/>")
    assert Templates(environments[1]).digest("one") != before


def test_a_fault_of_syntax_is_told_wherever_in_the_family_it_is():
    with pytest.raises(TemplateSyntaxError):
        _templates(more="{% macro %}").compile(["page"])
    _templates(more="{% macro %}").compile(["alone"])


def test_templates_that_include_one_another_are_read_once():
    circle = _templates(a='{% if false %}{% include "b.html" %}{% endif %}', b='{% include "a.html" %}')
    assert circle.digest("a") == circle.digest("a") != circle.digest("other")


def test_a_template_of_the_sites_own_goes_before_the_themes():
    theme, own = DictLoader({"one.html": "theme"}), DictLoader({"one.html": "own"})
    digests = {
        Templates(Environment(loader=ChoiceLoader(order))).digest("one") for order in ([theme, own], [own, theme])
    }
    assert len(digests) == 2


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("abcd"), max_size=3), max_size=4))
def test_the_family_is_all_that_can_be_reached(names):
    """A page of template a depends on b where there is a way from a to b."""
    sources = {
        name: "".join(f'{{% if x %}}{{% include "{n}.html" %}}{{% endif %}}' for n in names.get(name, ""))
        for name in "abcd"
    }
    reached, waiting = {"a"}, ["a"]
    while waiting:
        new = set(names.get(waiting.pop(), ())) - reached
        reached |= new
        waiting += new
    before = _templates(**sources).digest("a")
    for name in "abcd":
        assert (_templates(**{**sources, name: sources[name] + "."}).digest("a") != before) is (name in reached)


def test_a_page_depends_on_the_names_of_the_files_that_it_may_link() -> None:
    environment = Environment(loader=DictLoader({"page.html": "x"}))
    one, other = (Templates(environment, names).digest("page") for names in (b"one", b"other"))
    assert one != other
