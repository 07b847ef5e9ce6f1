"""Share images and images of posts, in whole builds: there, kept, told when broken, and still on a real page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.images.pictures import photo, saved
from tests.posts.pictures import chunk
from tests.serve.chromium import Browser
from tests.site.blog import Blog, make, post

IMAGE = "![A chart](illustrated/chart.png)\n"
TEXT = "Before.\n\n" + IMAGE + "\n## Below\n\n![Waves](illustrated/waves.jpg)\n\nThe end.\n"


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with one post that has images; tests only read it."""
    blog = make(tmp_path_factory.mktemp("pictures"))
    blog.write("content/posts/illustrated.md", post(TEXT, id="gggg7777", title="Illustrated"))
    blog.write("content/posts/illustrated/chart.png", saved(photo(), "PNG"))
    blog.write("content/posts/illustrated/waves.jpg", saved(photo(1000, 400), "JPEG"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    return blog


def head(blog: Blog, slug: str) -> dict[str, str]:
    found = BeautifulSoup(blog.page(f"posts/{slug}/index.html"), "lxml").select("meta[content]")
    return {str(meta.get("property") or meta.get("name")): str(meta["content"]) for meta in found}


def of_host(blog: Blog, url: str) -> Path:
    """The file that an absolute URL of the site names."""
    assert url.startswith("https://mini.example.com/")
    return blog.output / url.removeprefix("https://mini.example.com/")


def test_a_card_stands_where_the_page_the_kit_and_the_data_say(illustrated: Blog) -> None:
    told = head(illustrated, "third")
    with Image.open(of_host(illustrated, told["og:image"])) as card:
        assert card.size == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)
    assert told["og:image:alt"] == told["twitter:image:alt"] == "Third · The Desk · Awareness"
    assert told["twitter:card"] == "summary_large_image"
    assert illustrated.json("_waypost/share/third.json")["image"] == told["og:image"]
    assert f'"url":"{told["og:image"]}"' in illustrated.page("posts/third/index.html")


def test_a_post_with_an_image_has_no_card(illustrated: Blog) -> None:
    assert head(illustrated, "first")["og:image"] == "https://mini.example.com/posts/first/dot.png"
    cards = {path.name.partition("-")[0] for path in (illustrated.output / "cards").glob("*.png")}
    assert cards == {"bbbb2222", "cccc3333", "ffff6666", "gggg7777"}
    hubs = {path.name.rpartition("-")[0] for path in (illustrated.output / "cards/hubs").iterdir()}
    assert {"home", "stages-interest", "authors-desk"} <= hubs


def test_copies_of_images_stand_where_page_and_feed_say(illustrated: Blog) -> None:
    page = BeautifulSoup(illustrated.page("posts/illustrated/index.html"), "lxml")
    first, second = page.select("article img")
    assert (first.get("loading"), first.get("fetchpriority")) == (None, "high")
    assert (second.get("loading"), second.get("fetchpriority")) == ("lazy", None)
    assert [first["width"], first["height"], second["width"], second["height"]] == ["1000", "500", "1000", "400"]
    for image in (first, second):
        copies = re.findall(r"/(\S+) (\d+)w", str(image["srcset"]))
        assert [width for _, width in copies] == ["480", "800", "1000"]
        for path, width in copies:
            with Image.open(illustrated.output / path) as copy:
                assert (copy.format, copy.width) == ("WEBP", int(width))
    feed = str(next(i for i in illustrated.json("feeds/all.json")["items"] if i["title"] == "Illustrated"))
    assert feed.count("https://mini.example.com/posts/illustrated/chart.") == 4


def test_what_took_long_is_kept_and_clean_throws_it_away(illustrated: Blog) -> None:
    kept = illustrated.root / ".waypost/cache/kept"
    before = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    indexes = [path for path in (illustrated.output / "search").iterdir() if path.is_dir()]
    assert len(before) == 6 + 2 * len(indexes), (
        "images, of each index its files and their list; cards are quick to draw"
    )
    old = illustrated.tree()
    assert illustrated.inv("build", "--full", "--output", "other/output").code == 0
    assert {path.name: path.stat().st_mtime_ns for path in kept.iterdir()} == before
    other = Blog(illustrated.root / "other").tree()
    assert {k: v for k, v in other.items() if "_waypost" not in k} == {
        k: v for k, v in old.items() if "_waypost" not in k
    }
    assert illustrated.inv("clean", now=None).code == 0
    assert not kept.exists()


def test_another_title_is_another_card_and_the_old_one_goes(blog: Blog) -> None:
    assert blog.inv("build").code == 0
    old = head(blog, "third")["og:image"]
    blog.write("content/posts/third.md", post("Third, edited.\n", id="cccc3333", title="Third", stage="awareness"))
    assert blog.inv("build").code == 0
    assert head(blog, "third")["og:image"] == old, "an edit of the text is not seen on the card"
    blog.write("content/posts/third.md", post("Third.\n", id="cccc3333", title="The third", stage="awareness"))
    assert blog.inv("build").code == 0
    new = head(blog, "third")["og:image"]
    assert new != old
    assert of_host(blog, new).is_file()
    assert not of_host(blog, old).exists()


def test_switched_off_there_are_neither(blog: Blog) -> None:
    blog.setting('WAYPOST |= {"cards": False, "image_widths": []}')
    blog.write("content/posts/first/dot.png", saved(photo(), "PNG"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    assert not (blog.output / "cards").exists()
    assert not list(blog.output.rglob("*.webp"))
    assert "og:image" not in head(blog, "third")
    assert head(blog, "third")["twitter:card"] == "summary"
    assert 'width="1000" height="500"' in blog.page("posts/first/index.html")


def test_large_deep_and_narrow_pictures_have_copies_and_a_map_is_told(blog: Blog) -> None:
    names = ("phone.jpg", "deep.png", "narrow.png", "map.png")
    blog.write("content/posts/wide.md", post("".join(f"![A]({{static}}wide/{n})\n\n" for n in names), id="hhhh8888"))
    blog.write("content/posts/wide/phone.jpg", saved(Image.effect_noise((90, 60), 60).resize((9000, 6000)), "JPEG"))
    blog.write("content/posts/wide/deep.png", saved(Image.new("I;16", (900, 9000), 40_000), "PNG"))
    blog.write("content/posts/wide/narrow.png", saved(photo(200, 4000), "PNG"))
    blog.write("content/posts/wide/map.png", saved(Image.new("1", (13_000, 13_000)), "PNG"))
    done = blog.inv("build")
    assert done.code == 0, done.all
    made = {path.name.split(".")[0] + path.suffixes[-2] for path in (blog.output / "posts/wide").glob("*.webp")}
    phone = {"phone.480", "phone.800", "phone.1200", "phone.1600"}
    assert made == phone | {"deep.480", "deep.800", "deep.900", "narrow.200"}
    told = "content/posts/wide/map.png:1: file: warning: is 13000 by 13000 pixels: too large to make smaller copies of."
    assert done.all.count(told) == 1
    blog.write("content/posts/wide.md", (blog.content / "posts/wide.md").read_text() + "\nMore.\n")
    again = blog.inv("build")
    assert again.all.count(told) == 1
    once = blog.tree()
    assert blog.inv("build", "--full").all.count(told) == 1
    assert blog.tree() == once


def test_a_broken_image_is_told_with_its_name(blog: Blog) -> None:
    header = chunk(b"IHDR", (900).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0")
    broken = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"no pixels" * 3000) + chunk(b"IEND")
    blog.write("content/posts/first/waves.png", broken)
    done = blog.inv("build")
    assert done.code == 1
    assert done.out.count("content/posts/first/waves.png:1: file: is broken") == 1
    assert not blog.output.exists()


def test_a_fault_in_the_themes_drawing_is_told(blog: Blog) -> None:
    theme = Path(__file__).resolve().parents[2] / "theme"
    for name in ("cards", "templates", "static"):
        for path in (theme / name).rglob("*.*"):
            blog.write(f"theme/{path.relative_to(theme)}", path.read_bytes())
    drawing = blog.root / "theme/cards/card.svg"
    drawing.write_text(drawing.read_text().replace('data-text="title"', 'data-text="titel"'))
    blog.setting('THEME = "theme"')
    done = blog.inv("build")
    assert done.code == 2
    assert "card.svg has a place for the text 'titel'" in done.all


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


ROOM = """(async () => {
    const images = [...document.querySelectorAll('article img')];
    const before = images.map(image => image.offsetHeight), last = document.querySelector('footer').offsetTop;
    images.forEach(image => image.loading = 'eager');
    await Promise.all(images.map(image => image.decode()));
    const chosen = images.map(image => image.currentSrc.split('/').pop());
    const after = images.map(image => image.offsetHeight), moved = document.querySelector('footer').offsetTop - last;
    return {before, after, moved, chosen};
})()"""


@pytest.fixture(scope="module")
def on_disk(illustrated: Blog, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The post with images as a browser reads it without a server."""
    root = shutil.copytree(illustrated.output.resolve(), tmp_path_factory.mktemp("read") / "site")
    page = root / "posts/illustrated/index.html"
    page.write_text(re.sub(r'(["\s])/(?=\w)', rf"\1file://{root}/", page.read_text()))
    return f"file://{page}"


@pytest.mark.parametrize(("width", "chosen"), [(390, "480"), (1280, "800")])
def test_nothing_moves_when_an_image_comes(on_disk: str, chromium: Browser, width: int, chosen: str) -> None:
    found = chromium.tab(on_disk, width=width).value(ROOM)
    assert found["moved"] == 0
    assert found["before"] == found["after"]
    assert min(found["after"]) > 100
    assert [name.split(".")[-2] for name in found["chosen"]] == [chosen, chosen]


def test_a_title_that_no_font_draws_is_told_of_the_file_that_has_it_now(blog: Blog) -> None:
    blog.write("content/posts/emoji.md", post("Text.\n", id="hhhh8888", title="🎉"))
    assert blog.inv("build").all.count("content/posts/emoji.md:3: title: ") == 1
    (blog.content / "posts/emoji.md").rename(blog.content / "posts/other.md")
    moved = blog.inv("build").all
    assert ("emoji.md" in moved, moved.count("content/posts/other.md:3: title: ")) == (False, 1)
    blog.write("content/posts/other.md", post("Text.\n", id="hhhh8888", title="🎉").replace("title", "# x\ntitle"))
    assert blog.inv("build").all.count("content/posts/other.md:4: title: ") == 1
    blog.write("content/posts/other.md", (blog.content / "posts/other.md").read_text() + "\nMore.\n")
    assert blog.inv("build").all.count("content/posts/other.md:4: title: ") == 1
