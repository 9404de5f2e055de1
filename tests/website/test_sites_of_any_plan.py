"""Built sites whose plans have other shapes: drafts left out or marked, and every kind of page in a real browser."""

import io
import itertools

import invented
import pdfplumber
import pytest
from conftest import ADDRESS, LANGUAGES, build, shared
from PIL import Image
from playwright.sync_api import expect
from test_browser import ALL, DESKTOP, OF_COLOURS, PHONE, SETTINGS, SIZES, serve, violations
from test_pages import text_of

from macros.website.settings import shows_drafts

PAGES = {
    "home": "",
    "plan": "2022/",
    "section of three levels": "2022/sections/1/",
    "its two languages": "2022/sections/1/bilingual/",
    "full text": "2022/full/",
    "full text in two languages": "2022/full/bilingual/",
    "large matrix": "2022/matrix/",
    "table": "2023/full/",
    "rows of a table": "2023/sections/1/",
    "matrix of a table": "2023/matrix/",
    "deadlines": "2023/deadlines/",
    "flat plan": "2021/items/",
    "parties": "people/",
    "party": "people/body-2/",
}
MARKS = {"zh": "（草稿）", "en": "(draft)"}


@pytest.fixture(scope="session")
def any_plan(tmp_path_factory):
    """A site with three plans of different shapes, the latest a draft, which was asked for."""

    def make(target):
        plans = {2021: invented.flat(), 2022: invented.provincial(), 2023: invented.table(draft=True)}
        data = invented.write(target.parent / "data", plans, 56)
        return build(target, data, SITE_URL=f"{ADDRESS}/", PLAN_DRAFTS="1")

    return shared(tmp_path_factory, "any-plan", make)


@pytest.fixture(scope="module")
def host(any_plan):
    with serve(any_plan.root) as address:
        yield address


@pytest.fixture
def visit(tab, host):
    """Yield what opens a page in a window of some size."""

    def visit(address, *setting, **options):
        page = tab(*setting, **options)
        page.goto(host + address, wait_until="load")
        return page

    return visit


# --- Drafts


def test_a_build_is_without_drafts_unless_they_are_asked_for(tmp_path):
    data = invented.write(tmp_path / "data", {2021: invented.flat(), 2022: invented.flat(2022, draft=True)}, 9)
    site = build(tmp_path / "site", data)
    assert {"2021/", "2021/full/"} <= site.addresses()
    assert not [path for path in site.root.rglob("*.html") if "2022" in path.read_text(encoding="utf-8")]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_search_engine_takes_a_draft_for_a_plan(any_plan, language):
    root = any_plan.root if language == "zh" else any_plan.root / language
    sitemap = (root / "sitemap.xml").read_text(encoding="utf-8")
    for address in any_plan.addresses(language):
        page, of_draft = any_plan.page(address, language), address.startswith("2023/")
        assert bool(page.select('meta[name="robots"][content="noindex"]')) is of_draft, address
        assert (f"/{address}<" in sitemap) is not of_draft, address
        assert (MARKS[language] in page.title.get_text()) is of_draft, address


def test_the_navigation_names_the_draft_and_home_shows_the_newest_plan(any_plan):
    home = any_plan.page("")
    entries = [text_of(entry) for entry in home.select(".md-nav--primary .md-ellipsis")]
    assert "2023年任务清单（草稿）" in entries
    assert text_of(home.h1) == "2022年重点任务"


def test_who_edits_a_draft_sees_it():
    assert shows_drafts({}, "serve") and shows_drafts({"drafts": "1"}, "build")
    assert not shows_drafts({"drafts": False}, "build") and not shows_drafts({"drafts": "0"}, "gh-deploy")


# --- In a browser


# What the shipped plan has alike, and `test_browser.py` with it, is a long proof here.
ALIKE = {"home", "plan", "its two languages", "full text", "full text in two languages", "parties"}
IN_TURN = [
    pytest.param(
        kind,
        ("", "en/")[number % 2],
        *SETTINGS[number % 4],
        id=kind,
        marks=[pytest.mark.long] if kind in ALIKE else [],
    )
    for number, kind in enumerate(PAGES)
]


