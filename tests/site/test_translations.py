"""Translations in a whole blog: each version names all, also after one is added, and a fault is told at its line."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.site.blog import Blog, post

URL = "https://mini.example.com/posts"
GERMAN = post("Deutsch.\n", id="gggg7777", title="Erstens", summary="Ein Beitrag.", lang="de", translation_of="first")
FRENCH = post("Français.\n", id="hhhh8888", title="Un", summary="Un billet.", lang="fr", translation_of="aaaa1111")


def _languages(blog: Blog, slug: str) -> dict[str, str]:
    soup = BeautifulSoup(blog.page(f"posts/{slug}/index.html"), "lxml")
    return {str(tag["hreflang"]): str(tag["href"]) for tag in soup.select("link[rel=alternate][hreflang]")}


def test_all_versions_name_each_other_and_one_more_is_told_to_all(blog: Blog) -> None:
    blog.write("content/posts/erstens.md", GERMAN)
    assert blog.inv("build").code == 0
    expected = {"en": f"{URL}/first/", "de": f"{URL}/erstens/", "x-default": f"{URL}/first/"}
    assert _languages(blog, "first") == _languages(blog, "erstens") == expected
    assert _languages(blog, "second") == {}
    blog.write("content/posts/un.md", FRENCH)
    assert blog.inv("build").code == 0
    expected["fr"] = f"{URL}/un/"
    assert [_languages(blog, slug) for slug in ("first", "erstens", "un")] == [expected] * 3
    warm = blog.tree()
    assert blog.inv("build", "--full").code == 0
    assert warm == blog.tree()
    blog.write("content/posts/un.md", FRENCH.replace("aaaa1111", "frist"))
    done = blog.inv("build")
    assert done.code == 1
    assert (
        "content/posts/un.md:9: translation_of: no post has the id or slug 'frist'. Did you mean \"first\"?" in done.all
    )
