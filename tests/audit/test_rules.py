"""Each rule with HTML that breaks it and the same HTML mended."""

from __future__ import annotations

import pytest

from plugins.audit.facts import facts_of
from plugins.audit.rules import (
    RULES,
    Rule,
    canonical,
    description,
    heading_order,
    images_described,
    language,
    one_h1,
    unique_ids,
)
from plugins.audit.rules import title as title_rule
from tests.audit.sites import HOME, a_sheet

SOUND = a_sheet('<h1>One</h1>\n<h2>Two</h2>\n<img src="/a.png" alt="A">')
NOINDEX = '<meta name="robots" content="noindex">'
DESCRIPTION = '<meta name="description" content="About One.">'
CANONICAL = f'<link rel="canonical" href="{HOME}/">'

# (name, rule, what stands in the sound page, what is put there, what the Problem says)
BROKEN: list[tuple[str, Rule, str, str, str]] = [
    ("no language", language, ' lang="en"', "", "does not say its language"),
    ("an empty language", language, ' lang="en"', ' lang=" "', "does not say its language"),
    ("no title", title_rule, "<title>One · The Waypost</title>", "", "has no title"),
    ("an empty title", title_rule, "One · The Waypost", " ", "has no title"),
    ("two titles", title_rule, "</title>", "</title><title>Two</title>", "has 2 titles"),
    ("no description", description, DESCRIPTION, "", "has no description"),
    ("an empty description", description, "About One.", " ", "has no description"),
    ("two descriptions", description, DESCRIPTION, DESCRIPTION * 2, "more than one description"),
    ("no canonical", canonical, CANONICAL, "", "does not name its canonical address"),
    ("an empty canonical", canonical, f'href="{HOME}/"', 'href=""', "does not name its canonical address"),
    ("two canonicals", canonical, CANONICAL, CANONICAL * 2, "more than one canonical"),
    ("a relative canonical", canonical, f'href="{HOME}/"', 'href="/"', "is not absolute"),
    ("a tracked canonical", canonical, f"{HOME}/", f"{HOME}/?utm_source=x", "carries utm_ parameters"),
    ("no h1", one_h1, "<h1>One</h1>", "<p>One</p>", "has no main heading"),
    ("two h1", one_h1, "<h2>Two</h2>", "<h1>Two</h1>", "has 2 main headings (h1), the second is 'Two'"),
    ("a skipped level", heading_order, "<h2>Two</h2>", "<h3>Two</h3>", "'Two' is h3 after h1"),
    ("h2 before h1", heading_order, "<h1>One</h1>", "<h2>Zero</h2><h1>One</h1>", "'Zero' is h2 after nothing"),
    ("an id twice", unique_ids, "<h1>", '<h1 id="a"><i id="a"></i>', 'the id "a" stands on two'),
    ("no alt", images_described, ' alt="A"', "", 'the image "/a.png" has no text'),
]


@pytest.mark.parametrize(("rule", "sound", "broken", "said"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_rule_is_broken_and_kept(rule: Rule, sound: str, broken: str, said: str) -> None:
    assert sound in SOUND
    (found,) = rule(facts_of("posts/x/index.html", SOUND.replace(sound, broken)))
    assert said in found.message
    assert found.hint
    assert (found.path, found.field, found.severity) == ("posts/x/index.html", "audit", "error")
    assert list(rule(facts_of("posts/x/index.html", SOUND))) == []


def test_every_rule_can_be_broken() -> None:
    assert {case[1] for case in BROKEN} == set(RULES)


KEPT: list[tuple[str, Rule, str]] = [
    ("headings may jump back", heading_order, a_sheet("<h1>1</h1><h2>2</h2><h3>3</h3><h2>4</h2>")),
    ("a decoration says nothing", images_described, a_sheet('<h1>1</h1><img src="/a.png" alt="">')),
    ("ids differ by case", unique_ids, a_sheet('<h1 id="a">1</h1><p id="A"></p>')),
    ("a canonical elsewhere", canonical, SOUND.replace(f"{HOME}/", "https://magazine.example/a?id=1")),
    ("no description where noindex", description, SOUND.replace(DESCRIPTION, NOINDEX)),
    ("no canonical where noindex", canonical, SOUND.replace(CANONICAL, NOINDEX)),
    ("no h1 where sent on", one_h1, a_sheet("<p>Moved.</p>", '<meta http-equiv="refresh" content="0; url=/">')),
]


@pytest.mark.parametrize(("rule", "html"), [c[1:] for c in KEPT], ids=[c[0] for c in KEPT])
def test_a_rule_lets_through(rule: Rule, html: str) -> None:
    assert list(rule(facts_of("index.html", html))) == []


def test_404_needs_no_canonical_but_a_language() -> None:
    bare = facts_of("404.html", "<title>Not here</title><h1>Not here</h1>")
    assert [found.message for rule in RULES for found in rule(bare)] == ["the page does not say its language"]
