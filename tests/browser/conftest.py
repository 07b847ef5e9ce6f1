from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.addresses.servers import caddy
from tests.serve.chromium import Browser, Tab
from tests.site.served import Published


@pytest.fixture(scope="session")
def address(site: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The published sample, served by Caddy with the headers that the build wrote for it."""
    folder = tmp_path_factory.mktemp("caddy")
    with caddy(folder, site.root, site.host_file("site.caddyfile")) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    """A tab for a test. What the browser logs of its pages is an error of theirs: the policy, a script, a lost file."""
    found = chromium.tab("about:blank")
    for room in ("Log", "Runtime"):
        found.ask(f"{room}.enable")
    chromium.logged.clear()
    yield found
    logged = list(chromium.logged)
    chromium.close_tabs()
    assert logged == []
