"""The commands. Each reads its options, calls what a room offers, and ends with words and the right exit code.

Exit codes: 0 good, 1 the content has Problems, 2 configuration or usage, 3 publish failed, 70 a bug,
130 stopped (Ctrl-C).
Rooms are imported inside the tasks, so that `./inv --list` costs no more than Invoke itself.
"""

from __future__ import annotations

import atexit
import errno
import functools
import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.cache.ahead import as_a_task, keep_bytecode
from plugins.core.later import put_off
from plugins.posts.unused import put_off_metadata

put_off_metadata()
with put_off({"unittest.mock": ("Mock",)}, {"invoke.vendor.yaml": ()}):
    from invoke.collection import Collection
    from invoke.context import Context
    from invoke.exceptions import Exit, ParseError
    from invoke.program import Program
    from invoke.tasks import task

if TYPE_CHECKING:
    from plugins.core.errors import Problem
    from plugins.ledger.table import Screen
    from plugins.posts.build import Options, Result

ROOT = Path(__file__).resolve().parent
VERSION = "0.1.0"
REPORT = "This is a bug in Waypost. Please report it with the command and this line."
MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.EFBIG)
"""What the machine refuses, and is no bug of ours."""
HELP = {
    "content": "folder with posts/, pages/, data/ and extra/ (default: as the settings say)",
    "output": "where the built site stands (default: as the settings say)",
    "settings": "settings file (default: pelicanconf.py)",
    "now": "the moment that decides what is scheduled, ISO 8601 (default: the clock)",
    "format": "text, json, and what else the command's help names",
}
HOLD_BACK = {"hold-back": "leave posts with problems out (or take their last good version in git) and build the rest"}


def told(body: Callable[..., Any]) -> Callable[..., Any]:
    """A task that ends with the right exit code, and with words instead of a stack trace."""

    @functools.wraps(body)
    def run(*args: Any, **kwargs: Any) -> Any:
        from plugins.core.errors import Refused, WaypostError
        from plugins.core.text import printable

        try:
            if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # so ./inv begins: until now nobody would say a word
                signal.signal(signal.SIGINT, signal.default_int_handler)
            return body(*args, **kwargs)
        except Refused as refused:
            _show_problems(refused.problems, str(kwargs.get("format") or "text"))
            raise Exit(f"{refused}. Nothing was written. {refused.summary}".rstrip(), 1) from None
        except WaypostError as error:
            more = f"\n{REPORT}" if error.exitcode == 70 else ""
            raise Exit(f"{printable(str(error))}{more}", error.exitcode) from None
        except Exit:
            raise
        except KeyboardInterrupt:
            raise Exit("stopped", 130) from None  # as a shell counts it: 1 would mean that the content has problems
        except BrokenPipeError:  # whoever read us has enough, as `| head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise Exit(None, 141) from None
        except OSError as error:
            if error.errno not in MACHINE:
                raise Exit(_bug(error), 70) from None
            where = f"{printable(str(error.filename))}: " if error.filename else ""
            raise Exit(f"{where}{error.strerror}. What was there before is as it was", 2) from None
        except Exception as error:
            raise Exit(_bug(error), 70) from None

    return run


def _bug(error: BaseException) -> str:
    from plugins.core.text import printable

    return f"{type(error).__name__}: {printable(str(error))}\n{_where(error)}{REPORT}"


def _where(error: BaseException) -> str:
    """The innermost line of ours, for the report."""
    step, place = error.__traceback__, ""
    while step:
        name = step.tb_frame.f_code.co_filename
        if name.startswith(str(ROOT)) and "/.venv/" not in name:
            place = f"at {Path(name).relative_to(ROOT)}:{step.tb_lineno}. "
        step = step.tb_next
    return place


def _show_problems(problems: Any, form: str) -> None:
    from plugins.posts.show import problems as shown

    text = shown(problems, form)
    if text:
        print(text, flush=True)


def _options(
    content: Any, output: Any, settings: Any, now: Any, preview: bool = False, hold_back: bool = False
) -> Options:
    from plugins.posts.build import Options

    return Options(
        settings=Path(settings) if settings else ROOT / "pelicanconf.py",
        content=Path(content) if content else None,
        output=Path(output) if output else None,
        now=now,
        preview=preview,
        hold_back=hold_back,
    )


