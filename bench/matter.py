"""How each tool wants a post written: its front matter, its spelling of links to other posts, its file's name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from bench.corpus import Article, key_of

Writer = Callable[[Article], str]
"""A post → the text of its source file."""


def ours(post: Article) -> str:
    """All that our schema requires and asks for."""
    fields = {
        "id": f"b{post.number:07d}",
        "title": post.title,
        "slug": post.slug,
        "summary": post.summary,
        "date": f"{post.date:%Y-%m-%d %H:%M}",
        "authors": [f"{key_of(post.author)}-desk"],
        "stage": post.stage,
        "industry": [post.industry],
        "category": post.category,
        "tags": post.tags,
        "problem": post.problem,
        "takeaways": post.takeaways,
        "question": post.question,
        "goal": "depth" if post.number % 2 else "breadth",
        "metric": "replies from accounts",
    }
    return _yaml(fields) + linked(post, "{filename}%s.md")


def pelican(post: Article) -> str:
    """Pelican's own front matter."""
    fields = {
        "Title": post.title,
        "Slug": post.slug,
        "Date": f"{post.date:%Y-%m-%d %H:%M}",
        "Author": f"{post.author} Desk",
        "Category": post.category,
        "Tags": ", ".join(post.tags),
        "Summary": post.summary,
        "Stage": post.stage,
        "Industry": post.industry,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + "\n" + linked(post, "{filename}%s.md")


def hugo(post: Article) -> str:
    author = {"authors": [f"{post.author} Desk"], "categories": [post.category]}
    return _yaml(_common(post) | {"slug": post.slug, "tags": post.tags} | author) + linked(post, "/posts/%s/")


def eleventy(post: Article) -> str:
    """`tags` would name collections there."""
    author = {"author": f"{post.author} Desk", "category": post.category}
    return _yaml(_common(post) | {"topics": post.tags} | author) + linked(post, "/posts/%s/")


def listed(post: Article) -> str:
    """For Hexo, Jekyll and Astro."""
    author = {"author": f"{post.author} Desk", "categories": [post.category]}
    return _yaml(_common(post) | {"tags": post.tags} | author) + linked(post, "/posts/%s/")


def linked(post: Article, address: str) -> str:
    """The body with links to other posts as a tool spells them; `address` has %s for the slug."""
    return re.sub(r"\(post:([a-z0-9-]+)\)", lambda found: f"({address % found[1]})", post.body)


def _common(post: Article) -> dict[str, Any]:
    date = f"{post.date:%Y-%m-%dT%H:%M:%SZ}"
    named = {"title": post.title, "summary": post.summary, "stage": post.stage, "industry": post.industry}
    return {**named, "date": date}


def _yaml(fields: Mapping[str, Any]) -> str:
    """JSON is YAML; but a date is one only where it has no quotation marks."""
    lines = (f"{name}: {value if name == 'date' else json.dumps(value)}\n" for name, value in fields.items())
    return "---\n" + "".join(lines) + "---\n\n"
