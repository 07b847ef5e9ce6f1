"""`./inv serve` in a process of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.serve.blogs import Served
from tests.serve.chromium import LIMIT
from tests.site.blog import Blog, post, tree


def get(served: Served, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(served.address.rstrip("/") + path, timeout=LIMIT) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_drafts_and_scheduled_posts_are_shown_and_nothing_is_written(served: Served) -> None:
    assert "Draft." in get(served, "/posts/a-draft/")[1]
    assert "Later." in get(served, "/posts/later/")[1]
    assert get(served, "/posts/nope/")[0] == 404
    assert sorted(p.name for p in served.blog.root.iterdir()) == [
        *(".waypost", "content", "pelicanconf.py", "serve.log", "theme")
    ]


def test_ctrl_c_ends_it_quietly(served: Served) -> None:
    before = served.log
    assert served.end() == 0
    assert served.log == before + "\n"


def test_a_build_has_no_trace_of_it(served: Served) -> None:
    get(served, "/")
    assert served.blog.inv("build").code == 0
    for name in tree(served.blog.output):
        assert b"live.js" not in (served.blog.output / name).read_bytes(), name


def test_a_save_is_told_and_shown(served: Served) -> None:
    served.blog.write("content/posts/third.md", post("Fresh words.\n", id="cccc3333", stage="awareness"))
    served.until(r"refreshed in \d+\.\d\d s: posts/third\.md")
    assert "Fresh words." in get(served, "/posts/third/")[1]


def test_a_bad_save_is_told_in_the_words_of_check_and_the_last_good_page_stays(served: Served) -> None:
    path = served.blog.content / "posts/third.md"
    good = path.read_text()
    path.write_text(good.replace('stage: "awareness"', 'stage: "awarness"'))
    served.until("1 problem, the last good state is shown: posts/third.md")
    line = next(line for line in served.blog.inv("check").out.splitlines() if "awarness" in line)
    assert served.log.count(line) == 1
    assert "Third." in get(served, "/posts/third/")[1]
    path.write_text(good)
    served.until(r"shown: posts/third.md\n.*refreshed in")


BREAKS = {
    "a settings file that is no Python": ("pelicanconf.py", "SITENAME = (\n", "SyntaxError"),
    "a settings file that exits": ("pelicanconf.py", "raise SystemExit(3)\n", "SystemExit"),
    "a template that is no template": ("theme/templates/article.html", "{% if %}", "article.html:1: template:"),
    "a data file that is no YAML": ("content/data/stages.yaml", "epiphany: [", "content/data/stages.yaml:"),
    "a post that is no UTF-8": ("content/posts/third.md", b"\xff\xfe", "third.md:1: file: is not UTF-8"),
    "a post without front matter": ("content/posts/third.md", "words", "front matter: is missing"),
}


@pytest.mark.parametrize(("name", "text", "told"), BREAKS.values(), ids=list(BREAKS))
def test_whatever_breaks_the_server_goes_on(served: Served, name: str, text: str | bytes, told: str) -> None:
    path = served.blog.root / name
    good = path.read_bytes()
    served.blog.write(name, text)
    served.until(r"problems?, the last good state is shown")
    assert told in served.log
    assert "Third." in get(served, "/posts/third/")[1]
    path.write_bytes(good)
    served.until(r"is shown: .*\n.*refreshed in")
    assert get(served, "/posts/third/")[0] == 200


def test_a_template_that_is_deleted_is_told(served: Served) -> None:
    path = served.blog.root / "theme/templates/hub.html"
    good = path.read_bytes()
    path.unlink()
    served.until("lacks templates: hub")
    path.write_bytes(good)
    served.until(r"is shown: .*\n.*refreshed in")


def test_a_content_folder_that_is_deleted_and_made_anew(served: Served) -> None:
    away = served.blog.root / "away"
    served.blog.content.rename(away)
    served.until("content folder .* does not exist")
    assert "Third." in get(served, "/posts/third/")[1]
    shutil.copytree(away, served.blog.content)
    served.until(r"is shown: .*\n.*refreshed in")
    served.blog.write("content/posts/third.md", post("Fresh words.\n", id="cccc3333", stage="awareness"))
    served.until(r"refreshed in \S+ s: .*(content|third\.md)")
    served.until(r"(?s)refreshed in .*refreshed in")
    assert "Fresh words." in get(served, "/posts/third/")[1]


def test_a_burst_is_one_refresh(served: Served) -> None:
    for n in range(300):
        served.blog.write(f"aside/burst-{n}.md", post("Burst.\n", id=f"b{n:07}", title=f"Burst {n}", stage="interest"))
    subprocess.run("mv aside/*.md content/posts/", shell=True, cwd=served.blog.root, check=True)
    served.until(r"refreshed in .*: posts/burst-0\.md, .* and 297 more")
    assert served.log.count("refreshed in") == 1
    assert get(served, "/posts/burst-299/")[0] == 200


def test_what_builds_and_editors_leave_is_passed_over(served: Served) -> None:
    served.blog.inv("build")
    served.blog.write("content/posts/.third.md.swp", "x")
    served.blog.write("content/posts/third.md~", "x")
    served.blog.write("notes.txt", "x")
    served.blog.write("content/posts/third.md", post("Last.\n", id="cccc3333", title="Third", stage="awareness"))
    served.until("refreshed in")
    assert [line.partition(" s: ")[2] for line in served.log.splitlines() if "refreshed" in line] == ["posts/third.md"]


def test_broken_from_the_start_it_waits_for_the_mending(blog: Blog) -> None:
    path = blog.content / "posts/third.md"
    good = path.read_text()
    path.write_text(good.replace("awareness", "awarness"))
    served = Served(blog)
    assert "1 problem, there is nothing to show yet" in served.log
    assert get(served, "/posts/first/")[0] == 503
    path.write_text(good)
    served.until(r"ready in \d+\.\d\d s: posts/third\.md")
    assert get(served, "/posts/first/")[0] == 200
    assert served.end() == 0


def test_below_the_path_of_the_sites_address(blog: Blog) -> None:
    blog.setting('SITEURL = "https://mini.example.com/blog"')
    served = Served(blog)
    assert served.address.endswith("/blog/")
    page = get(served, "/posts/first/")[1]
    assert 'href="/blog/posts/second/' in page
    assert 'src="/_waypost/live.js"' in page
    assert served.end() == 0


def test_a_taken_port_is_a_usage_error(blog: Blog) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = blog.inv("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "Another server may be at work there: name another with --port." in done.err
    assert "Traceback" not in done.all


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--content", "nope"], "the content folder nope does not exist"),
        (["--now", "soon"], "--now: not a date"),
        (["--port", "0", "--host", "nope.invalid"], "cannot listen on nope.invalid"),
        (["--port", "70000"], "cannot listen on 127.0.0.1, port 70000"),
    ],
)
def test_what_cannot_begin_is_told_at_once(blog: Blog, more: list[str], told: str) -> None:
    done = blog.inv("serve", *more, now=None)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.all
