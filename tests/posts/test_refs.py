from __future__ import annotations

import pytest

from plugins.core.body import Slot
from plugins.core.house import Claim, StaticFile
from plugins.core.post import Target, refs_of
from plugins.posts.refs import HINTS, DeadReferenceError, Map
from tests.factories import a_page, a_post, a_site, a_vocabulary

ITEMS = {
    "posts/here.md": a_post(slug="here", id="here0000"),
    "posts/second.md": a_post(slug="second", id="second00"),
    "posts/2026/deep.md": a_post(slug="deep", path="posts/2026/deep.md", id="deep0000"),
    "posts/draft.md": a_post(slug="draft", id="draft000", status="draft"),
    "posts/draft2.md": a_post(slug="draft2", id="draft200", status="draft"),
    "posts/later.md": a_post(slug="later", id="later000", status="scheduled"),
    "posts/secret.md": a_post(slug="secret", id="secret00", status="hidden"),
    "pages/about.md": a_page(),
}
FILES = {
    "posts/here/dot.png": StaticFile("posts/here/dot.png", "/posts/here/dot.png", 1, "posts/here.md"),
    "posts/second/a b.pdf": StaticFile("posts/second/a b.pdf", "/posts/second/a%20b.pdf", 1, "posts/second.md"),
    "posts/draft/dot.png": StaticFile("posts/draft/dot.png", "/posts/draft/dot.png", 1, "posts/draft.md"),
    "extra/all.csv": StaticFile("extra/all.csv", "/all.csv", 1),
}
ANCHORS = {**dict.fromkeys(ITEMS, frozenset(["why", "größe"])), "posts/refused.md": frozenset()}
OUTPUTS = {
    "index.html",
    "stages/interest/index.html",
    "authors/desk/index.html",
    "tags/buying-stages/index.html",
    "categories/method/index.html",
    "feeds/all.rss.xml",
    "all.csv",
    "posts/second/a b.pdf",
    *(f"{item.address[1:]}index.html" for item in ITEMS.values() if item.status in ("published", "hidden")),
}


def _map(**settings) -> Map:
    return Map(
        site=a_site(internal_hosts=["shop.example.com"], **settings),
        vocabulary=a_vocabulary(),
        items=ITEMS,
        files=FILES,
        anchors=ANCHORS,
        claimed=lambda: [Claim(path, "somebody") for path in OUTPUTS],
        by_address={item.address: name for name, item in ITEMS.items()},
    )


def _internal(url: str) -> Target:
    return Target("internal", url)


