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


def beside(content: str) -> Change:
    return both(body(content), file("posts/other.md", text("id: cafe0001", "stage: x")))


def run(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def lines(form: str, many: int) -> str:
    return "".join(form.format(n=n) for n in range(many))


DEEP = {
    "deep lists": lambda deep: "".join("    " * n + "- a\n" for n in range(deep)),
    "deep quotes": lambda deep: ">" * deep + " a\n",
    "deep HTML": lambda deep: "<div>" * deep + "a" + "</div>" * deep,
    "deep emphasis": lambda deep: "*a **b " * deep,
    "deep brackets": lambda deep: "[" * deep + "a" + "](b)" * deep,
}

CASES: list[Case] = [
    *(
        refused(f"{name} for {size // 1000} kB", beside(run(piece, size)), OTHER)
        for name, piece in RUNS.items()
        for size in (8_000, 100_000)
    ),
    *(refused(f"{name}, {deep}", beside(make(deep)), OTHER) for name, make in DEEP.items() for deep in (100, 1500)),
    refused("a code block of 2 MB", beside("```\n" + "x = 1\n" * 350_000 + "```"), OTHER, f"{POST}:1: file: has 2,1"),
    refused("an article of 10 MB", beside("word " * 2_000_000), OTHER, f"{POST}:1: file: has 10,000,"),
    refused(
        "100,000 tags",
        both(
            front(f"tags: [{', '.join(f't{n}' for n in range(100_000))}]"),
            file("posts/other.md", text("id: cafe0001", "stage: x")),
        ),
        OTHER,
        f"{POST}:8: tags: has 100000 items, at most 50 are allowed.",
    ),
    refused("5,000 footnotes", beside(lines("a[^{n}]\n\n", 5000) + lines("[^{n}]: b\n", 5000)), OTHER),
    refused("20,000 abbreviations", beside(lines("*[A{n}]: B\n", 20_000) + "\n" + lines("A{n} ", 20_000)), OTHER),
    refused("20,000 definitions of links", beside(lines("[l{n}]: /x/\n", 20_000)), OTHER),
    fine(
        "1,000 headings",
        body(lines("## Same\n\ntext\n\n", 1000)),
        check=shows("posts/case/index.html", 'id="same-1000"'),
    ),
    refused("20,000 headings", beside(lines("## Same\n\n", 20_000)), OTHER),
    refused(
        "a table of 2,000 columns",
        beside("|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + ("|" + "b|" * 2000 + "\n") * 50),
        OTHER,
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
