"""The site by keyboard and by finger: the search, the menu, shortcuts, what is focused, and what is touched."""

import pytest
from playwright.sync_api import expect
from tabs import DESKTOP, PHONE, wait_until
from test_browser import KINDS, host, violations, visit  # noqa: F401 - fixtures

SECTION = KINDS["section"]
FOCUSED = """() => {
    const {activeElement: focused} = document
    const {width, height, top} = focused.getBoundingClientRect()
    return {name: focused.className, width, height, top, text: focused.textContent.trim(), inSearch:
        !!focused.closest(".md-search"), isOpen: document.querySelector("#__search").checked}
}"""


def search(page, query):
    """Open the search with a key, ask, and wait for results."""
    page.keyboard.press("/")
    wait_until(page, "document.activeElement.name === 'query'")
    page.keyboard.type(query)
    page.locator(".md-search-result__link").first.wait_for()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tab_leads_from_the_search_box_to_each_result_and_out_of_the_search(visit, size):  # noqa: F811
    page, _ = visit(SECTION, size)
    search(page, "党课")
    shown = page.locator(".md-search-result__link:visible").count()
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["width"] > 20 and focused["height"] > 10, focused
        if not focused["inSearch"]:
            break
        assert focused["isOpen"]
        reached.append(focused["name"])
    assert sum("md-search-result__link" in name for name in reached) == shown > 0
    assert not page.evaluate(FOCUSED)["isOpen"]


def test_the_menu_takes_the_focus_and_gives_it_back(visit):  # noqa: F811
    page, _ = visit(SECTION, PHONE)
    button = page.get_by_role("button", name="菜单")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    wait_until(page, "document.activeElement.closest('.md-sidebar--primary')")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    # Whoever goes on past its end leaves it.
    page.keyboard.press("Enter")
    wait_until(page, "document.activeElement.closest('.md-sidebar--primary')")
    page.locator(".clause-number").first.focus()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_single_letters_can_be_kept_from_being_commands(visit):  # noqa: F811
    page, _ = visit(SECTION)
    page.locator(".reading").click()
    assert violations(page) == ""
    page.get_by_label("单键快捷键").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator(".reading")).to_be_focused()
    for key in ("/", "f", "s", "n", "p"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.name") != "query"
    page.locator(".reading").click()
    page.get_by_label("单键快捷键").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    wait_until(page, "document.activeElement.name === 'query'")


def test_nothing_that_is_focused_stands_below_the_header(visit):  # noqa: F811
    page, _ = visit(SECTION, PHONE)
    page.locator("footer a").last.focus()
    bottom = page.locator(".md-header").evaluate("header => header.getBoundingClientRect().bottom")
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("!document.activeElement.closest('article')"):
            continue
        assert page.evaluate(FOCUSED)["top"] >= bottom, page.evaluate(FOCUSED)


def test_a_walk_from_home_by_search_to_a_clause_in_the_other_language_and_to_the_matrix(visit, host):  # noqa: F811
    page, faults = visit("", PHONE)
    search(page, "第5.2条")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2021/sections/2/**#clause-5-2")
    page.locator(".language-switch a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/2021/sections/2/#clause-5-2")
    marked = page.locator(".clause:target")
    assert marked.get_attribute("data-clause") == "5.2"
    plain, background = (
        page.locator(f"[data-clause='{number}']").evaluate("tag => getComputedStyle(tag).backgroundColor")
        for number in ("5.1", "5.2")
    )
    assert plain != background
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.locator(".md-nav--primary").get_by_role("link", name="Responsibility matrix").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}en/2021/matrix/")
    assert faults == []


# Links within a text are as high as its lines (WCAG 2.5.8).
SMALL = """least => [...document.querySelectorAll(
        "a, button, summary, .filter-input, label[for]:not(.md-nav__title), [role=button]")]
    .filter(tag => tag.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !tag.closest("svg, dd, td")
        && !(tag.closest("p") && !tag.closest(".clause-tools, .filter"))
        && !tag.matches(".md-overlay, .md-search__overlay"))
    .map(tag => [tag.getBoundingClientRect(), tag,
        tag.matches("button, .filter-input, .language-switch a, .page-foot summary") ? least : 24])
    .filter(([{width, height}, tag, size]) => width && Math.min(width, height) < size - 0.5)
    .map(([{width, height}, tag]) => `${Math.round(width)} x ${Math.round(height)} ${tag.outerHTML.slice(0, 90)}`)"""


@pytest.mark.parametrize("kind", ["home", "section", "matrix", "person", "glossary", "about"])
def test_what_is_touched_is_large_enough(visit, kind):  # noqa: F811
    page, _ = visit(KINDS[kind], PHONE)
    assert page.evaluate(SMALL, 44) == []
    page.set_viewport_size(DESKTOP)
    assert page.evaluate(SMALL, 24) == []
