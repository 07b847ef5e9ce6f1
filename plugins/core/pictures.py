"""Images of this site in several widths: how they stand on a page, with their room kept before they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.core.body import Body, Slot
from plugins.core.compact import compact
from plugins.core.post import Raster, Target

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
SMALL = 15_000
"""Bytes below which an image is left alone: what others would save of it is less than what asking for it costs."""
LARGE = 40_000_000
"""Pixels above which an image is left alone: each takes four bytes of memory in the process that scales it."""
_STEP = 1.1
"""A width that is less than this times the one before it is not worth a file."""


@compact
@dataclass(frozen=True, slots=True)
class Measure:
    """width, height: px as an image is shown; still: whether it is one picture of dots, and so can be scaled."""

    width: int
    height: int
    still: bool = False


def raster(address: str, size: int, measure: Measure | None, digest: bytes, widths: Sequence[int]) -> Raster | None:
    """What pages say of an image of `size` bytes at `address`. digest: of its bytes; widths: px, from small to large.

    Its copies are WebP, each named by its width and by the original's digest, so that they can be kept for ever.
    """
    if measure is None:
        return None
    name = f"{address.rpartition('.')[0]}.{digest.hex()[:8]}"
    is_worth = measure.still and size >= SMALL and measure.width * measure.height <= LARGE
    copies = _widths(measure.width, widths) if is_worth else ()
    return Raster(measure.width, measure.height, digest, tuple((width, f"{name}.{width}.webp") for width in copies))


def _widths(width: int, wanted: Sequence[int]) -> list[int]:
    """Those of `wanted` that are less, and the image's own unless it is more than all; none for a small image."""
    if not wanted or width <= wanted[0]:
        return []
    less = [one for one in wanted if one * _STEP < width]
    return [*less, width] if width <= wanted[-1] else less


def dressed(body: Body, targets: Mapping[str, Target], sizes: str, first: bool) -> tuple[Body, Mapping[str, Target]]:
    """(the body with what is known of its images, its targets with their copies).

    sizes: the attribute of that name (HTML, section 4.8.4.2); first: whether the first image, where it stands before
    every heading, is among what is seen at once, and so must not wait.
    """
    if not any(target.raster for target in targets.values()):
        return body, targets
    known = {**targets, **dict(_copies(targets))}
    return tuple(_parts(body, targets, sizes, first)), known


def _copies(targets: Mapping[str, Target]) -> Iterator[tuple[str, Target]]:
    for target in targets.values():
        for _, address in target.raster.scales if target.raster else ():
            yield address, Target("internal", address)


def _parts(body: Body, targets: Mapping[str, Target], sizes: str, first: bool) -> Iterator[str | Slot]:
    for part in body:
        if isinstance(part, Slot):
            first = first and part.tag not in _HEADINGS
            if part.tag == "img":
                part, first = _image(part, targets, sizes, first), False
        yield part


def _image(slot: Slot, targets: Mapping[str, Target], sizes: str, first: bool) -> Slot:
    refs, attrs = dict(slot.refs), dict(slot.attrs)
    target = targets.get(refs.get("src", ""))
    known = target.raster if target else None
    if first:
        attrs.pop("loading", None)
        attrs["fetchpriority"] = "high"
    if known and not {"width", "height"} & attrs.keys():
        attrs |= {"width": str(known.width), "height": str(known.height)}
    if known and known.scales and "srcset" not in refs:
        refs["srcset"] = srcset(known)
        attrs.setdefault("sizes", sizes)
    return replace(slot, refs=tuple(refs.items()), attrs=tuple(attrs.items()))


def srcset(image: Raster) -> str:
    """The copies of an image as the attribute srcset has them."""
    return ", ".join(f"{address} {width}w" for width, address in image.scales)
