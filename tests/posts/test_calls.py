"""Every kind of thing that a template can call, called in every place, with wild arguments: as Jinja itself does it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from plugins.posts.calls import Calling

MACROS = """
{%- macro empty() %}<>{% endmacro %}
{%- macro one(a) %}<{{ a }}>{% endmacro %}
{%- macro two(a, b="&") %}<{{ a }}{{ b }}>{% endmacro %}
{%- macro more(a) %}{{ a }}{{ varargs }}{% endmacro %}
{%- macro named(a) %}{{ a }}{{ kwargs }}{% endmacro %}
{%- macro asks(a) %}{{ a }}{{ caller(a) }}{% endmacro %}
{%- macro given(a, caller=none) %}{{ a }}{{ caller and caller(a) }}{% endmacro %}
{%- macro stops(a) %}{{ stop(a) }}{% endmacro %}
"""
PLACES = {
    "alone": MACROS + "{{ CALL }}",
    "loop": MACROS + "{% for v in [value, 1] %}{% set own = v %}{{ CALL }}{{ loop.index }}{% endfor %}",
    "macro": MACROS + "{% macro m(v) %}{{ CALL }}{% endmacro %}{{ m(value) }}{{ m(m(value)) }}",
    "block": MACROS + "{% block b %}{% set own = value %}{{ CALL }}{% endblock %}{{ self.b() }}",
    "loop in a block": MACROS + "{% block b %}{% for own in [value] %}{{ CALL }}{% endfor %}{% endblock %}",
    "call block": MACROS + "{% call(v) CALL %}[{{ v }}{{ value }}]{% endcall %}",
    "off": MACROS + "{% autoescape false %}{{ CALL }}{{ (CALL) is escaped }}{% endautoescape %}",
    "test": MACROS + "{{ (CALL) is undefined }}{{ (CALL) is escaped }}",
}
CALLED = (
    "empty one two more named asks given stops method static of_class built_in moment.isoformat word.upper word.split "
    "function context_function evaluating_function environment_function kind marked marked_instance instance cached "
    "part stop range dict namespace gone value joiner() marked_method"
).split()
ARGUMENTS = "|value|own|value, own|value, 1, 2|a=value|b=value|value, b=1|a=1, x=value|*[value]|*[], **{}|**{'a': 1}"


class Object:
    def __call__(self, *args: Any) -> str:
        return f"object {[getattr(arg, 'autoescape', arg) for arg in args]}"

    def method(self, *args: Any) -> str:
        return f"method {args}"

    @staticmethod
    def static(*args: Any) -> str:
        return f"static {args}"

    @classmethod
    def of_class(cls, *args: Any) -> str:
        return f"class {args}"

    @jinja2.pass_context
    def marked_method(self, context: Any, *args: Any) -> str:
        return f"marked method {args} {context.get('own')}"


class Marked:
    @jinja2.pass_context
    def __call__(self, context: Any, *args: Any) -> str:
        return f"marked {args} {context.get('own')} {context.get('value')}"


@jinja2.pass_context
def context_function(context: Any, *args: Any, **named: Any) -> str:
    return f"context {args} {named} {context.get('own')} {context.name}"


@jinja2.pass_eval_context
def evaluating_function(found: Any, *args: Any, **named: Any) -> str:
    return f"evaluating {args} {named} {found.autoescape}"


@jinja2.pass_environment
def environment_function(environment: Any, *args: Any) -> str:
    return f"environment {args} {environment.autoescape is True}"


def function(a: object = "-", b: object = "&") -> str:
    return f"function {a} {b}"


def stop(*args: object) -> str:
    raise StopIteration(args)


marked_instance = Object()
marked_instance.jinja_pass_arg = jinja2.utils._PassArg.environment  # type: ignore[attr-defined]
NAMES: dict[str, Any] = {
    "method": Object().method,
    "static": Object.static,
    "of_class": Object.of_class,
    "marked_method": Object().marked_method,
    "built_in": len,
    "moment": dt.datetime(2024, 5, 6, tzinfo=dt.UTC),
    "word": "a <word>",
    "function": function,
    "context_function": context_function,
    "evaluating_function": evaluating_function,
    "environment_function": environment_function,
    "kind": dt.timedelta,
    "marked": Marked(),
    "marked_instance": marked_instance,
    "instance": Object(),
    "cached": lru_cache(function),
    "part": partial(function, "part"),
    "stop": stop,
}
WAYS = {"on": True, "off": False, "by name": select_autoescape(("alone", "loop"))}


def _rendered(environment: Environment, name: str, value: object) -> object:
    """The page, or the error with its words."""
    try:
        return environment.get_template(name).render(value=value, own="<own>")
    except Exception as error:
        return type(error), str(error).partition(" at 0x")[0]


def _environments(autoescape: Any, undefined: Any) -> list[Environment]:
    sources = {
        f"{place} {called} {given}": text.replace("CALL", f"{called}({given})")
        for place, text in PLACES.items()
        for called in CALLED
        for given in ARGUMENTS.split("|")
    }
    made = [Environment(loader=DictLoader(sources), autoescape=autoescape, undefined=undefined) for _ in range(2)]
    for one in made:
        one.globals |= NAMES
        one.cache = jinja2.environment.create_cache(-1)
    made[1].context_class = Calling
    return made


@pytest.fixture(scope="module", params=[*WAYS, "lenient"])
def both(request: pytest.FixtureRequest) -> list[Environment]:
    return _environments(
        WAYS.get(request.param, True), jinja2.Undefined if request.param == "lenient" else StrictUndefined
    )


@given(
    place=st.sampled_from([*PLACES]),
    called=st.sampled_from(CALLED),
    given=st.sampled_from(ARGUMENTS.split("|")),
    value=st.one_of(st.text("<&a"), st.text("<&a").map(Markup), st.integers(), st.none()),
)
def test_a_call_comes_out_as_in_jinjas_own_context(
    both: list[Environment], place: str, called: str, given: str, value: object
) -> None:
    theirs, ours = (_rendered(environment, f"{place} {called} {given}", value) for environment in both)
    assert ours == theirs


@pytest.mark.parametrize("called", CALLED)
def test_every_kind_of_call_comes_out_everywhere(called: str) -> None:
    both = _environments(True, StrictUndefined)
    for name in (f"{place} {called} {how}" for place in PLACES for how in ("", "value", "value, own")):
        theirs, ours = (_rendered(environment, name, "<v>") for environment in both)
        assert ours == theirs


def test_an_asynchronous_macro_is_awaited() -> None:
    environment = Environment(enable_async=True)
    environment.context_class = Calling
    assert environment.from_string("{% macro m(v) %}<{{ v }}>{% endmacro %}{{ m(1) }}").render() == "<1>"
