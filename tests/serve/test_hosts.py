from __future__ import annotations

import pytest

from plugins.serve.hosts import address_of, is_asked_for, is_here


@pytest.mark.parametrize(
    ("header", "host", "expected"),
    [
        ("localhost:8000", "127.0.0.1", True),
        ("LocalHost", "127.0.0.1", True),
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("127.0.0.1:9000", "127.0.0.1", True),  # a forwarded port
        ("[::1]:8000", "::1", True),
        ("[::1]", "127.0.0.1", True),
        ("evil.example:8000", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),
        ("192.168.1.5:8000", "127.0.0.1", False),
        ("192.168.1.5:8000", "192.168.1.5", True),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        ("desk.local:8000", "desk.local", True),
        ("desk.local:8000", "0.0.0.0", False),
        ("", "127.0.0.1", False),
        ("", "0.0.0.0", False),
        (None, "", False),
    ],
)
def test_only_names_of_this_machine_are_answered(header: str | None, host: str, expected: bool) -> None:
    assert is_asked_for(header, host) is expected


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.5", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_who_is_here(client: str, expected: bool) -> None:
    assert is_here(client) is expected


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000"), ("0.0.0.0", "http://localhost:8000")],
)
def test_the_address_can_be_typed_into_a_browser(host: str, address: str) -> None:
    assert address_of(host, 8000) == address
