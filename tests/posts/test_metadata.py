from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.house import StaticFile
from plugins.posts.files import place
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.jpeg import exif, orientation
from plugins.posts.metadata import check_ending, clean, is_cleaned
from plugins.posts.pages import file_units
from plugins.posts.sources import find
from tests.factories import a_house, a_post, a_site
from tests.making import made
from tests.posts.blogs import told, write
from tests.posts.pictures import (
    DOT,
    END,
    GIF_HEAD,
    JFIF,
    LOOP,
    LOSSLESS,
    PIXEL,
    PNG_HEAD,
    POSITION,
    SCAN,
    TABLES,
    TIMING,
    canvas,
    chunk,
    gif,
    jpeg,
    note,
    png,
    riff,
    segment,
    tiff,
    turned,
    webp,
)

EXIF = segment(0xE1, b"Exif\0\0" + turned(1))
XMP = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + POSITION)
COMMENT = segment(0xFE, POSITION)
ICC = segment(0xE2, b"ICC_PROFILE\0\x01\x01profile")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01")
FRAME = b"\0" * 12 + b"\x50\0\0\0"

GONE = {
    "jpg: exif": ("jpg", jpeg(EXIF), jpeg()),
    "jpg: exif twice, the second turned": ("jpg", jpeg(EXIF + segment(0xE1, b"Exif\0\0" + turned(6))), jpeg()),
    "jpg: xmp": ("jpg", jpeg(XMP), jpeg()),
    "jpg: iptc": ("jpg", jpeg(segment(0xED, b"Photoshop 3.0\x008BIM" + POSITION)), jpeg()),
    "jpg: comment": ("jpg", jpeg(COMMENT), jpeg()),
    "jpg: comment before the scan": ("jpg", jpeg(late=COMMENT + XMP), jpeg()),
    "jpg: comment between scans": ("jpg", jpeg(scans=SCAN + COMMENT + SCAN), jpeg(scans=SCAN + SCAN)),
    "jpg: comment behind the scan": ("jpg", jpeg(scans=SCAN + COMMENT), jpeg()),
    "jpg: several pictures": ("jpg", jpeg(segment(0xE2, b"MPF\0" + POSITION), tail=jpeg(EXIF)), jpeg()),
    "jpg: behind the end": ("jpg", jpeg(tail=POSITION), jpeg()),
    "jpg: thumbnail in jfif": ("jpg", jpeg(start=JFIF[:3] + b"\x40" + JFIF[4:-2] + b"\x04\x04" + POSITION * 3), jpeg()),
    "jpg: jfif extension": ("jpg", jpeg(segment(0xE0, b"JFXX\0\x10" + POSITION)), jpeg()),
    "jpg: behind adobe": ("jpg", jpeg(segment(0xEE, ADOBE[4:] + POSITION)), jpeg(ADOBE)),
    "jpg: filling": ("jpg", jpeg(b"\xff\xff" + COMMENT + b"\xff\xff\xff"), jpeg()),
    "jpg: every other app": ("jpg", jpeg(b"".join(segment(m, POSITION) for m in range(0xE0, 0xF0))), jpeg()),
    "png: exif": ("png", png(chunk(b"eXIf", turned(6))), png()),
    "png: text": ("png", png(chunk(b"tEXt", b"Comment\0" + POSITION)), png()),
    "png: packed text": ("png", png(chunk(b"zTXt", b"Comment\0\0" + POSITION)), png()),
    "png: xmp": ("png", png(late=chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + POSITION)), png()),
    "png: time": ("png", png(chunk(b"tIME", b"\x07\xea\x01\x01\0\0\0")), png()),
    "png: nobody knows": ("png", png(chunk(b"prVt", POSITION)), png()),
    "png: behind the end": ("png", png(tail=POSITION), png()),
    "png: a dropped chunk with a wrong sum": ("png", png(chunk(b"tEXt", POSITION)[:-4] + b"\0\0\0\0"), png()),
    "webp: exif": ("webp", webp(canvas(0x18), LOSSLESS, riff(b"EXIF", turned(1))), webp(canvas(0x10), LOSSLESS)),
    "webp: xmp": ("webp", webp(canvas(0x14), LOSSLESS, riff(b"XMP ", POSITION)), webp(canvas(0x10), LOSSLESS)),
    "webp: nobody knows": ("webp", webp(LOSSLESS, riff(b"abcd", POSITION)), webp(LOSSLESS)),
    "webp: behind the end": ("webp", webp(LOSSLESS, tail=POSITION), webp(LOSSLESS)),
    "webp: in a frame": (
        "webp",
        webp(canvas(0x02), riff(b"ANMF", FRAME + LOSSLESS + riff(b"abcd", POSITION))),
        webp(canvas(0x02), riff(b"ANMF", FRAME + LOSSLESS)),
    ),
    "webp: behind its header": (
        "webp",
        webp(riff(b"VP8X", b"\0" * 10 + POSITION), LOSSLESS),
        webp(canvas(0), LOSSLESS),
    ),
    "gif: comment": ("gif", gif(note(0xFE, POSITION, POSITION)), gif()),
    "gif: comment behind": ("gif", gif(late=note(0xFE, POSITION)), gif()),
    "gif: text": ("gif", gif(note(0x01, b"\0" * 12, POSITION)), gif()),
    "gif: xmp": ("gif", gif(note(0xFF, b"XMP DataXMP", POSITION, bytes(range(255, 0, -1)))), gif()),
    "gif: unknown": ("gif", gif(note(0x77, POSITION)), gif()),
    "gif: behind the end": ("gif", gif(tail=POSITION), gif()),
    "gif: behind the loop": ("gif", gif(note(0xFF, b"NETSCAPE2.0", b"\x01\0\0", POSITION)), gif(LOOP)),
    "gif: behind the timing": ("gif", gif(note(0xF9, b"\x01\0\0\0", POSITION)), gif(TIMING)),
    "gif: the end forgotten": ("gif", gif()[:-1], gif()),
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_told_goes_and_all_else_stays_byte_for_byte(name: str) -> None:
    ending, before, after = GONE[name]
    assert clean(before, ending) == after
    assert clean(after, ending) == after
    assert POSITION not in after


