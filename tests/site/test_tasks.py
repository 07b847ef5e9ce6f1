"""The commands, as people and CI type them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests.serve.blogs import hear_ctrl_c
from tests.site.blog import NOW, ROOT, Blog, post, run

INV = [str(ROOT / "inv")]


@pytest.mark.parametrize("asked", [["--list"], ["build", "--help"]])
def test_whoever_has_read_enough_ends_it_in_silence(asked: list[str]) -> None:
    """As `./inv --list | head -1` does: nobody reads any more when the first line is written."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run([*INV, *asked], stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (141, "")


def test_ctrl_c_is_no_problem_of_the_content(blog: Blog) -> None:
    blog.write("pelicanconf.py", "import time\nfrom pathlib import Path\nPath('begun').touch()\ntime.sleep(60)\n")
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--settings", "pelicanconf.py"]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "preexec_fn": hear_ctrl_c}
    with subprocess.Popen(command, cwd=blog.root, **told) as process:  # type: ignore[call-overload]
        while not (blog.root / "begun").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        time.sleep(1)  # what begins early reads the settings first, in a process of its own
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, ("", "stopped\n"))


@pytest.mark.parametrize("after", [0.05, 0.1, 0.15, 0.2, 0.3, 0.5])
def test_ctrl_c_shows_no_stack_however_early_it_comes(blog: Blog, after: float) -> None:
    command = [*INV, "build", "--settings", "pelicanconf.py", "--now", NOW]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "preexec_fn": hear_ctrl_c}
    with subprocess.Popen(command, cwd=blog.root, start_new_session=True, **told) as process:  # type: ignore[call-overload]
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert said in ("", "stopped\n")
    assert process.returncode in ((130,) if said else (-signal.SIGINT, 130, 0))  # 0: it was done by then


def test_inv_alone_lists_the_tasks_each_with_a_line_of_help(tmp_path: Path) -> None:
    done = run(INV, tmp_path)
    assert done.code == 0, done.all
    for task in ("build", "check", "links", "new", "publish", "share", "stages", "test"):
        assert re.search(rf"^  {task} +\w", done.out, re.M), task


def test_an_unknown_task_is_a_usage_error(tmp_path: Path) -> None:
    done = run([*INV, "biuld"], tmp_path)
    assert done.code == 2
    assert "No idea what 'biuld' is" in done.all


def files(blog: Blog) -> dict[str, bytes]:
    """Every file of a blog's folder but for what is kept to be quicker the next time."""
    kept = blog.root / ".waypost/cache"
    found = (path for path in blog.root.rglob("*") if path.is_file() and not path.is_relative_to(kept))
    return {path.relative_to(blog.root).as_posix(): path.read_bytes() for path in found}


def test_check_writes_nothing(blog: Blog) -> None:
    before = files(blog)
    done = blog.inv("check")
    assert done.code == 0, done.all
    assert "checked 6 posts" in done.out
    assert files(blog) == before


def test_new_writes_a_valid_draft_and_never_overwrites(blog: Blog) -> None:
    done = blog.inv("new", "Why buyers: wait", "--stage", "awareness", "--author", "desk")
    assert done.code == 0, done.all
    path = blog.content / "posts/why-buyers-wait.md"
    text = path.read_text()
    front = yaml.safe_load(text.split("---")[1])
    assert front["title"] == "Why buyers: wait"
    assert front["status"] == "draft"
    assert {"problem", "takeaways", "question", "goal", "metric", "stage", "authors", "id", "date"} <= set(front)
    assert re.fullmatch(r"[a-z0-9]{8}", front["id"])
    assert blog.inv("check").code == 0
    again = blog.inv("new", "Why buyers wait?", "--stage", "interest", "--author", "desk")
    assert again.code == 2
    assert "exists already" in again.all
    assert path.read_text() == text


def test_new_knows_the_vocabulary(blog: Blog) -> None:
    done = blog.inv("new", "X", "--stage", "awarness", "--author", "desk")
    assert done.code == 2
    assert 'Did you mean "awareness"?' in done.all
    assert not (blog.content / "posts/x.md").exists()


