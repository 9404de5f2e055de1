"""Drives Qt WebEngine, an old Chromium, in a process of Debian's own Python: see qt_window.py."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from pathlib import Path
from typing import Any

_WINDOW = Path(__file__).parent / "qt_window.py"
# No screen, no graphics card, and no sandbox within root's.
_ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
}


class QtWebEngine:
    """The Chromium that a version of Qt has, with a window of its own; its pages may be denied a storage."""

    def __init__(self, qt: int, *options: str) -> None:
        self._process = subprocess.Popen(
            ["/usr/bin/python3", "-I", str(_WINDOW), str(qt), *options],
            env=os.environ | _ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.version = self._answer()

    def _answer(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Qt WebEngine has ended")
        return json.loads(line)

    def _ask(self, **asked: Any) -> Any:
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def open(self, address: str, width: int, height: int) -> None:
        """Load a page to the end, in a window of so many pixels."""
        self._ask(open=address, width=width, height=height)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns on the page."""
        return self._ask(run=script)

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self._ask(picture=True))

    def paper(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        return base64.b64decode(self._ask(paper=True))

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()
