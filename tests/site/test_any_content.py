"""The engine knows nothing of the sample: other stages, channels, plugins and themes, no tracks, no posts."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from tests.site.blog import Blog, make, post

HUBSPOT = {
    "stages": "awareness: {name: Awareness, question: What is my problem?}\n"
    "consideration: {name: Consideration, question: What could solve it?}\n"
    "decision: {name: Decision, question: Whom do I choose?}\n",
    "channels": "blog: {name: Blog, source: company-blog, medium: referral}\n"
    "digest: {name: Digest, source: digest, medium: email, network: email}\n"
    "podcast: {name: Podcast, source: podcast, medium: audio}\n",
    "authors": "ops: {name: Operations, kind: organization}\n",
}
SETTINGS = (
    'SITENAME = "Other"\nSITEURL = "https://www.other.example/blog"\nDEFAULT_LANG = "de"\n'
    'WAYPOST = {"authority": "other.example,2020", "site_channel": "blog", "feed_channel": "digest", '
    '"share_channels": ["digest"], "asked_for": "ignore"}'
)


def other(root: Path, **posts: str) -> Blog:
    blog = make(root, posts=posts, data=HUBSPOT)
    blog.setting(SETTINGS)
    return blog


def test_a_blog_with_other_stages_other_channels_and_no_tracks(tmp_path: Path) -> None:
    blog = other(
        tmp_path,
        eins=post("Text [zwei](zwei.md).\n", authors=["ops"], stage="decision", title="Eins", id="aaaa0001"),
        zwei=post("Mehr.\n", authors=["ops"], stage="consideration", title="Zwei", id="aaaa0002"),
    )
    done = blog.inv("build")
    assert done.code == 0, done.all
    assert "2 posts (awareness 0, consideration 1, decision 1)" in done.out
    page = BeautifulSoup(blog.page("posts/eins/index.html"), "lxml")
    assert page.html["lang"] == "de"
    assert page.article["data-stage"] == "decision"
    assert page.select_one('main a[href="/blog/posts/zwei/"]') is not None
    assert not [a["href"] for a in page.select("a[href^='/']") if not a["href"].startswith("/blog/")]
    assert "utm_source=digest&amp;utm_medium=email" in blog.page("feeds/all.rss.xml")
    assert [s["channel"] for s in blog.json("_waypost/share/eins.json")["snippets"]] == ["digest"]
    everything = "".join(
        p.read_text() for p in blog.output.resolve().rglob("*.*") if p.suffix in (".html", ".xml", ".json")
    )
    for word in ("epiphany", "Epiphany", "linkedin", "waypost.example", "blog.example.com"):
        assert word not in everything.replace("https://www.linkedin.com", ""), word
    assert blog.inv("check").code == 0


def test_an_empty_blog(tmp_path: Path) -> None:
    blog = make(tmp_path, posts={}, data={})
    blog.setting('WAYPOST = {"authority": "empty.example,2026", "share_channels": []}')
    (blog.content / "posts").mkdir(parents=True, exist_ok=True)
    done = blog.inv("check")
    assert done.code == 0, done.all
    done = blog.inv("build")
    assert done.code == 0, done.all
    assert "0 files in = 0 posts + 0 drafts + 0 scheduled + 0 hidden + 0 refused" in done.out
    page = BeautifulSoup(blog.page("index.html"), "lxml")
    assert len(page.select("h1")) == 1
    assert page.main.get_text(strip=True)
    assert blog.json("feeds/all.json")["items"] == []


def test_content_and_output_elsewhere(tmp_path: Path) -> None:
    blog = make(tmp_path)
    (tmp_path / "content").rename(tmp_path / "writing")
    done = blog.inv("build", "--content", "writing", "--output", "far/away")
    assert done.code == 0, done.all
    assert (tmp_path / "far/away/posts/first/index.html").is_file()
    assert not blog.output.exists()
    blog.write("writing/posts/first.md", post(stage="x"))
    assert "writing/posts/first.md:7: stage" in blog.inv("check", "--content", "writing").all


def test_an_ordinary_pelican_plugin_works(blog: Blog) -> None:
    """One as they are on the web: it reads the content, changes it, and adds an attribute and a file."""
    blog.write(
        "wordy.py",
        "import os\n"
        "from pelican import contents\n"
        "from pelican.plugins import signals\n"
        "def count(content):\n"
        "    if isinstance(content, contents.Article):\n"
        "        content.wordcount = len(content._content.split())\n"
        "        content._content += f'<p>Words: {content.wordcount}</p>'\n"
        "def listing(generators):\n"
        "    titles = [a.title for g in generators for a in getattr(g, 'articles', [])]\n"
        "    with open(os.path.join(generators[0].output_path, 'titles.txt'), 'w') as out:\n"
        "        out.write(chr(10).join(titles))\n"
        "def register():\n"
        "    signals.content_object_init.connect(count)\n"
        "    signals.all_generators_finalized.connect(listing)\n",
    )
    blog.setting('PLUGINS = [*PLUGINS, "wordy"]')
    done = blog.inv("build", PYTHONPATH=str(blog.root))
    assert done.code == 0, done.all
    assert "<p>Words: 2" in blog.page("posts/first/index.html")
    assert blog.page("titles.txt").splitlines() == ["Third", "Second <b>& more", "First"]


def test_a_theme_override_folder_works(blog: Blog) -> None:
    block = "{% block main %}<h1>Mine: {{ page.page.title }}</h1>{% endblock %}"
    blog.write("mine/page.html", '{% extends "base.html" %}{% set head = page.head %}' + block)
    blog.setting('THEME_TEMPLATES_OVERRIDES = ["mine"]')
    done = blog.inv("build")
    assert done.code == 0, done.all
    assert "<h1>Mine: About</h1>" in blog.page("about/index.html")


def test_a_theme_without_a_template_is_refused(blog: Blog) -> None:
    blog.write("bare/templates/article.html", "")
    blog.setting('THEME = "bare"')
    done = blog.inv("build")
    assert "lacks templates: 404, archives, hub, hubs, index, page, search, subscribe" in done.all
    assert done.code == 2


def test_under_infer_a_post_without_stage_gets_one_marked_everywhere(blog: Blog) -> None:
    blog.setting('WAYPOST["stage_policy"] = "infer"')
    text = "Here we compare the options that a buyer has.\n"
    blog.write("content/posts/guess.md", post(text, id="gggg7777", title="Guess", stage=None, date="2026-05-05"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    page = BeautifulSoup(blog.page("posts/guess/index.html"), "lxml")
    assert page.article["data-stage"] == "interest"
    assert page.select_one('meta[name="buying-stage-inferred"]')["content"] == "true"
    assert "inferred" in page.article.get_text().lower()
    assert "compare" in str(page.article)
    entry = next(p for p in blog.json("_waypost/posts.json")["posts"] if p["slug"] == "guess")
    assert entry["stage_inferred"] is True
    assert any("compare" in why for why in entry["stage_evidence"])
    item = next(i for i in blog.json("feeds/all.json")["items"] if i["title"] == "Guess")
    assert item["_waypost"]["stage_inferred"] is True
    for feed in ("feeds/all.rss.xml", "feeds/all.atom.xml"):
        assert "inferred" in blog.page(feed)
    assert blog.json("_waypost/share/guess.json")["stage_inferred"] is True
    assert "inferred" in page.select_one('script[type="application/ld+json"]').string
    assert "guess" in done.out
    assert blog.json("_waypost/share/first.json")["stage_inferred"] is False
