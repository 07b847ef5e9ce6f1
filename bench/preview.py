"""How long a writer waits: from the save of a post to its page in a browser that `./inv serve` keeps fresh."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench.corpus import Article
from bench.rounds import edited
from bench.sites import Site
from bench.table import markdown
from bench.tools import ROOT
from tests.serve.blogs import hear_ctrl_c
from tests.serve.chromium import Browser, Tab

PATIENCE = 300.0
"""Seconds in which a preview of any size is ready."""
_REST = 0.6
"""Seconds between two saves: a writer reads what came of the first."""
HEAD = ("edit", "median ms", "min-max", "saves")
EDITS = {"body": "a body", "title": "a title"}


def section(site: Site, size: int, rounds: int, seed: int) -> str:
    """A table of milliseconds from the save to the words in the browser's page, for edits of a body and of a title."""
    with _served(site) as (address, ready), _browser() as browser:
        tables = markdown(HEAD, (_line(site, browser, address, work, size, rounds, seed) for work in EDITS))
    return f"## From a save to the browser ({size:,} posts)\n\nReady after {ready:.1f} s.\n\n{tables}"


def _line(site: Site, browser: Browser, address: str, work: str, size: int, rounds: int, seed: int) -> list[str]:
    waits = []
    for number in range(rounds):
        post, sign = edited(work, size, number, seed)
        site.write(replace(post, title=f"{post.title} once") if work == "title" else post)
        time.sleep(_REST)
        tab = browser.tab(f"{address}posts/{post.slug}/")
        waits += [_wait(site, tab, post, f"{sign}, save {save}", sign) for save in range(1, 4)]
        browser.close_tabs()
    told = [round(1000 * wait) for wait in waits]
    return [EDITS[work], f"{median(told):.0f}", f"{min(told)}-{max(told)}", str(len(told))]


def _wait(site: Site, tab: Tab, post: Article, words: str, sign: str) -> float:
    """Seconds until `words`, which take the place of `sign` in the post, stand in the page."""
    time.sleep(_REST)
    new = replace(post, title=post.title.replace(sign, words), body=post.body.replace(sign, words))
    start = time.monotonic()
    site.write(new)
    tab.until(f"document.body && document.body.innerText.includes({json.dumps(words)})", 0.002)
    return time.monotonic() - start


@contextmanager
def _served(site: Site) -> Iterator[tuple[str, float]]:
    """The preview's address, and the seconds until it was ready. Raises CalledProcessError where it ends instead."""
    command = [sys.executable, str(ROOT / "tasks.py"), "serve", "--settings", "pelicanconf.py", "--port", "0"]
    log, start = site.folder.with_suffix(".serve.log"), time.monotonic()
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=site.folder, stdout=told, stderr=told, preexec_fn=hear_ctrl_c)
    try:
        yield _address(process, lambda: log.read_text(encoding="utf-8")), time.monotonic() - start
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _address(process: subprocess.Popen[bytes], log: Callable[[], str]) -> str:
    end = time.monotonic() + PATIENCE
    while not (found := re.search(r"serving (\S+/)", log())):
        if process.poll() is not None or time.monotonic() > end:
            raise subprocess.CalledProcessError(process.returncode or 1, process.args, log(), "")
        time.sleep(0.02)
    return found[1]


@contextmanager
def _browser() -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(Path(folder))
        try:
            yield browser
        finally:
            browser.close()
