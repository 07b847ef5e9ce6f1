"""Pelican's settings as the engine needs them. A settings file begins with `from plugins.posts.defaults import *`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined

ROOT = Path(__file__).resolve().parents[2]

PELICAN_CLASS = "plugins.WaypostPelican"
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(ROOT / "theme")
PLUGINS = [
    f"plugins.{room}.plugin"
    for room in "posts cache addresses hubs ladder feeds share images cards head search".split()
]

# Addresses (design §4). What hubs and feeds write is switched off at Pelican.
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = DRAFT_URL = ARTICLE_LANG_URL = DRAFT_LANG_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = DRAFT_SAVE_AS = ARTICLE_LANG_SAVE_AS = DRAFT_LANG_SAVE_AS = "posts/{slug}/index.html"
PAGE_URL = DRAFT_PAGE_URL = PAGE_LANG_URL = DRAFT_PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = DRAFT_PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = "{slug}/index.html"
CATEGORY_URL, TAG_URL, AUTHOR_URL = "categories/{slug}/", "tags/{slug}/", "authors/{slug}/"
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES: list[str] = []
PAGINATED_TEMPLATES: dict[str, None] = {}
DEFAULT_PAGINATION = 10
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TAG_FEED_ATOM = TAG_FEED_RSS = None
TRANSLATION_FEED_ATOM = TRANSLATION_FEED_RSS = None

# Only our reader: reStructuredText includes any file of the machine, HTML would pass unseen.
READERS: dict[str, Any] = {"rst": None, "html": None, "htm": None, "markdown": None, "mkd": None, "mdown": None}
IGNORE_FILES = [".*", "#*#", "*~", "*.swp", "*.swo", "*.bak", "*.orig", "*.tmp", "__pycache__"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "misc"
TIMEZONE = "UTC"
WITH_FUTURE_DATES = True
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
RELATIVE_URLS = False
THEME_STATIC_DIR = "theme"
THEME_STATIC_PATHS = ["static"]
JINJA_ENVIRONMENT = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
JINJA_ENVIRONMENT |= {"auto_reload": False}  # one build, one theme; and no look at the disk for each use of a template
JINJA_ENVIRONMENT |= {"cache_size": -1}  # all of them are kept, and nobody writes down which was used last
JINJA_GLOBALS: dict[str, Any] = {}
JINJA_FILTERS: dict[str, Any] = {}
