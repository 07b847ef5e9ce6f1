from __future__ import annotations

import pytest

from plugins.core.errors import errors_in
from plugins.core.vocabulary import Vocabulary
from plugins.posts.data import load
from plugins.posts.sources import find
from tests.posts.blogs import content, told, write
from tests.site.blog import DATA


def _load(root, data=DATA, **files) -> tuple[Vocabulary, list[str]]:
    content(root, {f"data/{name}": text for name, text in files.items()}, data)
    vocabulary, problems = load(find(root))
    return vocabulary, told(problems, root)


def test_the_order_of_a_file_is_the_order_of_the_vocabulary(tmp_path):
    vocabulary, problems = _load(tmp_path)
    assert problems == []
    assert list(vocabulary.stages) == ["epiphany", "awareness", "interest"]
    assert (list(vocabulary.audiences), list(vocabulary.industries)) == (["cmo"], ["finance"])
    assert vocabulary.redirects == {"/old/": "/posts/first/"}


def test_the_line_of_every_entry(tmp_path):
    stages = "\na: {name: A, question: B}\n# Then:\nb:\n  name: B\n  question: C\n"
    tracks = "audience:\n  cmo: {name: A}\nindustry:\n  finance:\n    name: C\n"
    vocabulary, problems = _load(tmp_path, {"stages": stages, "tracks": tracks})
    assert problems == []
    places = {("stages", "a"): 2, ("stages", "b"): 4, ("tracks", "cmo"): 2, ("tracks", "finance"): 4}
    assert vocabulary.lines == places


TOPICS = "tag:\n  pricing: {intro: On prices.}\nseries:\n  sums:\n    intro: Three parts.\n"


def test_intros_of_tags_categories_and_series(tmp_path):
    vocabulary, problems = _load(tmp_path, {"tracks": TOPICS})
    assert problems == []
    assert {key: topic.intro for key, topic in vocabulary.topics.items()} == {
        ("tag", "pricing"): "On prices.",
        ("series", "sums"): "Three parts.",
    }
    assert vocabulary.lines["tracks", "sums"] == 4


def test_a_faulty_intro_leaves_the_others(tmp_path):
    vocabulary, problems = _load(tmp_path, {"tracks": TOPICS + "category:\n  a: {intro: A.}\n  b: {}\n"})
    assert problems == ["data/tracks.yaml:8: category.b.intro: is missing. Every entry of this kind needs it."]
    assert set(vocabulary.topics) == {("tag", "pricing"), ("series", "sums"), ("category", "a")}


def test_no_data_files_are_an_empty_vocabulary(tmp_path):
    (tmp_path / "data").mkdir()
    assert load(find(tmp_path)) == (Vocabulary(), [])
    assert _load(tmp_path, dict.fromkeys(DATA, "# Nothing yet.\n"))[1] == []


