"""Front matter: YAML that breaks, doubles, builds or nests, and keys that are not the writer's."""

from __future__ import annotations

from pathlib import Path

from tests.battery.case import POST, Case, file, fine, front, refused, shows, swap, text
from tests.site.blog import Blog

BOMB = "tags: &a [x, x]\nseries: &b [*a, *a]\ncategory: [*b, *b]"
SHADOWS = (
    "content get_content metadata settings translations in_default_lang source_path url_format body post head author "
    "__class__ relative_source_path save_as_format"
).split()
"""Attributes and methods that Pelican's objects have, or that our theme reads from them."""


def was_not_run(blog: Blog) -> None:
    assert not Path(blog.root, "pwned").exists()


def without_data(blog: Blog) -> None:
    for path in (blog.content / "data").iterdir():
        path.unlink()


FENCES: list[Case] = [
    refused("no fence", file("posts/case.md", "title: Case\n"), f"{POST}:1: front matter: is missing. Begin the file"),
    refused("a heading first", file("posts/case.md", "# T\n---\n"), f"{POST}:1: front matter: is missing."),
    refused("a blank line first", file("posts/case.md", "\n" + text()), f"{POST}:1: front matter: is missing."),
    refused(
        "a fence without end",
        file("posts/case.md", "---\ntitle: A\n"),
        f'{POST}:1: front matter: never ends. Close it with a line "---".',
    ),
    refused("nothing but a fence", file("posts/case.md", "---\n"), f"{POST}:1: front matter: never ends."),
    refused("nothing between the fences", file("posts/case.md", "---\n---\nText\n"), f"{POST}:1: title: is missing."),
    refused(
        "a list for front matter",
        file("posts/case.md", "---\n- a\n---\n"),
        f"{POST}:2: front matter: is not a list of `key: value` lines.",
    ),
    refused(
        "a word for front matter",
        file("posts/case.md", "---\nhello\n---\n"),
        f"{POST}:2: front matter: is not a list of",
    ),
    fine(
        "fences with spaces behind",
        file("posts/case.md", text().replace("---\n", "---  \n")),
        check=shows("posts/case/index.html", "A body."),
    ),
]

