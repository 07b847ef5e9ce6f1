"""`--hold-back`: one bad post stops nobody for long."""

from __future__ import annotations

import subprocess

from plugins.posts import gate
from tests.site.blog import Blog, post


def git(blog: Blog, *words: str) -> None:
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=blog.root, check=True, capture_output=True)


def committed(blog: Blog) -> None:
    git(blog, "init", "-q")
    git(blog, "add", "content")
    git(blog, "commit", "-qm", "Write")


def test_a_bad_post_is_left_out_and_named(blog: Blog) -> None:
    blog.write("content/posts/third.md", post("Third.\n", id="cccc3333", title="Third", stage="nowhere"))
    assert blog.inv("build").code == 1
    done = blog.inv("build", "--hold-back")
    assert done.code == 0, done.all
    assert "content/posts/third.md:7: stage: warning: unknown stage 'nowhere'" in done.out
    assert "content/posts/third.md:1: held back: warning: the post is left out." in done.out
    assert "6 files in = 2 posts + 1 draft + 1 scheduled + 1 hidden + 1 refused" in done.out
    assert done.out.endswith("warning: 1 post held back: content/posts/third.md\n")
    assert not (blog.output / "posts/third").exists()
    everything = "".join(p.read_text() for p in blog.output.resolve().rglob("*.*ml"))
    assert "cccc3333" not in everything
    assert "cccc3333" not in blog.page("_waypost/links.csv")


def test_the_newest_good_version_that_git_knows_stands_in(blog: Blog) -> None:
    blog.write("content/posts/third.md", post("Oldest.\n", id="cccc3333", title="Third", stage="awareness"))
    committed(blog)
    blog.write("content/posts/third.md", post("Good.\n", id="cccc3333", title="Third", stage="awareness"))
    git(blog, "commit", "-qam", "Better")
    blog.write("content/posts/third.md", post("Bad.\n", id="cccc3333", title="Third", stage="nowhere"))
    git(blog, "commit", "-qam", "Worse")
    blog.write("content/posts/third.md", post("[x](/gone/)\n", id="cccc3333", title="Third", stage="awareness"))
    done = blog.inv("build", "--hold-back")
    assert done.code == 0, done.all
    assert "stands in. Mend it, and the next build has it." in done.out
    assert "6 files in = 3 posts + 1 draft + 1 scheduled + 1 hidden + 0 refused" in done.out
    assert "Good." in blog.page("posts/third/index.html")


def test_who_links_to_a_post_that_is_left_out_keeps_the_words_without_the_link(blog: Blog) -> None:
    """And a redirect to it waits with it."""
    path = blog.content / "posts/first.md"
    path.write_text(path.read_text().replace("stage: ", "stage: no"))
    done = blog.inv("build", "--hold-back")
    assert done.code == 0, done.all
    assert done.out.endswith("warning: 1 post held back: content/posts/first.md\n")
    assert "content/posts/second.md:12: link: warning: first.md leads to no file" in done.out
    assert "redirects.yaml:1: redirect: warning: leads to '/posts/first/'" in done.out
    page = blog.page("posts/second/index.html")
    assert "<p>Back to <a>first</a>.</p>" in page
    assert "first" not in blog.page("sitemap.xml")
    assert not (blog.output / "old").exists()
    assert blog.inv("check").code == 1


def test_a_problem_that_is_nobodys_post_refuses_as_ever(blog: Blog) -> None:
    blog.write("content/data/offers.yaml", "guide: {}\n")
    blog.write("content/posts/third.md", "broken\n")
    done = blog.inv("build", "--hold-back")
    assert done.code == 1
    assert "content/data/offers.yaml" in done.all
    assert not blog.output.exists()


def test_publish_holds_back_as_well(blog: Blog) -> None:
    blog.write("content/posts/third.md", "broken\n")
    done = blog.inv("publish", "--target", "public", "--hold-back")
    assert done.code == 0, done.all
    assert "1 post held back" in done.out
    assert (blog.root / "public/current/posts/first/index.html").is_file()


def test_next_steps_lead_to_none_that_is_left_out(blog: Blog) -> None:
    """They are worked out beside the gate where there are many posts: once there were, and one fewer was not many."""
    for number in range(gate.MANY - 4):
        words = {"id": f"p{number:07}", "title": f"Audit {number}", "tags": ["audit"], "stage": "awareness"}
        blog.write(f"content/posts/p{number}.md", post(f"About pricing audits, part {number}.\n", **words))
    words |= {"id": "bbbb0000", "title": "Audit of all", "stage": "interest"}
    blog.write("content/posts/bad.md", post("[x](/nowhere/)\n", **words))
    done = blog.inv("build", "--hold-back")
    assert done.code == 0, done.all
    assert "warning: 1 post held back: content/posts/bad.md" in done.out
    assert not any("/posts/bad/" in page.read_text() for page in blog.output.resolve().rglob("*.html"))
