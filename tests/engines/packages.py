"""Finds the engines of other browsers that the site is looked at in, and installs those that are Debian's packages.

`make test-engines` and `make test-long` run it. Where there is an engine, it is used; where this is root on Debian,
those that lack are installed; elsewhere one sentence says which are not run.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from browser import has_chinese_font, install_package
from marionette import Firefox
from qt import QtWebEngine
from webdriver import WebKit

#: For each engine what starts it, and the packages that it comes in.
ENGINES: dict[str, tuple[Callable[[], Firefox | WebKit | QtWebEngine], tuple[str, ...]]] = {
    "Firefox ESR": (Firefox, ("firefox-esr",)),
    "WebKit": (WebKit, ("webkit2gtk-driver", "xvfb", "gir1.2-webkit2-4.1", "python3-gi")),
    "Qt 5": (lambda: QtWebEngine(5), ("python3-pyqt5.qtwebengine",)),
    "Qt 6": (lambda: QtWebEngine(6), ("python3-pyqt6.qtwebengine",)),
}
# By what a package shows that it is there.
_MODULES = Path("/usr/lib/python3/dist-packages")
_SIGNS = {
    "firefox-esr": lambda: shutil.which("firefox-esr"),
    "webkit2gtk-driver": lambda: shutil.which("WebKitWebDriver"),
    "xvfb": lambda: shutil.which("Xvfb"),
    "gir1.2-webkit2-4.1": lambda: list(Path("/usr/lib").glob("*/girepository-1.0/WebKit2-4.1.typelib")),
    "python3-gi": lambda: (_MODULES / "gi").exists(),
    "python3-pyqt5.qtwebengine": lambda: list(_MODULES.glob("PyQt5/QtWebEngineWidgets*")),
    "python3-pyqt6.qtwebengine": lambda: list(_MODULES.glob("PyQt6/QtWebEngineWidgets*")),
}


def missing(engine: str) -> list[str]:
    """List the packages without which an engine does not run."""
    return [package for package in ENGINES[engine][1] if not _SIGNS[package]()]


def why_not(engine: str) -> str:
    """Return the sentence that says why an engine is not run."""
    return f"{engine} is not run: it needs Debian's packages {', '.join(missing(engine))}."


def _may_install() -> bool:
    release = Path("/etc/os-release")
    is_debian = release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return is_debian and getattr(os, "geteuid", lambda: 1)() == 0


def main() -> int:
    """Make sure of all of them where that may be done; 1 where it should be and cannot."""
    if _may_install():
        for package in [package for engine in ENGINES for package in missing(engine)]:
            install_package(package)
        if not has_chinese_font():
            install_package("fonts-noto-cjk")
    lacking = [engine for engine in ENGINES if missing(engine)]
    for engine in ENGINES:
        print(why_not(engine) if engine in lacking else f"Engine: {engine}", flush=True)
    return 1 if lacking and _may_install() else 0


if __name__ == "__main__":
    sys.exit(main())