REVIEW = a_vocabulary().offers["review"].url
ALIVE: dict[str, Target] = {
    "{filename}second.md": _internal("/posts/second/"),
    "{filename}second.md#why": _internal("/posts/second/#why"),
    "{filename}second.md#gr%C3%B6%C3%9Fe": _internal("/posts/second/#gr%C3%B6%C3%9Fe"),
    "{filename}second.md#": _internal("/posts/second/"),
    "{filename}second.md?a=1&b=%2f#why": _internal("/posts/second/?a=1&b=%2f#why"),
    "{filename}/posts/second.md": _internal("/posts/second/"),
    "{filename}2026/deep.md": _internal("/posts/deep/"),
    "{filename}../pages/about.md": _internal("/about/"),
    "{filename}../pages/about.md#top": _internal("/about/#top"),
    "{filename}secret.md": _internal("/posts/secret/"),
    "{filename}here.md#why": _internal("/posts/here/#why"),
    "second.md": _internal("/posts/second/"),
    "./second.md": _internal("/posts/second/"),
    "2026/../second.md#why": _internal("/posts/second/#why"),
    "../pages/about.md": _internal("/about/"),
    "{static}here/dot.png": _internal("/posts/here/dot.png"),
    "{attach}here/dot.png": _internal("/posts/here/dot.png"),
    "{static}/extra/all.csv": _internal("/all.csv"),
    "here/dot.png": _internal("/posts/here/dot.png"),
    "here/dot.png?v=2": _internal("/posts/here/dot.png?v=2"),
    "second/a%20b.pdf": _internal("/posts/second/a%20b.pdf"),
    "second/a b.pdf#page=3": _internal("/posts/second/a%20b.pdf#page=3"),
    "#why": _internal("#why"),
    "#top": _internal("#top"),
    "#": _internal("#"),
    "/": _internal("/"),
    "/#why": _internal("/#why"),
    "/posts/second/": _internal("/posts/second/"),
    "/posts/second/#why": _internal("/posts/second/#why"),
    "/posts/%73econd/#why": _internal("/posts/second/#why"),
    "/stages/interest/": _internal("/stages/interest/"),
    "/stages/interest/?x=1#anything": _internal("/stages/interest/?x=1#anything"),
    "/stages/interest/index.html": _internal("/stages/interest/index.html"),
    "/feeds/all.rss.xml": _internal("/feeds/all.rss.xml"),
    "/posts/second/a%20b.pdf": _internal("/posts/second/a%20b.pdf"),
    "{index}": _internal("/"),
    "{stage}interest": _internal("/stages/interest/"),
    "{author}desk": _internal("/authors/desk/"),
    "{tag}Buying stages": _internal("/tags/buying-stages/"),
    "{category}method": _internal("/categories/method/"),
    "https://blog.example.com": _internal("/"),
    "https://blog.example.com/": _internal("/"),
    "http://blog.example.com/posts/second/#why": _internal("/posts/second/#why"),
    "HTTPS://Blog.Example.com/stages/interest/": _internal("/stages/interest/"),
    "https://shop.example.com/any?thing#goes": _internal("https://shop.example.com/any?thing#goes"),
    "https://www.example.com/a?b=%2f&c#d": Target("owned", "https://www.example.com/a?b=%2f&c#d"),
    "https://example.com/": Target("external", "https://example.com/"),
    "https://elsewhere.example/?utm_source=theirs": Target("external", "https://elsewhere.example/?utm_source=theirs"),
    "https://elsewhere.example/a b": Target("external", "https://elsewhere.example/a%20b"),
    "offer:review": Target("offer", REVIEW, "review"),
    "offer: Review": Target("offer", REVIEW, "review"),
    "mailto:desk@example.com?subject=Hello": Target("other", "mailto:desk@example.com?subject=Hello"),
    "tel:+49301234": Target("other", "tel:+49301234"),
}


@pytest.mark.parametrize("reference", ALIVE)
def test_where_a_reference_leads(reference):
    assert _map().target(reference, "posts/here.md") == ALIVE[reference]


