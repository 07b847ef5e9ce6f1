"""The machine: any edit after any other, and after each one the warm build equals a cold one."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.site.incremental.copies import cold, differences, files
from tests.site.incremental.damage import DAMAGE, KEPT, PLACES, damage
from tests.site.incremental.forge import Told, Way, build
from tests.site.incremental.garden import DATES, FAULTS, IMAGES, NOWS, PARAGRAPHS, STAGES, TAGS, Garden

PICK = st.integers(0, 11)
WORD = st.sampled_from(("Words", "More", "Ünïcode & <b>", "x" * 80))
STATUS = st.sampled_from(("draft", "published", "hidden"))
SETTINGS = st.sampled_from(
    (
        ("SITENAME", "Mini & Co"),
        ("SITESUBTITLE", ""),
        ("SITEURL", "https://other.example.com/blog"),
        ("TIMEZONE", "America/New_York"),
        ("DEFAULT_LANG", "de"),
        ("DEFAULT_PAGINATION", 2),
        ("DEFAULT_PAGINATION", 0),
        ("THEME_STATIC_DIR", "look"),
    )
)
OURS = st.sampled_from(
    (
        ("owned_hosts", ["www.example.com", "other.example.org"]),
        ("owned_hosts", []),
        ("feed_items", 2),
        ("feed_kinds", ["stage", "tag", "series"]),
        ("stage_policy", "infer"),
        ("stage_policy", "require"),
        ("asked_for", "warn"),
        ("description", "What this is."),
        ("texts", {"offer": "Your turn"}),
        ("share_channels", ["linkedin"]),
        ("embed_hosts", ["www.youtube.com"]),
        ("nonsense", 1),
    )
)
DATA_EDITS = st.sampled_from(
    (
        ("stages", "What is going on?", "What goes on?"),
        ("stages", "offer: review, ", ""),
        ("stages", "name: Interest", "name: Interested"),
        ("stages", "signals: [unseen]", "signals: [unseen, words]"),
        ("tracks", "Banks & insurers.", "Banks, insurers."),
        ("tracks", "industry:", "industry:\n  retail: {name: Retail, intro: Shops.}"),
        ("channels", "source: rss", "source: feedreader"),
        ("channels", "network: x}", "network: x, templates: {text: '{title} {question} {url}'}}"),
        ("channels", "source: blog, medium: referral", "source: blog, medium: feed"),
        ("campaigns", "name: Spring", "name: Spring again"),
        ("offers", "guide?v=2#start", "guide?v=3"),
        ("offers", "sales_ready: true", "sales_ready: false"),
        ("offers", "www.example.com/review", "elsewhere.example.net/review"),
        ("authors", "name: The Desk", "name: The Research Desk"),
        ("authors", "trusted: true", "trusted: false"),
        ("authors", "bio: Writes.", "bio: Writes and reads."),
        ("redirects", '"/old/": "/about/"', '"/older/": "/about/"'),
        ("redirects", "{}", '"/old/": "/posts/p0/"'),
        ("redirects", "{}", '"/old/": "https://www.example.com/x"'),
        ("stages", "\n", "\n# a comment\n"),
        ("offers", "label", "lable"),
    )
)
TEMPLATE_EDITS = st.sampled_from(
    (
        ("templates/article.html", "<article", "<article data-x"),
        ("templates/base.html", "<body>", "<body class=x>"),
        ("templates/partials/posts.html", "entry-title", "entry-name"),
        ("templates/partials/stage.html", '<ol class="way">', '<ol class="path">'),
        ("templates/hub.html", '<div class="frame">', '<div class="frame wide">'),
        ("templates/404.html", "frame", "frame lost"),
        ("cards/card.svg", "#ffcb1f", "#ffbb1f"),
        ("cards/card.svg", "<svg", "<sgv"),
        ("templates/index.html", "{% block main %}", "{% block main %}{{ nowhere }}"),
        ("templates/page.html", "{% endblock %}", ""),
        ("templates/article.html", "{{ article.body }}", "{{ article.body }}{{ article.share.snippets|length }}"),
        ("static/css/base.css", "{", "{ /* x */"),
    )
)


class Blog(RuleBasedStateMachine):
    """Each rule is one edit; the invariant builds warm and cold and compares."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self.garden = Garden(self.folder / "blog")
        self.now = NOWS[0]
        self.way: dict[str, Any] = {}
        self.last: Told | None = None
        self.bad = 0
        self.same = False
        self.harmed = self.idle = self.last_way = False

    @property
    def root(self) -> Path:
        return self.garden.root

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @initialize(infer=st.booleans(), chance=st.integers(0, 2**32))
    def begin(self, infer: bool, chance: int) -> None:
        """Some sites infer their stages, and then every text bears on every post. The first example of hypothesis is
        always the simplest one: the same edit again and again. That is passed over."""
        self.idle = chance == 0
        if infer:
            self.garden.settings["WAYPOST"]["stage_policy"] = "infer"

    # Texts

    @rule(pick=PICK, text=st.sampled_from(PARAGRAPHS))
    def add_a_paragraph(self, pick: int, text: str) -> None:
        self.garden.some(pick).body.append(text)

    @rule(pick=PICK, at=PICK, word=WORD)
    def edit_a_paragraph(self, pick: int, at: int, word: str) -> None:
        body = self.garden.some(pick).body
        body[at % len(body)] += f" {word}"

    @rule(pick=PICK, at=PICK)
    def drop_a_paragraph(self, pick: int, at: int) -> None:
        body = self.garden.some(pick).body
        body[:] = [one for n, one in enumerate(body) if n != at % len(body)] or ["Words."]

    @rule(pick=PICK, other=PICK, anchor=st.sampled_from(("", "", "#a-heading", "#fixed")))
    def link_to_a_post(self, pick: int, other: int, anchor: str) -> None:
        stem = self.garden.stem(other)
        self.garden.post(pick).body.append(f"[to]({{filename}}{stem}.md{anchor})")

    @rule(pick=PICK, other=PICK)
    def link_by_address(self, pick: int, other: int) -> None:
        self.garden.some(pick).body.append(f"[there](/posts/{self.garden.stem(other)}/)")

    @rule(pick=PICK)
    def sneak(self, pick: int) -> None:
        self.garden.sneak(pick)

    # Front matter

    @rule(pick=PICK, word=WORD)
    def retitle(self, pick: int, word: str) -> None:
        self.garden.some(pick).fields["title"] = word

    @rule(pick=PICK, tags=st.lists(st.sampled_from(TAGS), max_size=3))
    def retag(self, pick: int, tags: list[str]) -> None:
        self.garden.post(pick).fields["tags"] = tags

    @rule(pick=PICK, stage=st.sampled_from((*STAGES, None)))
    def restage(self, pick: int, stage: str | None) -> None:
        self.garden.post(pick).fields["stage"] = stage
        if stage is None:
            del self.garden.post(pick).fields["stage"]

    @rule(pick=PICK, date=st.sampled_from(DATES))
    def redate(self, pick: int, date: str) -> None:
        self.garden.post(pick).fields["date"] = date

    @rule(pick=PICK, status=STATUS)
    def set_status(self, pick: int, status: str) -> None:
        self.garden.some(pick).fields["status"] = status

    @rule(pick=PICK, name=st.sampled_from(("Small steps", "Big steps", "")))
    def set_series(self, pick: int, name: str) -> None:
        fields = self.garden.post(pick).fields
        fields.pop("series", None)
        fields.update({"series": name} if name else {})

    @rule(pick=PICK, other=PICK)
    def weave(self, pick: int, other: int) -> None:
        self.garden.post(pick).fields["part_of"] = self.garden.stem(other)

    @rule(pick=PICK, slug=st.sampled_from(("one-slug", "another-slug")))
    def reslug(self, pick: int, slug: str) -> None:
        self.garden.some(pick).fields["slug"] = slug

    @rule(pick=PICK, old=st.sampled_from(("/gone/", "/gone.html", "/posts/long-gone/")))
    def redirect_from(self, pick: int, old: str) -> None:
        self.garden.some(pick).fields["redirect_from"] = [old]

    @rule(pick=PICK, text=st.sampled_from(("Read {url}", "Mine, with {braces}", "no room " * 60)), on=STATUS)
    def set_share_text(self, pick: int, text: str, on: str) -> None:
        network = {"draft": "x", "published": "linkedin", "hidden": "nowhere"}[on]
        self.garden.post(pick).fields["share"] = {network: text}

    @rule(pick=PICK, campaign=st.sampled_from(("spring", "autumn")), offer=st.sampled_from(("none", "guide")))
    def set_campaign_and_offer(self, pick: int, campaign: str, offer: str) -> None:
        self.garden.post(pick).fields |= {"campaign": campaign, "offer": offer}

    @rule(pick=PICK, author=st.sampled_from((["desk"], ["guest"], ["guest", "desk"])))
    def sign(self, pick: int, author: list[str]) -> None:
        self.garden.post(pick).fields["authors"] = author

    @rule(pick=PICK, question=st.sampled_from(("Why?", "What did you see, and when did you see it first?")))
    def ask(self, pick: int, question: str) -> None:
        self.garden.post(pick).fields |= {"question": question, "takeaways": [question], "modified": "2026-05-30"}

    @rule(pick=PICK, lines=st.integers(1, 3))
    def comment_in_front_matter(self, pick: int, lines: int) -> None:
        """Moves the lines of all fields and of the whole text, and says nothing."""
        draft = self.garden.some(pick)
        draft.fields = {**{"#" * n: "" for n in range(1, lines + 1)}, **draft.fields}

    # Files

    @rule(like=PICK)
    def add_a_post(self, like: int) -> None:
        if len(self.garden.posts) < 11:
            self.garden.add(like)

    @precondition(lambda self: len(self.garden.posts) > 3)
    @rule(pick=PICK)
    def delete_a_post(self, pick: int) -> None:
        del self.garden.posts[self.garden.stem(pick)]

    @rule(pick=PICK, keep_slug=st.booleans())
    def rename_a_post(self, pick: int, keep_slug: bool) -> None:
        self.garden.rename(pick, keep_slug)

    @rule(pick=PICK, image=st.sampled_from(IMAGES), shown=st.booleans())
    def put_an_image(self, pick: int, image: bytes, shown: bool) -> None:
        draft, stem = self.garden.post(pick), self.garden.stem(pick)
        draft.images["dot.png"] = image
        if shown:
            draft.fields |= {"image": f"{stem}/dot.png", "image_alt": "A dot"}
            draft.body.append(f"![A dot]({stem}/dot.png)")

    @rule(pick=PICK)
    def remove_images(self, pick: int) -> None:
        self.garden.post(pick).images.clear()

    @rule(
        name=st.sampled_from(("robots.txt", "plain.txt", "theme/css/base.css", "a b.txt", "old/index.html", "x.exe")),
        there=st.booleans(),
    )
    def put_an_extra_file(self, name: str, there: bool) -> None:
        self.garden.extra.pop(f"extra/{name}", None)
        if there:
            self.garden.extra[f"extra/{name}"] = f"{name}\n".encode()

    @rule(slug=st.sampled_from(("subscribe", "imprint", "about")), menu=st.booleans())
    def put_a_page(self, slug: str, menu: bool) -> None:
        draft = type(self.garden.pages["about"])({"title": slug.title(), "menu": menu}, ["A page."])
        self.garden.pages[slug] = draft

    @precondition(lambda self: len(self.garden.pages) > 1)
    @rule()
    def delete_a_page(self) -> None:
        del self.garden.pages[sorted(self.garden.pages)[-1]]

    @rule(pick=PICK, fault=st.sampled_from(FAULTS))
    def break_a_file(self, pick: int, fault: str) -> None:
        self.garden.some(pick).fault = fault

    @precondition(lambda self: self.bad)
    @rule()
    def mend_files(self) -> None:
        for draft in (*self.garden.posts.values(), *self.garden.pages.values()):
            draft.fault = None

    # Data, settings, theme

    @rule(edit=DATA_EDITS)
    def edit_data(self, edit: tuple[str, str, str]) -> None:
        stem, old, new = edit
        self.garden.data[stem] = self.garden.data[stem].replace(old, new, 1)

    @rule(setting=SETTINGS)
    def edit_settings(self, setting: tuple[str, Any]) -> None:
        self.garden.settings |= dict([setting])

    @rule(setting=OURS)
    def edit_our_settings(self, setting: tuple[str, Any]) -> None:
        self.garden.settings["WAYPOST"] = {**self.garden.settings["WAYPOST"], **dict([setting])}

    @rule(text=st.sampled_from(("1 / 0", "import nowhere", "X = 1", "")))
    def break_settings(self, text: str) -> None:
        self.garden.broken_settings = text

    @rule(edit=TEMPLATE_EDITS)
    def edit_theme(self, edit: tuple[str, str, str]) -> None:
        name, old, new = edit
        self.garden.theme_file(name, lambda text: text.replace(old, new, 1))

    @rule(there=st.booleans())
    def add_to_theme(self, there: bool) -> None:
        path = self.root / "theme/static/css/more.css"
        path.write_text("p { color: red }\n") if there else path.unlink(missing_ok=True)

    # Clock, caches, output

    @rule(now=st.sampled_from(NOWS))
    def wait(self, now: str) -> None:
        self.now = now

    @rule(name=st.sampled_from(("preview", "hold_back", "full", "split", "alone", "aged", "cwd", "why")))
    def build_otherwise(self, name: str) -> None:
        values = {"aged": False, "cwd": "theme", "why": "404.html"}
        self.way[name] = values.get(name, True)

    @rule()
    def touch(self) -> None:
        self.same = True
        self.garden.touch()

    @rule(pick=st.integers(0, 400), how=st.sampled_from(("other", "longer", "away", "folder", "link")))
    def tamper_with_the_output(self, pick: int, how: str) -> None:
        output = self.root / "output"
        every = sorted(path for path in output.resolve().rglob("*") if path.is_file()) if output.exists() else []
        if not every:
            return
        path = every[pick % len(every)]
        data = path.read_bytes()
        path.unlink()
        if how == "folder":
            path.mkdir()
        elif how == "link":
            path.symlink_to(self.root / "pelicanconf.py")
        elif how != "away":
            path.write_bytes(data.swapcase() if how == "other" else data + b"more")

    @rule(which=KEPT, pick=PICK, how=DAMAGE, at=PLACES)
    def damage_what_is_kept(self, which: str, pick: int, how: str, at: list[float]) -> None:
        self.harmed = damage(self.root, which, pick, how, at) or self.harmed

    @rule()
    def throw_the_cache_away(self) -> None:
        shutil.rmtree(self.root / ".waypost/cache", ignore_errors=True)

    # What holds after each step

    @invariant()
    def warm_equals_cold(self) -> None:
        if self.idle:
            return
        if self.bad > 1:
            self.garden.mend()
        self.garden.write()
        before = files(self.root / "output")
        way = Way(**{"now": self.now, **self.way})
        told = build(self.root, way)
        plain = replace(way, full=False, split=False, alone=False, aged=False, why=None)
        fresh, there = cold(self.root, self.folder / "cold", plain)
        here = files(self.root / "output")
        assert told == fresh, f"warm {told}, cold {fresh}"
        words = [line.partition(" (")[0] for line in told.err.splitlines()]
        assert not words or (self.harmed and len(words) == len(set(words))), told.err
        assert set(words) <= {f"the cache {name} is damaged" for name in ("articles.sqlite", "output.state")}, told.err
        if told.kind == "built":
            assert not (found := differences(here, there)), "\n".join(found)
        else:
            assert here == before, "a refused build changed the output"
        if self.same and not self.way and self.last == told and told.kind == "built" and self.bad == 0:
            assert told.made == 0 or self.last_way, f"{told.made} files made anew for a touch"
        self.bad = self.bad + 1 if told.kind != "built" else 0
        self.last_way = bool(self.way)
        self.last, self.way, self.same = told, {}, False
