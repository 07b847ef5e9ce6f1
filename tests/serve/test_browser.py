"""What a writer sees: `./inv serve` and a real Chromium beside it. Each test waits for what must come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.blogs import Served
from tests.serve.chromium import Browser, Tab
from tests.site.blog import Blog, post

DIALOG = "document.querySelector('waypost-overlay')?.shadowRoot.querySelector('dialog')"
LONG = "\n\n".join(f"Paragraph {n}.\n\n## Part {n}" for n in range(200))


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    yield chromium
    chromium.close_tabs()


def a_tab(browser: Browser, served: Served, path: str = "posts/third/") -> Tab:
    """A tab with a mark on its window that no reload leaves."""
    tab = browser.tab(served.address + path)
    tab.value("window.mark = 'same page'")
    return tab


def third(body: str, **fields: object) -> str:
    return post(body, **{"id": "cccc3333", "title": "Third", "stage": "awareness", **fields})


SETTLED = """new Promise((told) => {
  const source = new EventSource("/_waypost/live"), shown = document.querySelector("[data-generation]").dataset;
  source.onmessage = ({ data }) => { source.close(); told(JSON.parse(data).generation === shown.generation); };
})"""
"""Whether the page is of the state that the server shows: one of an older state is about to load itself anew."""


def shows(words: str) -> str:
    """Whether the page has the words and is whole, its style too: a page half loaded is shorter and looks otherwise."""
    return f"document.readyState === 'complete' && document.body.innerText.includes('{words}')"


def test_a_save_reloads_the_page(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    for words in ("Fresh words.", "Fresher words."):
        served.blog.write("content/posts/third.md", third(f"{words}\n"))
        tab.until(shows(words))
    served.blog.write("content/posts/third.md", third("Words.\n", title="Another title"))
    tab.until("document.title.includes('Another title')")


def test_a_save_that_was_before_the_page_listened_is_not_lost(browser: Browser, served: Served) -> None:
    for n in range(5):
        served.blog.write("content/posts/third.md", third(f"Round {n}.\n"))
        browser.tab(served.address + "posts/third/").until(shows(f"Round {n}."))


def test_new_style_is_taken_without_a_reload(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    sheet = served.blog.root / "theme/static/css/base.css"
    sheets = tab.value("document.querySelectorAll('link[rel~=stylesheet]').length")
    good = sheet.read_text()
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        sheet.write_text(f"{good}\nbody {{ outline-color: {colour} }}\n")
        tab.until(f"getComputedStyle(document.body).outlineColor === '{colour}'")
    tab.until(f"document.querySelectorAll('link[rel~=stylesheet]').length === {sheets}")
    assert tab.value("window.mark") == "same page"
    served.blog.write("content/posts/third.md", third("Fresh words.\n"))
    tab.until(f"{shows('Fresh words.')} && getComputedStyle(document.body).outlineColor === '{colour}'")


def test_the_overlay_comes_over_the_last_good_page_and_goes(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    served.blog.write("content/posts/third.md", third("Fresh words.\n", stage="awarness"))
    tab.until(f"{DIALOG}?.open")
    told = tab.value(f"{DIALOG}.innerText")
    for part in ("1 problem", "content/posts/third.md:7", "stage", "unknown stage 'awarness'", '"awareness"?'):
        assert part in told
    assert tab.value("window.mark") == "same page"
    assert tab.value(shows("Third."))
    served.blog.write("content/posts/third.md", third("Mended words.\n"))
    tab.until(f"{shows('Mended words.')} && !{DIALOG}")


def test_the_overlay_closes_with_escape_and_with_its_button_until_there_is_another(
    browser: Browser, served: Served
) -> None:
    tab = a_tab(browser, served)
    served.blog.write("content/posts/third.md", third("Words.\n", stage="one"))
    tab.until(f"{DIALOG}?.open")
    tab.press("Escape")
    tab.until(f"!{DIALOG}.open")
    served.blog.write("content/posts/third.md", third("Words.\n", stage="two"))
    tab.until(f"{DIALOG}?.open && {DIALOG}.innerText.includes('two')")
    tab.value(f"{DIALOG}.querySelector('button').click()")
    assert tab.value(f"{DIALOG}.open") is False


def test_what_a_file_says_stays_text(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    evil = "<img src=x onerror=document.title=1>"
    served.blog.write("content/posts/third.md", third("Words.\n", stage=evil, **{"<script>": "x"}))
    tab.until(f"{DIALOG}?.open")
    assert evil in tab.value(f"{DIALOG}.innerText")
    assert tab.value(f"{DIALOG}.querySelectorAll('img, script').length") == 0


def test_the_place_on_the_page_is_kept(browser: Browser, served: Served) -> None:
    served.blog.write("content/posts/third.md", third(LONG))
    tab = browser.tab(served.address + "posts/third/")
    tab.until(shows("Paragraph 199."))
    tab.until(SETTLED)
    tab.value("scrollTo({ top: 4321, behavior: 'instant' })")
    tab.until("scrollY === 4321")
    served.blog.write("content/posts/third.md", third(f"{LONG}\n\nThe end.\n"))
    tab.until(shows("The end."))
    tab.until("document.readyState === 'complete' && scrollY === 4321")


def test_a_page_that_cannot_be_made_says_why_and_comes_back(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    template = served.blog.root / "theme/templates/article.html"
    good = template.read_text()
    template.write_text(good.replace("{% block main %}", "{% block main %}\n{{ article.nothing.at_all }}", 1))
    tab.until(shows("This page cannot be made"))
    told = tab.value("document.body.innerText")
    assert "theme/templates/article.html:" in told
    assert "no attribute 'nothing'" in told
    assert "Traceback" not in told
    template.write_text(good)
    tab.until(shows("Third."))


def test_a_template_that_is_none_lies_over_the_last_good_page(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served)
    template = served.blog.root / "theme/templates/article.html"
    good = template.read_text()
    template.write_text(good + "{% if %}")
    tab.until(f"{DIALOG}?.open")
    assert "theme/templates/article.html:" in tab.value(f"{DIALOG}.innerText")
    assert tab.value("window.mark") == "same page"
    template.write_text(good)
    tab.until(f"!window.mark && !{DIALOG}")


def test_a_server_that_is_started_again_is_found_and_asked_anew(browser: Browser, blog: Blog) -> None:
    first = Served(blog)
    tab = a_tab(browser, first)
    assert first.end() == 0
    blog.write("content/posts/third.md", third("Written meanwhile.\n"))
    second = Served(blog, port=first.port)
    tab.until(shows("Written meanwhile."))
    second.end()


def test_broken_from_the_start_the_overlay_lies_over_an_empty_page(browser: Browser, blog: Blog) -> None:
    blog.write("content/posts/third.md", third("Words.\n", stage="awarness"))
    served = Served(blog)
    tab = browser.tab(served.address)
    tab.until(f"{DIALOG}?.open")
    assert "nothing to show yet" in tab.value(f"{DIALOG}.innerText")
    blog.write("content/posts/third.md", third("Words.\n"))
    tab.until(f"{shows('Mini')} && !{DIALOG}")
    served.end()


def test_a_page_that_comes_to_be_replaces_the_one_that_says_it_is_lost(browser: Browser, served: Served) -> None:
    tab = a_tab(browser, served, "posts/new/")
    served.blog.write("content/posts/new.md", post("Brand new.\n", id="gggg7777", title="New"))
    tab.until(shows("Brand new."))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_overlay_fits_the_window(browser: Browser, served: Served, width: int) -> None:
    tab = browser.tab(served.address + "posts/third/", width=width)
    served.blog.write("content/posts/third.md", third(f"[x]({'long' * 60}.md)\n", stage="awarness" * 20))
    tab.until(f"{DIALOG}?.open")
    assert tab.value(f"{DIALOG}.scrollWidth <= {DIALOG}.clientWidth")
    assert tab.value(f"{DIALOG}.getBoundingClientRect().right <= innerWidth")
    assert tab.value("document.documentElement.scrollWidth <= innerWidth")