def _format(form: str, known: tuple[str, ...]) -> str:
    from plugins.core.errors import Misconfigured, did_you_mean

    if form not in known:
        raise Misconfigured(f"--format {form}: unknown. {did_you_mean(form, known)}")
    return form


@task(
    help={
        **HELP,
        **HOLD_BACK,
        "preview": "with drafts and scheduled posts, marked; never published",
        "full": "make everything anew, whatever is known of former builds",
        "why": "say why this page was made anew or not: its address, path, slug or source file",
    }
)
@told
def build(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    preview: bool = False,
    hold_back: bool = False,
    full: bool = False,
    why: str | None = None,
    format: str = "text",
) -> None:
    """Build the site, its feeds and its share kit into output/."""
    from plugins.cache.ahead import begun

    where = Path(settings) if settings else ROOT / "pelicanconf.py"
    early = None if hold_back else begun(where, Path(content) if content else None, preview)
    from plugins.posts.build import run
    from plugins.posts.progress import Progress
    from plugins.posts.show import FORMATS, held_back, summary

    _format(format, FORMATS)
    with Progress() as progress:
        options = _options(content, output, settings, now, preview, hold_back)
        result = run(replace(options, full=full, why=why, early=early, tell=progress.tell))
    _show_problems(result.problems, format)
    if format == "text":
        print(summary(result.summary, result.seconds, _short(result.output)))
        print(held_back(result.problems), end="")
        print(f"{result.why}\n" if result.why else "", end="")


@task(help={key: HELP[key] for key in ("output", "settings")})
@told
def clean(c: Context, output: str | None = None, settings: str | None = None) -> None:
    """Throw away what is kept between builds; the built site stays."""
    from plugins.cache.clean import clean
    from plugins.posts.build import cache_of, load_settings
    from plugins.posts.outputs import builds_of

    loaded = load_settings(_options(None, output, settings, None))
    where = Path(loaded["OUTPUT_PATH"])
    size = clean(Path(cache_of(loaded)), builds_of(where), where.name)
    print(f"removed {size / 1e6:.1f} MB of what was kept between builds. The next build makes everything anew")


def _short(path: Path) -> str:
    """A path as the reader of the terminal would type it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


@task(help={**HELP, "format": "text, github (annotations) or json"})
@told
def check(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    format: str = "text",
) -> None:
    """Report every Problem of content and built site; write nothing."""
    from plugins.core.errors import errors_in
    from plugins.posts.show import FORMATS, checked

    _format(format, FORMATS)
    result, problems = _checked(_options(content, output, settings, now))
    _show_problems(problems, format)
    if format == "text":
        print(checked(result.summary, problems))
    if errors_in(problems):
        raise Exit("", 1)


def _checked(options: Options) -> tuple[Result, list[Problem]]:
    """A build into a throw-away folder, what the audit says of it, and where its readers' ways end."""
    from plugins.audit.words import untranslated
    from plugins.ladder import graph
    from plugins.posts.build import load_settings, site_of

    with _thrown_away(options) as aside:
        result, found = _audited(aside)
    words = untranslated(site_of(options), Path(load_settings(options)["THEME"]), _short(options.settings))
    return result, sorted({*found, *words, *(graph.problems(result.house) if result.house else ())})


@contextmanager
def _thrown_away(options: Options) -> Iterator[Options]:
    with tempfile.TemporaryDirectory(prefix="waypost-") as folder:
        yield replace(options, output=Path(folder, "output"))


def _audited(options: Options) -> tuple[Result, list[Problem]]:
    """A build, and every Problem of its content and of what came out."""
    from plugins.audit.run import audit
    from plugins.posts.build import run, site_of

    result = run(options)
    return result, sorted({*result.problems, *audit(result.output, site_of(options))})


@task(
    help={
        **{key: HELP[key] for key in ("content", "settings", "now")},
        "port": "port to listen on (default: 8000; 0 for any that is free)",
        "host": "address to listen on (default: 127.0.0.1, which only this machine reaches)",
    }
)
@told
def serve(
    c: Context,
    port: int = 8000,
    host: str = "127.0.0.1",
    content: str | None = None,
    settings: str | None = None,
    now: str | None = None,
) -> None:
    """Show the site with drafts on this machine; keep it new while files are saved."""
    from plugins.posts.living import Living
    from plugins.posts.progress import Progress
    from plugins.posts.show import problems
    from plugins.serve.run import run

    gc.enable()
    first = Progress()
    site = Living(replace(_options(content, None, settings, now), tell=first.tell))
    run(site, host, port, words=problems, echo=functools.partial(print, flush=True), first=first)


