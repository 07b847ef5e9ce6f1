"""What our blog and stock Pelican's need beside the posts: settings, and our data files."""

from __future__ import annotations

import json
from typing import Any

from bench import words
from bench.corpus import key_of

OURS = f'''"""A generated blog, for measuring."""

from plugins.posts.defaults import *

SITENAME = "Measured"
SITESUBTITLE = "Posts that nobody wrote"
SITEURL = "https://blog.example.com"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
WAYPOST = {{
    "authority": "blog.example.com,2012",
    "description": "Generated posts about selling to businesses.",
    "stage_policy": "require",
    "asked_for": "require",
    "owned_hosts": ["{words.OWNED}"],
}}
'''
OURS_PLAIN = f"""{OURS}WAYPOST |= {{"search": False, "cards": False}}
"""
"""Without what none of the others has: a search, and share images."""
PELICAN = """SITENAME = "Measured"
SITEURL = "https://blog.example.com"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
"""Stock settings and theme; addresses and lists of ten as all the sites here have them, and no feeds."""
PELICAN_CACHE = PELICAN + "CACHE_CONTENT = LOAD_CONTENT_CACHE = True\n"
_CHANNELS = {
    "site": ("blog", "referral"),
    "rss": ("rss", "referral"),
    "linkedin": ("linkedin", "social"),
    "x": ("x", "social"),
    "bluesky": ("bluesky", "social"),
    "mastodon": ("mastodon", "social"),
    "email": ("email", "email"),
}


def data_files() -> dict[str, str]:
    """Path → text of each of our data files. JSON is YAML."""
    made = {
        "stages": _stages(),
        "tracks": {"industry": {key: {"name": key.title(), "intro": _intro(key)} for key in words.INDUSTRIES}},
        "channels": {key: _channel(key, *pair) for key, pair in _CHANNELS.items()},
        "campaigns": {"audit-year": {"name": "The year of the audit"}},
        "offers": {key: _offer(key) for key in words.STAGES},
        "authors": {f"{key_of(name)}-desk": _author(name, number) for number, name in enumerate(words.AUTHORS)},
        "redirects": {"/start/": "/subscribe/"},
    }
    return {f"content/data/{stem}.yaml": json.dumps(entries, indent=1) + "\n" for stem, entries in made.items()}


def _intro(key: str) -> str:
    return f"What we publish for readers who have {key} on their minds, oldest questions last. " * 3


def _stages() -> dict[str, Any]:
    return {
        key: {
            "name": key.title(),
            "question": f"What would {key} look like here?",
            "intro": _intro(key),
            "offer": key,
            "signals": [key, "audit", "tender"],
            "target": 0.2,
        }
        for key in words.STAGES
    }


def _channel(key: str, source: str, medium: str) -> dict[str, Any]:
    network = {"network": key} if medium == "social" or key == "email" else {}
    return {"name": key.title(), "source": source, "medium": medium, **network}


def _offer(stage: str) -> dict[str, Any]:
    url = f"https://{words.OWNED}/offers/{stage}/"
    return {"label": f"Take the {stage} sheet", "url": url, "stages": [stage], "text": "One page, no form."}


def _author(name: str, number: int) -> dict[str, Any]:
    """Every second one is trusted: the others' posts are sanitised."""
    words_of = {"role": f"{name} questions", "bio": _intro(name.lower()), "credentials": "Reads, visits, counts."}
    return {"name": f"The {name} Desk", "kind": "organization", "trusted": number % 2 == 0, **words_of}
