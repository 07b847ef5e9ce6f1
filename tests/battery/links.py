"""Links: what leads nowhere is told at its line, what is malformed crashes nobody, what is fine is encoded."""

from __future__ import annotations

from tests.battery.case import (
    POST,
    Case,
    Change,
    body,
    both,
    file,
    fine,
    front,
    png,
    refused,
    shows,
    swap,
    text,
    warned,
)

PAGE = "posts/case/index.html"


def link(address: str) -> Change:
    """A link in line 12 of the post."""
    return body(f"One\n\n[words]({address})")


DEAD = {
    "{filename}gone.md": "link: {filename}gone.md leads to no file of the content folder.",
    "{filename}secnd.md": 'Did you mean "posts/second.md"?',
    "{filename}/posts/gone.md": "link: {filename}/posts/gone.md leads to no file of the content folder.",
    "{static}first/dott.png": 'Did you mean "posts/first/dot.png"?',
    "{attach}gone.pdf": "link: {attach}gone.pdf leads to no file",
    "{tag}nobody": "link: /tags/nobody/ is no address of this site.",
    "{author}nobody": "link: /authors/nobody/ is no address of this site.",
    "{category}nobody": "link: /categories/nobody/ is no address of this site.",
    "{stage}nobody": "link: /stages/nobody/ is no address of this site.",
    "{nonsense}x": "link: {nonsense}x leads to no file",
    "second.md#nothing": "link: nothing in content/posts/second.md has the id #nothing.",
    "second.md#wyh": 'Did you mean "why"?',
    "#nothing": "link: nothing in content/posts/case.md has the id #nothing.",
    "a-draft.md": "link: leads to content/posts/a-draft.md, which is a draft. Publish it first, or take the link out.",
    "later.md": "link: leads to content/posts/later.md, which is scheduled for later.",
    "/posts/a-draft/": "link: leads to content/posts/a-draft.md, which is a draft.",
    "/posts/secnd/": 'link: /posts/secnd/ is no address of this site. Did you mean "/posts/second/"?',
    "/posts/second": "link: /posts/second lacks the slash at its end. Write /posts/second/.",
    "/feeds/al.json": 'Did you mean "/feeds/all.json"?',
    "https://mini.example.com/gone/": "link: /gone/ is no address of this site.",
    "http://mini.example.com/gone/": "link: /gone/ is no address of this site.",
    "https://MINI.example.com/gone/": "link: /gone/ is no address of this site.",
    "offer:nobody": "link: unknown offer 'nobody'. Known: guide, review.",
    "/posts/second/?utm_source=x": "link: /posts/second/?utm_source=x stays on this site and has a utm_ parameter.",
    "": "link: the address is empty. Write where it leads.",
}
MALFORMED = {
    "http://[::1": "http://[::1 is no valid address. Check host and spelling.",
    "http://[::1]evil/": "is no valid address",
    "http://": "http:// is no valid address.",
    "https:///path": "https:///path is no valid address.",
    "https:example.org": "https:example.org is no valid address.",
    "<https://exa mple.org/>": "https://exa mple.org/ is no valid address.",
    "https://user:pw@example.org/": "is no valid address",
    "https://user@example.org/": "is no valid address",
    "https://example.org:99999999/": "is no valid address",
    "https://exa%20mple.org/": "is no valid address",
    "https://.example.org/": "is no valid address",
    "https://example..org/": "is no valid address",
    "//example.org/x": "//example.org/x has no scheme. Write https://example.org/x.",
    "///example.org": "///example.org has no scheme.",
    "//": "// has no scheme.",
    "/..//evil.example/": "is no address of this site",
    "\\\\evil.example": "leads to no file",
    "/\\evil.example": "is no address of this site",
    "ht!tp://x": "leads to no file",
}
OUTSIDE = {
    "{static}../../../etc/passwd": "leads to no file of the content folder.",
    "{static}/etc/passwd": "leads to no file of the content folder.",
    "{filename}../../pelicanconf.py": "leads to no file of the content folder.",
    "{static}%2e%2e/%2e%2e/pelicanconf.py": "leads to no file of the content folder.",
    "{static}..\\..\\pelicanconf.py": "leads to no file of the content folder.",
    "{static}//etc/passwd": "leads to no file of the content folder.",
    "{static}file:///etc/passwd": "leads to no file of the content folder.",
    "{static}.": "leads to no file of the content folder.",
    "{filename}%00": "leads to no file of the content folder.",
}
ENCODED = {
    "https://example.org/straße?q=ü#ö": 'href="https://example.org/stra%C3%9Fe?q=%C3%BC#%C3%B6"',
    "https://exämple.org/": 'href="https://xn--exmple-cua.org/"',
    "<https://example.org/a b>": 'href="https://example.org/a%20b"',
    "https://example.org/%": 'href="https://example.org/%"',
    "https://example.org/%zz%": 'href="https://example.org/%zz%"',
    "https://example.org/?a=1&b=2": 'href="https://example.org/?a=1&amp;b=2"',
    "https://[::1]:8080/x": 'href="https://[::1]:8080/x"',
    "https://example.org./": 'href="https://example.org./"',
    "HTTPS://EXAMPLE.ORG/X": "HTTPS://EXAMPLE.ORG/X",
    '<https://example.org/"quoted>': "example.org/%22quoted",
    "second.md?x=1#why": 'href="/posts/second/?x=1#why"',
    "/posts/second/#why": 'href="/posts/second/#why"',
    "#top": 'href="#top"',
    "tel:+49123": 'href="tel:+49123"',
    "mailto:a@example.org?subject=b": "a@example.org?subject=b",
}

