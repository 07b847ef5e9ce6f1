"""Jinja with less between a value and the page: the same output in less time.

What a template writes is joined at once, so nobody asks whether a piece of it was escaped: to make a `Markup` of each
takes longer than to escape it. And a template finds its globals in one dict: Jinja's own chain of two asks Python code
for each name in it, once for a page and once more for each template that the page imports. Calls: see `calls`.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup, escape

from plugins.posts.calls import Calling

try:  # what markupsafe's own `escape` asks, before it makes a Markup of the answer
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # not compiled for this machine, or another version

    def _escaped(text: str, /) -> str:
        return str(escape(text))


def written(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, as any kind of str."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


class _Generator(CodeGenerator):
    """Compiles templates to code in which `escape` is `written`."""

    def write_commons(self) -> None:
        """What each function of a compiled template begins with; macros and loops are inside of one."""
        super().write_commons()
        self.writeline("escape = environment.written")


class _Template(Template):
    """A template whose globals are all there when it is loaded."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        return super().from_code(environment, code, dict(globals), uptodate)


class Quick(Extension):
    """Puts all this into an environment. Compiled templates need it: those of other environments are not its own."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.extend(written=written)
        environment.code_generator_class = _Generator
        environment.template_class = _Template
        environment.context_class = Calling
