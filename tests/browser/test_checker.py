"""Nothing that is published, and no page of the share kit, breaks a rule of HTML, CSS or SVG."""

from __future__ import annotations

from pathlib import Path

from tests.browser.checker import check
from tests.site.served import Published

BROKEN = {
    "a.html": '<!doctype html><html lang="en"><title>x</title><p><div>a</p><img src="a.png">',
    "b.css": "p { colour: red }",
    "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>',
    "d.html": "<!doctype html><html><title>x</title><section>a</section>",
}
"""What must be told, so that silence on the rest means something."""


def test_there_is_no_error_and_no_warning(site: Published, tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text)
    kit = site.output / "_waypost" / "share"
    assert len([*site.pages]) > 80
    assert len([*kit.rglob("*.html")]) > 20
    found = check([site.root.resolve(), kit.resolve(), tmp_path])
    assert [message for message in found if message.file.parent != tmp_path] == []
    assert {message.file.name for message in found} == {*BROKEN}
    assert {message.kind for message in found if message.file.name == "d.html"} == {"warning"}