KEPT = {
    "jpg: profile and adobe": ("jpg", jpeg(ICC + ICC + ADOBE)),
    "jpg: no jfif": ("jpg", jpeg(start=b"")),
    "jpg: several scans and a restart interval": ("jpg", jpeg(segment(0xDD, b"\0\x01"), scans=SCAN * 3)),
    "jpg: the number of lines behind the scan": ("jpg", jpeg(scans=SCAN + segment(0xDC, b"\0\x08"))),
    "png: colours": (
        "png",
        png(b"".join(chunk(k, b"abc") for k in b"gAMA cHRM sRGB iCCP sBIT PLTE tRNS bKGD pHYs cICP".split())),
    ),
    "png: frames": ("png", png(chunk(b"acTL", b"\0" * 8) + chunk(b"fcTL", b"\0" * 26), chunk(b"fdAT", b"\0" * 9))),
    "webp: simple": ("webp", webp(LOSSLESS)),
    "webp: profile": ("webp", webp(canvas(0x20), riff(b"ICCP", b"abc"), LOSSLESS)),
    "webp: alpha": ("webp", webp(canvas(0x10), riff(b"ALPH", b"\0\0"), riff(b"VP8 ", b"abcd"))),
    "webp: frames": ("webp", webp(canvas(0x02), riff(b"ANIM", b"\0" * 6), riff(b"ANMF", FRAME + LOSSLESS))),
    "gif: loop and frames": ("gif", gif(LOOP, TIMING + DOT)),
    "gif: a table of its own": ("gif", gif(late=DOT[:9] + b"\x80" + b"\0" * 6 + DOT[10:])),
    "avif": ("avif", b"\0\0\0\x20ftypavif" + POSITION),
    "any other": ("pdf", b"%PDF-1.7 " + POSITION),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_the_picture_stays_as_it_is(name: str) -> None:
    ending, data = KEPT[name]
    assert clean(data, ending) == data


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("value", range(2, 9))
def test_a_turned_photograph_stays_turned_and_tells_nothing_else(value: int, order: str) -> None:
    cleaned = clean(jpeg(segment(0xE1, b"Exif\0\0" + turned(value, order)) + XMP), "jpg")
    assert cleaned == jpeg(segment(0xE1, b"Exif\0\0" + exif(value)))
    assert clean(cleaned, "jpg") == cleaned
    assert orientation(exif(value)) == value
    assert POSITION not in cleaned


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"MM",
        b"XX\0*\0\0\0\x08",
        turned(1),
        turned(0),
        turned(9),
        tiff(),
        tiff((0x0112, 4, 1, 6)),
        tiff((0x0112, 3, 2, 6)),
        turned(6)[:24],
        b"MM\0*\xff\xff\xff\xff" + turned(6)[8:],
        b"MM\0*\0\0\0\x08\xff\xff",
    ],
)
def test_an_orientation_that_is_none_is_upright(block: bytes) -> None:
    assert orientation(block) == 1
    assert clean(jpeg(segment(0xE1, b"Exif\0\0" + block)), "jpg") == jpeg()


