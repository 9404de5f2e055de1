"""What a reader meets in a real browser: every kind of page, both languages, phone and desktop, light and dark."""

import contextlib
import functools
import http.server
import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import has_chinese_font
from conftest import LANGUAGES, build, change
from issued_text import responsible_by_clause
from playwright.sync_api import expect
from tabs import DESKTOP, PHONE

KINDS = {
    "home": "",
    "plan": "2021/",
    "section": "2021/sections/2/",
    "full text": "2021/full/",
    "bilingual": "2021/sections/2/bilingual/",
    "matrix": "2021/matrix/",
    "parties": "people/",
    "person": "people/ma-wensheng/",
    "role": "people/branch-secretaries/",
    "branches": "branches/",
    "kind of branch": "branches/society-branch/",
    "branch": "branches/hunan-hydraulic-engineering-society/",
    "glossary": "glossary/",
    "about": "about/",
    "404": "404.html",
}
SIZES = (PHONE, DESKTOP)
# What the theme calls the colours that a reader prefers.
SCHEMES = {"light": "default", "dark": "slate"}
FOLDERS = {"zh": "", "en": "en/"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL = {"type": "tag", "values": WCAG}
# What a strict host allows a page: no script and no style that stands in the page itself. README has it for hosts.
POLICY = ("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
# Those that the colours of a scheme have a part in.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@contextlib.contextmanager
def serve(folder, headers=()):
    """Serve a folder as a host does that sends such headers, and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def end_headers(self):
            for header in headers:
                self.send_header(*header)
            super().end_headers()

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # It ends as soon as it is asked, not half a second later.
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def host(bare_site):
    with serve(bare_site.root, [POLICY]) as address:
        yield address


@pytest.fixture
def visit(tab, host):
    """Yield what opens a page, and returns it with a list into which everything that goes wrong on it is written."""
    heard = []

    def visit(address, size=DESKTOP, scheme="light", scripts=True):
        page = tab(size, scheme, scripts)
        faults = []
        events = {
            "console": lambda message: message.type == "error" and faults.append(message.text),
            "pageerror": lambda error: faults.append(str(error)),
            "requestfailed": lambda request: faults.append(f"failed: {request.url}"),
            "response": lambda answer: answer.status >= 400 and faults.append(f"{answer.status}: {answer.url}"),
            "request": lambda request: request.url.startswith((host, "data:")) or faults.append(request.url),
        }
        for event, hear in events.items():
            page.on(event, hear)
            heard.append((page, event, hear))
        page.goto(host + address, wait_until="load")
        return page, faults

    yield visit
    for page, event, hear in heard:
        page.remove_listener(event, hear)


def test_the_machine_shows_chinese():
    assert has_chinese_font()


def violations(page, rules=ALL, part=None) -> str:
    """Return what the rules of WCAG have against a page or a part of it: nothing, or a report."""
    result = Axe().run(page, part, {"runOnly": rules, "resultTypes": ["violations"]})
    return result.generate_report() if result.violations_count else ""


# A page has one language and setting, and eight pages in a row have all of them; the long test has all for each page.
SETTINGS = [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (DESKTOP, "light")]
IN_TURN = [
    pytest.param(kind, language, size, scheme, id=f"{kind}-{language}-{size['width']}-{scheme}")
    for number, kind in enumerate(KINDS)
    for language in [list(LANGUAGES)[number % 2]]
    for size, scheme in [SETTINGS[number // 2 % 4]]
]


@pytest.mark.parametrize(("kind", "language", "size", "scheme"), IN_TURN)
def test_a_page_is_without_fault(visit, kind, language, size, scheme):
    page, faults = visit(FOLDERS[language] + KINDS[kind], size, scheme)
    assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert violations(page) == ""
    for each in SIZES:
        page.set_viewport_size(each)
        assert page.evaluate("document.documentElement.scrollWidth") <= each["width"], each
    assert faults == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_without_fault_in_every_setting(visit, kind, language):
    for scheme, rules in (("light", ALL), ("dark", OF_COLOURS)):
        for size in SIZES:
            page, faults = visit(FOLDERS[language] + KINDS[kind], size, scheme)
            setting = (size["width"], scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], setting
            assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
            assert violations(page, rules) == "", setting
            assert faults == [], setting


@pytest.mark.long
def test_a_name_of_eighty_characters_makes_no_page_scroll_sideways(tmp_path, data, tab):
    change(data / "people.yml", "zh: 丙丁\n      en: Bing Ding", f"zh: {'丙' * 80}\n      en: {'Bingding' * 10}")
    built = build(tmp_path / "site", data)
    addresses = ("", "people/", "people/bing-ding/", "people/bing-ding/bilingual/", "2023/sections/1/", "2023/matrix/")
    with serve(built.root) as host:
        page = tab(PHONE)
        for address in (f"{folder}{address}" for folder in ("", "en/") for address in addresses):
            page.goto(host + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_the_rules_find_a_fault_where_there_is_one(visit):
    page, faults = visit("")
    with page.expect_response("**/gone.png"):
        page.evaluate("""document.querySelector("article").insertAdjacentHTML("beforeend",
            "<img src='gone.png'><p id='pale' style='color: #ccc'>pale</p>")
            pale.style.color = "#ccc", pale.style.width = "200vw" """)
    violations = {violation["id"] for violation in Axe().run(page).response["violations"]}
    assert {"image-alt", "color-contrast"} <= violations
    assert any("gone.png" in fault for fault in faults)
    assert any("Content Security Policy" in fault for fault in faults)
    assert page.evaluate("document.documentElement.scrollWidth") > DESKTOP["width"]


# That the links of every page lead there, is tested with the languages.
@pytest.mark.parametrize("kind", ["home", "section", "bilingual"])
def test_the_language_switch_lands_on_the_twin_without_javascript(visit, host, kind):
    page, _ = visit(KINDS[kind], PHONE, scripts=False)
    page.locator(".language-switch a").click()
    expect(page).to_have_url(f"{host}en/{KINDS[kind]}")
    page.locator(".language-switch a").click()
    expect(page).to_have_url(host + KINDS[kind])


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_without_javascript(visit, kind):
    without, _ = visit(KINDS[kind], PHONE, scripts=False)
    with_script, _ = visit(KINDS[kind], PHONE)
    text = without.locator("article").inner_text()
    assert len(text) > 20
    assert without.locator("article h1").first.is_visible()
    # The box that narrows a list and some buttons are the only things that need a script.
    with_script.evaluate("""() => {
        document.querySelectorAll(".filter, .scripted").forEach(added => added.remove())
        document.querySelectorAll(".term details").forEach(folded => { folded.open = true })
    }""")
    assert text.split() == with_script.locator("article").inner_text().split()


# Notes what the focus comes to, and how that shows it; at what it comes to again, it has been everywhere.
FOLLOW_FOCUS = """() => {
    window.focused = []
    addEventListener("focusin", ({target}) => {
        const style = getComputedStyle(target)
        window.isRound ||= "reached" in target.dataset
        target.dataset.reached = ""
        focused.push([target.outerHTML.slice(0, 120), style.outlineStyle, parseFloat(style.outlineWidth)])
    })
}"""
# (The way back to the top comes and goes as a page is scrolled.)
UNREACHED = """() => [...document.querySelectorAll("a[href], button:not(.md-top), input, [tabindex='0']")]
    .filter(tag => tag.checkVisibility({opacityProperty: true, visibilityProperty: true}) && tag.tabIndex >= 0)
    .filter(tag => tag.type !== "radio" && !("reached" in tag.dataset))
    .map(tag => tag.outerHTML.slice(0, 120))"""


# In turn a phone and a desktop: what differs between them is the same on every page.
REACHED = [
    pytest.param(kind, size, id=f"{kind}-{size['width']}", marks=[] if size == SIZES[number % 2] else pytest.mark.long)
    for number, kind in enumerate(KINDS)
    for size in SIZES
]


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("kind", "size"), REACHED)
def test_everything_is_reached_by_keyboard_with_visible_focus(visit, kind, size):
    page, _ = visit(KINDS[kind], size)
    page.evaluate(FOLLOW_FOCUS)
    for _ in range(40):
        for _ in range(15):
            page.keyboard.press("Tab")
        if page.evaluate("window.isRound"):
            break
    focused = page.evaluate("focused")
    assert len(focused) > 5
    assert [html for html, style, width in focused if style == "none" or width < 2] == []
    assert page.evaluate(UNREACHED) == []


def test_on_a_phone_the_keyboard_opens_menu_and_search(visit):
    page, _ = visit("", PHONE)
    page.get_by_role("button", name="菜单").focus()
    assert not page.locator(".md-nav--primary").get_by_role("link", name="责任人").is_visible()
    page.keyboard.press("Enter")
    page.locator(".md-nav--primary").get_by_role("link", name="责任人").wait_for(state="visible")
    page, _ = visit("", PHONE)
    page.get_by_role("button", name="搜索", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_an_index_is_narrowed_by_name_and_by_pinyin(visit):
    page, _ = visit("people/", PHONE)
    entries = page.locator("[data-filter] li:visible")
    expect(entries).to_have_count(12)
    for typed in ("马文", "ma wen", "MAWENSHENG", "ma-wensheng"):
        page.locator(".filter input").fill(typed)
        expect(entries).to_have_text(["马文胜 8条"], use_inner_text=True)
    page.locator(".filter input").fill("不在其中")
    expect(entries).to_have_count(0)
    expect(page.locator(".filter-none")).to_have_text("没有符合条件的条目。")
    page.locator(".filter input").fill("")
    expect(entries).to_have_count(12)


def test_a_link_to_a_clause_brings_it_into_view_below_the_header(visit):
    page, _ = visit("2021/sections/2/#clause-7-1", PHONE)
    top = page.locator("#clause-7-1").bounding_box()["y"]
    header = page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] <= top < 300


def test_chinese_quotation_marks_are_as_wide_as_characters(visit):
    page, _ = visit("2021/sections/2/")
    width = """sign => {
        const range = document.createElement("span")
        range.style.textSpacingTrim = "space-all"
        range.textContent = sign.repeat(10)
        document.querySelector(".clause > p").append(range)
        return range.getBoundingClientRect().width
    }"""
    assert page.evaluate(width, "“") == pytest.approx(page.evaluate(width, "党"), rel=0.02)


def test_the_matrix_is_a_table_that_a_screen_reader_can_read(visit):
    page, _ = visit("en/2021/matrix/")
    assert page.get_by_role("columnheader", name="Ma Wensheng").count() == 1
    row = page.locator('tr[data-clause="5.2"]')
    assert row.get_by_role("rowheader").inner_text().startswith("5.2 Run a pilot")
    assert row.get_by_role("img", name="responsible").count() == 1
    marks = page.locator("tbody .matrix-mark").count()
    totals = page.locator("tfoot td").all_inner_texts()
    assert marks == sum(map(int, totals)) == sum(map(len, responsible_by_clause().values()))


def test_the_search_dialog_has_a_name(visit):
    for prefix, name in (("", "搜索"), ("en/", "Search")):
        page, _ = visit(prefix)
        assert page.locator('.md-search[role="dialog"]').get_attribute("aria-label") == name


@pytest.mark.parametrize("size", SIZES, ids=("phone", "desktop"))
def test_the_first_tab_offers_to_skip_to_the_content(visit, size):
    page, _ = visit(KINDS["section"], size)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#."))
    assert page.evaluate("document.querySelector(location.hash) !== null")


@pytest.mark.parametrize(("language", "said"), [("zh", "跳到正文"), ("en", "Skip to content")])
def test_every_page_offers_first_of_all_to_skip_to_its_title(bare_site, language, said):
    for address in bare_site.addresses(language):
        page = bare_site.page(address, language)
        offer = page.body.select_one("a[href], button, input:not([type=checkbox])")
        assert (offer["class"], offer.get_text().strip()) == (["md-skip"], said), address
        assert page.select_one("article h1")["id"] == offer["href"].removeprefix("#"), address
