"""Where a site can be published to: what the words after --target mean."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.core.errors import Misconfigured
from plugins.publish.directory import Directory

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_REMOTE = re.compile(r"[^/]+@[^/]+:")
KNOWN = "a folder (public, ./public, /srv/www/blog) or file:///srv/www/blog"


def open_target(target: str, output: Path) -> Directory:
    """The directory target that `target` names; nothing is touched.

    Raises Misconfigured for another kind of target, for a folder that is not ours, and for one that holds the output
    (`output`, resolved) or lies in it.
    """
    place = find_target(target)
    root = place.root
    if root == output or root in output.parents or output in root.parents:
        raise Misconfigured(f"the target {root} and the output {output} lie in each other: publish to another folder")
    return place


def find_target(target: str) -> Directory:
    """The directory target that `target` names. Raises Misconfigured as `open_target` does."""
    place = Directory(_folder(target).expanduser().resolve())
    place.require_ours()
    return place


def _folder(target: str) -> Path:
    if not target.strip() or "\0" in target:
        raise Misconfigured(f"no target given: it may be {KNOWN}")
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() == "file":
        return _of_url(target)
    if scheme or _REMOTE.match(target):
        raise Misconfigured(f"cannot publish to {target!r}: a target is {KNOWN}")
    return Path(target)


def _of_url(target: str) -> Path:
    """The path of a file: URL (RFC 8089); it has no other host than this one."""
    url = urlsplit(target)
    if url.netloc not in ("", "localhost") or url.query or url.fragment or not url.path.startswith("/"):
        raise Misconfigured(f"{target!r} is no file: address of this machine: write file:///srv/www/blog")
    return Path(unquote(url.path))
