"""Every secret here is made at run time of pieces, so that no scanner finds one in this repository."""

from __future__ import annotations

import random
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import Problem
from plugins.posts import secrets
from plugins.posts.secrets import LIMIT, SHAPES
from tests.posts.blogs import write

ROOT = Path(__file__).resolve().parents[2]
_CHOICE = random.Random(7)
UPPER = string.ascii_uppercase + string.digits
WORD = string.ascii_letters + string.digits


def leaks(folder: Path) -> list[Problem]:
    """What is found in a folder, which must be what is found in the bytes of each file before it is written."""
    found = secrets.leaks(folder)
    files = (path for path in folder.rglob("*") if path.is_file())
    looked = [p for path in files for p in secrets.look(path.relative_to(folder).as_posix(), path.read_bytes())]
    assert sorted(looked) == found
    return found


def some(count: int, among: str = WORD) -> str:
    """Characters without meaning, the same in every run."""
    return "".join(_CHOICE.choice(among) for _ in range(count))


def pem(name: str, lines: str = "\n") -> str:
    """A private key's beginning."""
    return f"-----{'BEGIN'} {name}-----{lines}{some(64, WORD + '+/')}{lines}{some(64, WORD + '+/')}"


SECRETS = {
    "an RSA key": (pem("RSA PRIVATE KEY"), "a private key"),
    "a key": (pem("PRIVATE KEY"), "a private key"),
    "an EC key": (pem("EC PRIVATE KEY"), "a private key"),
    "an encrypted key": (pem("ENCRYPTED PRIVATE KEY"), "a private key"),
    "a key with headers": (
        pem("RSA PRIVATE KEY", f"\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{some(32, '0123456789ABCDEF')}\n\n"),
        "a private key",
    ),
    "an OpenSSH key": (pem("OPENSSH PRIVATE KEY"), "a private key"),
    "a PGP key": (pem("PGP PRIVATE KEY BLOCK", "\nVersion: GnuPG v2\n\n"), "a private key"),
    "a key in JSON": (pem("PRIVATE KEY", "\\n"), "a private key"),
    "a key in one line": (pem("RSA PRIVATE KEY", " "), "a private key"),
    "a key with typographic dashes": ("—–" + pem("RSA PRIVATE KEY").strip("-"), "a private key"),
    "a service account": (f'"private_{"key"}": "{pem("PRIVATE KEY", chr(92) + "n")}', "a service account's key"),
    "a service account in HTML": (
        f"private_{'key'}&quot;: &quot;{pem('PRIVATE KEY', chr(92) + 'n')}",
        "a service account's key",
    ),
    "PuTTY": (f"Private-{'Lines'}: 14\n{some(64)}", "a PuTTY key"),
    "AWS": ("AK" + "IA" + some(16, UPPER), "an AWS access key id"),
    "AWS for a while": ("AS" + "IA" + some(16, UPPER), "an AWS access key id"),
    **{f"GitHub {kind}": (f"gh{kind}" + "_" + some(36), "a GitHub token") for kind in "posur"},
    "GitHub, fine-grained": ("github_" + "pat_" + some(22) + "_" + some(59), "a GitHub token"),
    "GitLab": ("gl" + "pat-" + some(20), "a GitLab token"),
    "Slack": ("xo" + f"xb-{some(12, '0123456789')}-{some(12, '0123456789')}-{some(24)}", "a Slack token"),
    "Slack's hook": (
        "https://hooks.slack" + f".com/services/T{some(8, UPPER)}/B{some(8, UPPER)}/{some(24)}",
        "a Slack webhook",
    ),
    "Stripe": ("sk_" + "live_" + some(24), "a Stripe key"),
    "Stripe, restricted": ("rk_" + "live_" + some(24), "a Stripe key"),
    "Google": ("AI" + "za" + some(35), "a Google API key"),
    "npm": ("np" + "m_" + some(36), "an npm token"),
    "PyPI": ("pypi" + "-AgE" + some(120), "a PyPI token"),
    "SendGrid": ("S" + f"G.{some(22)}.{some(43)}", "a SendGrid key"),
    "JWT": ("ey" + f"J{some(30)}.ey" + f"J{some(60)}.{some(43)}", "a JSON Web Token"),
    "OpenAI": ("sk" + "-" + some(48), "an OpenAI key"),
    "OpenAI, a project's": ("sk" + "-proj-" + some(80), "an OpenAI key"),
    "Anthropic": ("sk-" + "ant-api03-" + some(90), "an Anthropic key"),
    "Azure": ("Account" + f"Key={some(86)}==", "an Azure storage key"),
    "a URL": ("https" + f"://admin:{some(12)}@db.corp.net/a", "a password in a URL"),
    "a URL of another scheme": ("postgresql" + f"://u:{some(9)}@10.0.0.7:5432/a", "a password in a URL"),
    "a URL without user": ("redis" + f"://:{some(9)}@cache.corp.net", "a password in a URL"),
}