BROKEN: list[Case] = [
    refused(
        "a colon in a title",
        front("title: Before: after"),
        f"{POST}:3: front matter: broken YAML:",
        'title: "Before: after"',
    ),
    refused("a double quote never closed", front('title: "Case'), f"{POST}:", "A quotation mark is never closed."),
    refused("a single quote never closed", front("title: 'Case"), f"{POST}:", "A quotation mark is never closed."),
    refused(
        "a bracket never closed", front("tags: [a, b"), f"{POST}:", "A list in brackets is closed with one: [a, b]."
    ),
    refused(
        "a tab for indentation",
        front("share:\n\tx: Hello"),
        f"{POST}:9: front matter: broken YAML:",
        "Indent with spaces, not tabs",
    ),
    refused(
        "a tab before a key",
        front("\ttags: [a]"),
        f"{POST}:8: front matter: broken YAML:",
        "Indent with spaces, not tabs",
    ),
    refused("a percent sign", front("summary: %5 more"), f"{POST}:4: front matter: broken YAML:", "into quotes"),
    refused("an at sign", front("summary: @desk says"), f"{POST}:4: front matter: broken YAML:", "into quotes"),
    refused(
        "a star",
        front("title: *bold*"),
        f"{POST}:3: front matter: broken YAML:",
        "Put texts that begin with * or & into quotes.",
    ),
    refused(
        "a key twice", front("title: A\ntitle: B"), f"{POST}:4: title: the key stands twice, first in line 3. Keep one."
    ),
    refused(
        "a nested key twice",
        front("share:\n  x: A\n  x: B"),
        f"{POST}:10: share.x: the key stands twice, first in line 9.",
    ),
    refused(
        "two stages by two keys", front("stage: interest\nstage: epiphany"), f"{POST}:8: stage: the key stands twice"
    ),
    refused(
        "an alias bomb",
        front(BOMB),
        f"{POST}:9: series.0: an alias (*name) repeats another value. Write the value out.",
    ),
    refused("an alias of itself", front("tags: &a [*a]"), f"{POST}:8: tags.0: an alias (*name) repeats"),
    refused(
        "a merge key",
        front("share: &a {x: Hello}\ndiscuss:\n  <<: *a"),
        f"{POST}:10: discuss: a key must be a plain word.",
    ),
    refused("a list for a key", front("? [a, b]\n: c"), f"{POST}:8: front matter: a key must be a plain word."),
    refused(
        "a tag that builds an object",
        front("title: !!python/object/apply:os.system ['touch pwned']"),
        f"{POST}:3: title: the tag !python/object/apply:os.system is not for writers.",
        check=was_not_run,
    ),
    refused(
        "a tag that calls a name",
        front("title: !!python/name:os.system x"),
        f"{POST}:3: title: the tag !python/name:os.system is not for writers.",
        check=was_not_run,
    ),
    refused("a tag of their own", front("title: !secret x"), f"{POST}:3: title: the tag !secret is not for writers."),
    refused("a binary", front("title: !!binary aGVsbG8="), f"{POST}:3: title: the tag !binary is not for writers."),
    refused("a set", front("tags: !!set {a, b}"), f"{POST}:8: tags: the tag !set is not for writers."),
    refused("a number that is none", front("title: !!int x"), f"{POST}:3: title: cannot be read as int."),
    refused(
        "brackets 40,000 deep",
        front(f"tags: {'[' * 40_000}{']' * 40_000}"),
        f"{POST}:2: front matter: is nested too deeply.",
    ),
    refused(
        "braces 30 deep",
        front(f"share: {'{x: ' * 30}1{'}' * 30}"),
        f"{POST}:8: ",
        "is nested too deeply. Write the value out.",
    ),
    refused(
        "a version of YAML that is none",
        file("posts/case.md", text().replace("---\n", "---\n%YAML 9.9\n", 1)),
        f"{POST}:2: front matter: broken YAML:",
    ),
]

KEYS: list[Case] = [
    *(refused(f"a key {name}", front(f"{name}: x"), f"{POST}:8: {name}: unknown key.") for name in SHADOWS),
    refused("template", front("template: evil"), f"{POST}:8: template: unknown key. The theme chooses the template."),
    refused(
        "save_as", front("save_as: ../../x"), f"{POST}:8: save_as: unknown key. The address follows from the slug."
    ),
    refused("url", front("url: /x/"), f"{POST}:8: url: unknown key. The address follows from the slug."),
    refused("a key that is near", front("sumary: x"), f'{POST}:8: sumary: unknown key. Did you mean "summary"?'),
    refused("a key in upper case", front("Title: x"), f'{POST}:8: Title: unknown key. Did you mean "title"?'),
    refused("a number for a key", front("7: x"), f"{POST}:8: 7: unknown key."),
    refused(
        "status: skip",
        front("status: skip"),
        f"{POST}:8: status: unknown value 'skip'. Write 'published', 'draft' or 'hidden'.",
    ),
    refused("a list of stages", front("stage: [epiphany, interest]"), f"{POST}:7: stage: expects text, found a list."),
    refused(
        "two stages in one text",
        front("stage: epiphany, interest"),
        f"{POST}:7: stage: unknown stage 'epiphany, interest'.",
    ),
    refused(
        "no stage", front("stage:"), f"{POST}:7: stage: is missing: the stage of buying that the reader is in. One of:"
    ),
    fine(
        "a stage in other case",
        front("stage: ' EPIPHANY '"),
        check=shows("posts/case/index.html", 'data-stage="epiphany"'),
    ),
    refused("notes for the house", front("notes: our margin is 40"), f"{POST}:8: notes: unknown key."),
    refused("a key with a dash", front("internal-notes: x"), f"{POST}:8: internal-notes: unknown key."),
    fine("a YAML comment", front("# our margin is 40 percent"), absent=("our margin",)),
    refused("goal: both", front("goal: both"), f"{POST}:8: goal: unknown value 'both'. Write 'breadth' or 'depth'."),
    refused(
        "four takeaways", front("takeaways: [a, b, c, d]"), f"{POST}:8: takeaways: has 4 items, at most 3 are allowed."
    ),
    refused(
        "takeaways of 50 words",
        front(f"takeaways: ['{'word ' * 50}']"),
        f"{POST}:8: takeaways: the takeaways have 50 words together",
    ),
    refused(
        "an id in upper case", front("id: CAFE0000"), f"{POST}:2: id: 'CAFE0000' is not valid: an id is 8 characters"
    ),
    refused("no id", front("id: ''"), f"{POST}:2: id: '' is not valid: an id is 8 characters"),
    refused(
        "an id that YAML takes for a number",
        front("id: 12345678"),
        f'{POST}:2: id: expects text, found the number 12345678. Put it in quotes: "12345678".',
    ),
    refused(
        "an id that YAML takes for another",
        front("id: 0x12abcd"),
        f'{POST}:2: id: expects text, found the number 1223629. Put it in quotes: "0x12abcd".',
    ),
    refused(
        "an id that another post has",
        front("id: aaaa1111"),
        "content/posts/first.md:2: id: 'aaaa1111' is also the id of content/posts/case.md.",
        alone=True,
    ),
]

