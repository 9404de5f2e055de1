"""`make pictures`: takes the README's screenshots, and draws the pictures of link previews and home screens.

Given a folder, it takes screenshots of every kind of page in every setting into it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from browser import QUIET, browser_path
from conftest import PROJECT, build
from playwright.sync_api import Browser, sync_playwright
from tabs import DESKTOP, PHONE
from test_browser import KINDS, SCHEMES, SIZES, serve

# File, address, size of the window, scheme.
README = (
    ("phone", "", PHONE, "light"),
    ("section", "2021/sections/2/", PHONE, "light"),
    ("dark", "2021/matrix/", PHONE, "dark"),
    ("person", "en/people/ma-wensheng/", {"width": 1280, "height": 820}, "light"),
    ("home", "", {"width": 1280, "height": 820}, "light"),
)


# What link previews and home screens show, drawn from the icons: the file, the icon, width and height.
DRAWN = (
    *((f"preview-{name}", icon, 1200, 630) for name, icon in (
        ("plan", "document"), ("person", "person"), ("body", "body"), ("branch", "branch"), ("glossary", "glossary")
    )),
    *((f"icon-{size}", "document", size, size) for size in (180, 192, 512)),
)  # fmt: skip


def draw(browser: Browser, name: str, icon: str, width: int, height: int) -> None:
    """Draw an icon in white on the red of the theme."""
    svg = (PROJECT / f"docs/theme/.icons/plan/{icon}.svg").read_text()
    page = browser.new_page(viewport={"width": width, "height": height})
    side = min(width, height) // 2
    page.set_content(
        f"<body style='margin:0;height:100vh;background:#a61b1b;fill:#fff;display:grid;place-items:center'>"
        f"<div style='width:{side}px;height:{side}px'>{svg}</div>"
    )
    page.screenshot(path=PROJECT / f"docs/theme/assets/images/{name}.png")
    page.close()


def take_screenshot(browser: Browser, url: str, size: dict, scheme: str, path: Path, whole: bool) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=path, full_page=whole)
    context.close()


def every_setting(folder: Path):
    """Return every kind of page in both languages, at both sizes, in light and dark, each with its picture's path."""
    for kind, address in KINDS.items():
        for language in ("", "en/"):
            for size in SIZES:
                for scheme in SCHEMES:
                    width = "phone" if size is not DESKTOP else "desktop"
                    name = f"{kind}-{language.strip('/') or 'zh'}-{width}-{scheme}.png".replace(" ", "-")
                    yield language + address, size, scheme, folder / name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = build(Path(temporary) / "site")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        with serve(site.root) as host:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                for address, size, scheme, path in every_setting(folder):
                    take_screenshot(browser, host + address, size, scheme, path, whole=True)
            else:
                for drawn in DRAWN:
                    draw(browser, *drawn)
                for name, address, size, scheme in README:
                    path = PROJECT / f"docs/pictures/{name}.png"
                    take_screenshot(browser, host + address, size, scheme, path, whole=False)
        browser.close()


if __name__ == "__main__":
    main()