BROKEN = {
    "empty": ("png", b"", "is no valid PNG: it does not begin as one"),
    "words": ("jpeg", b"four", "is no valid JPEG: it does not begin as one"),
    "a page": ("gif", b"<html>", "is no valid GIF: it does not begin as one"),
    "jpg without picture": ("jpg", b"\xff\xd8" + JFIF + END, "is no valid JPEG: it holds no picture"),
    "jpg without frame": ("jpg", b"\xff\xd8" + JFIF + SCAN + END, "is no valid JPEG: it holds no picture"),
    "jpg with rubbish": ("jpg", jpeg(b"rubbish"), "is no valid JPEG: no marker at byte 20"),
    "jpg with a reserved marker": (
        "jpg",
        jpeg(segment(0xF3, POSITION)),
        "the marker FFF3 at byte 20 has no place there",
    ),
    "jpg with a restart outside": ("jpg", jpeg(b"\xff\xd0"), "the marker FFD0 at byte 20 has no place there"),
    "jpg with a length of 1": ("jpg", jpeg(b"\xff\xfe\0\x01"), "the segment at byte 20 has the impossible length 1"),
    "jpg with more lines": (
        "jpg",
        jpeg(segment(0xDC, POSITION)),
        "the segment at byte 20 has the impossible length 18",
    ),
    "png with a wrong sum": ("png", png()[:-1] + b"x", "is no valid PNG: the check sum of its chunk IEND is wrong"),
    "png without header": ("png", PNG_HEAD[:8] + PIXEL, "is no valid PNG: it does not begin with its header"),
    "png with a short header": ("png", PNG_HEAD[:8] + chunk(b"IHDR", b"x"), "it does not begin with its header"),
    "png without picture": ("png", PNG_HEAD + chunk(b"IEND"), "is no valid PNG: it holds no picture"),
    "png with a full end": ("png", PNG_HEAD + PIXEL + chunk(b"IEND", b"x"), "its end chunk is not empty"),
    "png of Apple's": ("png", png(chunk(b"CgBI", b"x")), "it needs a chunk b'CgBI' that no browser knows"),
    "webp without picture": ("webp", webp(canvas(0)), "is no valid WebP: it holds no picture"),
    "webp of notes first": ("webp", webp(riff(b"EXIF", b"x"), LOSSLESS), "it does not begin with its header"),
    "webp with a short header": ("webp", webp(riff(b"VP8X", b"x"), LOSSLESS), "its header is too short"),
    "webp with a long chunk": ("webp", webp(LOSSLESS, b"abcd\xff\0\0\0"), "it ends in the middle"),
    "gif without picture": ("gif", GIF_HEAD + b"\x3b", "is no valid GIF: it holds no picture"),
    "gif with rubbish": ("gif", gif(b"\0"), "is no valid GIF: no block begins with 00, as at byte 19"),
    "gif with broken timing": ("gif", gif(note(0xF9, b"\x01")), "is no valid GIF: its timing is broken"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_told_in_words(name: str) -> None:
    ending, data, words = BROKEN[name]
    with pytest.raises(ValueError, match=r"^is no valid (JPEG|PNG|WebP|GIF): ") as told_of:
        clean(data, ending)
    assert words in str(told_of.value)


WHOLE = {
    "jpg": jpeg(EXIF + ICC + COMMENT),
    "png": png(chunk(b"tEXt", POSITION)),
    "webp": webp(canvas(0x1C), LOSSLESS, riff(b"EXIF", turned(1)), riff(b"XMP ", POSITION)),
    "gif": gif(LOOP + note(0xFE, POSITION), TIMING + DOT)[:-1],
}


@pytest.mark.parametrize("ending", WHOLE)
def test_a_picture_cut_anywhere_is_broken(ending: str) -> None:
    data = WHOLE[ending]
    shortest = len(GIF_HEAD + LOOP + note(0xFE, POSITION) + TIMING + DOT) if ending == "gif" else len(data)
    for length in range(shortest):
        with pytest.raises(ValueError, match="is no valid"):
            clean(data[:length], ending)


@pytest.mark.parametrize("ending", ["png", "jpg", "jpeg", "webp", "gif", "avif", "ico", "txt", "svg", "zip", ""])
@pytest.mark.parametrize(
    ("name", "data"),
    [*(({"jpg": "JPEG", "webp": "WebP"}.get(e, e.upper()), d) for e, d in WHOLE.items()), ("AVIF", KEPT["avif"][1])],
)
def test_an_ending_that_lies_is_told(name: str, data: bytes, ending: str) -> None:
    if {"jpg": "JPEG", "jpeg": "JPEG", "webp": "WebP"}.get(ending, ending.upper()) == name:
        check_ending(data, ending)
        return
    words = f"is an? {name}, and its ending says '{ending}'"
    for refuse in (clean, check_ending):
        with pytest.raises(ValueError, match=words):
            refuse(data, ending)
    with pytest.raises(ValueError, match=words):
        check_ending(data[:16], f".{ending.upper()}")


def test_endings_are_read_in_any_case_with_or_without_dot() -> None:
    assert [e for e in ("png", ".PNG", "Jpg", ".jpeg", "WEBP", "gif", "avif", "svg", "") if is_cleaned(e)] == [
        *("png", ".PNG", "Jpg", ".jpeg", "WEBP", "gif")
    ]
    assert clean(jpeg(EXIF), ".JPG") == jpeg()


ENDINGS = st.sampled_from(["jpg", "png", "webp", "gif", "avif", "svg"])
STARTS = [b"", b"\xff\xd8", b"\xff\xd8" + JFIF + TABLES + SCAN, PNG_HEAD, PNG_HEAD + PIXEL, GIF_HEAD, GIF_HEAD + DOT]
STARTS += [b"RIFF\x40\0\0\0WEBP", b"RIFF\x40\0\0\0WEBP" + LOSSLESS, b"RIFF\x40\0\0\0WEBP" + canvas(0xFF)]


def settled(data: bytes, ending: str) -> bytes | None:
    """The cleaned bytes, which cleaning again must leave; None where the file is refused."""
    try:
        cleaned = clean(data, ending)
    except ValueError:
        return None
    assert clean(cleaned, ending) == cleaned
    return cleaned


@given(st.sampled_from(STARTS), st.binary(max_size=200), ENDINGS)
def test_any_bytes_are_cleaned_or_refused(start: bytes, rest: bytes, ending: str) -> None:
    settled(start + rest, ending)


@given(st.sampled_from(sorted(WHOLE)), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4))
def test_pictures_with_wrong_bytes_are_cleaned_or_refused(ending: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE[ending])
    for at, byte in changes:
        data[at % len(data)] = byte
    settled(bytes(data), ending)


SECRET = st.binary(min_size=12, max_size=40).map(lambda b: b"\x01secret\x01" + b)


@given(SECRET, st.integers(0xE0, 0xEF), st.booleans(), st.integers(-40, 40))
def test_no_length_of_a_segment_lets_a_secret_through(secret: bytes, marker: int, late: bool, off: int) -> None:
    """The length tells less or more than the segment has: the file is refused, or what it hides is cut out."""
    honest = segment(marker, secret)
    told_length = max(0, len(secret) + 2 + off)
    lying = honest[:2] + told_length.to_bytes(2, "big") + honest[4:]
    cleaned = settled(jpeg(late=lying) if late else jpeg(lying), "jpg")
    assert cleaned is None or secret not in cleaned


@given(SECRET, st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"abCd"]), st.booleans())
def test_no_chunk_lets_a_secret_through(secret: bytes, kind: bytes, late: bool) -> None:
    assert clean(png(**{"late" if late else "early": chunk(kind, secret)}), "png") == png()
    assert clean(webp(LOSSLESS, riff(kind, secret)), "webp") == webp(LOSSLESS)
    assert clean(gif(**{"late" if late else "early": note(0xFE, secret)}), "gif") == gif()


