"""`./inv links` as people type it, and what one new entry in channels.yaml brings along."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios

from tests.site.blog import DATA, NOW, ROOT, Blog

ACME = """
acme:
  name: Acme's letter
  source: acme-weekly
  medium: email
  network: email
  templates:
    subject: "For readers of Acme: {title}"
    text: "{problem}\\n\\n{question}"
"""
XING = """
xing:
  name: XING
  source: xing
  medium: social
  network: plain
  limit: 420
  templates:
    intent: "https://network.example/share?text={text}&at={url}"
"""


def test_a_network_that_nobody_knows_is_one_entry(blog: Blog) -> None:
    blog.write("content/data/channels.yaml", DATA["channels"] + XING)
    assert blog.inv("build").code == 0
    kit = json.loads(blog.inv("share", "first", "--format", "json").out)
    made = next(snippet for snippet in kit["snippets"] if snippet["channel"] == "xing")
    assert (made["name"], made["limit"], made["count"] <= 420) == ("XING", 420, True)
    assert made["intent"].startswith("https://network.example/share?text=")
    assert "XING · " in blog.inv("share", "first").out
    assert "Organic Social" in blog.inv("links", "--channel", "xing").out
    assert blog.inv("links", "--explain", made["url"]).out.startswith("Ours")
    blog.write("content/data/channels.yaml", DATA["channels"] + XING.replace("network: plain", "network: x"))
    done = blog.inv("build")
    assert done.code == 1
    assert "xing.limit: is x's own to set. Leave it out." in done.out


def test_filters_hold_in_every_form(built: Blog) -> None:
    rows = json.loads(built.inv("links", "--post", "first", "--channel", "x", "--format", "json").out)["links"]
    assert [(row["post"], row["channel"], row["placement"]) for row in rows] == [("aaaa1111", "x", "share")]
    csv = built.inv("links", "--post", "aaaa1111", "--channel", "x", "--format", "csv").out
    assert csv.count("\n") == 2
    assert rows[0]["tagged"] in csv
    text = built.inv("links", "--campaign", "spring", "--stage", "awareness").out
    assert "tagged links in 1 post" in text
    assert {line.split()[0] for line in text.splitlines()[1:-3]} == {"third"}


def test_unknown_values_are_usage_errors(built: Blog) -> None:
    done = built.inv("links", "--post", "frist", "--stage", "awarness", "--format", "csv")
    assert (done.code, done.out) == (2, "")
    assert '--post frist: unknown. Did you mean "first"?' in done.err
    assert '--stage awarness: unknown. Did you mean "awareness"?' in done.err
    both = built.inv("links", "--explain", "https://x.example/", "--post", "first")
    assert (both.code, both.out) == (2, "")


def test_explain_tells_where_a_url_comes_from(built: Blog) -> None:
    url = "https://mini.example.com/posts/first/?utm_source=x&utm_medium=social&utm_campaign=first"
    ours = built.inv("links", "--explain", f"{url}&utm_content=epiphany.share&utm_id=aaaa1111")
    assert ours.code == 0, ours.all
    for words in ("Ours, and in the ledger", "Organic Social", "First · first · posts/first.md", "epiphany", "share"):
        assert words in ours.out
    foreign = built.inv("links", "--explain", f"{url}&utm_content=interest.share&utm_id=aaaa1111", "--format", "json")
    told = json.loads(foreign.out)
    assert (told["ours"], told["faults"]) == (False, ["stage: it says 'interest', the post's is 'epiphany'"])


def test_a_partner_is_one_entry(blog: Blog) -> None:
    blog.write("content/data/channels.yaml", DATA["channels"] + ACME)
    done = blog.inv("build")
    assert done.code == 0, done.all
    snippets = {one["channel"]: one for one in blog.json("_waypost/share/first.json")["snippets"]}
    acme = snippets["acme"]
    assert acme["subject"] == "For readers of Acme: First"
    assert "Nobody saw it.\n\nWhat did you not see?" in acme["text"]
    assert "utm_source=acme-weekly&utm_medium=email&utm_campaign=first&utm_content=epiphany.share" in acme["url"]
    rows = json.loads(blog.inv("links", "--channel", "acme", "--format", "json").out)["links"]
    assert {(row["slug"], row["group"]) for row in rows} == {
        ("first", "Email"),
        ("second", "Email"),
        ("third", "Email"),
    }
    told = blog.inv("links", "--explain", acme["url"]).out
    assert "Acme's letter" in told
    assert "Email" in told
    blog.write("content/data/channels.yaml", DATA["channels"] + ACME.replace("medium: email", "medium: letter"))
    done = blog.inv("check")
    assert done.code == 1
    assert "channels.yaml:10: acme.medium: GA4 puts source 'acme-weekly', medium 'letter' into Unassigned" in done.out


def test_the_table_keeps_to_the_window(built: Blog) -> None:
    """On a terminal of 60 columns, and in colour only where that is wanted."""
    for environment, coloured in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)):
        shown = in_a_window(built, 60, environment)
        assert ("\x1b[" in shown) is coloured
        plain = shown.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
        table = plain.split("by channel")[0].splitlines()
        assert max(map(len, table)) <= 60
        assert "first · aaaa1111 · epiphany" in plain


def in_a_window(blog: Blog, columns: int, environment: dict[str, str]) -> str:
    """What `./inv links` writes to a terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, str(ROOT / "tasks.py"), "links", "--settings", "pelicanconf.py", "--now", NOW]
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(command, cwd=blog.root, env={**kept, **environment}, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while more := _read(ours):
        shown += more
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that nobody writes to a terminal any more
        return b""
