"""What Pelican imports and a build does not use is not loaded, and works as ever where somebody asks for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.blog import ROOT, Blog, make, run

HEAVY = {
    "PIL",
    "anyio",
    "asyncio",
    "docutils",
    "email",
    "feedgenerator",
    "http.client",
    "markdown",
    "rich",
    "ssl",
    "unittest",
    "urllib.request",
    "yaml",
}
"""Not in a build after an edit: to load all of it takes longer than to make what has changed. Those who read Markdown
and YAML do it in a process beside; feeds load lxml and dateutil where one is made."""
TOLD = "import atexit, sys; atexit.register(lambda: open('loaded', 'w').write(' '.join(sys.modules)))\n"
RST = """Title
#####

:date: 2026-01-02
:summary: A *summary* of it

Text with :abbr:`CMO (chief marketing officer)` and :math:`a^2`.

.. code-block:: python
   :linenos: inline

   print("as Pelican colours it")

.. image:: dot.png
"""


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return make(tmp_path)


def told(code: str, cwd: Path) -> Any:
    """What a script prints last, as JSON."""
    done = run([sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"], cwd)
    assert done.code == 0, done.all
    return json.loads(done.out.splitlines()[-1])


def test_a_build_after_an_edit_loads_none_of_it(blog: Blog) -> None:
    assert blog.inv("build").code == 0
    blog.setting(TOLD)
    assert blog.inv("build").code == 0
    path = blog.content / "posts/third.md"
    path.write_text(path.read_text() + "More.\n")
    assert blog.inv("build").code == 0
    loaded = set((blog.root / "loaded").read_text().split())
    assert "pelican" in loaded
    assert "invoke" in loaded
    assert not loaded & HEAVY


ASKED_BY_NONE = ("asyncio", "importlib.metadata", "ssl", "urllib.request")
"""What packages import that a first build loads, and none of its processes asks for."""
PREPARING = """
from plugins.cache.ahead import as_a_task
as_a_task()
import plugins.cache.pool as pool
from plugins.posts.rules import Rules
pool.pack = lambda item, key: ([name for name, module in sys.modules.items() if type(module) is type(sys)], b"")
jobs = [pool.Job(f"{n}.md", "post", b"---\\ntitle: T\\n---\\n\\nText.\\n") for n in range(8)]
found = {name for _, (loaded, _) in pool.prepare_all(jobs, Rules()) for name in loaded}
import json
print(json.dumps(sorted(found)))
"""


def test_who_prepares_loads_no_more_than_that(tmp_path: Path) -> None:
    found = told(PREPARING, tmp_path)
    assert {"markdown.extensions.footnotes", "markdown.extensions.smarty", "pebble"} <= {*found}
    assert not {*found} & {*ASKED_BY_NONE}


def test_a_first_build_loads_no_markdown_beside_those_who_prepare(blog: Blog) -> None:
    blog.setting(TOLD)
    assert blog.inv("build").code == 0
    loaded = set((blog.root / "loaded").read_text().split())
    assert "yaml" in loaded
    assert not loaded & {"asyncio", "markdown", "pebble"}


BOTH = ["import pelican", "import plugins.posts.build"]
ASKED = {
    "a file in reStructuredText": """
from pelican.readers import RstReader
from pelican.settings import DEFAULT_CONFIG
content, metadata = RstReader(DEFAULT_CONFIG).read("post.rst")
said = [content, {name: str(value) for name, value in metadata.items()}]
""",
    "a translator derived from Pelican's": """
from pelican.readers import PelicanHTMLTranslator, RstReader
from pelican.settings import DEFAULT_CONFIG
class Mine(PelicanHTMLTranslator):
    def depart_image(self, node):
        self.body.append("<!-- mine -->")
        super().depart_image(node)
    visit_title = PelicanHTMLTranslator.visit_title
class Reader(RstReader):
    class writer_class(RstReader.writer_class):
        def __init__(self):
            super().__init__()
            self.translator_class = Mine
said = Reader(DEFAULT_CONFIG).read("post.rst")[0]
""",
    "docutils, for itself": """
from docutils.core import publish_parts
said = publish_parts(open("post.rst").read(), writer_name="html4css1")["html_body"]
""",
    "a directive": """
from pelican.rstdirectives import Pygments
from docutils.parsers.rst import directives
said = [Pygments.has_content, directives._directives["code-block"] is Pygments]
""",
    "Pelican's log": """
import logging, pelican.log
pelican.log.console.file = sys.stdout
pelican.log.init(logging.WARNING)
logging.getLogger("pelican.of.a.plugin").warning("Careful with %s", "this")
from rich.logging import RichHandler
said = [isinstance(one, RichHandler) for one in logging.getLogger().handlers]
""",
    "Pelican's console": """
