"""Drives WebKit by WebDriver, as WebKitGTK's own small browser, on a display that nobody sees."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

_HOST = "127.0.0.1"
_PRINTER = Path(__file__).parent / "webkit_paper.py"


class WebKit:
    """A WebKit with a window of its own, which is never narrower than 447 pixels."""

    def __init__(self) -> None:
        self._display, number = self._show()
        self._environment = os.environ | {"DISPLAY": f":{number}"}
        self._address = ""
        self._port = _free_port()
        self._driver = subprocess.Popen(
            ["WebKitWebDriver", f"--host={_HOST}", f"--port={self._port}"],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        session = self._ask("session", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
        self._session = f"session/{session['sessionId']}"
        self.version = session["capabilities"]["browserVersion"]

    @staticmethod
    def _show() -> tuple[subprocess.Popen[bytes], int]:
        """Start a display, which says its own number."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        display = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            return display, int(said.readline())

    def _ask(self, path: str, method: str = "POST", **parameters: Any) -> Any:
        body = json.dumps(parameters).encode() if method == "POST" else None
        asked = urllib.request.Request(f"http://{_HOST}:{self._port}/{path}", body, method=method)
        for _ in range(600):
            try:
                with urllib.request.urlopen(asked, timeout=120) as answer:
                    return json.load(answer)["value"]
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"{path}: {error.read().decode()}") from error
            except urllib.error.URLError:
                # It has not yet begun to listen.
                time.sleep(0.1)
        raise RuntimeError("WebKitWebDriver did not start")

    def open(self, address: str, width: int, height: int) -> None:
        """Load a page to the end, in a window of so many pixels, or as narrow as a window may be."""
        self._ask(f"{self._session}/window/rect", width=width, height=height)
        self._address = address
        # From an empty page, an address with a fragment loads its page, too.
        self._ask(f"{self._session}/url", url="about:blank")
        self._ask(f"{self._session}/url", url=address)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns on the page."""
        return self._ask(f"{self._session}/execute/sync", script=script, args=[])

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self._ask(f"{self._session}/screenshot", "GET"))

    def paper(self) -> bytes:
        """Return the page as it is printed, as PDF, by a process of its own: see webkit_paper.py."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "page.pdf"
            command = ["/usr/bin/python3", "-I", str(_PRINTER), self._address, str(file)]
            subprocess.run(command, env=self._environment, stderr=subprocess.DEVNULL, check=True, timeout=60)
            return file.read_bytes()

    def close(self) -> None:
        """End the browser and its display."""
        self._ask(self._session, "DELETE")
        for process in (self._driver, self._display):
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((_HOST, 0))
        return int(free.getsockname()[1])
