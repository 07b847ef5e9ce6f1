"""Rules that one page keeps or breaks by itself: head, headings, ids, images. Each is a function Facts -> Problems.

Sources: HTML Living Standard (title, lang, id, alt); WCAG 2.2, 1.1.1, 1.3.1, 2.4.2 and 3.1.1; RFC 6596 (canonical).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.audit.facts import Facts
from plugins.core.errors import Problem, Severity
from plugins.core.links import has_utm, is_web_url

Rule = Callable[[Facts], Iterator[Problem]]


def problem(path: str, message: str, hint: str = "", line: int = 1, severity: Severity = "error") -> Problem:
    """A Problem of the audit; `path` is a file of the output."""
    return Problem(path, line, "audit", message, hint, severity)


def language(page: Facts) -> Iterator[Problem]:
    if not page.lang:
        yield problem(page.path, "the page does not say its language", "Write <html lang> in the theme's base.html.")


def title(page: Facts) -> Iterator[Problem]:
    if not any(page.titles):
        yield problem(page.path, "the page has no title", "The theme writes <title> from head.title.")
    elif len(page.titles) > 1:
        yield problem(page.path, f"the page has {len(page.titles)} titles", "One <title> is enough; remove the others.")


def description(page: Facts) -> Iterator[Problem]:
    if not page.indexable:
        return
    if not any(page.descriptions):
        hint = "Give the page a summary, or the data file's entry an intro."
        yield problem(page.path, "the page has no description for search engines", hint)
    elif len(page.descriptions) > 1:
        yield problem(page.path, "the page has more than one description", "The theme writes it once.")


def canonical(page: Facts) -> Iterator[Problem]:
    if page.indexable and not any(page.canonicals):
        hint = "The theme writes it from head.canonical."
        yield problem(page.path, "the page does not name its canonical address", hint)
    if len(page.canonicals) > 1:
        hint = "Search engines ignore all of them then; keep one."
        yield problem(page.path, "the page names more than one canonical address", hint)
    for url in filter(None, page.canonicals):
        if not is_web_url(url):
            hint = "Write it whole, with https:// and host."
            yield problem(page.path, f'the canonical address "{url}" is not absolute', hint)
        if has_utm(url):
            yield problem(page.path, f'the canonical address "{url}" carries utm_ parameters', "Remove them.")


def one_h1(page: Facts) -> Iterator[Problem]:
    found = [words for level, words in page.headings if level == 1]
    if page.redirect or len(found) == 1:
        return
    if not found:
        yield problem(page.path, "the page has no main heading (h1)", "The theme makes it from the title.")
    else:
        hint = "The title is the only one: begin headings in the text with ##."
        yield problem(page.path, f"the page has {len(found)} main headings (h1), the second is {found[1]!r}", hint)


def heading_order(page: Facts) -> Iterator[Problem]:
    before = 0
    for level, words in page.headings:
        if level > before + 1:
            hint = f"Make it h{before + 1}, or put a heading of that level before it."
            yield problem(page.path, f"the heading {words!r} is h{level} after {_named(before)}", hint)
        before = level


def unique_ids(page: Facts) -> Iterator[Problem]:
    for name in page.duplicates:
        hint = "Links to it lead to the first only; rename one."
        yield problem(page.path, f'the id "{name}" stands on two elements of the page', hint)


def images_described(page: Facts) -> Iterator[Problem]:
    for source in page.bare_images:
        hint = 'Say what it shows, ![like this](…); write alt="" where it only decorates.'
        yield problem(page.path, f'the image "{source}" has no text for those who cannot see it (alt)', hint)


RULES: tuple[Rule, ...] = (
    language,
    title,
    description,
    canonical,
    one_h1,
    heading_order,
    unique_ids,
    images_described,
)


def _named(level: int) -> str:
    return f"h{level}" if level else "nothing"
