"""Without JavaScript: every page says and links the same, and what needs a script is not shown."""

from __future__ import annotations

import pytest

from tests.browser.kinds import KINDS, addresses
from tests.serve.chromium import Tab
from tests.site.served import Published

SCRIPTED: frozenset[str] = frozenset(["search"])
"""Kinds of page whose text a script makes: without it they say so."""
SAID = """[...document.querySelectorAll(".copy")].forEach((one) => one.remove()), [
  document.querySelector("main").innerText, document.querySelector(".site-header").innerText,
  [...document.querySelectorAll("a")].map((one) => one.href + one.checkVisibility()),
  document.documentElement.scrollHeight > 500]"""


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SCRIPTED))
def test_a_page_says_the_same(tab: Tab, address: str, site: Published, kind: str) -> None:
    path = addresses(site.root)[kind]
    tab.go(address + path)
    with_scripts = tab.value(SAID)
    assert tab.value("document.querySelector('.switch').checkVisibility()") is True
    assert tab.value("document.querySelector('noscript p')") is None
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.go(address + path)
    assert tab.value(SAID) == with_scripts
    assert tab.value("document.querySelector('.switch').checkVisibility()") is False
    assert "needs JavaScript" in tab.value("document.querySelector('noscript p').innerText")
    assert tab.value("document.querySelector('noscript p').checkVisibility()") is True
    assert tab.value("[...document.images].filter((one) => !one.complete || !one.naturalWidth).length") == 0


def test_the_search_says_that_it_needs_scripts_and_leads_on(tab: Tab, address: str) -> None:
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.go(f"{address}/search/")
    assert "needs JavaScript" in tab.value("document.querySelector('main').innerText")
    assert tab.value("document.querySelector('form')?.checkVisibility() ?? false") is False
    assert tab.value("document.querySelectorAll('main a[href^=\"/stages/\"]').length") >= 5


def test_one_gets_from_the_front_page_to_the_end(tab: Tab, address: str) -> None:
    """By clicks alone: a post, the next one, its stage, the feeds, a list that unfolds."""
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.go(f"{address}/?utm_source=x")
    way = (".entry-title a", ".next a", ".stage-line a", ".site-nav a[href='/subscribe/']")
    for link, begins in zip(way, ("/posts/", "/posts/", "/stages/", "/subscribe/"), strict=True):
        before = tab.value("location.href")
        tab.click(link)
        tab.until(f"location.href !== {before!r} && document.readyState === 'complete'")
        assert tab.value("location.pathname").startswith(begins)
    tab.click(".feed-follow summary")
    assert tab.value("document.querySelector('.feed-follow .feed-ways').checkVisibility()") is True