DEAD: dict[str, tuple[str, str]] = {
    "": ("the address is empty", "Write where it leads."),
    "{filename}secnd.md": (
        "{filename}secnd.md leads to no file of the content folder",
        'Did you mean "posts/second.md"?',
    ),
    "{filename}pages/about.md": ("{filename}pages/about.md leads to no file of", 'Did you mean "pages/about.md"?'),
    "{static}here/dott.png": ("{static}here/dott.png leads to no file of", 'Did you mean "posts/here/dot.png"?'),
    "{filename}../../etc/passwd": ("{filename}../../etc/passwd leads to no file of the content folder", "Known: "),
    "dot.png": ("dot.png leads to no file of the content folder", ""),
    "?x=1": ("?x=1 leads to no file of the content folder", ""),
    "www.example.com": ("www.example.com leads to no file of the content folder", ""),
    "{Filename}second.md": ("{Filename}second.md leads to no file of the content folder", ""),
    "{filename}refused.md": ("leads to posts/refused.md, which has problems of its own", "Mend that file first."),
    "{filename}second.md#wy": ("nothing in posts/second.md has the id #wy", 'Did you mean "why"?'),
    "#wy": ("nothing in posts/here.md has the id #wy", 'Did you mean "why"?'),
    "/posts/second/#wy": ("nothing in posts/second.md has the id #wy", 'Did you mean "why"?'),
    "https://blog.example.com/posts/second/#wy": ("nothing in posts/second.md has the id #wy", 'Did you mean "why"?'),
    "{filename}draft.md": ("leads to posts/draft.md, which is a draft", "Publish it first, or take the link out."),
    "draft.md#why": ("leads to posts/draft.md, which is a draft", "Publish it first, or take the link out."),
    "{filename}later.md": ("leads to posts/later.md, which is scheduled for later", "Publish it first,"),
    "/posts/draft/": ("leads to posts/draft.md, which is a draft", "Publish it first, or take the link out."),
    "/posts/draft/#why": ("leads to posts/draft.md, which is a draft", "Publish it first, or take the link out."),
    "https://blog.example.com/posts/later/": ("leads to posts/later.md, which is scheduled for later", "Publish it"),
    "{static}draft/dot.png": ("posts/draft/dot.png belongs to posts/draft.md, which is a draft", ""),
    "/posts/draft/dot.png": ("/posts/draft/dot.png is no address of this site", ""),
    "/posts/secon/": ("/posts/secon/ is no address of this site", 'Did you mean "/posts/second/"?'),
    "/posts/second": ("/posts/second lacks the slash at its end", "Write /posts/second/."),
    "/posts/second?a=1": ("/posts/second lacks the slash at its end", "Write /posts/second/."),
    "https://blog.example.com/posts/second": ("/posts/second lacks the slash at its end", "Write /posts/second/."),
    "https://blog.example.com/gone/": ("/gone/ is no address of this site", ""),
    "//elsewhere.example/x": ("//elsewhere.example/x has no scheme", "Write https://elsewhere.example/x."),
    "https://": ("https:// is no valid address", "Check host and spelling."),
    "https:/www.example.com/": ("https:/www.example.com/ is no valid address", "Check host and spelling."),
    "https://user:secret@www.example.com/": ("https://user:secret@www.example.com/ is no valid address", "Check host"),
    "offer:revue": ("unknown offer 'revue'", 'Did you mean "review"?'),
    "{tag}nothing": ("/tags/nothing/ is no address of this site", ""),
    "{stage}intrest": ("/stages/intrest/ is no address of this site", 'Did you mean "/stages/interest/"?'),
}


@pytest.mark.parametrize("reference", DEAD)
def test_a_reference_that_leads_nowhere_says_why(reference):
    message, hint = DEAD[reference]
    with pytest.raises(DeadReferenceError) as dead:
        _map().target(reference, "posts/here.md")
    assert str(dead.value).startswith(message)
    assert dead.value.hint.startswith(hint)


@pytest.mark.parametrize("here", ["posts/draft.md", "posts/draft2.md", "posts/later.md"])
@pytest.mark.parametrize("reference", ["{filename}draft.md", "{filename}later.md", "/posts/draft/", "draft/dot.png"])
def test_what_is_not_out_may_lead_to_what_is_not_out(here, reference):
    assert _map().target(reference, here).url.startswith("/posts/")


def test_hidden_posts_are_at_their_address_and_so_their_links_must_live():
    with pytest.raises(DeadReferenceError, match="which is a draft"):
        _map().target("{filename}draft.md", "posts/secret.md")


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("/blog/posts/second/#why", "/posts/second/#why"),
        ("/posts/second/#why", "/posts/second/#why"),
        ("/blog/", "/"),
        ("/blog", "/"),
        ("https://x.example/blog/posts/second/", "/posts/second/"),
        ("https://x.example/shop/", "https://x.example/shop/"),
        ("{filename}second.md", "/posts/second/"),
    ],
)
def test_below_a_path_addresses_are_written_with_it_or_without(reference, url):
    site = _map(SITEURL="https://x.example/blog")
    assert site.target(reference, "posts/here.md") == _internal(url)


@pytest.mark.parametrize("reference", ["/blogposts/second/", "/blogging/", "/blog/posts/secon/", "/blog/blog/"])
def test_a_path_that_only_begins_alike_is_another(reference):
    with pytest.raises(DeadReferenceError, match="is no address of this site"):
        _map(SITEURL="https://x.example/blog").target(reference, "posts/here.md")


def _link(reference: str, line: int = 5, attr: str = "href") -> Slot:
    return Slot("link" if attr == "href" else "image", "a", ((attr, reference),), line=line)


