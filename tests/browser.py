"""Finds the browser and the Chinese font that the tests need, and installs them where there are none.

`make test` runs it. Where nothing helps, it says so in one sentence and fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.browser import QUIET, browser_path, install_package
from macros.browser import main as find_browser

__all__ = ("QUIET", "browser_path", "has_chinese_font")


def has_chinese_font() -> bool:
    """Tell whether pages would show Chinese. Where there is no fontconfig (macOS, Windows), the system brings it."""
    if not shutil.which("fc-list"):
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True).stdout.strip())


def main() -> int:
    """Make sure of both; 1 where that cannot be done."""
    if find_browser():
        return 1
    if not has_chinese_font() and not (install_package("fonts-noto-cjk") and has_chinese_font()):
        print("No Chinese font was found: install one, such as Noto Sans CJK.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
