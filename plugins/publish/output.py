"""The built site as it comes in: whole, for production, and told apart from what stays at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from pydantic import ValidationError

from plugins.core.errors import Misconfigured
from plugins.core.manifest import HOME, Manifest, home
from plugins.core.records import dataclass
from plugins.publish.tree import Tree, measure


@dataclass(frozen=True, slots=True)
class Output:
    """root: the real folder, links resolved, so that a build meanwhile cannot slip in another; url: the site's;
    files: all that readers get; posts: id → date of every published post; copies: where those files lie that are not
    below `root`; addresses: id → address of every post with a page, hidden ones too; sources: id → its file."""

    root: Path
    url: str
    files: Tree
    posts: Mapping[str, dt.datetime]
    copies: Mapping[str, Path] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: str) -> Path:
        """Where one of the files lies."""
        return self.copies.get(path) or self.root / path


def read_output(output: Path, share: bool = False) -> Output:
    """The built site in `output`. share: with the share kit's pages, which else stay at home with all of that folder.

    Raises Misconfigured where there is none, where it is a preview, or where it holds nothing for readers;
    PublishFailed where it holds anything but plain files.
    """
    root = output.resolve()
    manifest = _manifest(root, str(output))
    if manifest.preview:
        raise Misconfigured(f"{output} is a preview, with drafts and scheduled posts in it: run ./inv build first")
    files = dict(measure(root, skip=HOME))
    if not files:
        raise Misconfigured(f"{output} holds no files for readers: run ./inv build first")
    if share and (root / home("share")).is_dir():
        kits = {home(f"share/{path}"): found for path, found in measure(root / home("share")).items()}
        files = dict(sorted({**files, **kits}.items()))
    posts = {post.id: post.date for post in manifest.posts if post.status == "published"}
    paged = [post for post in manifest.posts if post.status in ("published", "hidden")]
    addresses = {post.id: post.url.removeprefix(manifest.url) for post in paged}
    sources = {post.id: post.source for post in paged}
    return Output(root, manifest.url, files, posts, addresses=addresses, sources=sources)


def _manifest(root: Path, shown: str) -> Manifest:
    path = root / home("posts.json")
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError:
        raise Misconfigured(f"{shown} holds no built site ({home('posts.json')} is missing): run ./inv build") from None
    except ValidationError:
        message = f"{shown}/{home('posts.json')} is not of this version of Waypost: run ./inv build"
        raise Misconfigured(message) from None