@task(
    positional=["title"],
    help={
        "title": "the post's title; its address is made from it",
        "stage": "the stage of buying its reader is in: a key of data/stages.yaml",
        "author": "who writes it: a key of data/authors.yaml",
        **{key: HELP[key] for key in ("content", "settings", "now")},
    },
)
@told
def new(
    c: Context,
    title: str,
    stage: str | None = None,
    author: str | None = None,
    content: str | None = None,
    settings: str | None = None,
    now: str | None = None,
) -> None:
    """Write a valid draft with its id and all that is asked for."""
    from plugins.posts.new import new_post

    path = new_post(_options(content, None, settings, now), title, stage, author)
    print(f"wrote {_short(path)}. See it with: ./inv build --preview")


@task(
    positional=["slug"],
    help={
        **HELP,
        "slug": "the post's slug or id; without it, all posts",
        "format": "text, json or csv",
        "scheduler": "with --format csv: the tool it is for, a key of data/schedulers.yaml (default: all columns)",
        "preview": "drafts and scheduled too",
    },
)
@told
def share(
    c: Context,
    slug: str,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    preview: bool = False,
    format: str = "text",
    scheduler: str | None = None,
) -> None:
    """Print share texts, of a post or of all, ready to paste or to upload."""
    from plugins.core.errors import Misconfigured
    from plugins.core.text import printable
    from plugins.posts.build import fresh
    from plugins.share import read, show

    _format(format, ("text", "json", "csv"))
    if scheduler and format != "csv":
        raise Misconfigured("--scheduler names the columns of a CSV file: it needs --format csv")
    built = fresh(_options(content, output, settings, now, preview))
    kits = list(read.kits(built.output, built.manifest, slug or None))
    if format == "csv":
        from plugins.share import schedule

        chosen = read.scheduler(built.output, scheduler) if scheduler else schedule.everything()
        past = read.past(built.manifest) if scheduler else frozenset()
        sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]  # CSV's line ends are its own
        print(schedule.lines(kits, chosen, past), end="")
        for warning in schedule.warnings(kits, chosen, past):
            print(f"warning: {printable(warning)}", file=sys.stderr)
    elif slug:
        print(kits[0][0].model_dump_json(indent=2) if format == "json" else show.show(kits[0][0]))
    else:
        where = _short(built.output / read.PAGES)
        print(show.all_json(kits) if format == "json" else show.overview([kit for kit, _ in kits], where), end="")


@task(
    help={
        **HELP,
        "format": "text, csv or json",
        "post": "only links of this post: its slug or id",
        "stage": "only links of posts of this stage",
        "channel": "only links of this channel: a key of data/channels.yaml",
        "campaign": "only links of this campaign: a key of data/campaigns.yaml, or the slug of a post without one",
        "explain": "say where this URL comes from, or why it is not ours",
    }
)
@told
def links(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    post: str | None = None,
    stage: str | None = None,
    channel: str | None = None,
    campaign: str | None = None,
    explain: str | None = None,
    format: str = "text",
) -> None:
    """Print the ledger of all tagged links, or what a tagged URL says."""
    from plugins.core.errors import Misconfigured
    from plugins.ledger import book, show, words
    from plugins.ledger import explain as explaining
    from plugins.ledger.choice import Choice
    from plugins.posts.build import fresh, site_of, vocabulary_of

    choice = Choice(post, stage, channel, campaign)
    _format(format, ("text", "json") if explain is not None else ("text", "csv", "json"))
    if explain is not None and choice:
        raise Misconfigured("--explain is about one URL: it takes no filter")
    options = _options(content, output, settings, now)
    built = fresh(options)
    read = book.read(built.output, built.manifest, site_of(options), vocabulary_of(options))
    if explain is None:
        print(show.show(read, built.output, choice, format, _screen()), end="")
    else:
        found = explaining.explain(explain, read)
        print(f"{words.as_json(found)}\n" if format == "json" else words.as_text(found, read), end="")


def _screen() -> Screen:
    """The terminal that somebody looks at, if somebody does (https://no-color.org)."""
    from plugins.ledger.table import Screen

    if not sys.stdout.isatty():
        return Screen()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(shutil.get_terminal_size().columns, colour=not plain)


