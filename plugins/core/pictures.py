"""Images of this site in several widths: how they stand on a page, with their room kept before they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plugins.core.body import Body, Slot
from plugins.core.compact import compact
from plugins.core.post import Raster, Target
from plugins.core.records import dataclass

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
SMALL = 15_000
"""Bytes below which an image is left alone: what others would save of it is less than what asking for it costs."""
LARGE = 40_000_000
"""Pixels above which an image is left alone: each takes four bytes of memory in the process that scales it. A JPEG may
have more, for it need not be read whole: as many as its `most`."""
HIGHEST = 16_383
"""Pixels a side of a WebP (RFC 9649, section 2.5)."""
_STEP = 1.1
"""A width that is less than this times the one before it is not worth a file."""


@compact
@dataclass(frozen=True, slots=True)
class Measure:
    """width, height: px as an image is shown; still: whether it is one picture of dots, and so can be scaled; most:
    pixels up to which it is. More than LARGE where its decoder gives it at a half, a quarter or an eighth."""

    width: int
    height: int
    still: bool = False
    most: int = LARGE


def raster(address: str, size: int, measure: Measure | None, digest: bytes, widths: Sequence[int]) -> Raster | None:
    """What pages say of an image of `size` bytes at `address`. digest: of its bytes; widths: px, from small to large.

    Its copies are WebP, each named by its width and by the original's digest, so that they can be kept for ever.
    """
    if measure is None:
        return None
    name = f"{address.rpartition('.')[0]}.{digest.hex()[:8]}"
    copies = _copied(measure, widths) if measure.still and size >= SMALL else ()
    return Raster(measure.width, measure.height, digest, tuple((width, f"{name}.{width}.webp") for width in copies))


def too_large(size: int, measure: Measure | None, widths: Sequence[int]) -> str:
    """What to do about an image that is too large for any copy; nothing where it has some, or needs none."""
    if not (measure and measure.still and size >= SMALL and widths) or _copied(measure, widths):
        return ""
    widest = min(measure.width, widths[-1])
    high = measure.height * widest > HIGHEST * measure.width
    return f"Save it no {f'higher than {HIGHEST}' if high else f'wider than {widest}'} pixels."


def reduction(width: int, wanted: int) -> int:
    """By how much a decoder that can may make an image of `width` px smaller for a copy of `wanted`: 1, 2, 4 or 8.

    To twice the width that is wanted, so that the rest is done with more care than a decoder takes.
    """
    return next((by for by in (8, 4, 2) if width >= 2 * wanted * by), 1)


def _copied(measure: Measure, widths: Sequence[int]) -> list[int]:
    """The widths of an image's copies, as far as the image can be read for them and WebP can hold them."""
    pixels, reduces = measure.width * measure.height, measure.most > LARGE
    return [
        width
        for width in (_widths(measure.width, widths) if pixels <= measure.most else ())
        if measure.height * width <= HIGHEST * measure.width
        and pixels <= LARGE * (reduction(measure.width, width) ** 2 if reduces else 1)
    ]


def _widths(width: int, wanted: Sequence[int]) -> list[int]:
    """Those of `wanted` that are less, and the image's own unless it is more than all."""
    if not wanted:
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
    return slot._replace(refs=tuple(refs.items()), attrs=tuple(attrs.items()))


def srcset(image: Raster) -> str:
    """The copies of an image as the attribute srcset has them."""
    return ", ".join(f"{address} {width}w" for width, address in image.scales)