BAD: dict[str, tuple[str, str, str]] = {
    "broken YAML": ("offers", "guide: {label: a", "data/offers.yaml:2: data: broken YAML:"),
    "a list": ("stages", "- epiphany\n", "data/stages.yaml:1: data: is not a list of `key: value` lines."),
    "not UTF-8": ("authors", "desk: {name: caf\udce9}", "data/authors.yaml:1: file: is not UTF-8: byte 16 is 0xe9."),
    "a key twice": ("offers", "a: {}\na: {}\n", "data/offers.yaml:2: a: the key stands twice, first in line 1."),
    "an odd key": (
        "stages",
        "First Stage: {name: a, question: b}\n",
        "data/stages.yaml:1: First Stage: a key has lower",
    ),
    "an unknown field": ("campaigns", "a: {name: A}\nb: {nam: B}\n", "data/campaigns.yaml:2: b.nam: unknown key."),
    "a missing field": ("stages", "a:\n  name: A\n", "data/stages.yaml:1: a.question: is missing."),
    "a number for a text": (
        "campaigns",
        "a:\n  name: 7\n",
        "data/campaigns.yaml:2: a.name: expects text, found the num",
    ),
    "no entry": ("stages", "a:\n", "data/stages.yaml:1: a:"),
    "a share above all": ("stages", "a: {name: A, question: B, target: 3}\n", "data/stages.yaml:1: a.target: "),
    "a kind of author": (
        "authors",
        "a: {name: A, kind: robot}\n",
        "data/authors.yaml:1: a.kind: unknown value 'robot'.",
    ),
    "user and password": (
        "offers",
        "a:\n  label: A\n  url: https://u:p@x.example/\n",
        "data/offers.yaml:3: a.url: an add",
    ),
    "another scheme": (
        "authors",
        'a: {name: A, kind: person, url: "javascript:x"}\n',
        "data/authors.yaml:1: a.url: an",
    ),
    "a date": (
        "campaigns",
        "a:\n  name: A\n  start: 1/2/2026\n",
        "data/campaigns.yaml:3: a.start: not a date: '1/2/2026'",
    ),
    "back in time": (
        "campaigns",
        "a:\n  name: A\n  start: 2026-02-01\n  end: 2026-01-01\n",
        "data/campaigns.yaml:1: a.end: ends before it starts. Swap the dates.",
    ),
    "a third kind of track": ("tracks", "products: {}\n", "data/tracks.yaml:1: products: unknown key."),
    "an unknown offer": (
        "stages",
        "a: {name: A, question: B, offer: revew}\n",
        "data/stages.yaml:1: a.offer: unknown offer 'revew'. Did you mean \"review\"?",
    ),
    "an unknown stage": (
        "offers",
        "a:\n  label: A\n  url: https://x.example/\n  stages: [epiphani]\n",
        "data/offers.yaml:1: a.stages: unknown stage 'epiphani'. Did you mean \"epiphany\"?",
    ),
    "a control character": (
        "campaigns",
        'a: {name: "A\\x07"}\n',
        "data/campaigns.yaml:1: a.name: has the control char",
    ),
    "a list of redirects": ("redirects", "/a/: [/b/]\n", "data/redirects.yaml:1: /a/: expects text, found a list."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_with_its_line(tmp_path, name):
    stem, text, message = BAD[name]
    source = text.encode("utf-8", "surrogateescape")
    _, problems = _load(tmp_path, DATA, **{f"{stem}.yaml": source})
    assert any(told.startswith(message) for told in problems), problems


@pytest.mark.parametrize(
    ("source", "medium", "known"),
    [
        ("rss", "rss", False),
        ("rss", "feed", False),
        ("letter", "newsletter", False),
        ("letter", "email", True),
        ("rss", "referral", True),
        ("linkedin", "anything", True),
    ],
)
def test_a_channel_that_ga4_cannot_place_is_an_error(tmp_path, source, medium, known):
    channels = f"other: {{name: A, source: a, medium: email}}\nthis: {{name: B, source: {source}, medium: {medium}}}\n"
    _, problems = _load(tmp_path, {"channels": channels})
    expected = (
        f"data/channels.yaml:2: this.medium: GA4 puts source '{source}', medium '{medium}' into Unassigned. "
        "Use social, email or referral."
    )
    assert problems == ([] if known else [expected])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("stage.yaml", 'data/stage.yaml:1: file: no data file has this name. Did you mean "stages"?'),
        ("notes.txt", "data/notes.txt:1: file: no data file has this name. "),
        ("stages.json", "data/stages.json:1: file: no data file has this name. "),
        ("more/stages.yaml", "data/more/stages.yaml:1: file: no data file has this name. "),
        ("stages.yml", "data/stages.yml:1: file: there is also stages.yaml. Keep one of them."),
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path, name, message):
    vocabulary, problems = _load(tmp_path, DATA, **{name: "other: {name: A, question: B}\n"})
    assert len(problems) == 1
    assert problems[0].startswith(message)
    assert list(vocabulary.stages) == ["epiphany", "awareness", "interest"]


def test_the_other_ending_is_read_too(tmp_path):
    vocabulary, problems = _load(tmp_path, {}, **{"stages.yml": DATA["stages"], "offers.yaml": DATA["offers"]})
    assert problems == []
    assert len(vocabulary.stages) == 3


@pytest.mark.parametrize(
    ("stem", "bad", "table"),
    [
        ("stages", "bad: {nam: A}\n", "stages"),
        ("stages", "bad: 7\n", "stages"),
        ("stages", "Bad Key: {name: A, question: B}\n", "stages"),
        ("stages", "epiphany: {name: Again, question: B}\n", "stages"),
        ("channels", "bad: {name: A}\n", "channels"),
        ("campaigns", "bad: {name: A, start: soon}\n", "campaigns"),
        ("offers", "bad: {label: A, url: x}\n", "offers"),
        ("authors", "bad: {name: A, kind: robot}\n", "authors"),
        ("redirects", "/bad/: 7\n", "redirects"),
        ("tracks", "  bad: {nam: A}\n", "industries"),
        ("tracks", "  bad: {nam: A}\n", "audiences"),
        ("tracks", "others: {}\n", "audiences"),
    ],
)
def test_one_faulty_entry_makes_no_other_unknown(tmp_path, stem, bad, table):
    """Or every post that names a good entry of the file would be refused as well."""
    vocabulary, problems = _load(tmp_path, DATA, **{f"{stem}.yaml": DATA[stem] + bad})
    good, _ = _load(tmp_path / "good")
    assert {problem.split(":")[0] for problem in problems} == {f"data/{stem}.yaml"}
    assert getattr(vocabulary, table) == getattr(good, table)


def test_a_faulty_audience_leaves_the_industries_and_the_other_audiences(tmp_path):
    tracks = "audience:\n  cmo: {name: A}\n  cio: {nam: B}\nindustry:\n  finance: {name: C}\n"
    vocabulary, problems = _load(tmp_path, {"tracks": tracks})
    assert [problem.split(": ")[1] for problem in problems] == ["audience.cio.name", "audience.cio.nam"]
    assert (list(vocabulary.audiences), list(vocabulary.industries)) == (["cmo"], ["finance"])


def test_a_broken_file_is_told_once_and_the_others_are_read(tmp_path):
    vocabulary, problems = _load(tmp_path, {**DATA, "campaigns": "a: b: c\n"})
    assert len(problems) == 1
    assert (len(vocabulary.campaigns), len(vocabulary.offers)) == (0, 2)


def test_every_fault_is_an_error(tmp_path):
    write(tmp_path, {f"data/{BAD[name][0]}.yaml": BAD[name][1] for name in ("a missing field", "another scheme")})
    problems = load(find(tmp_path))[1]
    assert len(problems) == len(errors_in(problems)) == 2