CASES: list[Case] = [
    *(refused(f"dead: {a or 'nothing'}", link(a), f"{POST}:12: link: ", told) for a, told in DEAD.items()),
    *(refused(f"malformed: {a}", link(a), f"{POST}:12: link: ", told) for a, told in MALFORMED.items()),
    *(refused(f"outside: {a}", link(a), f"{POST}:", told) for a, told in OUTSIDE.items()),
    *(fine(f"encoded: {a}", link(a), check=shows(PAGE, told)) for a, told in ENCODED.items()),
    refused("a dead image", body("One\n\n![words](gone.png)"), f"{POST}:12: image: gone.png leads to no file"),
    refused(
        "a dead image of another host's form",
        body("One\n\n![words](http://[)"),
        f"{POST}:12: image: http://[ is no valid address.",
    ),
    refused(
        "a dead picture in a srcset",
        body('<img src="first/dot.png" srcset="first/dot.png 1x, gone.png 2x" alt="A">'),
        f"{POST}:10: image: gone.png leads to no file",
    ),
    refused(
        "a dead poster",
        body('<video poster="gone.png" src="first/dot.png"></video>'),
        f"{POST}:10: image: gone.png leads to no file",
    ),
    refused(
        "an image of a post that is a draft",
        both(file("posts/a-draft/x.png", png()), body("![words](a-draft/x.png)")),
        f"{POST}:10: image: posts/a-draft/x.png belongs to content/posts/a-draft.md, which is a draft.",
    ),
    refused(
        "an image in front matter that is gone",
        front("image: gone.png", "image_alt: A"),
        f"{POST}:8: image: gone.png leads to no file of the content folder.",
    ),
    refused(
        "an image in front matter from outside",
        front("image: ../../pelicanconf.py", "image_alt: A"),
        f"{POST}:8: image: ../../pelicanconf.py leads to no file",
    ),
    refused(
        "an image in front matter, absolute",
        front("image: /etc/passwd", "image_alt: A"),
        f"{POST}:8: image: /etc/passwd is no address of this site.",
    ),
    refused(
        "an image in front matter, encoded",
        front("image: '%2e%2e%2f%2e%2e%2fpelicanconf.py'", "image_alt: A"),
        f"{POST}:8: image: ",
    ),
    refused(
        "an image in front matter of another host",
        front("image: https://example.org/x.png", "image_alt: A"),
        f"{POST}:8: image: https://example.org/x.png is no file of this site. Put the image",
    ),
    refused(
        "an image in front matter of script",
        front("image: 'javascript:alert(1)'", "image_alt: A"),
        f"{POST}:8: image: javascript:alert(1) is no file of this site.",
    ),
    refused(
        "an image in front matter without words",
        front("image: first/dot.png"),
        f"{POST}:1: image_alt: is missing: what the image shows. Write it",
    ),
    refused(
        "an image without words",
        body("![](first/dot.png)"),
        f"{POST}:10: image: first/dot.png has no alt text. Write what it shows",
    ),
    refused(
        "a link without words",
        body("[](second.md)"),
        f"{POST}:10: link: the link to second.md has no words. Write [words](address).",
    ),
    refused(
        "an anchor twice",
        body('<b id="x">a</b>\n\n<b id="x">b</b>'),
        f"{POST}:12: html: the id 'x' stands twice. Give each place its own.",
    ),
    refused(
        "a summation that is gone",
        front("part_of: secnd"),
        f"{POST}:8: part_of: no post has the id or slug 'secnd'. Did you mean \"second\"?",
    ),
    refused("a summation of itself", front("part_of: case"), f"{POST}:8: part_of: is the post itself."),
    refused(
        "a dead link in a page",
        file("pages/about.md", "---\ntitle: About\n---\n[a](gone.md)\n"),
        "content/pages/about.md:4: link: gone.md leads to no file",
    ),
    refused("a dead link in a hidden post", body("[a](gone.md)", "status: hidden"), f"{POST}:11: link: gone.md leads"),
    refused(
        "a dead link in a draft", body("[a](gone.md)", "status: draft"), f"{POST}:11: link: gone.md leads to no file"
    ),
    refused("a dead link by reference", body("[a][b]\n\n[b]: gone.md"), f"{POST}:12: link: gone.md leads to no file"),
    refused(
        "a dead link in a list of 500 good ones",
        body("".join(f"- [a{n}](second.md)\n" for n in range(500)) + "- [b](gone.md)"),
        f"{POST}:510: link: gone.md leads to no file",
    ),
    refused(
        "an offer with user and password",
        swap("offers", "https://www.example.com/review", "https://u:p@www.example.com/"),
        "content/data/offers.yaml:3: review.url: an address starts with https:// or http:// and names a host, "
        "without user and password.",
    ),
    refused(
        "an offer without host",
        swap("offers", "https://www.example.com/review", "https://"),
        "content/data/offers.yaml:3: review.url: an address starts with",
    ),
    refused(
        "a canonical address of script",
        front("canonical: javascript:alert(1)"),
        f"{POST}:8: canonical: an address starts with https://",
    ),
    refused(
        "a conversation without scheme",
        front("discuss: {linkedin: //evil.example/}"),
        f"{POST}:8: discuss.linkedin: an address starts with https://",
    ),
    refused(
        "a stage's offer that is none",
        swap("stages", "offer: review", "offer: revue"),
        "content/data/stages.yaml:5: interest.offer: unknown offer 'revue'. Did you mean \"review\"?",
    ),
    refused(
        "an offer's stage that is none",
        swap("offers", "[interest]", "[intrest]"),
        "content/data/offers.yaml:3: review.stages: unknown stage 'intrest'. Did you mean \"interest\"?",
    ),
    refused(
        "a channel that ends in Unassigned",
        swap("channels", "rss, medium: referral", "rss, medium: rss"),
        "content/data/channels.yaml:3: rss.medium: GA4 puts source 'rss', medium 'rss' into Unassigned. Use social",
    ),
    warned("a jump of headings", body("#### Deep"), f"{POST}:10: heading: warning: jumps from h1 to h4. Do not skip."),
    warned(
        "a second title",
        body("# Title"),
        f"{POST}:10: heading: warning: the title is the page's only h1. Write ## here.",
    ),
    fine(
        "a link to a post with a slug of its own",
        both(front("slug: elsewhere"), file("posts/other.md", text("id: cafe0001", body="[a](case.md)\n"))),
        check=shows("posts/other/index.html", 'href="/posts/elsewhere/"'),
    ),
]