@pytest.mark.parametrize(("kind", "folder", "size", "scheme"), IN_TURN)
def test_a_page_of_another_plan_is_without_fault(visit, kind, folder, size, scheme):
    page = visit(folder + PAGES[kind], size, scheme)
    assert violations(page) == ""
    for each in SIZES:
        page.set_viewport_size(each)
        assert page.evaluate("document.documentElement.scrollWidth") <= each["width"], each


@pytest.mark.long
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_another_plan_is_without_fault_in_every_setting(visit, kind):
    settings = (("", PHONE, "light", ALL), ("", PHONE, "dark", OF_COLOURS), ("en/", DESKTOP, "light", ALL))
    for prefix, size, scheme, rules in settings:
        page = visit(prefix + PAGES[kind], size, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (prefix, size)
        assert violations(page, rules) == "", (prefix, scheme)


def test_a_large_matrix_keeps_names_and_numbers_in_view_and_can_be_narrowed(visit):
    for size in SIZES:
        page = visit("2022/matrix/", size)
        region = page.locator(".matrix-large")
        region.scroll_into_view_if_needed()
        region.evaluate("region => region.scrollTo(600, 900)")
        frame = region.bounding_box()
        head = page.locator("thead tr").bounding_box()
        number = page.locator('[data-clause="40"] th').bounding_box()
        assert abs(head["y"] - frame["y"]) < 2 and abs(number["x"] - frame["x"]) < 2
        assert frame["height"] <= size["height"] and head["height"] < size["height"] / 3
        # The first words of a clause stand on two or three lines.
        assert number["height"] < 90
    page.locator(".filter-input").fill("省第17厅")
    expect(page.locator("thead th:visible")).to_have_text(["编号", "省第17厅"])
    expect(page.locator("tfoot tr > :visible")).to_have_count(2)
    # It leads in one clause, stands beside the lead in two, and supports in two.
    expect(page.locator("tbody .matrix-mark:visible")).to_have_count(5)
    assert page.locator("tbody [scope=rowgroup]").first.get_attribute("colspan") == "2"
    page.locator(".filter-input").fill("没有")
    expect(page.locator(".filter-none")).not_to_be_empty()
    page.locator(".filter-input").fill("")
    expect(page.locator("thead th:visible")).to_have_count(57)


def test_without_javascript_all_columns_are_there(visit):
    page = visit("2022/matrix/", scripts=False)
    assert page.locator("thead th:visible").count() == 57 and not page.locator(".filter").is_visible()


# In turn: what forces its colours asks for no scheme.
COLOURS = [
    ("light", "active"),
    ("dark", "none"),
    pytest.param("dark", "active", marks=pytest.mark.long),
    pytest.param("light", "none", marks=pytest.mark.long),
]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("scheme", "forced"), COLOURS)
def test_marks_are_told_apart_without_colour(chromium, host, scheme, forced):
    page = chromium.new_page(color_scheme=scheme, forced_colors=forced, device_scale_factor=4)
    page.goto(f"{host}2022/matrix/")
    marks = page.locator(".matrix-legend .matrix-mark").all()
    # Filled, a ring with a dot, and a ring.
    assert [_strokes(mark.screenshot()) for mark in marks] == [1, 3, 2]
    page.close()


def _strokes(picture):
    """Return how many strokes of a mark a line across its middle meets; the corner of the picture is the page."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    page, middle = image.getpixel((0, 0)), image.height // 2
    drawn = [abs(image.getpixel((column, middle)) - page) > 60 for column in range(image.width)]
    return sum(is_drawn for is_drawn, _ in itertools.groupby(drawn))


@pytest.mark.long
def test_a_large_matrix_fits_on_paper_whatever_the_names(visit):
    page = visit("2022/matrix/")
    # As names of three lines are.
    page.evaluate("""document.querySelectorAll("thead a").forEach(name => {
        name.append("和新闻出版广播电视监督管理局")
        name.parentElement.className = "matrix-lines-3"
    })""")
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        assert {page.width > page.height for page in paper.pages} == {True}
        assert len(paper.pages) <= 4
        words = [word for page in paper.pages for word in page.extract_words()]
        assert max(word["x1"] for word in words) < paper.pages[0].width - 30
    # No column is cut off: each has its sum.
    rank = next(rank for rank, word in enumerate(words) if word["text"] == "合计")
    sums = [word["text"] for word in words if abs(word["top"] - words[rank]["top"]) < 3 and word["text"].isdigit()]
    assert len(sums) >= 56
