from __future__ import annotations

import pytest

from plugins.posts.scripts import shortened

CASES = {
    "indentation": ("(() => {\n  go();\n\tstop();\n})();\n", "(() => {\ngo();\nstop();\n})();\n"),
    "comments": ("// Why.\n  // And why else.\ngo();  // stays\n", "go();  // stays\n"),
    "an address is no comment": ('go("https://example.com");\n', 'go("https://example.com");\n'),
    "a template on one line": ("  go(`${one}  //`, `2`);\n", "go(`${one}  //`, `2`);\n"),
    "a template on several": ("  go(`one\n    // two`);\n", None),
    "a line that goes on": ('  go("one \\\n  // two");\n', None),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=list(CASES))
def test_a_script_as_readers_get_it(before: str, after: str | None) -> None:
    assert shortened(before) == (before if after is None else after)