def test_new_refuses_to_publish_what_is_still_owed(blog: Blog) -> None:
    blog.inv("new", "Owed", "--stage", "awareness", "--author", "desk")
    path = blog.content / "posts/owed.md"
    path.write_text(path.read_text().replace("status: draft", "status: published"))
    done = blog.inv("build")
    assert done.code == 1
    assert "summary: still says TODO:" in done.all


def test_share_prints_texts_ready_to_paste(blog: Blog) -> None:
    done = blog.inv("share", "first")
    assert done.code == 0, done.all
    for network in ("LinkedIn", "X", "Bluesky", "Mastodon", "E-mail"):
        assert network in done.out
    assert (
        "utm_source=linkedin&utm_medium=social&utm_campaign=first&utm_content=epiphany.share&utm_id=aaaa1111"
        in done.out
    )
    kit = json.loads(blog.inv("share", "aaaa1111", "--format", "json").out)
    assert [s["channel"] for s in kit["snippets"]] == ["linkedin", "x", "bluesky", "mastodon", "email"]
    unknown = blog.inv("share", "frist")
    assert unknown.code == 2
    assert 'Did you mean "first"?' in unknown.all


def test_share_is_about_all_posts_where_none_is_named(blog: Blog) -> None:
    columns = '{Date: "{date}", Message: "{text}", Of: "{channel}"}'
    blog.write("content/data/schedulers.yaml", f"owl: {{name: Owl, columns: {columns}, channels: [x]}}\n")
    table = blog.inv("share")
    assert table.code == 0, table.all
    assert re.search(r"^first +\d+ +\d+", table.out, re.M)
    assert "To preview and copy: output/_waypost/share/index.html" in table.out
    done = blog.inv("share", "--format", "csv", "--scheduler", "owl", "--preview")
    rows = list(csv.reader(io.StringIO(done.out)))
    assert rows[0] == ["Date", "Message", "Of"]
    assert [(row[0], row[2]) for row in rows[1:]] == [("2031-01-01 00:00", "x"), *[("", "x")] * 4]
    assert "warning: no date for what is out already or a draft (" in done.all
    assert "warning" not in done.out
    everything = blog.inv("share", "first", "--format", "csv").out
    assert {row["slug"] for row in csv.DictReader(io.StringIO(everything))} == {"first"}
    unknown = blog.inv("share", "--format", "csv", "--scheduler", "owls")
    assert unknown.code == 2
    assert 'Did you mean "owl"?' in unknown.all


def test_the_kit_pages_go_online_where_they_are_wanted(blog: Blog) -> None:
    blog.setting('WAYPOST["publish_share"] = True')
    done = blog.inv("publish", "--target", "public")
    assert done.code == 0, done.all
    assert "_waypost" not in blog.page("sitemap.xml")
    assert (blog.root / "public/current/_waypost/share/posts/first.html").is_file()
    assert not (blog.root / "public/current/_waypost/posts.json").exists()


def test_share_builds_only_where_the_output_is_stale(blog: Blog) -> None:
    blog.inv("share", "first")
    built = blog.output.resolve()
    blog.inv("share", "second")
    assert blog.output.resolve() == built
    path = blog.content / "posts/second.md"
    path.write_text(path.read_text() + "\nMore.\n")
    blog.inv("share", "second")
    assert blog.output.resolve() != built


def test_links_prints_the_ledger(blog: Blog) -> None:
    table = blog.inv("links")
    assert table.code == 0, table.all
    assert "Organic Social" in table.out
    assert re.search(r"\d+ tagged links", table.out)
    rows = json.loads(blog.inv("links", "--format", "json").out)["links"]
    assert {"post", "stage", "channel", "placement", "campaign", "group", "clean", "tagged"} <= set(rows[0])
    assert blog.inv("links", "--format", "csv").out.startswith("post,slug,stage,channel")