def _targets(*slots: Slot, **settings):
    there = _map(**settings)
    there.items = {**ITEMS, "posts/here.md": a_post(slug="here", path="posts/here.md")}
    problems = []
    found = there.targets("posts/here.md", refs_of(("<p>", *slots)), problems)
    return found, [str(problem) for problem in problems]


def test_every_reference_of_a_body_is_settled_and_every_dead_one_told():
    found, told = _targets(
        _link("second.md", 3),
        Slot("anchor", "h2", (("id", "x"),)),
        _link("here/dot.png 1x, here/dott.png 2x", 4, "srcset"),
        _link("/gone/", 7),
    )
    assert found == {"second.md": _internal("/posts/second/"), "here/dot.png": _internal("/posts/here/dot.png")}
    assert [line.split(". ")[0] for line in told] == [
        "posts/here.md:4: image: here/dott.png leads to no file of the content folder",
        "posts/here.md:7: link: /gone/ is no address of this site",
    ]


@pytest.mark.parametrize(
    ("reference", "spoiled"),
    [
        ("/posts/second/?utm_source=me", True),
        ("{filename}second.md?a=1&UTM_Campaign=x#why", True),
        ("second.md?utm%5Fsource=x", True),
        ("https://blog.example.com/posts/second/?utm_id=1", True),
        ("https://shop.example.com/?utm_source=me", True),
        ("/posts/second/?a=utm_source", False),
        ("/posts/second/?next=%3Futm_source%3Dx", False),
        ("https://www.example.com/?utm_source=ours", False),
        ("https://elsewhere.example/?utm_source=theirs", False),
    ],
)
def test_a_link_that_stays_in_the_house_carries_no_utm(reference, spoiled):
    found, told = _targets(_link(reference, 9))
    assert list(found) == [reference]
    expected = (
        f"posts/here.md:9: link: {reference} stays on this site and has a utm_ parameter. "
        "Take it out: it would overwrite the way by which the reader really came."
    )
    assert told == ([expected] if spoiled else [])


def test_what_is_claimed_is_asked_for_once_and_only_where_a_reference_leads_to_no_item():
    asked = []
    there = _map()
    there.claimed = lambda: asked.append(1) or [Claim(path, "somebody") for path in OUTPUTS]
    for reference in ("/posts/second/", "second.md#why", "{static}here/dot.png", "https://elsewhere.example/"):
        there.target(reference, "posts/here.md")
    assert asked == []
    for _ in range(2):
        assert there.target("/stages/interest/", "posts/here.md") == _internal("/stages/interest/")
    assert asked == [1]


@pytest.mark.parametrize(
    ("kind", "reference", "shown"),
    [
        ("image", "here/dot.png", True),
        ("image", "https://player.vimeo.com/video/1", True),
        ("image", "https://other.example.org/dot.png", False),
        ("image", "https://www.example.com/dot.png", False),
        ("image", "data:image/png;base64,iVBORw0KGgo=", False),
        ("link", "https://other.example.org/dot.png", True),
    ],
)
def test_a_page_fetches_from_no_other_host(kind, reference, shown):
    """The owned hosts are other hosts, too; videos come from `embed_hosts`."""
    found, told = _targets(_link(reference, 3, "href" if kind == "link" else "src"))
    expected = [] if shown else [f"posts/here.md:3: image: warning: {reference} is not shown"]
    assert list(found) == [reference]
    assert [problem.partition(". Put it")[0] for problem in told] == expected


def test_where_much_is_dead_only_the_first_are_told_with_what_may_be_meant():
    """Half of ten thousand posts are gone in a wrong checkout: to look for the nearest name of each takes an hour."""
    there, problems = _map(), []
    refs = [("link", line, f"{{filename}}secnd{line}.md") for line in range(HINTS + 5)]
    assert there.targets("posts/here.md", refs, problems) == {}
    assert [bool(problem.hint) for problem in problems] == [True] * HINTS + [False] * 5
    assert len(problems) == len(refs)
