"""`./inv bench`: makes the sites, plays the rounds, prints the tables and writes them where it is told to."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import machine, options, preview, rounds, spent, table
from bench.corpus import articles
from bench.options import Options
from bench.rounds import Row
from bench.sites import Site, make_sites
from bench.tools import ROOT, TOOLS

SEED = 1
PROFILED = 1000
"""The profiles are of the largest site with at most so many posts."""
ABOUT = """The same generated posts (about 900 words each, links, lists, a table, every tenth with code), built by each
tool as a site of pages, lists of ten and, but for stock Pelican, a feed. Waypost makes all that it makes: stages,
tagged links, feeds, share texts, a search, share images; "plain" is without the last two, as all others are. Stock
Pelican has its own theme and no feeds; the others have the small templates of `bench/peers/`. Each build is a process
of its own; the tools take turns in each round, and nothing is dropped. What a cold build must not find is moved away,
and removed at the very end: Linux gives out inodes slowly while many were freed of late. Wall time: median and spread.
CPU: of all processes. Memory: peak of the largest process. Ratios are taken within a round.
"""


def main(arguments: list[str]) -> int:
    """0: every build was right; 1: one was not. Raises SystemExit(2) on wrong usage."""
    told = options.read(arguments)
    head = _head(told)
    folder = Path(tempfile.mkdtemp(prefix="waypost-bench-"))
    try:
        rows, profiles = _measured(told, folder)
    finally:
        if told.keep:
            print(f"the sites stand in {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    faults = table.faults(rows)
    wrong = "## What went wrong\n\n" + "".join(f"- {fault}\n" for fault in faults) if faults else ""
    text = "\n".join(part for part in (head, table.sections(rows), profiles, wrong) if part)
    text = text.replace(str(folder), "SITES").replace(str(ROOT), ".")
    print(text, end="")
    if told.out:
        told.out.write_text(text, encoding="utf-8")
    return 1 if faults else 0


def _head(told: Options) -> str:
    tools = machine.versions(told.tools, told.peers)
    facts = (f"- `{told.command}`", f"- {machine.machine()}", f"- {tools}", f"- rounds: {told.rounds}")
    return f"# How fast\n\n{ABOUT}\n" + "\n".join(facts) + "\n"


def _measured(told: Options, folder: Path) -> tuple[list[Row], str]:
    """All rows, and how long a writer waits, and where our time went."""
    rows: list[Row] = []
    previews: list[str] = []
    profiles = ""
    profiled = max((size for size in told.posts if size <= PROFILED), default=told.posts[0])
    for size in told.posts:
        sites = make_sites(told.tools, articles(size, SEED), folder / str(size), told.peers)
        rows += rounds.play(sites, size, told.rounds, SEED, _tell)
        if "ours" in told.tools:
            ours = sites[told.tools.index("ours")]
            previews.append(_previewed(ours, size, told.rounds))
            profiles = _spent(ours, size, told.rounds) if size == profiled else profiles
    return rows, "\n".join([*previews, profiles])


def _previewed(site: Site, size: int, number: int) -> str:
    try:
        return preview.section(site, size, number, SEED)
    except (subprocess.CalledProcessError, AssertionError) as error:  # no browser, or no page: the rest is not lost
        return f"## From a save to the browser ({size:,} posts)\n\nNot measured: {error}\n"


def _tell(row: Row) -> None:
    """A line for each build, at once: the whole takes long."""
    one = row.measured
    figures = f"{one.wall:7.2f} s  {one.cpu:7.2f} s CPU  {one.peak:5.0f} MiB"
    sign = "" if row.right else "  WRONG"
    name = f"{row.posts:>6} posts  round {row.round + 1}  {rounds.WORKS[row.work]:18}  {TOOLS[row.tool].title:15}"
    print(f"{name} {figures}{sign}", file=sys.stderr, flush=True)


def _spent(site: Site, size: int, after: int) -> str:
    """Builds that nobody times. What was measured is not lost where one fails."""
    try:
        tables = _profiles(site, size, after)
    except subprocess.CalledProcessError as error:
        tables = f"A build under the profiler ended with {error.returncode}:\n\n```\n{error.stdout}{error.stderr}```\n"
    note = (
        "CPU time under a profiler, which slows small functions more than large ones: the shares tell, not the seconds."
    )
    return f"## Where our time goes ({size:,} posts)\n\n{note}\n\n{tables}"


def _profiles(site: Site, size: int, after: int) -> str:
    """With all thrown away, then with one edited body."""
    site.clear()
    cold = spent.profile(site, site.folder / "profile-cold")
    post, _ = rounds.edited("body", size, after, SEED)
    site.write(post)
    warm = spent.profile(site, site.folder / "profile-warm")
    return f"### Cold\n\n{cold}\n### One edited body\n\n{warm}\n### Imports\n\n{spent.imports(site)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
