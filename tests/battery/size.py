"""Size and time: what would keep a converter busy for minutes ends within its limit, and all others are reported."""

from __future__ import annotations

from tests.battery.case import POST, Case, Change, body, both, file, fine, front, refused, setting, shows, text

SLOW = f"{POST}:1: file: took longer than 2 seconds to convert. Look for long runs of [, <, * or deep lists"
OTHER = "content/posts/other.md:7: stage: unknown stage 'x'."
"""A second post, which is refused for its own fault: it is told whatever becomes of the first."""
RUNS = {
    "[": "[",
    "![": "![",
    "[a](": "[a](",
    "<": "<",
    "<a href='": "<a href='",
    "<http://": "<http://",
    "*a_": "*a_ ",
    "backticks": "`a``",
    "&": "&a",
    "<!--": "<!--",
    "[^": "[^a",
    "pipes": "|a",
}
"""What is repeated."""
ENDED = frozenset([("[", 8), *((name, 100) for name in ("[", "![", "[a](", "<a href='", "<http://", "<!--", "[^"))])
"""What takes four times the limit and more on any machine; the rest may be done in time."""


def beside(content: str) -> Change:
    return both(body(content), file("posts/other.md", text("id: cafe0001", "stage: x")))


def run(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def lines(form: str, many: int) -> str:
    return "".join(form.format(n=n) for n in range(many))


def told(name: str, kilo: int) -> tuple[str, ...]:
    return (OTHER, SLOW) if (name, kilo) in ENDED else (OTHER,)


DEEP = {
    "deep lists": lambda deep: "".join("    " * n + "- a\n" for n in range(deep)),
    "deep quotes": lambda deep: ">" * deep + " a\n",
    "deep HTML": lambda deep: "<div>" * deep + "a" + "</div>" * deep,
    "deep emphasis": lambda deep: "*a **b " * deep,
    "deep brackets": lambda deep: "[" * deep + "a" + "](b)" * deep,
}

CASES: list[Case] = [
    *(
        refused(f"{name} for {kilo} kB", beside(run(piece, kilo * 1000)), *told(name, kilo))
        for name, piece in RUNS.items()
        for kilo in (8, 100)
    ),
    *(refused(f"{name}, {deep}", beside(make(deep)), OTHER) for name, make in DEEP.items() for deep in (100, 400)),
    refused("a code block of 2 MB", beside("```\n" + "x = 1\n" * 350_000 + "```"), OTHER, f"{POST}:1: file: has 2,1"),
    refused("an article of 10 MB", beside("word " * 2_000_000), OTHER, f"{POST}:1: file: has 10,000,"),
    refused(
        "100,000 tags",
        both(
            front(f"tags: [{', '.join(f't{n}' for n in range(100_000))}]"),
            file("posts/other.md", text("id: cafe0001", "stage: x")),
        ),
        OTHER,
        f"{POST}:",
    ),
    refused("5,000 footnotes", beside(lines("a[^{n}]\n\n", 5000) + lines("[^{n}]: b\n", 5000)), OTHER),
    refused("20,000 abbreviations", beside(lines("*[A{n}]: B\n", 20_000) + "\n" + lines("A{n} ", 20_000)), OTHER, SLOW),
    refused("20,000 definitions of links", beside(lines("[l{n}]: /x/\n", 20_000)), OTHER),
    fine(
        "300 headings",
        body(lines("## Same\n\ntext\n\n", 300)),
        check=shows("posts/case/index.html", 'id="same-300"'),
    ),
    refused("20,000 headings", beside(lines("## Same\n\n", 20_000)), OTHER, SLOW),
    refused(
        "a table of 2,000 columns",
        both(
            setting('WAYPOST["max_seconds"] = 0.5'),
            beside("|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + ("|" + "b|" * 2000 + "\n") * 200),
        ),
        OTHER,
        SLOW.replace("2 seconds", "0.5 seconds"),
    ),
    refused(
        "YAML of 900 kB",
        both(front(f"summary: [{'a, ' * 300_000}]"), file("posts/other.md", text("id: cafe0001", "stage: x"))),
        OTHER,
    ),
    refused(
        "a data file of 20,000 faults",
        file("data/campaigns.yaml", lines("k{n}: {{nam: x}}\n", 20_000)),
        "content/data/campaigns.yaml:1: k0.nam: unknown key.",
    ),
    fine(
        "a code block of 800 kB",
        both(setting('WAYPOST["max_seconds"] = 60'), body("```\n" + "x = 1\n" * 130_000 + "```")),
    ),
]
