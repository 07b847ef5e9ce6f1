"""What can still be checked of a file whose front matter is at fault: all that is not itself at fault.

So that one run tells everything: an unknown key must not hide a dead link in the same file. What comes out is only held
against the vocabulary and the links; it is never built.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.schema import validate
from plugins.core.yamlread import Mapped

_STAND_INS: Mapping[str, Mapping[str, Any]] = {
    "post": {"id": "aaaaaaaa", "title": "?", "summary": "?", "date": "2000-01-01", "authors": ["?"]},
    "page": {"title": "?"},
}


def rescue(mapped: Mapped, path: str, kind: str) -> PostMatter | PageMatter:
    """The front matter without what `mapped.problems` name, what is required and missing made up."""
    model, stand_ins = (PostMatter if kind == "post" else PageMatter), dict(_STAND_INS[kind])
    faulty = {problem.field.partition(".")[0] for problem in mapped.problems}
    sound = {key: value for key, value in mapped.data.items() if key in model.model_fields and key not in faulty}
    matter = validate(model, Mapped(data={**stand_ins, **sound}), path) or validate(model, Mapped(data=stand_ins), path)
    assert isinstance(matter, PostMatter | PageMatter)
    return matter if "authors" in sound or kind == "page" else matter.model_copy(update={"authors": ()})