@task(
    positional=["what"],
    help={
        **HELP,
        "what": "list: every feed and what is in it; diff: what subscribers would receive by a publish",
        "against": "with diff: a folder or URL of a published site (default: the last release)",
        "target": 'with diff: the folder that is published into (default: WAYPOST["publish"])',
        "format": "text or json",
    },
)
@told
def feeds(
    c: Context,
    what: str,
    against: str | None = None,
    target: str | None = None,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    format: str = "text",
) -> None:
    """List the feeds, or what subscribers would receive (feeds diff)."""
    from plugins.core.errors import Misconfigured, did_you_mean
    from plugins.posts.build import fresh, site_of
    from plugins.publish.feedtask import diff, listing

    _format(format, ("text", "json"))
    if what not in ("list", "diff"):
        wrong = f"feeds {what}: unknown. {did_you_mean(what, ('list', 'diff'))}"
        raise Misconfigured(wrong if what else "feeds: say list or diff, as in: ./inv feeds list")
    options = _options(content, output, settings, now)
    built = fresh(options).output
    if what == "list":
        print(listing(built, format), end="")
        return
    text, sound = diff(built, target or site_of(options).settings.publish, against, format)
    print(text, end="")
    if not sound:
        raise Exit("", 1)


@task(help={**HELP, "format": "text or json"})
@told
def stages(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    format: str = "text",
) -> None:
    """Show how many posts each stage has, by industry and audience, against its target."""
    from plugins.ladder.coverage import coverage
    from plugins.ladder.show import as_json, text
    from plugins.posts.build import fresh, vocabulary_of

    _format(format, ("text", "json"))
    options = _options(content, output, settings, now)
    built = fresh(options)
    found = coverage(built.manifest, vocabulary_of(options))
    width, color = shutil.get_terminal_size().columns, sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(as_json(found) if format == "json" else text(found, width, color), end="\n" if format == "json" else "")


@task(
    help={
        **{key: text for key, text in HELP.items() if key != "format"},
        **HOLD_BACK,
        "target": 'folder to publish into (default: WAYPOST["publish"])',
        "dry-run": "print what would be added, changed and removed; touch nothing",
        "rollback": "serve the former release again",
        "to": "with --rollback: the release to go back to",
        "allow-shrink": "publish although more than a fifth of the files is gone",
        "allow-feed-changes": "publish although feeds lost posts, guids or order, or posts moved (./inv feeds diff)",
    }
)
@told
def publish(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    target: str | None = None,
    dry_run: bool = False,
    rollback: bool = False,
    to: str | None = None,
    allow_shrink: bool = False,
    allow_feed_changes: bool = False,
    hold_back: bool = False,
) -> None:
    """Check, build, and put the site online with one switch."""
    import datetime as dt

    from plugins.core.errors import Misconfigured, errors_in
    from plugins.posts.build import cache_of, load_settings, site_of
    from plugins.posts.show import held_back, summary
    from plugins.publish import run as publishing
    from plugins.publish.draft import Allow
    from plugins.publish.packing import Packer

    options = _options(content, output, settings, now, hold_back=hold_back)
    site = site_of(options)
    where = target or site.settings.publish
    if not where:
        raise Misconfigured('where to? Give --target DIR or set WAYPOST["publish"]')
    if to is not None and not rollback:
        raise Misconfigured("--to names the release to go back to: it needs --rollback")
    if rollback:
        publishing.rollback(where, to=to, echo=print)
        return
    with _thrown_away(options) if dry_run else nullcontext(options) as chosen:
        result, problems = _audited(chosen)
        _show_problems(problems, "text")
        if errors_in(problems):
            raise Exit("The built site has problems. Nothing was published.", 1)
        print(summary(result.summary, result.seconds, _short(result.output)))
        print(held_back(problems), end="")
        publishing.publish(
            result.output,
            where,
            keep=site.settings.keep_releases,
            dry_run=dry_run,
            allow=Allow(allow_shrink, allow_feed_changes),
            hub=site.settings.hub,
            share=site.settings.publish_share,
            now=dt.datetime.now(dt.UTC),
            echo=print,
            packer=Packer(Path(cache_of(load_settings(options)), "packed"), site.settings.precompress),
        )


