from __future__ import annotations

import pytest

from plugins.core.body import Body, Slot, fill
from plugins.core.pictures import LARGE, SMALL, Measure, dressed, raster, reduction, too_large
from plugins.core.post import Picture, Raster, Target
from tests.factories import a_house, a_post

WIDTHS = (480, 800, 1200, 1600)
STILL = Measure(1400, 700, True)


@pytest.mark.parametrize(
    ("width", "copies"),
    [
        (300, [300]),
        (480, [480]),
        (500, [500]),
        (800, [480, 800]),
        (820, [480, 820]),
        (1000, [480, 800, 1000]),
        (1600, [480, 800, 1200, 1600]),
        (1700, [480, 800, 1200]),
        (4000, [480, 800, 1200, 1600]),
    ],
)
def test_no_copy_is_wider_than_the_image(width: int, copies: list[int]) -> None:
    found = raster("/a/b.png", 50_000, Measure(width, 400, True), b"\x01\x02\x03\x04\x05", WIDTHS)
    assert found == Raster(width, 400, b"\x01\x02\x03\x04\x05", tuple((w, f"/a/b.01020304.{w}.webp") for w in copies))


@pytest.mark.parametrize(
    ("size", "measure", "widths"),
    [
        (SMALL - 1, STILL, WIDTHS),
        (50_000, Measure(1400, 700, False), WIDTHS),
        (50_000, Measure(LARGE // 1000, 1001, True), WIDTHS),
        (50_000, Measure(300, 20_000, True), WIDTHS),
        (50_000, STILL, ()),
    ],
)
def test_some_are_left_alone_but_their_room_is_known(size: int, measure: Measure, widths: tuple[int, ...]) -> None:
    found = raster("/a/b.png", size, measure, b"1", widths)
    assert found == Raster(measure.width, measure.height, b"1", ())


def copied(measure: Measure) -> Raster:
    found = raster("/a/b.png", 50_000, measure, b"1", WIDTHS)
    assert found
    return found


def test_a_copy_is_no_higher_than_webp_can_be() -> None:
    found = copied(Measure(1000, 17_000, True))
    assert [width for width, _ in found.scales] == [480, 800]


def test_a_photograph_may_have_many_pixels_for_it_is_read_smaller() -> None:
    found = copied(Measure(9000, 6000, True, 200_000_000))
    assert [width for width, _ in found.scales] == list(WIDTHS)
    assert [reduction(9000, width) for width in (480, 800, 1200, 1600, 9000)] == [8, 4, 2, 2, 1]
    narrow = copied(Measure(1000, 60_000, True, 200_000_000))
    assert narrow.scales == (), "what would be read whole is held against what that takes"


@pytest.mark.parametrize(
    ("measure", "hint"),
    [
        (Measure(40_000, 40_000, True), "Save it no wider than 1600 pixels."),
        (Measure(20_000, 20_000, True, 200_000_000), "Save it no wider than 1600 pixels."),
        (Measure(300, 20_000, True), "Save it no higher than 16383 pixels."),
        (Measure(9000, 6000, True, 200_000_000), ""),
        (Measure(9000, 6000), ""),
        (STILL, ""),
    ],
)
def test_what_is_too_large_for_copies_is_told_with_what_would_do(measure: Measure, hint: str) -> None:
    assert too_large(50_000, measure, WIDTHS) == hint
    assert too_large(SMALL - 1, measure, WIDTHS) == too_large(50_000, measure, ()) == ""


def test_of_what_is_no_image_nothing_is_known() -> None:
    assert raster("/a/b.pdf", 50_000, None, b"", WIDTHS) is None


SCALES = ((480, "/posts/a/b.1.480.webp"), (800, "/posts/a/b.1.800.webp"))
TARGETS = {
    "b.png": Target("internal", "/posts/a/b.png", raster=Raster(900, 450, b"1", SCALES)),
    "dot.gif": Target("internal", "/posts/a/dot.gif", raster=Raster(20, 10)),
    "https://x.example/y.png": Target("external", "https://x.example/y.png"),
}


def img(src: str, *attrs: tuple[str, str], srcset: str = "") -> Slot:
    refs = (("src", src), *((("srcset", srcset),) if srcset else ()))
    return Slot("image", "img", refs, (("alt", "A"), ("loading", "lazy"), *attrs))


HEADING = Slot("anchor", "h2", (("id", "why"),))
SET = 'srcset="/posts/a/b.1.480.webp 480w, /posts/a/b.1.800.webp 800w"'
DRESSED: dict[str, tuple[Body, str]] = {
    "the first one does not wait": (
        (img("b.png"),),
        f'<img src="/posts/a/b.png" {SET} alt="A" fetchpriority="high" width="900" height="450" sizes="50vw">',
    ),
    "the second one does": (
        (img("dot.gif"), img("b.png")),
        '<img src="/posts/a/dot.gif" alt="A" fetchpriority="high" width="20" height="10">'
        f'<img src="/posts/a/b.png" {SET} alt="A" loading="lazy" width="900" height="450" sizes="50vw">',
    ),
    "and so does one below a heading": (
        (HEADING, "Why</h2>", img("dot.gif")),
        '<h2 id="why">Why</h2><img src="/posts/a/dot.gif" alt="A" loading="lazy" width="20" height="10">',
    ),
    "what the writer says goes before": (
        (HEADING, img("b.png", ("width", "90"), ("sizes", "9vw"))),
        f'<h2 id="why"><img src="/posts/a/b.png" {SET} alt="A" loading="lazy" width="90" sizes="9vw">',
    ),
    "also a choice of the writer's own": (
        (HEADING, img("b.png", srcset="dot.gif 20w")),
        '<h2 id="why"><img src="/posts/a/b.png" srcset="/posts/a/dot.gif 20w" alt="A" loading="lazy" width="900" '
        'height="450">',
    ),
    "of others' images nothing is known": (
        (HEADING, img("https://x.example/y.png")),
        '<h2 id="why"><img src="https://x.example/y.png" alt="A" loading="lazy">',
    ),
    "what is no image is as it was": (
        ("text", Slot("image", "video", (("src", "b.png"),))),
        'text<video src="/posts/a/b.png">',
    ),
}


@pytest.mark.parametrize("name", DRESSED)
def test_images_on_a_page(name: str) -> None:
    body, html = DRESSED[name]
    found, targets = dressed(body, TARGETS, "50vw", first=True)
    assert fill(found, lambda slot, ref: ref if slot.kind == "anchor" else targets[ref].url) == html


def test_a_body_without_images_of_ours_is_not_touched() -> None:
    body: Body = ("text", img("https://x.example/y.png"))
    targets = {"https://x.example/y.png": TARGETS["https://x.example/y.png"]}
    assert dressed(body, targets, "50vw", first=False)[0] is body


def test_addresses_in_feeds_are_absolute_and_nothing_hurries_there() -> None:
    post = a_post(body=(img("b.png"),), targets=TARGETS)
    html = a_house(post).feed_html(post, "rss")
    assert 'src="https://blog.example.com/posts/a/b.png"' in html
    assert 'srcset="https://blog.example.com/posts/a/b.1.480.webp 480w, https://blog.example.com/' in html
    assert "fetchpriority" not in html


@pytest.mark.parametrize(("image", "hurries"), [(None, True), ("/posts/a/b.png", True), ("/posts/a/lead.png", False)])
def test_below_an_image_of_the_posts_own_the_first_one_waits(image: str | None, hurries: bool) -> None:
    """The template shows that one above the text, unless it stands in the text."""
    own = Picture(image, "A", 10, "image/png") if image else None
    post = a_post(body=(img("b.png"),), targets=TARGETS, image=own)
    assert ("fetchpriority" in a_house(post).page_html(post)) is hurries
