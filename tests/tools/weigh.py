"""`make weigh`: what a first visit and the page after it cost over the wire, as a good host compresses it (brotli)."""

from __future__ import annotations

import functools
import sys
import tempfile
from pathlib import Path

import brotli
from browser import QUIET, browser_path
from conftest import build
from playwright.sync_api import Page, Response, sync_playwright
from tabs import PHONE
from test_browser import serve

PAGES = ("", "people/ma-wensheng/", "branches/hunan-hydraulic-engineering-society/", "2021/sections/2/")


def fetched(page: Page, url: str) -> dict[str, int]:
    """Visit a page, and return what was asked for over the wire, with sizes in bytes. The cache counts nothing."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(url, wait_until="networkidle")
    page.remove_listener("response", note)
    return {answer.url: _size(answer.body()) for answer in answers if answer.status == 200}


@functools.cache
def _size(content: bytes) -> int:
    """Return what remains of a file over the wire. Most pages fetch the same."""
    return len(brotli.compress(content))


def main() -> int:
    """Print, for each page, a first visit to it and a visit after home, without and with the search's data."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = build(Path(temporary) / "site")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        with serve(site.root) as host:
            for language in ("", "en/"):
                for address in PAGES:
                    first = fetched(browser.new_context(viewport=PHONE).new_page(), host + language + address)
                    context = browser.new_context(viewport=PHONE)
                    page = context.new_page()
                    seen = fetched(page, host + language)
                    after = {
                        url: size for url, size in fetched(page, host + language + address).items() if url not in seen
                    }
                    print(f"/{language}{address}: first {_phrased(first)}; after home {_phrased(after)}")
        browser.close()
    return 0


def _phrased(sizes: dict[str, int]) -> str:
    search = sum(size for url, size in sizes.items() if "search" in url)
    return f"{(sum(sizes.values()) - search) / 1000:.1f} KB in {len(sizes)} requests, search {search / 1000:.1f} KB"


if __name__ == "__main__":
    sys.exit(main())
