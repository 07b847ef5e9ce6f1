"""The ledger as a table: as wide as the terminal, or, where nobody looks, one whole line for each link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from plugins.core.links import Tagged
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.text import printable

_FLAT = ("slug", "stage", "channel", "placement", "campaign", "group", "tagged")
_POST = attrgetter("post", "slug", "stage", "campaign", "stage_inferred")
_NARROW = 72
"""Columns of a terminal below which the group, which follows from the channel, makes way."""
_LEAST = 40
_GAP = "  "
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
"""SGR (ECMA-48, section 8.3.117)."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a table is shown. width: its columns, None where nobody looks (a pipe, a file)."""

    width: int | None = None
    colour: bool = False

    def dim(self, text: str) -> str:
        return f"{_DIM}{text}{_PLAIN}" if self.colour and text else text

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self.colour else text


def table(rows: Sequence[Tagged], site: Site, screen: Screen) -> str:
    """The rows as `screen` can show them; "" for none."""
    if not rows:
        return ""
    lines = _flat(rows) if screen.width is None else _fitted(rows, site, screen, max(screen.width, _LEAST))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _flat(rows: Sequence[Tagged]) -> Iterator[str]:
    """One line for each link with its whole URL, in columns."""
    cells = [_FLAT, *([printable(str(getattr(row, name))) or "-" for name in _FLAT] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(_FLAT) - 1)]
    for line in cells:
        yield _GAP.join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]])


def _fitted(rows: Sequence[Tagged], site: Site, screen: Screen, width: int) -> Iterator[str]:
    """The links of each post below its name, no line wider than `width`: what does not fit ends in "…"."""
    cells = {row: (row.channel, row.group, row.placement, _address(row, site)) for row in rows}
    widths = _widths([*cells.values()], width)
    for key, group in groupby(rows, key=_POST):
        yield _heading(key, screen, width)
        for row in group:
            channel, name, placement, address = map(_cell, map(printable, cells[row]), widths)
            yield _GAP.join(("", channel, *filter(None, [screen.dim(name)]), placement, screen.dim(address.rstrip())))


def _heading(key: tuple[str, str, str, str, bool], screen: Screen, width: int) -> str:
    post, slug, stage, campaign, inferred = key
    about = (post, f"{stage} (inferred)" if inferred else stage, f"campaign {campaign}" if campaign != slug else "")
    whole = _cell(printable(slug + "".join(f" · {part}" for part in about if part)), width)
    return screen.bold(whole[: len(slug)]) + screen.dim(whole[len(slug) :].rstrip())


def _address(row: Tagged, site: Site) -> str:
    """Where a link leads, on this site without its host."""
    return site.inside(row.clean) or row.clean.partition("://")[2] or row.clean


def _widths(cells: Sequence[tuple[str, ...]], width: int) -> tuple[int, int, int, int]:
    """Columns for channel, group, placement and address: as wide as their cells as far as that goes."""
    longest = [max(map(len, column)) for column in zip(*cells, strict=True)]
    channel, group = min(longest[0], 16), min(longest[1], 16) if width >= _NARROW else 0
    gaps = len(_GAP) * (4 if group else 3)
    rest = width - gaps - channel - group
    placement = min(longest[2], max(rest // 2, rest - longest[3]))
    return channel, group, placement, rest - placement


def _cell(text: str, width: int) -> str:
    """`text` in exactly `width` columns of a terminal; some letters take two."""
    from rich.cells import cell_len, set_cell_size  # a hundred milliseconds that csv and json need not wait for

    if width and cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def counted(rows: Sequence[Tagged], every: int) -> str:
    """The closing lines: how many links of how many, of how many posts, by channel and by channel group."""
    many = f"{len(rows)} of {every}" if len(rows) != every else f"{every}"
    posts = len({row.post for row in rows if row.post})
    lines = [f"{many} tagged {'link' if every == 1 else 'links'}" + (f" in {_posts(posts)}" if posts else "")]
    for what in ("channel", "group"):
        found = Counter(getattr(row, what) for row in rows)
        lines.append(f"by {what}: {', '.join(_numbers(found))}" if found else "")
    return printable("\n".join(filter(None, lines))) + "\n"


def _posts(many: int) -> str:
    return f"{many} {'post' if many == 1 else 'posts'}"


def _numbers(found: Counter[str]) -> Iterator[str]:
    """The largest first, those of one size by name."""
    return (f"{name} {many}" for name, many in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