DATA: list[Case] = [
    refused(
        "a data file that is a list",
        file("data/offers.yaml", "- a\n"),
        "content/data/offers.yaml:1: data: is not a list of `key: value` lines.",
    ),
    refused(
        "a key twice in a data file",
        swap("authors", "guest:", "desk:"),
        "content/data/authors.yaml:2: desk: the key stands twice, first in line 1.",
    ),
    refused(
        "an alias bomb in a data file",
        file("data/campaigns.yaml", "a: &a {name: A}\nspring: *a\n"),
        "content/data/campaigns.yaml:2: spring: an alias (*name) repeats",
    ),
    refused(
        "a tag that builds in a data file",
        file("data/campaigns.yaml", "spring: !!python/object/apply:os.system ['touch pwned']\n"),
        "content/data/campaigns.yaml:1: spring: the tag !python/object/apply:os.system is not for writers.",
        check=was_not_run,
    ),
    refused(
        "Norway as an author's name",
        swap("authors", "A Guest", "No"),
        "content/data/authors.yaml:2: guest.name: expects text, found false.",
    ),
    fine("Norway as a key", swap("authors", "guest:", "no:")),
    refused(
        "a key with spaces",
        swap("authors", "guest:", "A guest:"),
        "content/data/authors.yaml:2: A guest: a key has lower-case letters",
    ),
    refused(
        "a data file with a tab",
        file("data/campaigns.yaml", "spring:\n\tname: x\n"),
        "content/data/campaigns.yaml:2: data: broken YAML:",
    ),
    refused(
        "a data file in Latin-1",
        file("data/campaigns.yaml", b"spring: {name: Fr\xfchling}\n"),
        "content/data/campaigns.yaml:1: file: is not UTF-8: byte 17 is 0xfc. Save the file as UTF-8.",
    ),
    refused(
        "a data file of another name",
        file("data/author.yaml", "a: {}\n"),
        'content/data/author.yaml:1: file: no data file has this name. Did you mean "authors"?',
    ),
    refused(
        "a data file twice",
        file("data/authors.yml", "desk: {name: D, kind: person}\n"),
        "content/data/authors.yml:1: file: there is also authors.yaml. Keep one of them.",
    ),
    refused(
        "no data at all",
        without_data,
        "content/posts/first.md:",
        "unknown authors 'desk'. Add it to data/authors.yaml.",
    ),
]

CASES: list[Case] = [*FENCES, *BROKEN, *KEYS, *DATA]
