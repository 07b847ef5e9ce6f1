"""A post as it is read inside a feed reader: whole, with the ten-second brief before it and the next step after it.

Values are escaped where they enter; the body is finished HTML. Every URL is absolute and, where design §5 says so,
tagged with the feeds' channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plugins.core.body import references, slots
from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.text import is_right_to_left, xml_safe


def full_html(post: Post, house: House) -> str:
    """The post's content for all its feeds: takeaways, image, body, question, offer, stage, in this order.

    Characters that XML 1.0 does not allow are left out. Tagged links are written into the house's ledger.
    """
    body = house.feed_html(post, house.site.settings.feed_channel)
    parts = (*_takeaways(post, house), *_image(post, house), body, *_question(post), *_offer(post, house))
    return xml_safe(_directed("\n".join((*parts, *_stage(post, house))), post.lang))


def _directed(html: str, lang: str) -> str:
    """The content with its direction where that is not every reader app's own: no page around it says it there."""
    if not is_right_to_left(lang):
        return html
    return f'<div lang="{escape(lang)}" dir="rtl">\n{html}\n</div>'


def _image(post: Post, house: House) -> Iterator[str]:
    if post.image and post.image.address not in _shown(post):
        url, alt = house.site.absolute(post.image.address), post.image.alt
        yield f'<p><img src="{escape(url)}" alt="{escape(alt)}"></p>'


def _shown(post: Post) -> set[str]:
    """The images that the body has already: nobody wants to see one twice."""
    images = (slot for slot in slots(post.body) if slot.kind == "image")
    found = (post.targets.get(reference) for slot in images for reference in references(slot))
    return {target.url for target in found if target}


def _takeaways(post: Post, house: House) -> Iterator[str]:
    if post.takeaways:
        title = house.site.text("takeaways", "In ten seconds")
        items = "".join(f"<li>{escape(takeaway)}</li>" for takeaway in post.takeaways)
        yield f"<p><strong>{escape(title)}</strong></p>\n<ul>{items}</ul>"


def _question(post: Post) -> Iterator[str]:
    if post.question:
        yield f"<p><strong>{escape(post.question)}</strong></p>"


def _offer(post: Post, house: House) -> Iterator[str]:
    if post.offer:
        channel = house.site.settings.feed_channel
        url = house.tagged(post.offer_url, post, channel, f"end-{post.offer_key}")
        text = f"{escape(post.offer.text)} " if post.offer.text else ""
        yield f'<p>{text}<a href="{escape(url)}">{escape(post.offer.label)}</a></p>'


def _stage(post: Post, house: House) -> Iterator[str]:
    """Where the buyer is whom the post is for; a stage that the build inferred says so, and why."""
    if post.stage:
        site, stage = house.site, post.stage
        url = house.tagged(site.absolute(stage.term.address), post, site.settings.feed_channel, "stage")
        inferred = ": ".join((site.text("inferred", "inferred"), *filter(None, ["; ".join(stage.evidence)])))
        note = f" ({escape(inferred)})" if stage.inferred else ""
        label = escape(site.text("stage", "Stage"))
        yield f'<p><small>{label}: <a href="{escape(url)}">{escape(stage.name)}</a>{note}</small></p>'
