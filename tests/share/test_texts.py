from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.share.alike import LINK, sentences
from plugins.share.texts import clean, fields_of, fill, placeholders
from tests.factories import a_post, a_site

FIELDS = {
    "title": "Small posts",
    "problem": "Nobody knows. It costs.",
    "question": "Which one?",
    "summary": "Nobody knows. We do.",
}

CASES = [
    ("fields stand where they are named", "{problem}\n\n{question}", "Nobody knows. It costs.\n\nWhich one?"),
    ("a missing field takes its line along",
     "{problem}\n\n{takeaway}\n\n{question}", "Nobody knows. It costs.\n\nWhich one?"),
    ("and its label", "{title}\nAsk: {takeaway}\nNow.", "Small posts\nNow."),
    ("no sentence is said twice", "{problem} {summary}", "Nobody knows. It costs. We do."),
    ("the question is said in its own place",
     "{ask}\n\n{title}\n\n{question}", "It is late.\n\nSmall posts\n\nWhich one?"),
    ("nor a field", "{question}\n\n{question}", "Which one?"),
    ("no stray punctuation", "{title}: {takeaway}", "Small posts"),
    ("nor before", "{takeaway} – {title}", "Small posts"),
    ("words of the template stay", "New: {title}!", "New: Small posts!"),
    ("braces in a field are text", "{odd}", "{title} {url}"),
    ("empty", "{takeaway}", ""),
    ("single line breaks are kept", "{title}\n{question}", "Small posts\nWhich one?"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "after"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_fill(template: str, after: str) -> None:
    assert fill(template, {**FIELDS, "odd": "{title} {url}", "ask": "Which one? It is late."}) == after


def by_the_rule(line: str, values: Mapping[str, str]) -> str:
    """A line filled place by place."""
    left, names = dict(values), re.findall(r"\{([^{}]*)\}", line)
    words = " ".join(re.sub(r"\{([^{}]*)\}", lambda match: left.pop(match[1], ""), line).split())
    if all(name in values for name in names):
        return words
    there = any(name in values for name in names)
    return re.sub(r"^[\s,;:.·|–—-]+|[\s,;:·|–—-]+$", "", words) if there else ""


@given(st.lists(st.sampled_from(["{title}", "{a}", "{b}", "{}", "{none}", ": ", " – ", "x", "  ", "{", "}", "."])))
def test_a_line_is_filled_place_by_place(pieces: list[str]) -> None:
    values = {"title": "One", "a": "{b}", "b": "Two three"}
    assert fill("".join(pieces), values) == by_the_rule("".join(pieces), values)


PIECES = st.sampled_from(
    ["{title}", "{title}", "{lead}", "{lead}", "{question}", "{none}", "{}", "{", ": ", " – ", "x.", "  ", "\n", "\n\n"]
)
WORDS = st.sampled_from(["One.", "ONE.", "Two?", "Two", "…", "“So.”", " ", "  ", "\t", "\n", "\x1c", "\x85", LINK])
VALUES = st.lists(WORDS, max_size=6).map("".join) | st.lists(WORDS, max_size=6).map(" ".join)


def sentence_by_sentence(template: str, fields: Mapping[str, str]) -> str:
    """A template filled one sentence after the other."""
    asked: set[str] = set()
    said = {key for _, key in sentences(fields["question"])} if "{question}" in template else set[str]()
    lines = []
    for line in template.strip("\n").split("\n"):
        values = {}
        for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", line)):
            mine, new = asked if name == "question" else said, []
            for sentence, key in sentences(fields.get(name, "")):
                new += [] if key in mine else [sentence]
                mine.add(key)
            values[name] = " ".join(new)
        if not values or any(values.values()):
            lines.append(by_the_rule(line, {name: value for name, value in values.items() if value}))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())


PARAGRAPHS = st.lists(st.sampled_from(["{title}", "{lead}", "{question}", "{none}", "{}"]), max_size=5).map("\n\n".join)


@given(
    st.lists(PIECES, max_size=12).map("".join) | PARAGRAPHS,
    st.fixed_dictionaries(dict.fromkeys(["title", "lead", "question"], VALUES)),
)
@settings(max_examples=300)
def test_a_template_is_filled_sentence_by_sentence(template: str, fields: dict[str, str]) -> None:
    assert fill(template, fields) == sentence_by_sentence(template, fields)


SENTENCES = [
    ("Tie each post to a stage", "Tie each post to a stage."),
    ("Tie each post to a stage.", "Tie each post to a stage."),
    ("They said “no”", "They said “no”."),
    ("Growth of 5 %", "Growth of 5 %."),
    ("購買の前に", "購買の前に"),
    ("See https://example.com/a", "See https://example.com/a"),
    ("Tie  each\n post ", "Tie each post."),
    ("Done 🎉", "Done 🎉"),
]


@pytest.mark.parametrize(("before", "after"), SENTENCES)
def test_a_field_becomes_a_sentence(before: str, after: str) -> None:
    assert fields_of(a_post(takeaways=(before,)), a_site())["takeaway"] == after


def test_a_question_gets_its_mark() -> None:
    assert fields_of(a_post(question="Which of your posts"), a_site())["question"] == "Which of your posts?"


def test_the_summary_leads_where_there_is_no_problem() -> None:
    assert fields_of(a_post(problem=None), a_site())["lead"] == "Why the logic between posts is the idea."


VOICES = [
    ("Nobody can say which post moved a deal.", "Nobody can say which post moved a deal."),
    ("We send more every year", "“We send more every year.”"),
    ("Buyers judge us by one answer.", "“Buyers judge us by one answer.”"),
    ("Some days I cannot say what moved a deal.", "“Some days I cannot say what moved a deal.”"),
    ("Phase I, the longest, is over.", "Phase I, the longest, is over."),
    ("Budgets in the US fall.", "Budgets in the US fall."),
    ("They say “we call you” and never do.", "They say “we call you” and never do."),
    ("We send more. Nobody reads it.", "We send more. Nobody reads it."),
]


@pytest.mark.parametrize(("problem", "lead"), VOICES)
def test_a_problem_in_the_readers_own_voice_is_quoted(problem: str, lead: str) -> None:
    fields = fields_of(a_post(problem=problem), a_site())
    assert fields["lead"] == lead
    assert "“We" not in fields["problem"]


def test_the_greeting_is_a_text_of_the_site_and_never_in_a_foreign_language() -> None:
    assert fields_of(a_post(), a_site())["greeting"] == "Hello,"
    assert fields_of(a_post(lang="de"), a_site())["greeting"] == ""
    assert fields_of(a_post(lang="de"), a_site(texts={"share_greeting": "Guten Tag,"}))["greeting"] == "Guten Tag,"


@pytest.mark.parametrize(("lang", "asks"), [("en", True), ("en-GB", True), ("ar", False), ("enm", False)])
def test_the_stages_question_is_asked_in_its_own_language_only(lang: str, asks: bool) -> None:
    fields = fields_of(a_post(lang=lang), a_site())
    assert fields["stage_question"] == ("“What could we do about it?”" if asks else "")


def test_clean_drops_what_networks_refuse_or_hide() -> None:
    assert clean("a\u202eb\ufeffc\ufffed\x00e\x1bf\ufdd0g\nh") == "abcdefg\nh"


def test_no_field_can_hold_the_links_place() -> None:
    fields = fields_of(
        a_post(title=f"a{LINK}b", summary=LINK, problem=LINK, takeaways=(LINK,), question=LINK), a_site()
    )
    assert [name for name, value in fields.items() if LINK in value] == ["url"]


def test_the_takeaway_is_the_first_that_echoes_neither_problem_nor_question() -> None:
    takeaways = ("Go where a buyer did quote back to you.", "Silence can be a full house.")
    assert fields_of(a_post(takeaways=takeaways), a_site())["takeaway"] == "Silence can be a full house."
    assert fields_of(a_post(takeaways=takeaways[:1]), a_site())["takeaway"] == takeaways[0]


@given(st.text(max_size=60))
def test_clean_is_what_it_is_without_the_look_at_what_is_printable(text: str) -> None:
    assert clean(text) == clean(f"{text}\x07")
    assert clean(clean(text)) == clean(text)


def test_placeholders() -> None:
    assert placeholders("{title} and {odd one} {}") == ("title", "odd one", "")


FURTHER = [
    ("all three", ("Pay.", "Go where the buyers are.", "Read the gap, not the averages."), "en",
     ("Pay.", "Go where the buyers are.", "Read the gap, not the averages.")),
    ("what leans on the one before is left out", ("Tie posts.", "Let each of the links carry it.", "Sign them."), "en",
     ("Tie posts.", "", "")),
    ("also where it comes after a condition", ("A.", "If one more in ten stays, it has paid for itself."), "en",
     ("A.", "", "")),
    ("what names its own thing is not", ("A.", "Fund people, and let them write.", "Ask before it has a name."), "en",
     ("A.", "Fund people, and let them write.", "Ask before it has a name.")),
    ("it begins with what it does not name", ("A.", "This is why a buyer calls."), "en", ("A.", "", "")),
    ("a catchword", ("A.", "The overlap decides."), "en", ("A.", "", "")),
    ("only English is understood", ("Erstens.", "Gehen Sie hin, wo Käufer sind."), "de", ("Erstens.", "", "")),
    ("none", (), "en", ("", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("takeaways", "lang", "after"), [c[1:] for c in FURTHER], ids=[c[0] for c in FURTHER])
def test_further_takeaways_are_those_that_stand_alone(
    takeaways: tuple[str, ...], lang: str, after: tuple[str, str, str]
) -> None:
    fields = fields_of(a_post(takeaways=takeaways, lang=lang, problem=None, question=None), a_site())
    assert (fields["takeaway"], fields["second"], fields["third"]) == after
