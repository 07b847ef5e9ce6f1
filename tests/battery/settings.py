"""Settings and usage: exit code 2, in words."""

from __future__ import annotations

from tests.battery.case import Case, misconfigured, setting

LINES = {
    'SITEURL = "mini"': "SITEURL: 'mini' is no http(s) address",
    'SITEURL = "javascript:alert(1)"': "SITEURL: 'javascript:alert(1)' is no http(s) address",
    'SITEURL = "https://user:pw@mini.example.com"': "SITEURL: ",
    'TIMEZONE = "Mars/Base"': "TIMEZONE: 'Mars/Base' is not in the time zone database",
    'TIMEZONE = "../../etc/passwd"': "TIMEZONE: '../../etc/passwd' is not in the time zone database",
    "WAYPOST = {}": "WAYPOST['authority']",
    "WAYPOST = 5": "WAYPOST: missing",
    'WAYPOST["owned_host"] = []': "WAYPOST['owned_host']: unknown key. Did you mean \"owned_hosts\"?",
    'WAYPOST["owned_hosts"] = ["https://x.example/"]': "is not a host name",
    'WAYPOST["max_seconds"] = "soon"': "WAYPOST['max_seconds']",
    'WAYPOST["max_seconds"] = 0': "WAYPOST['max_seconds']",
    'WAYPOST["max_seconds"] = float("nan")': "WAYPOST['max_seconds']",
    'WAYPOST["max_bytes"] = -1': "WAYPOST['max_bytes']",
    'WAYPOST["texts"] = {"archive": 5}': "WAYPOST['texts.archive']",
    'PLUGINS = [*PLUGINS, "no_such_plugin"]': "no_such_plugin",
    'THEME = "/nowhere"': "/nowhere",
    "1/0": "ZeroDivisionError",
    "raise SystemExit(0)": "pelicanconf.py",
    "import sys; sys.exit()": "pelicanconf.py",
    "def (": "SyntaxError",
    r'raise ValueError("a\x1b[31mb")': "ValueError: a\\x1b[31mb",
}

USAGE = {
    ("--content", "nowhere"): "the content folder nowhere does not exist. Name another with --content DIR",
    ("--content", "pelicanconf.py"): "the content folder",
    ("--output", "pelicanconf.py"): "pelicanconf.py is a file. Name another --output",
    ("--format", "yaml"): "--format yaml: unknown.",
    ("--colour",): "No idea what '--colour' is",
    ("--now", "2026-02-30"): "--now: no such date",
    ("--now", "a\x1b[31mb"): "--now: not a date:",
}

CASES: list[Case] = [
    *(misconfigured(line, setting(line), told) for line, told in LINES.items()),
    *(misconfigured(" ".join(more), setting(""), told, task=("build", *more)) for more, told in USAGE.items()),
]
