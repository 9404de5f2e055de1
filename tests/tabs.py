"""The tabs that tests look at pages in: a new one takes a process and most of a second, so they are used again."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
_STORE_NOTHING = """() => {
    window.name = ""
    try { localStorage.clear(); sessionStorage.clear() } catch { /* A page that may store nothing. */ }
}"""


class Tabs:
    """Two tabs of a browser, one with scripts and one without, each of which is handed out as if it were new."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[bool, Page] = {}

    def open(self, size: dict[str, int] = DESKTOP, scheme: str = "light", scripts: bool = True) -> Page:
        """Return a tab with an empty page. Whoever asks again gets it as new again."""
        if scripts not in self._pages:
            context = self._browser.new_context(reduced_motion="reduce", java_script_enabled=scripts)
            self._pages[scripts] = context.new_page()
        page = self._pages[scripts]
        _forget(page)
        page.set_viewport_size(size)
        page.emulate_media(media="null", color_scheme=scheme, forced_colors="none")
        return page

    def forget(self) -> None:
        """Leave nothing of a test in the tabs."""
        for page in self._pages.values():
            _forget(page)


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true on a page, for five seconds.

    (Playwright's own way calls eval, which the policy forbids that the tests' host sends.)
    """
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def _forget(page: Page) -> None:
    """Take away the routes to a page, and what it has stored, such as the colours that the theme has found."""
    if page.url != "about:blank":
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate(_STORE_NOTHING)
        # From there, an address with a fragment loads its page, too.
        page.goto("about:blank")
