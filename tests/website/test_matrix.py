"""The responsibility matrix as a reader uses it: by finger, by keyboard, in the reader's own colours, on one sheet."""

import io

import pdfplumber
import pytest
from conftest import LANGUAGES
from playwright.sync_api import expect
from tabs import DESKTOP, PHONE, wait_until
from test_browser import FOLDERS, host, violations, visit  # noqa: F401 - fixtures

from macros.plan.matrix import lines_of_head

MATRIX = "2021/matrix/"
BOX = "tag => { const {top, left} = tag.getBoundingClientRect(); return [Math.round(top), Math.round(left)] }"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_numbers_stay_in_view_while_the_matrix_scrolls_by_itself(visit, language):  # noqa: F811
    page, _ = visit(FOLDERS[language] + MATRIX, PHONE)
    region = page.locator(".matrix")
    name, number = page.locator("thead th").nth(1), page.locator('[data-clause="5.2"] th')
    before, left = name.evaluate(BOX), number.evaluate(BOX)[1]
    region.evaluate("tag => tag.scrollTo(90, 300)")
    after = name.evaluate(BOX)
    assert (after[0], after[1] < before[1], number.evaluate(BOX)[1]) == (before[0], True, left)
    # By keyboard, too.
    region.evaluate("tag => tag.scrollTo(0, 0)")
    region.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.querySelector('.matrix').scrollLeft > 0")


def test_the_first_words_of_a_clause_stand_beside_its_number_where_there_is_room(visit):  # noqa: F811
    words = '[data-clause="5.2"] .matrix-words'
    page, _ = visit(MATRIX, {"width": 768, "height": 1024})
    assert page.locator(words).inner_text().startswith("开展聘请学会党建专职指导员")
    page.set_viewport_size(PHONE)
    assert not page.locator(words).is_visible()


def test_a_name_that_is_chosen_stands_out_and_leads_to_its_page(visit):  # noqa: F811
    page, _ = visit(MATRIX, DESKTOP)
    name = page.locator("thead").get_by_role("link", name="马文胜")
    name.click()
    expect(page.locator("tr.matrix-own")).to_have_count(8)
    others = page.locator("td:not(.matrix-own) .matrix-mark").first
    assert float(others.evaluate("tag => getComputedStyle(tag).opacity")) < 0.5
    expect(page.locator(".matrix-chosen a")).to_have_attribute("href", page.url.replace(MATRIX, "people/ma-wensheng/"))
    assert violations(page) == ""
    page.get_by_role("button", name="显示全部").click()
    expect(page.locator(".matrix-own")).to_have_count(0)
    expect(name).to_be_focused()


def test_a_mark_leads_to_its_clause(visit):  # noqa: F811
    page, _ = visit(MATRIX, PHONE)
    page.locator('[data-clause="5.2"] .matrix-mark').click()
    page.wait_for_url("**/2021/sections/2/#clause-5-2")


def test_the_reader_s_own_colours_draw_each_kind_of_mark(visit):  # noqa: F811
    page, _ = visit(MATRIX)
    page.emulate_media(forced_colors="active")
    shown = page.evaluate("""() => ["", "matrix-answers", "matrix-supports"].map(form => {
        const mark = document.querySelector("td .matrix-mark")
        mark.className = "matrix-mark " + form
        const {backgroundColor, borderTopColor, borderTopWidth} = getComputedStyle(mark)
        return [backgroundColor, parseFloat(borderTopWidth) ? borderTopColor : ""]
    })""")
    ink = page.evaluate("getComputedStyle(document.querySelector('.matrix td')).color")
    assert shown == [[ink, ""], ["rgba(0, 0, 0, 0)", ink], ["rgba(0, 0, 0, 0)", ink]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_printed_on_one_sheet(visit, language):  # noqa: F811
    page, _ = visit(FOLDERS[language] + MATRIX)
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        [sheet] = paper.pages
        assert min(char["size"] for char in sheet.chars if char["upright"] and char["text"].strip()) >= 10.4


def test_a_long_name_has_room_for_all_of_its_lines():
    assert [lines_of_head(name) for name in ("马文胜", "省科协社会组织行业党委委员", "A" * 80)] == [1, 2, 5]
