"""What a reader chooses, and what holds before and without it: colours and text size, whatever the browser stores."""

import json
import re

import pytest
from browser import QUIET, browser_path
from conftest import PROJECT
from playwright.sync_api import Error, expect
from tabs import PHONE
from test_browser import host, visit  # noqa: F401 - fixtures

SCHEME = "document.body.dataset.mdColorScheme"
SIZE = "getComputedStyle(document.documentElement).getPropertyValue('--plan-text-size')"
STORED = "Object.keys(localStorage)"
# What the storage of a browser may be like, each as a script ahead of all others.
STORAGES = {
    "absent": "Object.defineProperty(window, 'localStorage', {get: () => null})",
    "blocked": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    **{
        f"damaged: {value}": f"""if (!sessionStorage.damaged) {{
            for (const key of ["__palette", "__dark", "__text_size"]) localStorage.setItem("/." + key, {value!r})
            sessionStorage.damaged = true
        }}"""
        for value in ("{", "[]", '{"index": "x"}', '"2"', "-1e9")
    },
}


def begin_with(page, script):
    """Have a script run on the page ahead of all others."""

    def begin(route):
        if route.request.resource_type != "document":
            return route.continue_()
        answer = route.fetch()
        # Without the host's policy, which allows no script in a page.
        headers = {"Content-Type": answer.headers["content-type"]}
        route.fulfill(
            response=answer,
            headers=headers,
            body=answer.text().replace("<head>", f"<head><script>{script}</script>", 1),
        )

    page.route("**/*", begin)


# Two of them daily: the others go the same ways.
IN_TURN = [pytest.param(name, marks=[] if name in ("blocked", "damaged: {") else pytest.mark.long) for name in STORAGES]


@pytest.mark.parametrize("storage", IN_TURN)
def test_all_works_whatever_the_browser_stores(tab, host, storage):  # noqa: F811
    page = tab()
    begin_with(
        page, "faults = []; addEventListener('error', ({message}) => faults.push(message)); " + STORAGES[storage]
    )
    page.goto(host)
    use(page)
    assert page.evaluate("faults") == []


def use(page):
    """Search on the home page, choose a size and colours, and find them on another page."""
    assert page.evaluate(f"[{SCHEME}, {SIZE}]") == ["default", "1"]
    page.locator(".md-search__input").fill("党建")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="字号").click()
    page.get_by_role("button", name="更大", exact=True).click()
    page.locator("[for=__palette_1]:visible").click()
    chosen = ["slate", "1.5"]
    assert page.evaluate(f"[{SCHEME}, {SIZE}]") == chosen
    page.get_by_role("link", name="张辉学").first.click()
    page.wait_for_url("**/people/zhang-huixue/**")
    assert page.evaluate(f"[{SCHEME}, {SIZE}]") == chosen


@pytest.mark.long
def test_all_works_where_chromium_blocks_cookies(chromium, host, tmp_path):  # noqa: F811
    settings = tmp_path / "Default/Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    options = {"executable_path": browser_path(), "args": list(QUIET)}
    with chromium.browser_type.launch_persistent_context(tmp_path, **options) as browser:
        page, faults = browser.pages[0], []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(host)
        with pytest.raises(Error, match="Access is denied"):
            page.evaluate("localStorage.length")
        use(page)
        assert faults == []


@pytest.mark.parametrize(("scheme", "color"), [("dark", "slate"), ("light", "default")])
def test_the_first_paint_has_the_colours_of_the_system(tab, host, scheme, color):  # noqa: F811
    page = tab(PHONE, scheme)
    # Material's script is on its way for ever.
    page.route("**/bundle.*.js", lambda route: None)
    page.goto(host, wait_until="commit")
    page.locator("article h1").wait_for()
    assert page.evaluate(SCHEME) == color


def test_the_system_is_followed_until_the_reader_chooses_and_only_that_is_stored(tab, host):  # noqa: F811
    page = tab()
    page.goto(host)
    for scheme, color in (("dark", "slate"), ("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", color)
    page.goto(f"{host}glossary/")
    assert page.evaluate(f"[{SCHEME}, {STORED}]") == ["slate", []]
    page.locator("[for=__palette_0]:visible").click()
    assert page.evaluate(f"[{SCHEME}, {STORED}]") == ["default", ["/.__dark"]]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # Material puts on the colours it began with, and then the reader's stand again.
        page.wait_for_timeout(50)
        assert page.evaluate(SCHEME) == "default"
        expect(page.locator("[for=__palette_1]")).to_be_visible()
    page.reload()
    assert page.evaluate(SCHEME) == "default"


def test_where_nothing_can_be_printed_no_button_offers_it(tab, host):  # noqa: F811
    page = tab()
    begin_with(page, "window.print = undefined")
    page.goto(f"{host}2021/sections/1/")
    expect(page.get_by_role("button", name="字号")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_have_count(0)


STYLES = PROJECT / "docs/theme/assets/stylesheets"


def rules(styles):
    """List the rules of styles, each as what it is for and what it says."""
    return re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL))


def test_a_selector_that_some_browsers_lack_takes_no_other_with_it():
    written = [selector for path in STYLES.glob("*.css") for selector, _ in rules(path.read_text(encoding="utf-8"))]
    rare = [selector.strip() for selector in written if re.search(":has|:focus-visible", selector)]
    assert rare
    assert [selector for selector in rare if "," in selector] == []


def test_what_a_gap_keeps_apart_is_apart_in_a_browser_that_knows_none():
    screen = [path.read_text(encoding="utf-8") for path in STYLES.glob("*.css") if not path.name.startswith("print")]
    apart = "".join(styles.partition("@supports not (inset: 0)")[2] for styles in screen)
    lines = [
        selector.strip().split(".")[-1].split()[0]
        for selector, rule in rules("".join(screen))
        if "display: flex" in rule and "gap: " in rule
    ]
    assert len(lines) > 5
    assert [line for line in lines if line not in apart] == []
