"""Style sheets: what is imported is put in its place, what says nothing is left out, and nothing else changes."""

from __future__ import annotations

import pytest

from plugins.posts.styles import bundle, imports, minified

SMALLER = {
    "a comment": ("a { /* why */ color: red; }", "a{color:red}"),
    "blanks and lines": ("a ,\n  b{\n\tcolor : red ;\n}\n\nc {}\n", "a,b{color : red}c{}"),
    "a descendant is no pseudo-class of its parent": (".a :is(b, c) { x: y }", ".a :is(b,c){x:y}"),
    "a pseudo-class": ("a:hover { x: y }", "a:hover{x:y}"),
    "signs of calc keep their blanks": ("a { x: calc(1px + 2 * var(--y)) }", "a{x:calc(1px + 2 * var(--y))}"),
    "strings": ('a::after { content: " ; /* x */ {  " }', 'a::after{content:" ; /* x */ {  "}'),
    "single quotes": ("a { x: 'a  \\' ;  b' }", "a{x:'a  \\' ;  b'}"),
    "an address": ("a { x: url(a b.png) }", "a{x:url(a b.png)}"),
    "media": ("@media (min-width: 40rem) and (hover) { a { x: y; } }", "@media (min-width:40rem) and (hover){a{x:y}}"),
    "a comment between words": ("a/* x */b { x: y }", "a b{x:y}"),
    "a custom property": (":root { --x: a, b; --y:  1px }", ":root{--x:a,b;--y:1px}"),
}


@pytest.mark.parametrize("case", sorted(SMALLER))
def test_smaller(case: str) -> None:
    before, after = SMALLER[case]
    assert minified(before) == after
    assert minified(after) == after


def bundled(name: str = "css/all.css", **files: str) -> str:
    sheets = {f"{key.replace('__', '/')}.css": text for key, text in files.items()}
    published = {"fonts/a.woff2": "fonts/a.1234.woff2", "css/b.svg": "css/b.5678.svg"}
    return bundle(name, sheets.__getitem__, published.get)


def test_imports_stand_in_their_place() -> None:
    one, two = '@layer a, b;\n@import "one.css";\n@import url("two.css");\nc{x:y}', '@import "sub/in.css";\na{x:y}'
    told = bundled(css__all=one, css__one=two, css__two="b{x:y}", css__sub__in="i{x:y}")
    assert told == "@layer a,b;i{x:y}a{x:y}b{x:y}c{x:y}"


def test_a_reference_is_settled_where_it_is_written() -> None:
    inner = "a{x:url(../../fonts/a.woff2) url('../b.svg#c') url(\"../gone.png\")}"
    told = bundled(css__all='@import "sub/in.css";', css__sub__in=inner)
    assert told == 'a{x:url("../fonts/a.1234.woff2") url("b.5678.svg#c") url("../gone.png")}'


@pytest.mark.parametrize("url", ["https://example.com/a.png", "/a.png", "data:image/png;base64,x", "#a"])
def test_a_reference_to_elsewhere_stays(url: str) -> None:
    assert bundled(css__all=f"a{{x:url({url})}}") == f"a{{x:url({url})}}"


@pytest.mark.parametrize("left", ['@import "a.css" print;', '@import url("https://example.com/a.css");'])
def test_an_import_with_a_condition_or_from_elsewhere_stays(left: str) -> None:
    assert bundled(css__all=left) == left
    assert list(imports("css/all.css", left)) == []


def test_what_is_commented_out_is_not_asked_for() -> None:
    text = '/* @import "gone.css"; url(x.png) */ a{x:y}'
    assert list(imports("css/all.css", text)) == []
    assert bundled(css__all=text) == "a{x:y}"


@pytest.mark.parametrize("text", ['@import "gone.css";', '@import "all.css";'])
def test_a_sheet_that_is_missing_or_imports_itself(text: str) -> None:
    with pytest.raises(KeyError):
        bundled(css__all=text)