def test_stages_shows_what_there_is_and_what_is_to_come(blog: Blog) -> None:
    shown = blog.inv("stages")
    assert shown.code == 0, shown.all
    assert shown.out.startswith("3 published posts, 1 in draft, 1 scheduled (hidden ones are not counted)\n")
    assert re.search(r"^ Finance +1 ", shown.out, re.M)
    assert "Emptiest: " in shown.out
    assert "\x1b" not in shown.out
    told = json.loads(blog.inv("stages", "--format", "json").out)
    assert told["count"] == {"published": 3, "draft": 1, "scheduled": 1}
    assert {stage["key"]: stage["count"]["published"] for stage in told["stages"] if stage["key"]} == {
        "epiphany": 1,
        "awareness": 1,
        "interest": 1,
    }
    wrong = blog.inv("stages", "--format", "csv")
    assert (wrong.code, "--format csv: unknown" in wrong.all) == (2, True)


def test_check_tells_where_readers_ways_end(blog: Blog) -> None:
    """As warnings, at the file that is to be edited."""
    page = blog.content / "pages/lost.md"
    page.write_text("---\ntitle: Lost\nsummary: Found by nobody.\nmenu: false\n---\nText.\n")
    done = blog.inv("check")
    assert done.code == 0, done.all
    warning = "content/pages/lost.md:2: links: warning: no text links to this page, and it is not in the menu."
    assert warning in done.out


def test_publish_again_and_back(blog: Blog) -> None:
    plan = blog.inv("publish", "--target", "public", "--dry-run")
    assert plan.code == 0, plan.all
    assert not (blog.root / "public").exists()
    assert re.search(r"^\+ \S+", plan.out, re.M)
    assert re.search(r"^\d+ added, 0 changed, 0 removed", plan.out, re.M)
    assert blog.inv("publish", "--target", "public").code == 0
    current = blog.root / "public/current"
    assert (current / "posts/first/index.html").is_file()
    assert not (current / "_waypost").exists()
    release = current.resolve()
    path = blog.content / "posts/third.md"
    path.write_text(path.read_text() + "\nMore.\n")
    changed = blog.inv("publish", "--target", "public")
    assert "~ posts/third/index.html" in changed.out
    assert current.resolve() != release
    assert blog.inv("publish", "--target", "public", "--rollback").code == 0
    assert current.resolve() == release


def test_publish_refuses_bad_content(blog: Blog) -> None:
    path = blog.content / "posts/third.md"
    path.write_text(path.read_text() + "\n[x](/nowhere/)\n")
    done = blog.inv("publish", "--target", "public")
    assert done.code == 1
    assert "/nowhere/ is no address of this site" in done.all
    assert not (blog.root / "public").exists()


def test_publish_without_a_target_is_a_usage_error(blog: Blog) -> None:
    done = blog.inv("publish")
    assert done.code == 2
    assert "--target" in done.all


def test_new_takes_no_slug_that_another_file_has(blog: Blog) -> None:
    blog.write("content/posts/2026/hello-world.md", post(id="hhhh8888", title="Hello World", date="2026-05-01"))
    done = blog.inv("new", "Hello, world!", "--stage", "awareness", "--author", "desk")
    assert done.code == 2
    assert "'hello-world' is the slug of content/posts/2026/hello-world.md" in done.all
    assert not (blog.content / "posts/hello-world.md").exists()


def test_a_dry_run_touches_nothing(blog: Blog) -> None:
    before = files(blog)
    assert blog.inv("publish", "--target", "public", "--dry-run").code == 0
    assert files(blog) == before


def test_to_needs_rollback(blog: Blog) -> None:
    done = blog.inv("publish", "--target", "public", "--to", "20260101T000000Z-12345678")
    assert done.code == 2
    assert "--rollback" in done.all


def test_a_reader_that_has_enough_is_no_bug(blog: Blog) -> None:
    assert blog.inv("build").code == 0
    inv = f"{sys.executable} {ROOT}/tasks.py links --settings pelicanconf.py --format json --now {NOW}"
    done = run(["sh", "-c", f"{inv} | head -1"], blog.root)
    assert done.out.strip() == '{"version": 1, "links": ['
    assert done.err == ""
