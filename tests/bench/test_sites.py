from __future__ import annotations

import dataclasses
from pathlib import Path

from bench.corpus import article, articles
from bench.sites import Site, make_sites
from bench.tools import TOOLS


def made(folder: Path) -> list[Site]:
    return make_sites(("ours", "pelican"), articles(5), folder, None)


def test_every_tool_gets_the_same_posts(tmp_path: Path) -> None:
    ours, pelican = made(tmp_path)
    slugs = sorted(post.slug for post in articles(5))
    assert sorted(path.stem for path in (ours.folder / "content/posts").iterdir()) == slugs
    assert sorted(path.stem for path in (pelican.folder / "content").iterdir()) == slugs
    assert (ours.folder / "content/data/stages.yaml").is_file()
    assert (pelican.folder / "pelicanconf.py").is_file()


def test_the_others_sites_come_with_their_templates(tmp_path: Path) -> None:
    for name in ("hugo", "eleventy", "hexo", "jekyll", "astro"):
        site = Site(name, TOOLS[name], (), tmp_path / name)
        site.found()
        site.write(article(4))
        assert len(list((site.folder / site.tool.posts).glob(f"*{article(4).slug}.md"))) == 1
        assert len([path for path in site.folder.rglob("*") if path.is_file()]) > 4


def test_an_edit_replaces_the_source(tmp_path: Path) -> None:
    ours, _ = made(tmp_path)
    post = dataclasses.replace(article(2), title="Another title")
    ours.write(post)
    files = list((ours.folder / "content/posts").iterdir())
    assert len(files) == 5
    assert sum("Another title" in path.read_text() for path in files) == 1


def test_a_cold_build_finds_nothing_of_former_ones(tmp_path: Path) -> None:
    ours, _ = made(tmp_path)
    built = ours.folder / ".waypost" / "builds" / "output.1"
    (built / "posts" / article(0).slug).mkdir(parents=True)
    (built / "posts" / article(0).slug / "index.html").write_text("page")
    ours.output.symlink_to(built)
    assert (ours.pages(), ours.page(article(0)), ours.page(article(1))) == (1, "page", "")
    ours.clear()
    (aside,) = tmp_path.glob("away-*")  # not removed: the next build would pay for it
    assert sorted(path.name for path in aside.iterdir()) == [".waypost", "output"]
    assert not ours.output.is_symlink()
    assert not (ours.folder / ".waypost").exists()
    assert ours.pages() == 0
    assert (ours.folder / "content/posts").is_dir()
