from __future__ import annotations

import base64
import hashlib

import pytest

from plugins.addresses.policy import content_security_policy, hashes, security
from tests.factories import a_site
from tests.making import a_made_house


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


SCRIPTS = {
    "<script>let a=1</script>": ["let a=1"],
    "<script>\n a && b < c\n</script>": ["\n a && b < c\n"],
    "<script type=module>x()</script><SCRIPT TYPE='text/javascript'>y()</SCRIPT>": ["x()", "y()"],
    "<script>&amp; ü</script>": ["&amp; ü"],
    "<script>a</script><script>a</script>": ["a"],
    '<script type="application/ld+json">{"a":1}</script>': [],
    '<script src="/a.js"></script><script defer src="/b.js"></script>': [],
    "<script></script>": [],
    "<p>nothing</p><style>a{}</style>": [],
}


@pytest.mark.parametrize("html", SCRIPTS)
def test_each_script_that_stands_in_a_page_has_its_hash(html: str) -> None:
    """Data blocks are not run, so no policy asks for them (CSP 3, section 4.2.3)."""
    assert hashes(f"<!doctype html><html><head>{html}</head></html>") == [_hash(script) for script in SCRIPTS[html]]


def test_the_hash_of_the_specification() -> None:
    """CSP 3, section 2.3.1, has this script as its example."""
    found = hashes("<script>alert('Hello, world.');</script>")
    assert found == ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]


def test_the_policy_allows_our_own_files_and_what_it_is_told() -> None:
    policy = content_security_policy(["'sha256-abc='", "'wasm-unsafe-eval'"], ["player.vimeo.com"])
    told = dict(part.split(" ", 1) for part in policy.split("; ") if " " in part)
    assert told.pop("script-src") == "'self' 'sha256-abc=' 'wasm-unsafe-eval'"
    assert told.pop("frame-src") == "https://player.vimeo.com"
    assert {name for name, value in told.items() if value == "'none'"} == {
        "default-src",
        "base-uri",
        "frame-ancestors",
    }
    assert {value for name, value in told.items() if value != "'none'"} == {"'self'"}
    assert policy.endswith("; upgrade-insecure-requests")
    assert "unsafe-inline" not in policy
    assert "frame-src" not in content_security_policy([])


def test_what_the_theme_and_other_rooms_run_is_allowed() -> None:
    house = a_made_house(site=a_site(embed_hosts=[]))

    class Page:
        def page(self, template: str, path: str, values: object) -> bytes:
            return f"<title>{template}</title><script>early()</script>".encode()

    house.renderer = Page()  # type: ignore[assignment]
    house.script_sources.append("'wasm-unsafe-eval'")
    told = security(house)
    assert f"script-src 'self' {_hash('early()')} 'wasm-unsafe-eval'; " in told["Content-Security-Policy"]
    assert told["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert all(part.endswith("=()") for part in told["Permissions-Policy"].split(", "))
    assert not [value for value in told.values() if '"' in value or "{" in value or "$" in value]
