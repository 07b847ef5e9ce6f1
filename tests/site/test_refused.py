"""Each kind of bad input: its message with file and line, exit code 1, nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.blog import DATA, Blog, make, matter, post

Mutate = Callable[[Blog], object]


def replaced(name: str, text: str | bytes) -> Mutate:
    return lambda blog: blog.write(f"content/{name}", text)


def first(**fields: object) -> Mutate:
    return replaced("posts/first.md", post(**fields))


def body(text: str) -> Mutate:
    """The post `first` with this body, which begins on line 10."""
    return replaced("posts/first.md", post(text))


def data(stem: str, old: str, new: str) -> Mutate:
    return replaced(f"data/{stem}.yaml", DATA[stem].replace(old, new))


BAD: dict[str, tuple[Mutate, str]] = {
    "broken YAML": (
        replaced("posts/first.md", "---\ntitle: Before: after\n---\n"),
        "content/posts/first.md:2: front matter: broken YAML: mapping values are not allowed in this context."
        ' A text with a colon needs quotes: title: "Before: after".',
    ),
    "no front matter": (
        replaced("posts/first.md", "# Title\n"),
        "content/posts/first.md:1: front matter: is missing. Begin the file with",
    ),
    "front matter without end": (
        replaced("posts/first.md", "---\ntitle: A\n"),
        "content/posts/first.md:1: front matter: never ends. Close it",
    ),
    "a number for a title": (
        first(title=2026),
        'content/posts/first.md:3: title: expects text, found the number 2026. Put it in quotes: "2026".',
    ),
    "Norway": (
        replaced("posts/first.md", matter(title=None).replace("---\n", "---\ntitle: no\n", 1)),
        "content/posts/first.md:2: title: expects text, found false. YAML reads no as true or false",
    ),
    "a list for a title": (
        first(title=["a"]),
        "content/posts/first.md:3: title: expects text, found a list.",
    ),
    "an unknown key": (
        first(sumary="x"),
        'content/posts/first.md:8: sumary: unknown key. Did you mean "summary"?',
    ),
    "a key that is ours": (
        first(save_as="index.html"),
        "content/posts/first.md:8: save_as: unknown key. The address follows from the slug.",
    ),
    "an unknown stage": (
        first(stage="epifany"),
        "content/posts/first.md:7: stage: unknown stage 'epifany'. Did you mean \"epiphany\"?",
    ),
    "an unknown author": (
        first(authors=["dask"]),
        "content/posts/first.md:6: authors: unknown authors 'dask'. Did you mean \"desk\"?",
    ),
    "an unknown track": (
        first(audience=["cfo"], industry=["fin-ance"]),
        "content/posts/first.md:9: industry: unknown industry 'fin-ance'. Did you mean \"finance\"?",
    ),
    "an unknown campaign": (
        first(campaign="sprint"),
        "content/posts/first.md:8: campaign: unknown campaign 'sprint'. Did you mean \"spring\"?",
    ),
    "an unknown offer": (
        first(offer="revue"),
        "content/posts/first.md:8: offer: unknown offer 'revue'. Did you mean \"review\"?",
    ),
    "no stage": (
        first(stage=None),
        "content/posts/first.md:1: stage: is missing: the stage of buying that the reader is in. One of: epiphany,",
    ),
    "no summary": (
        first(summary=None),
        "content/posts/first.md:1: summary: is missing.",
    ),
    "a guessed date": (
        first(date="03/04/2026"),
        "content/posts/first.md:5: date: not a date: '03/04/2026' (write 2026-03-05",
    ),
    "a day that is none": (
        first(date="2026-02-30"),
        "content/posts/first.md:5: date: no such date: '2026-02-30'",
    ),
    "an impossible offset": (
        first(date="2026-02-03T10:00+25:00"),
        "content/posts/first.md:5: date: no",
    ),
    "an id twice": (
        replaced("posts/zz.md", post(title="Other")),
        "content/posts/zz.md:2: id: 'aaaa1111' is also the id of content/posts/first.md.",
    ),
    "a slug twice": (
        replaced("posts/zz.md", post(id="zzzz9999", slug="first")),
        "content/posts/zz.md:8: slug: 'first' is also the slug of content/posts/first.md.",
    ),
    "a dead filename link": (
        body("Text\n\n[gone]({filename}secnd.md)\n"),
        "content/posts/first.md:12: link: {filename}secnd.md leads to no file of the content folder. Did you mean"
        ' "posts/second.md"?',
    ),
    "a dead static link": (
        body("![dot]({static}first/dott.png)\n"),
        "content/posts/first.md:10: image: {static}first/dott.png leads to no file of the content folder. Did you mean"
        ' "posts/first/dot.png"?',
    ),
    "a dead fragment": (
        body("[x]({filename}second.md#wy)\n"),
        'content/posts/first.md:10: link: nothing in content/posts/second.md has the id #wy. Did you mean "why"?',
    ),
    "a dead address": (
        body("[x](/posts/secon/)\n"),
        'content/posts/first.md:10: link: /posts/secon/ is no address of this site. Did you mean "/posts/second/"?',
    ),
    "a link to a draft": (
        body("[x]({filename}a-draft.md)\n"),
        "content/posts/first.md:10: link: leads to content/posts/a-draft.md, which is a draft. Publish it first",
    ),
    "a link to a scheduled post": (
        body("[x]({filename}later.md)\n"),
        "content/posts/first.md:10: link: leads to content/posts/later.md, which is scheduled for later.",
    ),
    "an image without alt": (
        body("![]({static}first/dot.png)\n"),
        "content/posts/first.md:10: image: {static}first/dot.png has no alt text.",
    ),
    "utm on an internal link": (
        body("[x](/posts/second/?utm_source=me)\n"),
        "content/posts/first.md:10: link: /posts/second/?utm_source=me stays on this site and has a utm_ parameter.",
    ),
    "an unknown offer in a link": (
        body("[x](offer:revew)\n"),
        "content/posts/first.md:10: link: unknown offer 'revew'. Did you mean \"review\"?",
    ),
    "script": (
        body("Hello <script>alert(1)</script>\n"),
        "content/posts/first.md:10: html: <script> is not published.",
    ),
    "not UTF-8": (
        replaced("posts/first.md", post().encode() + b"caf\xe9\n"),
        "file: is not UTF-8: byte",
    ),
    "a TODO of inv new": (
        first(summary="TODO: write it"),
        "content/posts/first.md:4: summary: still says TODO:.",
    ),
    "a channel that GA4 does not know": (
        data("channels", "rss, medium: referral", "rss, medium: rss"),
        "content/data/channels.yaml:3: rss.medium: GA4 puts source 'rss', medium 'rss' into Unassigned.",
    ),
    "an unknown key in a data file": (
        data("authors", "role: Research", "rolle: Research"),
        "content/data/authors.yaml:1: desk.rolle: unknown key.",
    ),
    "an offer with a broken address": (
        data("offers", "https://www.example.com/review", "www.example.com/review"),
        "content/data/offers.yaml:3: review.url: an address starts with https:// or http://",
    ),
    "a redirect into nothing": (
        data("redirects", "/posts/first/", "/posts/firt/"),
        "content/data/redirects.yaml:1: redirect: leads to '/posts/firt/', which is no address of this site."
        ' Did you mean "/posts/first/"?',
    ),
    "an old address that no file can have": (
        first(redirect_from=["/x%00y/"]),
        "content/posts/first.md:8: address: /x",
    ),
    "an old address that is too long": (
        first(redirect_from=["/" + "a" * 300 + "/"]),
        "is too long. Give it another address.",
    ),
    "an image that is none": (
        first(image="first/note.txt", image_alt="A note"),
        "content/posts/first.md:8: image: first/note.txt is no image. One of: png, jpg",
    ),
    "a page where a hub stands": (
        replaced("pages/stages.md", "---\ntitle: Stages\n---\nx\n"),
        "content/pages/stages.md:1: address: /stages/index.html is claimed by page content/pages/stages.md and by",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_in_words(tmp_path: Path, name: str) -> None:
    mutate, message = BAD[name]
    blog = make(tmp_path)
    blog.write("content/posts/first/note.txt", "A note.\n")
    mutate(blog)
    done = blog.inv("build")
    assert message in done.all
    assert done.code == 1
    assert "Nothing was written." in done.all
    assert "Traceback" not in done.all
    assert not blog.output.exists()


def test_every_problem_of_every_file_in_one_run(blog: Blog) -> None:
    """And the former output stays as it was."""
    assert blog.inv("build").code == 0
    before = blog.tree()
    blog.write("content/posts/first.md", post("[x](/nowhere/)\n\n![](a.png)\n", stage="x", date="soon"))
    blog.write("content/posts/second.md", "nothing\n")
    blog.write("content/data/campaigns.yaml", "Spring: {nam: x}\n")
    for task in ("check", "build"):
        done = blog.inv(task)
        told = [line for line in done.all.splitlines() if line.startswith("content/")]
        assert told == sorted(told, key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
        files = {line.split(":")[0] for line in told}
        assert {"content/posts/first.md", "content/posts/second.md", "content/data/campaigns.yaml"} <= files
        assert sum(line.startswith("content/posts/first.md") for line in told) >= 2
        assert done.code == 1
        assert "3 refused" in done.all  # third lost its campaign
    assert blog.tree() == before


def test_problems_for_machines(blog: Blog) -> None:
    blog.write("content/posts/first.md", post(stage="x"))
    found = json.loads(blog.inv("check", "--format", "json").out)["problems"]
    assert {"path": "content/posts/first.md", "line": 7, "field": "stage"}.items() <= found[0].items()
    annotation = blog.inv("check", "--format", "github")
    assert "::error file=content/posts/first.md,line=7::stage: unknown stage 'x'" in annotation.out
    assert annotation.code == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('SITEURL = "mini"', "SITEURL: 'mini' is no http(s) address"),
        ('TIMEZONE = "Mars/Base"', "TIMEZONE: 'Mars/Base' is not in the time zone database"),
        ('WAYPOST["owned_host"] = []', "WAYPOST['owned_host']: unknown key. Did you mean \"owned_hosts\"?"),
        ("WAYPOST = {}", "WAYPOST['authority']"),
        ('PLUGINS = [*PLUGINS, "no_such_plugin"]', "no_such_plugin"),
        ('THEME = "/nowhere"', "/nowhere"),
        ("1/0", "ZeroDivisionError"),
    ],
)
def test_bad_settings_are_exit_2(blog: Blog, line: str, message: str) -> None:
    blog.setting(line)
    done = blog.inv("build")
    assert message in done.all
    assert done.code == 2, done.all
    assert "Traceback" not in done.all
    assert not blog.output.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--now", "soon"], "--now: not a date"),
        (["--content", "nowhere"], "the content folder"),
        (["--format", "yaml"], "--format yaml: unknown."),
        (["--colour"], "No idea what '--colour' is"),
    ],
)
def test_bad_usage_is_exit_2(blog: Blog, options: list[str], message: str) -> None:
    done = blog.inv("build", *options, now=None)
    assert message in done.all
    assert done.code == 2
    assert "Traceback" not in done.all


def test_one_fault_hides_no_other_of_the_same_file(blog: Blog) -> None:
    text = "[x]({filename}secnd.md)\n\n![]({static}first/dot.png)\n"
    blog.write("content/posts/first.md", post(text, stage="epifany", sumary="x"))
    blog.write("content/posts/third.md", "---\ntitle: Before: after\n---\n[y](/nowhere/)\n")
    told = [line.split(": ")[0:2] for line in blog.inv("check").out.splitlines() if line.startswith("content/posts/")]
    assert told == [
        ["content/posts/first.md:7", "stage"],
        ["content/posts/first.md:8", "sumary"],
        ["content/posts/first.md:11", "link"],
        ["content/posts/first.md:13", "image"],
        ["content/posts/third.md:2", "front matter"],
        ["content/posts/third.md:4", "link"],
    ]
