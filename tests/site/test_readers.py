"""newsboat and rss2email subscribe over HTTP: they show the posts, are told "not modified", and see nothing twice."""

from __future__ import annotations

import mailbox
import os
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from email.header import decode_header, make_header
from pathlib import Path

from tests.publish.web import Web, serving
from tests.site.blog import Blog, make

POSTS = {"First", "Second <b>& more", "Third"}


class Newsboat:
    """newsboat with a cache of its own."""

    def __init__(self, home: Path, feed: str) -> None:
        self.home = home
        home.mkdir()
        (home / "urls").write_text(f"{feed}\n")
        (home / "config").write_text("")

    def read(self) -> None:
        _run(self.home, "newsboat", "-u", "urls", "-C", "config", "-c", "cache.db", "-x", "reload")

    def shown(self) -> set[str]:
        return {title for (title,) in self._ask("SELECT title FROM rss_item")}

    def unread(self) -> int:
        told = _run(self.home, "newsboat", "-u", "urls", "-C", "config", "-c", "cache.db", "-x", "print-unread")
        return int(told.split()[0])

    def mark_read(self) -> None:
        """As a person does with the key A."""
        self._ask("UPDATE rss_item SET unread = 0")

    def _ask(self, question: str) -> list[tuple[str]]:
        with sqlite3.connect(self.home / "cache.db") as cache:
            return cache.execute(question).fetchall()


class Rss2email:
    """rss2email that puts each new post into a mail folder."""

    def __init__(self, home: Path, feed: str) -> None:
        self.home = home
        (home / "mail").mkdir(parents=True)
        self._r2e("new", "reader@example.com")
        config = home / "config"
        text = config.read_text().replace("email-protocol = sendmail", "email-protocol = maildir")
        config.write_text(text.replace("~/Maildir", str(home / "mail")))
        self._r2e("add", "blog", feed)
        self.seen: set[str] = set()

    def read(self) -> None:
        self._r2e("run")

    def _mails(self) -> dict[str, str]:
        mails = mailbox.Maildir(self.home / "mail" / "INBOX", create=True)
        return {key: str(make_header(decode_header(str(mail["Subject"])))) for key, mail in mails.iteritems()}

    def shown(self) -> set[str]:
        return set(self._mails().values())

    def unread(self) -> int:
        return len(self._mails().keys() - self.seen)

    def mark_read(self) -> None:
        self.seen = set(self._mails())

    def _r2e(self, *words: str) -> None:
        _run(self.home, "r2e", "-c", "config", "-d", "data", *words)


def _run(home: Path, *command: str) -> str:
    """A client, with a home and nothing else of this process."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _rebuild(blog: Blog) -> None:
    done = blog.inv("build", "--full")
    assert done.code == 0, done.all


def _move_a_post(blog: Blog) -> None:
    path = blog.content / "posts" / "second.md"
    path.write_text(path.read_text().replace("\n---\n", '\nslug: moved\nredirect_from: ["/posts/second/"]\n---\n', 1))
    _rebuild(blog)


def _move_the_site(blog: Blog) -> None:
    blog.setting('SITEURL = "http://elsewhere.example.org"')
    _rebuild(blog)


def _write_a_post(blog: Blog) -> None:
    text = (blog.content / "posts" / "third.md").read_text()
    blog.write("content/posts/fourth.md", text.replace("cccc3333", "dddd9999").replace("Third", "Fourth"))
    _rebuild(blog)


def _lose_the_identity(blog: Blog) -> None:
    """What must never be done, and what `./inv feeds diff` stops: it shows that these tests can fail."""
    blog.setting('WAYPOST["authority"] = "other.example,2020"')
    _rebuild(blog)


@dataclass(frozen=True)
class Change:
    """status: what the server answers then; unread: posts that subscribers would find new."""

    make: Callable[[Blog], None]
    status: int = 200
    unread: int = 0


CHANGES = {
    "a rebuild": Change(_rebuild, status=304),
    "a slug": Change(_move_a_post),
    "domain and scheme": Change(_move_the_site),
    "a new post": Change(_write_a_post, unread=1),
    "another authority": Change(_lose_the_identity, unread=4),
}


def _statuses(web: Web) -> list[int]:
    found = [status for _, status in web.asked]
    web.asked.clear()
    return found


def test_clients_show_every_post_once(tmp_path: Path) -> None:
    blog = make(tmp_path / "blog")
    _rebuild(blog)
    with serving(blog.output) as web:
        clients = {
            f"{name} {end}": kind(tmp_path / f"{name}-{end}", f"{web.url}/feeds/all.{end}")
            for name, kind in (("newsboat", Newsboat), ("rss2email", Rss2email))
            for end in ("rss.xml", "atom.xml")
        }
        for name, client in clients.items():
            client.read()
            if name.startswith("newsboat"):
                client.read()  # it keeps ETag and date of feeds that it knew before it asked
            assert set(_statuses(web)) == {200}
            assert {title.replace("<b>", "").replace("  ", " ") for title in client.shown()} == {
                title.replace("<b>", "").replace("  ", " ") for title in POSTS
            }, name
            assert client.unread() == len(POSTS), name
            client.mark_read()
            client.read()
            assert _statuses(web) == [304], name
        for what, change in CHANGES.items():
            change.make(blog)
            for name, client in clients.items():
                client.read()
                assert _statuses(web) == [change.status], (what, name)
                assert client.unread() == change.unread, (what, name)
                client.mark_read()