from pelican.log import console
console.file = sys.stdout
with console.capture() as seen:
    console.print("[b]loud[/b]")
said = [seen.get(), isinstance(console, __import__("rich.console").console.Console)]
""",
    "Pelican's readers": """
from pelican.readers import HTMLReader, MarkdownReader
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import get_date
said = [MarkdownReader.enabled, MarkdownReader(DEFAULT_CONFIG).read("post.md"), str(get_date("2 May 2026"))]
""",
    "Pelican's feeds": """
from pelican.writers import Writer
from pelican.settings import DEFAULT_CONFIG
writer = Writer("out", DEFAULT_CONFIG | {"RELATIVE_URLS": False})
context = {"SITENAME": "S", "SITESUBTITLE": "T", "SITEURL": "https://s.example.com"}
said = []
for kind in ("rss", "atom"):
    writer.site_url = writer.feed_domain = writer.feed_url = ""
    feed = writer._create_new_feed(kind, None, context)
    said += [type(feed).__name__, type(feed).__module__, feed.feed["title"]]
""",
    "Pelican's server": """
from pelican import ComplexHTTPRequestHandler, RootedHTTPServer
from http.server import HTTPServer
class Mine(RootedHTTPServer):
    there = True
with Mine(".", ("127.0.0.1", 0), ComplexHTTPRequestHandler) as server:
    said = [isinstance(server, HTTPServer), issubclass(Mine, HTTPServer), server.RequestHandlerClass.SUFFIXES]
""",
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_it_works_as_ever_where_it_is_asked_for(tmp_path: Path, asked: str) -> None:
    (tmp_path / "post.rst").write_text(RST)
    (tmp_path / "post.md").write_text("title: Old\n\nText *with* stress.\n")
    ours, ordinary = (told(f"{first}\n{asked}\nimport json; print(json.dumps(said))", tmp_path) for first in BOTH)
    assert ours == ordinary
    assert ours


def test_a_plugin_of_the_user_may_use_it(blog: Blog) -> None:
    blog.write(
        "mine.py",
        """
import logging
from docutils.core import publish_parts
from pelican import signals
from pelican.log import console
from rich.text import Text

def say(pelican):
    text = publish_parts(".. code-block:: text\\n\\n   x", writer_name="html4css1")["fragment"]
    console.print(Text("hushed"))
    open("said", "w").write(text)

def register():
    signals.initialized.connect(say)
""",
    )
    blog.setting("PLUGINS = [*PLUGINS, 'mine']\nPLUGIN_PATHS = ['.']")
    done = blog.inv("build")
    assert done.code == 0, done.all
    assert '<div class="highlight">' in (blog.root / "said").read_text()
    assert "hushed" not in done.all


INVOKE = {
    "MockContext": "from invoke import MockContext, Result\n"
    "c = MockContext(run=Result('out'))\nsaid = [c.run('x').stdout, c.run.call_count]",
    "a file of settings": "from invoke import Config\nsaid = Config(project_location='.').load_project() or 1",
    "its version": "import invoke, importlib.metadata as m\nsaid = [invoke.__version__, m.version('pelican')]",
    "other versions": "from importlib import metadata as m\n"
    "said = [m.version('pyyaml'), m.version('PyYAML'), len(m.files('invoke'))]",
    "a package that is not there": "import importlib.metadata as m\ntry: m.version('no-such')\n"
    "except m.PackageNotFoundError as error: said = str(error)",
}


@pytest.mark.parametrize("asked", INVOKE.values(), ids=INVOKE)
def test_invoke_works_as_ever(tmp_path: Path, asked: str) -> None:
    (tmp_path / "invoke.yaml").write_text("run: {echo: true}\n")
    code = f"{asked}\nimport json; print(json.dumps(said))"
    assert told(f"import tasks\n{code}", tmp_path) == told(code, tmp_path)


def test_invoke_tells_what_it_does_where_it_is_asked_to(tmp_path: Path) -> None:
    (tmp_path / "invoke.yaml").write_text("tasks: {dedupe: false}\n")
    done = run([sys.executable, str(ROOT / "tasks.py"), "--debug", "--list"], tmp_path)
    assert done.code == 0
    assert "invoke.parser" in done.err
    assert "build" in done.out


def test_a_list_of_the_tasks_loads_nothing_more(tmp_path: Path) -> None:
    code = "import tasks; sys.argv = ['inv', '--list']; tasks._leave = lambda code: None; tasks.main()"
    loaded = set(told(f"import json; {code}\nprint(json.dumps([*sys.modules]))", tmp_path))
    assert not loaded & (HEAVY | {"pelican", "pydantic", "jinja2"})
