from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.core.house import KEY, Claim, StaticFile
from plugins.posts.plugin import PreparedReader, claims, copy_files, sort_articles
from tests.factories import a_house, a_page, a_post
from tests.posts.blogs import content, enter, write
from tests.site.blog import PNG, post


def test_every_path_is_claimed_by_its_owner():
    file = StaticFile("extra/ü b.pdf", "/%C3%BC%20b.pdf", 1)
    house = a_house(a_post(), pages=[a_page()], files=[file])
    assert list(claims(house)) == [
        Claim("posts/small-posts-add-up/index.html", "post posts/small-posts-add-up.md", "posts/small-posts-add-up.md"),
        Claim("about/index.html", "page pages/about.md", "pages/about.md"),
        Claim("index.html", "the site"),
        Claim("archives/index.html", "the site"),
        Claim("404.html", "the site"),
        Claim("ü b.pdf", "file extra/ü b.pdf", "content/extra/ü b.pdf"),
    ]


@pytest.mark.parametrize("name", ["dot.png", "a b.png", "größe.png", "50%.png", "a+b&c.png", "more/deep.png"])
def test_a_file_lies_where_a_server_looks_for_its_address(tmp_path, name):
    """A server decodes the path of a URL, so what is linked as a%20b.png is the file "a b.png"."""
    url = name.replace("%", "%25").replace(" ", "%20")
    text = post(f"![A](<a-post/{url}>)\n\n[B](</posts/a-post/{url}>)\n")
    house = enter(content(tmp_path / "content", {"posts/a-post.md": text, f"posts/a-post/{name}": PNG}))
    assert house.problems == []
    pelican = SimpleNamespace(settings={KEY: house}, path=tmp_path / "content", output_path=tmp_path / "output")
    copy_files(pelican)
    assert (tmp_path / "output/posts/a-post" / name).read_bytes() == PNG
    assert {target.url for target in house.posts[0].targets.values()} == {house.files[0].address}


def test_the_reader_gives_what_was_prepared_and_skips_the_rest(tmp_path):
    root = content(tmp_path, {"posts/a.md": post("A *body*.\n"), "posts/b.md": post(id="bbbb0000", status="draft")})
    settings = {KEY: enter(root), "MARKDOWN": {}, "FORMATTED_FIELDS": [], "SLUGIFY_SOURCE": "title"}
    reader = PreparedReader(settings)
    html, metadata = reader.read(str(root / "posts/a.md"))
    assert html == "<p>A <em>body</em>.</p>"
    assert (metadata["slug"], metadata["status"], metadata["post"].id) == ("a", "published", "aaaa1111")
    assert metadata["authors"][0].slug == "desk"
    assert reader.read(str(root / "posts/b.md")) == ("", {"title": "b", "status": "skip"})


def test_articles_are_in_the_order_of_the_house():
    posts = [a_post(id=f"aaaa000{n}", slug=f"p{n}") for n in range(4)]
    house = a_house(*posts)
    articles = [SimpleNamespace(post=p) for p in (posts[2], posts[0], posts[3], posts[1])]
    generator = SimpleNamespace(settings={KEY: house}, articles=articles, hidden_articles=[], drafts=[])
    sort_articles(generator)
    assert [article.post for article in generator.articles] == list(house.posts)


def test_files_of_two_folders_never_lose_one_another(tmp_path):
    house = a_house(files=[StaticFile("extra/a/x.txt", "/a/x.txt", 1), StaticFile("extra/b/x.txt", "/b/x.txt", 1)])
    write(tmp_path, {"extra/a/x.txt": "1", "extra/b/x.txt": "2"})
    copy_files(SimpleNamespace(settings={KEY: house}, path=tmp_path, output_path=tmp_path / "out"))
    assert [Path(tmp_path, f"out/{n}/x.txt").read_text() for n in "ab"] == ["1", "2"]
