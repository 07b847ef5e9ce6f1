"""Values of front matter: blank, of another type than text, too many, too long; dates that are none."""

from __future__ import annotations

from tests.battery.case import POST, Case, fine, front, misconfigured, refused, shows, swap, warned

BLANK = {"null": "null", "a tilde": "~", "nothing": "", "no letter": '""', "blanks": '"   "', "a no-break space": '" "'}
NUMBERS = {
    "2026": "the number 2026",
    "1.50": "the number 1.5",
    "1_000": "the number 1000",
    "017": "the number 15",
    "0x1F": "the number 31",
    "12:30": "the number 750",
    "1.5e+3": "the number 1500.0",
    ".inf": "the number inf",
    ".nan": "the number nan",
}
"""What YAML 1.1 makes of a word that the writer means as text."""
TRUTHS = {"yes": "true", "no": "false", "on": "true", "off": "false", "true": "true", "NO": "false"}

TITLES: list[Case] = [
    *(refused(f"a title of {name}", front(f"title: {raw}"), f"{POST}:3: title: ") for name, raw in BLANK.items()),
    *(
        refused(
            f"a title of {raw}",
            front(f"title: {raw}"),
            f'{POST}:3: title: expects text, found {read}. Put it in quotes: "{raw}".',
        )
        for raw, read in NUMBERS.items()
    ),
    *(
        refused(
            f"a title of {raw}",
            front(f"title: {raw}"),
            f"{POST}:3: title: expects text, found {read}. YAML reads {raw} as true or false",
            f'Put it in quotes: "{raw}".',
        )
        for raw, read in TRUTHS.items()
    ),
    refused("a title of nested keys", front("title: {a: b}"), f"{POST}:3: title: expects text, found nested keys."),
    refused("a title of a list", front("title: [a]"), f"{POST}:3: title: expects text, found a list."),
    refused(
        "a title of 100 kB",
        front(f"title: {'word ' * 20_000}"),
        f"{POST}:3: title: has 99999 characters, at most 300 are allowed.",
    ),
    refused("no title", front("title: #"), f"{POST}:3: title: "),
    refused("no summary", front("summary:"), f"{POST}:4: summary: "),
    fine(
        "a title of a colon in quotes", front('title: "12:30"'), check=shows("posts/case/index.html", "<h1>12:30</h1>")
    ),
]

_TAGS = ", ".join(f"t{n}" for n in range(2000))
LISTS: list[Case] = [
    refused("2,000 tags", front(f"tags: [{_TAGS}]"), f"{POST}:8: tags: has 2000 items, at most 50"),
    refused(
        "a tag of Norway", front("tags: [no]"), f"{POST}:8: tags.0: expects text, found false. YAML reads no as true or"
    ),
    refused(
        "a tag of a year",
        front("tags: [2026]"),
        f'{POST}:8: tags.0: expects text, found the number 2026. Put it in quotes: "2026".',
    ),
    refused("a tag of nothing", front("tags: [a, ~]"), f"{POST}:8: tags.1: expects text, found nothing."),
    refused("tags of nested keys", front("tags: {a: b}"), f"{POST}:8: tags: expects a list, found nested keys."),
    refused(
        "a tag of 100 letters",
        front(f"tags: [{'x' * 100}]"),
        f"{POST}:8: tags.0: has 100 characters, at most 60 are allowed.",
    ),
    fine("one tag as a word", front("tags: pricing"), check=shows("tags/pricing/index.html", "Case")),
    refused("no authors", front("authors: []"), f"{POST}:6: authors: is empty."),
    refused("an author of nothing", front("authors: [~]"), f"{POST}:6: authors.0: expects text, found nothing."),
    refused(
        "an author in a word with commas",
        front("authors: desk, guest"),
        f"{POST}:6: authors: unknown authors 'desk, guest'.",
    ),
    refused("share of a word", front("share: Hello"), f"{POST}:8: share: expects nested keys, found 'Hello'."),
    refused("share of Norway", front("share: {x: no}"), f"{POST}:8: share.x: expects text, found false."),
    refused("an image of a number", front("image: 5"), f"{POST}:8: image: expects text, found the number 5."),
]

BAD_DATES = {
    "03/04/2026": "not a date: '03/04/2026' (write 2026-03-05",
    "5 March 2026": "not a date: '5 March 2026' (write",
    "yesterday": "not a date: 'yesterday' (write",
    "20260305": "not a date: '20260305' (write",
    "2026-3-5": "not a date: '2026-3-5' (write",
    "2026-W10-4": "not a date: '2026-W10-4' (write",
    "2026-064": "not a date: '2026-064' (write",
    "1772668800": "not a date: '1772668800' (write",
    "2026-03-05T9:30": "not a date: '2026-03-05T9:30' (write",
    "'2026-03-05; drop'": "not a date: '2026-03-05; drop' (write",
    "'٢٠٢٦-٠٣-٠٥'": "not a date: '٢٠٢٦-٠٣-٠٥' (write",
    "2026-13-01": "no such date: '2026-13-01'",
    "2026-02-30": "no such date: '2026-02-30'",
    "2025-02-29": "no such date: '2025-02-29'",
    "2026-03-05T25:00": "no such date: '2026-03-05T25:00'",
    "2026-03-05T23:59:60": "no such date: '2026-03-05T23:59:60'",
    "2026-03-05T10:00+25:00": "no such date: '2026-03-05T10:00+25:00'",
    "2026-03-05T10:00+14:30": "no place on earth has the offset of '2026-03-05T10:00+14:30'",
    "2026-03-05T10:00+01:75": "not a date: '2026-03-05T10:00+01:75' (write",
    "0001-01-01": "the year 1 is out of range (1990 to 2100)",
    "9999-12-31": "the year 9999 is out of range (1990 to 2100)",
    "0000-01-01": "no such date: '0000-01-01'",
    "null": "",
    "[2026-03-05]": "",
    "yes": "",
}
"""What stands behind `date:` and what is said of it."""
GOOD_DATES = {"2026-03-05T09:30:00Z": "2026-03-05T09:30:00+00:00", "2026-03-05 09:30": "2026-03-05T09:30:00+01:00"}

DATES: list[Case] = [
    *(refused(f"the date {raw}", front(f"date: {raw}"), f"{POST}:5: date: {told}") for raw, told in BAD_DATES.items()),
    *(
        fine(f"the date {raw}", front(f"date: {raw}"), check=shows("posts/case/index.html", told))
        for raw, told in GOOD_DATES.items()
    ),
    warned(
        "modified before date",
        front("modified: 2026-01-01"),
        f"{POST}:8: modified: warning: is before the date of publication. Swap them?",
    ),
    refused("a date of review that is none", front("reviewed: soon"), f"{POST}:8: reviewed: not a date: 'soon' (write"),
    refused(
        "a campaign's start that is none",
        swap("campaigns", "2026-03-01", "spring"),
        "content/data/campaigns.yaml:1: spring.start: not a date: 'spring' (write",
    ),
    refused(
        "a campaign that ends before it starts",
        swap("campaigns", "2026-05-31", "2025-05-31"),
        "content/data/campaigns.yaml:1: spring.end: ends before it starts. Swap the dates.",
    ),
    misconfigured(
        "a moment that is none", front(), "--now: not a date: 'soon' (write", task=("build", "--now", "soon")
    ),
]

CASES: list[Case] = [*TITLES, *LISTS, *DATES]