AROUND = {
    "index.html": "<p>\nfirst\n<code>{}</code>",
    "feeds/all.json": '{{\n"a": 1,\n"content_html": "<p>a\\n{}</p>"}}',
    "feeds/all.rss.xml": "<rss>\n\n<description>key={}&lt;/p&gt;</description>",
    "_waypost/share/a.json": '\n\n{{"text": "{}"}}',
    "a.txt": "a\nb\n{}",
    "a.csv": "x\ny\n=,{},z\n",
    ".well-known/b.txt": "\n\n x={}",
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_told_wherever_it_stands(tmp_path: Path, name: str) -> None:
    secret, kind = SECRETS[name]
    write(tmp_path, {path: text.format(secret) for path, text in AROUND.items()})
    found = leaks(tmp_path)
    assert [problem.path for problem in found] == sorted(AROUND)
    for problem in found:
        assert (problem.line, problem.field, problem.severity) == (3, "secret", "error")
        assert problem.message.startswith(f"holds {kind} (")
        assert problem.hint == "Take it out of the source, and revoke it: it may be in git already."


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_never_shown(tmp_path: Path, name: str) -> None:
    secret, _ = SECRETS[name]
    (problem,) = leaks(write(tmp_path, {"a.txt": secret}))
    shown = str(problem)
    assert not any(secret[at : at + 5] in shown for at in range(4, len(secret) - 5) if secret[at : at + 5].isalnum())


FINE = {
    "AWS's example": "AKIA" + "IOSFODNN7" + "EXAMPLE",
    "a row of x": "ghp_" + "x" * 36,
    "a row of noughts": "AI" + "za" + "0" * 35,
    "Slack's example": "https://hooks.slack" + ".com/services/T00000000/B00000000/" + "X" * 24,
    "counting": "sk" + "-1234567890" + some(30),
    "your own": "gl" + "pat-" + "YourPersonalTokenGoesHere",
    "a key cut short": f"-----{'BEGIN'} RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
    "a key's name": f"The line {'BEGIN'} PRIVATE KEY opens the file. See also this page on keys and how to make one.",
    "a public key": f"-----{'BEGIN'} PUBLIC KEY-----\n{some(64)}\n",
    "a certificate": f"-----{'BEGIN'} CERTIFICATE-----\n{some(64)}\n",
    "a key for tests": "sk_" + "test_" + some(24),
    "the payload of jwt.io": "ey" + f"J{some(20)}.ey" + "JzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6" + f".{some(43)}",
    "a longer word": "aAK" + "IA" + some(16, UPPER),
    "the middle of base64": f"data:font/woff2;base64,{some(40)}AK" + "IA" + some(40, UPPER),
    "words with sk": "task-" + some(48) + " /posts/sk-learn-and-other-libraries-that-many-readers-use-every-day/",
    "a class": "desk-" + "a" * 60,
    "a URL with a port": "https://db.corp.net:8443/a@b",
    "a URL with a profile": "https://social.example.net/@name https://a.net/:x/@y",
    "a URL with a mail address": "https://a.net/?mail=a:b@c.net mailto:a:b@c.net",
    "a URL of an example": "https" + "://admin:" + some(12) + "@db.example.com/a",
    "a URL of this machine": "postgres" + "://u:" + some(9) + "@localhost:5432/a",
    "a URL with blanks to fill": "https://user:password@db.corp.net https://u:${PASS}@a.net https://u:{p}@a.net",
    "a user without password": "ssh://git@code.corp.net:22/a",
    "a hash": some(64, "0123456789abcdef"),
    "nothing": "",
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_no_secret_is_let_through(tmp_path: Path, name: str) -> None:
    write(tmp_path, {path: text.format(FINE[name]) for path, text in AROUND.items()})
    assert leaks(tmp_path) == []


def test_all_are_told_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    aws, npm = SECRETS["AWS"][0], SECRETS["npm"][0]
    found = leaks(write(tmp_path, {"b.txt": f"{npm}\n{aws} {npm}\n", "a/c.txt": f"\n{aws}"}))
    assert [(p.path, p.line, p.message[:12]) for p in found] == [
        ("a/c.txt", 2, "holds an AWS"),
        ("b.txt", 1, "holds an npm"),
        ("b.txt", 2, "holds an AWS"),
        ("b.txt", 2, "holds an npm"),
    ]
    assert found[0].message == f"holds an AWS access key id ({aws[:4]}…, 20 characters)"


def test_a_service_account_is_one_problem(tmp_path: Path) -> None:
    text = "{" + SECRETS["a service account"][0] + '"}'
    assert len(leaks(write(tmp_path, {"key.json": text}))) == 1


def test_pictures_and_fonts_are_not_text(tmp_path: Path) -> None:
    secret = SECRETS["npm"][0].encode()
    assert leaks(write(tmp_path, {"a.png": b"\x89PNG\0 " + secret})) == []
    assert len(leaks(write(tmp_path, {"a.txt": b"\xff\xfe\xe9 \n" + secret}))) == 1
    assert len(leaks(write(tmp_path, {"a.txt": SECRETS["npm"][0].encode("utf-16")}))) == 1


def test_of_a_large_file_the_beginning_is_searched_and_the_rest_is_told(tmp_path: Path) -> None:
    secret = SECRETS["npm"][0]
    write(tmp_path, {"a.txt": f"{secret}\n" + " " * LIMIT, "b.txt": " " * LIMIT, "c.bin": b"\0" * (LIMIT + 1)})
    found = leaks(tmp_path)
    assert [(p.path, p.severity, p.message[:20]) for p in found] == [
        ("a.txt", "error", "holds an npm token ("),
        ("a.txt", "warning", "only its first 5,000"),
    ]


@pytest.mark.parametrize("rest", ["", "a", "A1b2", "PRIVATE KEY ", "eyJ.", "a:b@", "a." * 50, "T/B/" * 9])
def test_beginnings_without_end_are_searched_in_linear_time(tmp_path: Path, rest: str) -> None:
    """A row of each beginning: a form that tried again at each of them would take minutes. One run is one secret."""
    begun = [shape.needle + rest for shape in SHAPES]
    write(tmp_path, {f"{n}.txt": text * (200_000 // len(text)) for n, text in enumerate(begun)})
    found = leaks(tmp_path)
    assert len({problem.path for problem in found}) == len(found)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(sorted(SECRETS)))
def test_a_secret_is_found_in_any_text(tmp_path_factory, before: str, after: str, name: str) -> None:
    secret, kind = SECRETS[name]
    folder = tmp_path_factory.mktemp("any")
    text = before.replace("\0", "") + "\n\n" + secret + "\n" + after.replace("\0", "")
    (folder / "a.txt").write_bytes(text.encode("utf-8", "replace"))
    told = [(p.line, p.message) for p in leaks(folder)]
    assert any(line == before.count("\n") + 3 and message.startswith(f"holds {kind}") for line, message in told)


_PIECES = sorted({piece for secret, _ in SECRETS.values() for piece in re.split(r"(?<=[-_.:/ =])", secret)})


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=5)), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
def test_the_first_look_passes_over_nothing(pieces: list[str], coding: str) -> None:
    data = "".join(pieces).encode(coding, "replace")
    assert secrets.look("a.txt", data) == sorted(secrets._of_bytes("a.txt", data))


@pytest.mark.parametrize("name", SECRETS)
def test_the_first_look_sees_every_secret_at_once(name: str) -> None:
    assert secrets._is_worth_it(SECRETS[name][0].encode())


def test_a_word_that_ends_as_a_key_begins_is_not_worth_a_closer_look() -> None:
    assert not secrets._is_worth_it(b'<a href="/risk-free/">a risk-averse desk-bound reader, SGML at http://a.b/c</a>')


@given(st.text(max_size=300))
def test_any_other_text_is_let_through(tmp_path_factory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.html").write_bytes(text.encode("utf-8", "replace"))
    assert leaks(folder) == []


@pytest.mark.parametrize("folder", ["content", "plugins", "tests", "theme", ".github"])
def test_this_repository_holds_none(folder: str) -> None:
    assert leaks(ROOT / folder) == []
