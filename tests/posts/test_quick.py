from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, select_autoescape
from markupsafe import Markup, escape

from plugins.posts.quick import Quick, written


class Html:
    def __html__(self) -> str:
        return "<b>&</b>"


class Word(str):
    """Text of another type, as numbers with units or paths are."""


signs = st.text(st.sampled_from("&<>'\";a ä\u2028\ud800") | st.characters())
values = st.one_of(signs, signs.map(Markup), signs.map(Word), st.integers(), st.floats(), st.none(), st.just(Html()))


@given(values)
def test_a_value_is_written_as_markupsafe_escapes_it(value: object) -> None:
    assert str(written(value)) == str(escape(value))


SOURCES = {
    "value": "a {{ value }} b {{ value }}",
    "twice": "{% set kept %}<{{ value }}>{% endset %}{{ kept }}{{ kept|length }}{{ kept ~ value }}",
    "macro": "{% macro m(v) %}<{{ v }}>{% endmacro %}{{ m(value) }}{{ m(m(value)) }}",
    "call": "{% macro m(v) %}<{{ caller(v) }}>{% endmacro %}{% call(v) m(value) %}{{ v }}{{ value }}{% endcall %}",
    "loop": "{% for v in [value, value] recursive %}{{ v }}{{ loop.index }}{% else %}none{% endfor %}",
    "filters": "{{ value|string|upper }}{{ value|e }}{{ value|e|e }}{{ value|string|safe }}",
    "block filter": "{% filter upper %}{{ value }}{% endfilter %}",
    "joined": "{{ [value, '<']|join('&') }}{{ '%s<'|format(value) }}{{ '<' ~ value }}",
    "off": "{% autoescape false %}{{ value }}{% endautoescape %}{% autoescape true %}{{ value }}{% endautoescape %}",
    "import": "{% import 'tools' as t %}{{ t.show(value) }}{{ t.name }}",
    "from": "{% from 'tools' import show, name with context %}{{ show(value) }}{{ name }}",
    "include": "{% include 'value' %}{% include 'gone' ignore missing %}",
    "block": "{% extends 'base' %}{% block one %}{{ super() }}{{ value }}{% endblock %}",
    "base": "<{% block one %}{{ value }}{% endblock %}{{ self.one() }}>",
    "tools": "{% macro show(v) %}{{ v }}{{ common }}{% endmacro %}{% set name = common %}{{ common }}",
}


def _environment(**options: object) -> Environment:
    made = Environment(
        loader=DictLoader(SOURCES),
        undefined=StrictUndefined,
        **{"autoescape": True, "extensions": ["jinja2.ext.do"], **options},  # type: ignore[arg-type]
    )
    made.globals["common"] = "<common>"
    return made


WAYS = {"always": True, "never": False, "by name": select_autoescape(("macro",), default_for_string=True)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(SOURCES))
@given(value=values)
def test_a_template_says_what_it_says_without(name: str, way: str, value: object) -> None:
    plain, quick = _PAIRS[way]
    assert quick.get_template(name).render(value=value) == plain.get_template(name).render(value=value)


_PAIRS = {
    way: (_environment(autoescape=on), _environment(autoescape=on, extensions=["jinja2.ext.do", Quick]))
    for way, on in WAYS.items()
}


def test_a_name_that_nobody_gave_is_still_an_error() -> None:
    with pytest.raises(UndefinedError, match="value"):
        _environment(extensions=[Quick]).get_template("value").render()


def test_what_a_template_is_given_beside_the_globals_is_not_kept() -> None:
    environment = _environment(extensions=[Quick])
    template = environment.from_string("{{ common }}{{ more }}", globals={"more": "<"})
    assert template.render(common="own") == "own&lt;"
    assert template.render() == "&lt;common&gt;&lt;"
    assert "more" not in environment.globals
