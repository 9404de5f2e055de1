"""Finds the Chromium and the Chinese font that the tests look at pages with, and installs them where there are none.

`make test` runs it. The browser is $CHROMIUM, else one on the PATH, else Debian's where this is root on Debian, else
Playwright's own. Where nothing helps, it says so in one sentence and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Chromium asks its maker's hosts for things of its own unless it is told not to.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip


def browser_path() -> str | None:
    """Return the path of a Chromium on this machine; None where there is none but, perhaps, Playwright's own."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, _NAMES) if path), None)


def install_browser() -> bool:
    """Make sure that there is a Chromium."""
    if browser_path() or (install_package("chromium") and browser_path()):
        return True
    print("Installing Playwright's Chromium …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    return _playwright_has_one()


def install_package(package: str) -> bool:
    """Install a Debian package where this user may."""
    if not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return False
    print(f"Installing {package} with apt-get …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", package])
    return all(
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0 for command in commands
    )


def _playwright_has_one() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).is_file()


def has_chinese_font() -> bool:
    """Return whether pages would show Chinese. Where there is no fontconfig (macOS, Windows), the system brings it."""
    if not shutil.which("fc-list"):
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True).stdout.strip())


def main() -> int:
    """Make sure of both; 1 where that cannot be done."""
    if not install_browser():
        print("No Chromium was found or could be installed: install one, or set CHROMIUM to its path.", file=sys.stderr)
        return 1
    print(f"Browser: {browser_path() or 'of Playwright'}")
    if not has_chinese_font() and not (install_package("fonts-noto-cjk") and has_chinese_font()):
        print("No Chinese font was found: install one, such as Noto Sans CJK.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
