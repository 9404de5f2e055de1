"""Drives Firefox by Marionette, the protocol that Firefox itself brings, so that no other program is needed."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

#: Nothing of its maker's is asked for, no first page is shown, and no address of this machine is looked up elsewhere.
_PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
_STARTING = 60


class Firefox:
    """A Firefox with a window of its own, and whatever preferences it is to have."""

    def __init__(self, **preferences: Any) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});" for n, v in (_PREFERENCES | preferences).items()]
        (self._profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [
            "firefox-esr",
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            str(self._profile),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = socket.create_connection(("127.0.0.1", self._port()), timeout=120)
        self._number = 0
        self._receive()
        session = self._command("NewSession", capabilities={"alwaysMatch": {"pageLoadStrategy": "normal"}})
        self.version = session["capabilities"]["browserVersion"]

    def _port(self) -> int:
        file, until = self._profile / "MarionetteActivePort", time.monotonic() + _STARTING
        while not (file.exists() and file.read_text()):
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError("Firefox did not start")
            time.sleep(0.1)
        return int(file.read_text())

    def _receive(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._socket.recv(1)
        left, parts = int(size[:-1]), []
        while left:
            parts.append(self._socket.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def _command(self, name: str, **parameters: Any) -> Any:
        self._number += 1
        name = name if ":" in name else f"WebDriver:{name}"
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}\n{error['stacktrace']}")
        return result

    def open(self, address: str, width: int, height: int) -> None:
        """Load a page to the end, in a view of so many pixels."""
        self._set_view(width, height)
        # From an empty page, an address with a fragment loads its page, too.
        self._command("Navigate", url="about:blank")
        self._command("Navigate", url=address)

    def _set_view(self, width: int, height: int) -> None:
        # A window is never as narrow as a phone; what it shows may be.
        self._command("SetWindowRect", width=1500, height=1200)
        size = f"min-width: {width}px; max-width: {width}px; min-height: {height}px; max-height: {height}px"
        self.chrome(f"gBrowser.selectedBrowser.style.cssText = {json.dumps(size)}")

    def chrome(self, script: str) -> Any:
        """Run a script as part of the browser itself."""
        self._command("Marionette:SetContext", value="chrome")
        try:
            return self.run(script)
        finally:
            self._command("Marionette:SetContext", value="content")

    def run(self, script: str) -> Any:
        """Return what the body of a function returns on the page."""
        return self._command("ExecuteScript", script=script, args=[])["value"]

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self._command("TakeScreenshot", full=False)["value"])

    def paper(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        return base64.b64decode(self._command("Print", background=False, shrinkToFit=False)["value"])

    def close(self) -> None:
        """End the browser, and keep nothing of it."""
        self._process.terminate()
        self._process.wait()
        self._socket.close()
        shutil.rmtree(self._profile, ignore_errors=True)