@task(
    help={
        **{key: HELP[key] for key in ("content", "output", "settings", "now")},
        "without-lighthouse": "leave out what takes longest: the scores of Lighthouse",
    }
)
@told
def audit(
    c: Context,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    now: str | None = None,
    without_lighthouse: bool = False,
) -> None:
    """Measure the site in a real browser: links, HTML, accessibility, Lighthouse; write nothing."""
    import datetime as dt

    from plugins.core.errors import errors_in
    from plugins.posts.build import cache_of, load_settings, site_of
    from plugins.posts.show import checked
    from plugins.publish import run as publishing
    from plugins.publish.packing import Packer

    _install_test_lock()
    _install_programs(AUDITED)
    for lock in NPM if not without_lighthouse else ("browser",):
        _install_npm(lock)
    options = _options(content, output, settings, now)
    site = site_of(options)
    packer = Packer(Path(cache_of(load_settings(options)), "packed"), site.settings.precompress)
    with _thrown_away(options) as aside:
        result, problems = _audited(aside)
        _show_problems(problems, "text")
        print(checked(result.summary, problems), flush=True)
        if errors_in(problems):
            raise Exit("Mend these first.", 1)
        online = result.output.parent / "online"
        moment = dt.datetime.now(dt.UTC)
        publishing.publish(result.output, str(online), now=moment, echo=lambda _: None, packer=packer)
        report = [sys.executable, "-m", "tests.browser.report", str(online / "current"), str(result.output)]
        more = [f"--base={site.base}", *(["--without-lighthouse"] if without_lighthouse else [])]
        code = subprocess.call([*report, *more], cwd=ROOT)
    raise Exit(None, code)


@task(help={"only": "run pytest on these paths only, nothing else"}, iterable=["only"])
@told
def test(c: Context, only: list[str] | None = None) -> None:  # noqa: PT028
    """Install what the tests need; run linters, types and all tests."""
    _install_test_lock()
    _install_programs()
    _install_npm("browser")
    pytest = [sys.executable, "-m", "pytest", "-n", "2", *(only or ())]
    if only:
        raise Exit(None, subprocess.call(pytest, cwd=ROOT))
    steps = {
        "ruff check": [sys.executable, "-m", "ruff", "check", "."],
        "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
        "mypy --strict": [sys.executable, "-m", "mypy"],
        "pytest": pytest,
    }
    failed = [name for name, command in steps.items() if _step(name, command)]
    if failed:
        raise Exit(f"failed: {', '.join(failed)}", 1)


@task(help={"minutes": "how long (default: 60)", "found": "folder for findings (default: .waypost/fuzz)"})
@told
def fuzz(c: Context, minutes: float = 60.0, found: str | None = None) -> None:
    """Throw hostile files at the whole way from bytes to pages and feeds."""
    _install_test_lock()
    folder = Path(found) if found else ROOT / ".waypost" / "fuzz"
    command = [sys.executable, "-m", "tests.fuzz.long", "--minutes", str(minutes), "--found", str(folder)]
    raise Exit(None, subprocess.call(command, cwd=ROOT))


@task(
    help={
        "posts": "numbers of generated posts, with commas between (default: 100,1000,10000)",
        "rounds": "how often each build is measured (default: 3)",
        "tools": "ours, ours-plain (no search, no share images), pelican, pelican-cache, hugo, eleventy, hexo, jekyll, "
        "astro (default: what is found)",
        "peers": "folder with other tools, beside those on PATH",
        "out": "file for the tables, which are printed too",
        "keep": "keep the sites",
    }
)
@told
def bench(
    c: Context,
    posts: str = "100,1000,10000",
    rounds: str = "3",
    tools: str | None = None,
    peers: str | None = None,
    out: str | None = None,
    keep: bool = False,
) -> None:
    """Measure builds of generated blogs beside stock Pelican and other tools."""
    told = {"--posts": posts, "--rounds": rounds, "--tools": tools}
    told |= {name: str(Path(path).absolute()) for name, path in (("--peers", peers), ("--out", out)) if path}
    options = [f"{name}={value}" for name, value in told.items() if value] + ["--keep"] * keep
    # A process of its own: what it starts is measured, and is charged with the memory of what it was started by.
    raise Exit(None, subprocess.call([sys.executable, "-m", "bench.run", *options], cwd=ROOT))


def _step(name: str, command: list[str]) -> int:
    print(f"== {name}", flush=True)
    return subprocess.call(command, cwd=ROOT)


