from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dom.sanitise import TAGS, refused, sanitise

CASES = [
    ("script", "a<script>alert(1)</script>b", "ab"),
    ("style", "a<style>p{}</style>b", "ab"),
    ("comment", "a<!-- b -->c", "ac"),
    ("handlers", '<p onclick="x" onmouseover=y>a</p>', "<p>a</p>"),
    ("frames", '<iframe src="https://x.example" srcdoc="b" onload=x></iframe>a',
     '<iframe src="https://x.example"></iframe>a'),
    ("svg", "<svg><script>x</script></svg>a", "a"),
    ("math", "<math><mtext>a</mtext></math>", ""),
    ("scripted links", '<a href="javascript:x">a</a>', "<a>a</a>"),
    ("scripted links, hidden", '<a href="java&#10;script:x">a</a>', "<a>a</a>"),
    ("data links", '<a href="data:text/html,x">a</a>', "<a>a</a>"),
    ("data images", '<img src="data:image/svg+xml,x" alt="a">', '<img alt="a">'),
    ("styles", '<p style="color:red">a</p>', "<p>a</p>"),
    ("styles of cells", '<table><tbody><tr><td style="text-align: right; position: fixed">a</td></tr></tbody></table>',
     '<table><tbody><tr><td style="text-align:right">a</td></tr></tbody></table>'),
    ("forms", "<form action=x><input name=a><button>b</button></form>", "b"),
    ("good links", '<a href="https://x.example/?a=1&amp;b#c" data-no-track>a</a>',
     '<a href="https://x.example/?a=1&amp;b#c" data-no-track="">a</a>'),
    ("offers", '<a href="offer:review">a</a>', '<a href="offer:review">a</a>'),
    ("links into the content folder", '<a href="{filename}../posts/b.md">a</a>',
     '<a href="{filename}../posts/b.md">a</a>'),
    ("relative links", '<a href="b.md#c">a</a>', '<a href="b.md#c">a</a>'),
    ("unclosed", "<p><b>a", "<p><b>a</b></p>"),
    ("closing what was not opened", "a</article></body>b", "ab"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "after"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sanitise(html: str, after: str) -> None:
    assert sanitise(html) == after


@given(st.text(st.sampled_from([*"<>/=\"' abijklnoprst:&;!-"]), max_size=80))
def test_twice_is_once(html: str) -> None:
    clean = sanitise(html)
    assert sanitise(clean) == clean
    assert refused(clean) == []


def test_what_is_dropped_is_named_once() -> None:
    assert refused("<p>a<SCRIPT>x</SCRIPT><iframe src=a></iframe><script></p>") == ["script"]
    assert refused("<p>a &lt;script&gt;</p>") == []
    assert {"script", "style", "form", "input", "svg", "object"}.isdisjoint(TAGS)