ITEMS = {"posts/first.md": a_post(slug="first", path="posts/first.md")}


def placed_with(root, files: dict[str, bytes]) -> tuple[dict[str, StaticFile], list[str]]:
    problems: list = []
    placed = place(find(write(root, files)), ITEMS, a_site(), problems)
    return placed, told(problems, root)


def test_images_go_out_clean_and_are_counted_so(tmp_path) -> None:
    files = {f"extra/a.{ending}": data for ending, data in WHOLE.items()}
    files |= {"posts/first/B.JPG": jpeg(EXIF), "extra/a.pdf": b"%PDF " + POSITION}
    placed, problems = placed_with(tmp_path / "content", files)
    assert problems == []
    files_made = made(file_units(a_house(files=list(placed.values())), tmp_path / "content", Fingerprints()))
    for name, file in placed.items():
        written = files_made[file.address.lstrip("/")]
        assert written == clean(files[name], name.rpartition(".")[2])
        assert file.size == len(written)
        assert (POSITION in written) == name.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.png", b"four", "is no valid PNG: it does not begin as one. Save it anew, in the format that its ending"),
        ("a.JPG", jpeg()[:40], "is no valid JPEG: it ends in the middle. Save it anew"),
        ("a.png", jpeg(), "is a JPEG, and its ending says 'png'. Save it anew"),
        ("a.txt", jpeg(EXIF), "is a JPEG, and its ending says 'txt'. Save it anew"),
        ("a.svg", png(), "is a PNG, and its ending says 'svg'. Save it anew"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>", "holds <script> in line 2. Take that"),
        ("a.SVG", b"<svg", "is no well-formed XML: it breaks in line 1. Take that out, and save it as plain SVG"),
        ("a.xml", b"<a xmlns:x='http://www.w3.org/1999/xhtml'><x:script/></a>", "holds <script> in line 1. Take that"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_a_problem(tmp_path, name, data, problem) -> None:
    placed, problems = placed_with(tmp_path, {f"extra/{name}": data})
    assert placed == {}
    assert [line.startswith(f"extra/{name}:1: file: {problem}") for line in problems] == [True], problems


@pytest.mark.parametrize(
    "name", "a.html a.htm a.xhtml a.xht a.svgz a.js a.mjs a.css a.wasm a.swf a.HTML a.Js a.svg.html a.php .htm".split()
)
def test_what_a_browser_runs_is_refused_by_its_ending(tmp_path, name) -> None:
    placed, problems = placed_with(tmp_path, {f"extra/x{name}": b"hello"})
    ending = name.rpartition(".")[2].lower()
    assert placed == {}
    assert [f"files of type '{ending}' are not published" in line for line in problems] == [True]


def test_drawings_and_data_without_script_go_out_as_they_are(tmp_path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><!-- a --><rect width="1" height="1"/></svg>'
    placed, problems = placed_with(tmp_path, {"extra/a.svg": svg, "extra/b.xml": b"<data one='1'/>"})
    assert problems == []
    assert {name: file.size for name, file in placed.items()} == {"extra/a.svg": len(svg), "extra/b.xml": 15}
