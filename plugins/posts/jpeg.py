"""JPEG without what it tells of its maker, place and time. Segments are cut out whole: no pixel is touched.

Sources: ITU-T T.81 annex B (markers), T.871 (JFIF), T.872 §6.5.3 (Adobe), ICC.1 annex B.4, CIPA DC-008 (Exif).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EOI, _SOS, _DNL, _COM = 0xD9, 0xDA, 0xDC, 0xFE
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_PICTURE = frozenset((*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD))
"""Markers of the picture itself: frames, tables, scans, restart interval. Decoders refuse what is neither here nor APP
nor COM (reserved, hierarchical), so a file that has it is refused here too."""
_FRAMES = _PICTURE - {0xC4, 0xCC, *range(0xDA, 0xDE)}
_TOLD = frozenset((*range(0xE0, 0xF0), _COM))

_MARKER = re.compile(rb"\xff++([\x01-\xfe])")
_SCAN_END = re.compile(rb"\xff(?=[\x01-\xcf\xd8-\xfe])")
"""Within a scan FF00 is a byte of data, FFD0 to FFD7 restart it, FFFF is filling; any other marker ends it."""
_EXIF = b"Exif\0\0"


def clean(data: bytes) -> bytes:
    """The same picture with its JFIF, ICC and Adobe segments, and its orientation where it is turned.

    Gone: every other APPn (Exif with position and thumbnail, XMP, IPTC, MPF), comments, all after the end marker.
    Raises ValueError, in words that go on after "is no valid JPEG: ".
    """
    out, seen, told = [b"\xff\xd8"], set[int](), False
    for code, payload, scan in segments(data):
        is_exif = code == _APP1 and payload.startswith(_EXIF)
        kept = payload if code in _PICTURE else b"" if is_exif and told else _kept(code, payload)
        told = told or is_exif
        seen.add(code)
        if kept or code in _PICTURE:
            out.append(b"\xff%c%b%b%b" % (code, (len(kept) + 2).to_bytes(2, "big"), kept, scan))
    if _SOS not in seen or not seen & _FRAMES:
        raise ValueError("it holds no picture")
    return b"".join([*out, b"\xff\xd9"])


def segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(marker, payload, the scan that follows it) up to the end marker."""
    at = 2
    while True:
        marker = _MARKER.match(data, at)
        if marker is None:
            raise ValueError(f"no marker at byte {at}" if at < len(data) else "it ends in the middle")
        code, start = marker[1][0], marker.end()
        if code == _EOI:
            return
        size = int.from_bytes(data[start : start + 2], "big")
        _check(code, size, start, len(data))
        at = end = start + size
        if code == _SOS:
            following = _SCAN_END.search(data, end)
            if following is None:
                raise ValueError("it ends in the middle")
            at = following.start()
        yield code, data[start + 2 : end], data[end:at]


def _check(code: int, size: int, start: int, total: int) -> None:
    if code not in _PICTURE and code not in _TOLD:
        raise ValueError(f"the marker FF{code:02X} at byte {start - 2} has no place there")
    if start + 2 > total or start + size > total:
        raise ValueError("it ends in the middle")
    if size < 2 or (code == _DNL and size != 4):
        raise ValueError(f"the segment at byte {start - 2} has the impossible length {size}")


def _kept(code: int, payload: bytes) -> bytes:
    """What stays of a segment that is not the picture's own; nothing where it goes."""
    if code == _APP0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        return payload[:12] + b"\0\0"  # the density stays, the thumbnail of 0 by 0 pixels is none
    if code == _APP1 and payload.startswith(_EXIF):
        turned = orientation(payload[len(_EXIF) :])
        return _EXIF + exif(turned) if turned != 1 else b""
    if code == _APP2 and payload.startswith(b"ICC_PROFILE\0"):
        return payload
    if code == _APP14 and payload.startswith(b"Adobe") and len(payload) >= 12:
        return payload[:12]  # without it some decoders mistake CMYK and RGB for YCbCr
    return b""


def orientation(tiff: bytes) -> int:
    """How the picture is turned (Exif tag 0x0112): 1 upright, 2 to 8 otherwise; 1 where it is not told."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for at in range(first + 2, min(first + 2 + 12 * number(first, 2), len(tiff) - 11), 12):
        if (number(at, 2), number(at + 2, 2), number(at + 4, 4)) == (0x0112, 3, 1):
            return number(at + 8, 2) if 1 <= number(at + 8, 2) <= 8 else 1
    return 1


def exif(turned: int) -> bytes:
    """The least TIFF block that tells an orientation and nothing else."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0" % turned
