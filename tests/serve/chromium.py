"""A real browser, driven by the DevTools protocol over a pair of pipes: no package, no port, no download.

`--remote-debugging-pipe`: the browser reads commands from file descriptor 3 and writes answers and events to 4, each as
JSON with a null byte at its end (https://chromedevtools.github.io/devtools-protocol/).
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new --remote-debugging-pipe --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --disable-extensions --mute-audio"
).split()
KEYS = {"Escape": (27, ""), "Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " ")}
"""Key → its code, and what it types: only a key that types something presses a link or a button."""
MIDDLE = """(() => {{
  const one = document.querySelector({});
  one.scrollIntoView({{ block: "center", behavior: "instant" }});
  const box = one.getClientRects()[0];
  return [box.left + box.width / 2, box.top + box.height / 2];
}})()"""
LIMIT = 60.0
"""Seconds after which what has not come is taken not to come. Nothing takes a tenth of it."""


def found() -> str:
    """The browser's path. Raises AssertionError where there is none: a test that is not run holds nothing."""
    path = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert path, "the tests of the preview need Chromium or Chrome: install one, or name it in CHROMIUM"
    return path


class Browser:
    """One browser with a profile of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        (its_end, commands), (answers, other_end) = os.pipe(), os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (its_end, other_end)]

        def lay() -> None:
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            [found(), *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=lay,
            pass_fds=(3, 4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (its_end, other_end, *high):
            os.close(end)
        self._commands, self._answers = os.fdopen(commands, "wb", 0), os.fdopen(answers, "rb")
        self._count, self._rest = 0, b""
        self._targets: list[str] = []
        self.logged: list[str] = []
        """What the browser said of pages whose log is on (Log.enable), and what was thrown there (Runtime.enable)."""

    def ask(self, method: str, session: str | None = None, **values: Any) -> dict[str, Any]:
        """One command and its result. Raises ValueError with the browser's words."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": values} | ({"sessionId": session} if session else {})
        self._commands.write(json.dumps(asked).encode() + b"\0")
        while True:
            told = json.loads(self._message())
            if told.get("method") == "Log.entryAdded":
                self.logged.append(told["params"]["entry"]["text"])
            if told.get("method") == "Runtime.exceptionThrown":
                self.logged.append(told["params"]["exceptionDetails"]["text"])
            if told.get("id") == self._count:
                if "error" in told:
                    raise ValueError(told["error"]["message"])
                result: dict[str, Any] = told["result"]
                return result

    def _message(self) -> bytes:
        while b"\0" not in self._rest:
            more = os.read(self._answers.fileno(), 1 << 16)
            assert more, "the browser has gone"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return message

    def tab(self, address: str, width: int = 1000, height: int = 700) -> Tab:
        """A new tab with the page at `address`, loaded."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._targets.append(target)
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session)
        tab.ask("Page.enable")
        tab.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        tab.go(address)
        return tab

    def close_tabs(self) -> None:
        for target in self._targets:
            self.ask("Target.closeTarget", targetId=target)
        self._targets.clear()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._commands.close()
        self._answers.close()


class Tab:
    """One page in a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self.browser, self.session = browser, session

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        return self.browser.ask(method, self.session, **values)

    def go(self, address: str) -> None:
        self.ask("Page.navigate", url=address)
        self.until(f"location.href === {json.dumps(address)} && document.readyState === 'complete'")

    def value(self, script: str) -> Any:
        """What an expression gives. Raises ValueError where the page is just being replaced, or the script throws."""
        told = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise ValueError(told["exceptionDetails"].get("exception", {}).get("description", "thrown"))
        return told["result"].get("value")

    def until(self, script: str, pause: float = 0.02) -> Any:
        """What an expression gives as soon as that is true, over any number of reloads."""
        end, last = time.monotonic() + LIMIT, None
        while time.monotonic() < end:
            try:
                last = self.value(script)
            except ValueError as error:
                last = error
            else:
                if last:
                    return last
            time.sleep(pause)
        raise AssertionError(f"it never came true: {script} (last: {last})")

    def press(self, key: str, *, shift: bool = False) -> None:
        code, text = KEYS[key]
        told = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code}
        for kind in ("keyDown", "keyUp"):
            typed = {"text": text} if text and kind == "keyDown" else {}
            self.ask("Input.dispatchKeyEvent", type=kind, modifiers=8 * shift, **told, **typed)

    def click(self, selector: str) -> None:
        """The mouse's first button, in the middle of what fits first, after scrolling there as a person would."""
        x, y = self.value(MIDDLE.format(json.dumps(selector)))
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
