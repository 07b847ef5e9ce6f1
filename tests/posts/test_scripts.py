from __future__ import annotations

import pytest

from plugins.posts.scripts import shortened

CASES = {
    "indentation": ("(() => {\n  go();\n\tstop();\n})();\n", "(()=>{go();stop();})();"),
    "comments": ("// Why.\n  // And why else.\ngo();  // stays\n", "go();  // stays\n"),
    "blanks": ("const a = [b, c] ? d + +e : !f;\nlet g\nstop()\n", "const a=[b,c]?d + +e:!f;let g\nstop()\n"),
    "blanks in texts": ('go("a , b", \'c = "d\', `e ${ f } : g`) ;\n', 'go("a , b",\'c = "d\',`e ${ f } : g`);'),
    "a regular expression": ('a = /"[ ,] = / ; b = c\n', None),
    "a comment behind": ("a = { // why = ;\nb: 1 }\n", "a = { // why = ;\nb:1}\n"),
    "signs that grow together": ("a = b < !--c + ++d\n", "a=b < !--c + ++d\n"),
    "an address is no comment": ('go("https://example.com");\n', 'go("https://example.com");'),
    "a template on one line": ("  go(`${one}  //`, 2);\n", "go(`${one}  //`,2);"),
    "a template in a template": ("go(`a${ b(` = `) }`, 1);\n", None),
    "a template on several": ("  go(`one\n    // two`);\n", None),
    "a line that goes on": ('  go("one \\\n  // two");\n', None),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=list(CASES))
def test_a_script_as_readers_get_it(before: str, after: str | None) -> None:
    assert shortened(before) == (before if after is None else after)