def _install_test_lock() -> None:
    """The test packages, once for each state of their lock."""
    from plugins.core.errors import Misconfigured

    lock, stamp = ROOT / "requirements-test.txt", Path(sys.prefix, "waypost-test.lock")
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    print("inv: installing what the tests need, once", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r"]
    if subprocess.call([*pip, str(lock)]):
        raise Misconfigured("could not install the packages of requirements-test.txt. Is there a network?")
    stamp.write_bytes(lock.read_bytes())


CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN = {
    "chromium": CHROMIUM,
    "jing": ("jing",),
    "newsboat": ("newsboat",),
    "rss2email": ("r2e",),
    "nginx-light": ("nginx",),
    "nodejs": ("node", "nodejs"),
    "npm": ("npm",),
    "default-jre-headless": ("java",),
    "poppler-utils": ("pdftotext",),
}
"""Debian's package → commands, any of which will do: a browser for pages, a grammar checker and readers for feeds, a
server (besides Caddy, which comes with the test packages), what installs and runs the checks of pages, a reader of
what was printed."""


AUDITED = ("chromium", "nodejs", "npm", "default-jre-headless")
"""What `./inv audit` needs of them."""


def _install_programs(wanted: Iterable[str] = tuple(DEBIAN)) -> None:
    """What the tests run beside Python: from Debian's packages where we may, else said plainly."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    missing = [name for name in wanted if not any(shutil.which(one, path=path) for one in DEBIAN[name])]
    if os.environ.get("CHROMIUM") and "chromium" in missing:
        missing.remove("chromium")
    if missing and os.geteuid() == 0 and Path("/etc/debian_version").is_file():
        print(f"inv: installing {', '.join(missing)} from Debian's packages, once", flush=True)
        if not _apt("update") and not _apt("install", "-y", "--no-install-recommends", *missing):
            return
    if missing:
        names = " ".join(missing)
        print(f"inv: there is no {names}: tests that need it will fail. On Debian: apt install {names}", flush=True)


def _apt(*arguments: str) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(["apt-get", "-qq", *arguments], env=environment, stdout=subprocess.DEVNULL)


NPM = {"browser": ROOT / "tests" / "browser", "lighthouse": ROOT / "tests" / "browser" / "lighthouse"}
"""Name → folder of a manifest and its lock. Lighthouse is large: only `./inv audit` wants it."""


def _install_npm(name: str) -> None:
    """npm's packages of a lock, once for each state of it, into `.waypost/npm/`: no script of theirs is run."""
    made = ROOT / ".waypost" / "npm" / name
    lock, stamp = (NPM[name] / "package-lock.json").read_bytes(), made / "installed"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return
    print(f"inv: installing the checks of pages ({name}) by npm, once", flush=True)
    made.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(NPM[name] / file, made / file)
    npm = shutil.which("npm")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm is None or subprocess.call([npm, "ci", *options], cwd=made, stdout=subprocess.DEVNULL):
        print(
            "inv: npm could not install them: checks that need them will fail. Is there npm, and a network?", flush=True
        )
        return
    stamp.write_bytes(lock)


LEFT_OUT = {"share": "--slug=", "feeds": "--what="}
"""Task → what stands in for its word where there is none: Invoke knows no positional argument that may be left out."""


class Commands(Program):
    """Invoke, with the exit code of a usage error that the house promises."""

    def parse_core(self, argv: list[str] | None) -> None:
        try:
            super().parse_core(argv)
        except ParseError as error:
            raise Exit(str(error), 2) from None
        keep_bytecode()  # Invoke switches it off

    def parse_tasks(self) -> None:
        try:
            super().parse_tasks()
        except ParseError as error:
            name = error.context.name if error.context else None
            if name in LEFT_OUT and "required positional" in str(error):
                self.core.unparsed.insert(1, LEFT_OUT[name])
                return self.parse_tasks()
            raise Exit(f"{error} `./inv` lists the tasks.", 2) from None


def _leave(code: object) -> None:
    """End the process at once: what Python would do before, object by object, takes as long as a small build."""
    if code and not isinstance(code, int):
        print(code, file=sys.stderr)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def main() -> None:
    """What `./inv` runs."""
    as_a_task()
    try:
        Commands(
            version=VERSION, name="./inv", binary="./inv", namespace=Collection.from_module(sys.modules[__name__])
        ).run()
    except BrokenPipeError:  # `./inv --list | head -1`: whoever reads has read enough
        _leave(141)
    except KeyboardInterrupt:
        _leave(130)
    except SystemExit as end:
        _leave(end.code)
    _leave(0)


if __name__ == "__main__":
    main()
