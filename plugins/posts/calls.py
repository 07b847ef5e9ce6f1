"""What a template calls, without Jinja's questions about each call: whether the called one wants the context, and which
arguments a macro lacks. For the functions, methods and macros that most calls are of, the answer is in their type.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup

_PLAIN = frozenset([FunctionType, MethodType, BuiltinMethodType])
"""Types of what is called as it is, unless it bears Jinja's mark."""
_STOPPED = "value was undefined because a callable raised a StopIteration exception"
"""Jinja's own words."""
_marked = str.__new__
"""What `Markup` does with a str, once it has asked whether that has marks of its own."""
Names = Mapping[str, Any] | None


class Calling(Context):
    """A context in which a call has the same outcome as in Jinja's own."""

    @internalcode
    def call(
        self, called: Any, /, *args: Any, _loop_vars: Names = None, _block_vars: Names = None, **named: Any
    ) -> Any:
        """What `called` gives. Jinja passes the names of a loop and of a block for those who want the context."""
        kind = type(called)
        try:
            if kind is Macro and len(args) == called._argument_count and not named and _is_simple(called):
                written: str = called._func(*args)
                return _marked(Markup, written) if self.eval_ctx.autoescape else written
            if kind in _PLAIN and not hasattr(called, "jinja_pass_arg"):
                return called(*args, **named)
        except StopIteration:
            return self.environment.undefined(_STOPPED)
        return super().call(called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


def _is_simple(macro: Macro) -> bool:
    """Whether a macro takes nothing but its arguments."""
    return not (macro.caller or macro.catch_kwargs or macro.catch_varargs or macro._environment.is_async)
