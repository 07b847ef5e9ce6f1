"""What `./inv feeds` calls."""

from __future__ import annotations

from pathlib import Path

from plugins.core.errors import Misconfigured
from plugins.publish.against import last_release, published
from plugins.publish.draft import built_side
from plugins.publish.feeddiff import difference
from plugins.publish.feedlist import Feeds, is_feed
from plugins.publish.feedshow import as_json, listed, listed_json, shown
from plugins.publish.feedside import Side
from plugins.publish.output import read_output


def listing(output: Path, form: str = "text") -> str:
    """Every feed of the built site."""
    feeds = built_side(read_output(output), None).feeds
    return listed_json(feeds) if form == "json" else listed(feeds)


def diff(output: Path, target: str | None, against: str | None, form: str) -> tuple[str, bool]:
    """(what to print, whether a publish may go on). against: a folder or URL; else the last release of the target.

    Raises Misconfigured where there is neither, PublishFailed where what is there cannot be read.
    """
    built = read_output(output)
    if against:
        name, before = published(against, [path for path in built.files if is_feed(path)])
    elif target:
        name, before = last_release(target) or ("nothing: this would be the first release", Side(Feeds(), {}))
    else:
        raise Misconfigured('against what? Give --against FOLDER or URL, --target DIR, or set WAYPOST["publish"]')
    found = difference(before, built_side(built, before.feeds))
    return (as_json if form == "json" else shown)(found, name), not found.problems
