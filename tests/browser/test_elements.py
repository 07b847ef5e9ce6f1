"""Posts with all that Markdown and careful writers make, as a preview shows them: what the sample has no use for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.checker import check
from tests.browser.report import eyes, served
from tests.serve.chromium import Browser
from tests.site.blog import Blog, make, post

EVERYTHING = """## Why {#why .special}

Words with *one*, **two**, `three`, <kbd>Ctrl</kbd>, <mark>four</mark>, <span lang="de">Wort</span>, HTML[^1], HTML[^1],
https://example.com/a-very-long-address-that-does-not-break-because-it-has-no-blanks/and/goes/on/index.html.
Here is an unusually long word: Donaudampfschifffahrtsgesellschaftskapitänsmütze.

*[HTML]: Hypertext Markup Language
[^1]: A note with **words**.

    And a second paragraph.

Term
: What it means.

1. One
    - two
        1. three
2. Four

- [ ] to do

| Channel | Source | What analytics makes of it | A long column for scrolling on every phone there is |
|---|:-:|---|---:|
| LinkedIn | linkedin | Organic Social | 1,234 |

| | b |
|---|---|
| c | |

> A quotation
>
> > in a quotation.

```python
def a_function_with_a_long_name(argument, another=3, and_one_more=1.0, and_yet_another=2.0): return argument
```

![A dot]({static}first/dot.png "A title")

<figure><img src="first/dot.png" alt="Another dot"><figcaption>What it shows</figcaption></figure>

<details><summary>More</summary><p>Inside of it.</p></details>

<svg viewBox="0 0 10 10" role="img" aria-label="A circle"><circle cx="5" cy="5" r="4"/></svg>

<div markdown="1">
**In a block**
</div>

### Deeper

#### Deepest

The end.
"""
POSTS = {
    "everything": post(
        EVERYTHING, id="gggg7777", title='T & <i>x</i> "q"', series="S", part_of="first", problem="It <b>breaks</b>."
    ),
    "arabic": post("## لماذا\n\nنص إضافي.\n", id="iiii9999", title="المرحلة", lang="ar", part_of="first"),
    "inferred": post("Nobody says.\n", id="jjjj9999", title="Inferred", stage=None),
    "film": post('<iframe src="https://www.example.org/x" title="A film"></iframe>\n', id="kkkk9999", title="Film"),
}
LOOKED_AT = ("everything", "arabic", "inferred", "film", "a-draft", "first")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = make(tmp_path_factory.mktemp("elements"))
    for name, text in POSTS.items():
        blog.write(f"content/posts/{name}.md", text)
    blog.setting("WAYPOST |= {'stage_policy': 'infer', 'embed_hosts': ['www.example.org']}")
    done = blog.inv("build", "--preview")
    assert done.code == 0, done.all
    return blog


def test_no_element_breaks_a_rule_of_html(preview: Blog) -> None:
    assert check([preview.output.resolve()]) == []


def test_everybody_can_read_every_element(preview: Blog, chromium: Browser) -> None:
    root: Path = preview.output.resolve()
    with served(root, root, "") as url:
        for finding in eyes(chromium, url, {name: f"/posts/{name}/" for name in LOOKED_AT}):
            if finding.name != "Console":  # the film cannot be had from here
                assert finding.faults == (), finding.name
