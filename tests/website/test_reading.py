"""What helps a reader on the page: terms explained, letters of any size, two languages side by side, a copy."""

import itertools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import LANGUAGES, SHIPPED, TWO_PLANS, article, build, change, plan_of
from playwright.sync_api import expect
from tabs import DESKTOP, PHONE
from test_browser import KINDS, host, visit  # noqa: F401 - fixtures

from macros.i18n.words import Words
from macros.plan.glossary import terms_data
from macros.plan.load import load

PAGES = [kind for kind in KINDS if kind != "404"]
SMALL = {"width": 320, "height": 640}


def prefix(language) -> str:
    return "" if language == "zh" else f"{language}/"


# --- Terms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_marked_once_in_an_item_and_never_in_a_name_or_link(visit, language):  # noqa: F811
    page, faults = visit(f"{prefix(language)}2021/sections/2/")
    marks = page.locator(".term-mark")
    assert marks.count() > 10
    for item in ("4", "5", "6", "7"):
        marked = page.locator(f'[data-clause^="{item}."] .term-mark')
        targets = marked.evaluate_all("marks => marks.map(mark => mark.href)")
        assert len(targets) == len(set(targets))
    everywhere = marks.evaluate_all("marks => marks.map(mark => mark.href)")
    assert len(everywhere) > len(set(everywhere))
    assert page.locator(".responsible .term-mark, a .term-mark, h2 .term-mark").count() == 0
    assert faults == []


def test_the_longest_term_wins_and_a_title_holds_none(visit):  # noqa: F811
    page, _ = visit("2021/sections/2/")
    texts = page.locator("#clause-7-1 .term-mark").all_inner_texts()
    assert "意识形态工作责任制" in texts
    # The title of the rules begins with the association's name and names its member societies.
    assert "湖南省科协" not in texts and "省科协" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_marking_changes_no_word_and_lets_everything_be_copied(visit, language):  # noqa: F811
    address = f"{prefix(language)}2021/sections/1/"
    with_script, _ = visit(address)
    without, _ = visit(address, scripts=False)
    assert with_script.locator(".term-mark").count() > 5
    texts = ".clause p:not(.clause-tools)"
    assert with_script.locator(texts).all_inner_texts() == without.locator(texts).all_inner_texts()
    copied = with_script.evaluate("""() => {
        getSelection().selectAllChildren(document.querySelector("#clause-1-2 > p"))
        return getSelection().toString()
    }""")
    text = next(duty.clause.text for duty in plan_of(load(SHIPPED), "2021").duties if duty.clause.number == "1.2")
    assert text[language] in copied


def test_a_term_opens_where_it_stands_by_mouse_and_by_keyboard(visit, host):  # noqa: F811
    page, _ = visit("2021/sections/1/", PHONE)
    mark = page.locator("#clause-1-2 .term-mark", has_text="四个意识")
    assert mark.get_attribute("aria-expanded") == "false"
    mark.click()
    note = page.locator(".term-note")
    # Below the paragraph, never inside a sentence; the meaning first.
    assert note.evaluate("note => note.previousElementSibling.matches('.clause > p:first-child')")
    assert note.locator("> :first-child").get_attribute("lang") == "zh"
    assert "2016年1月提出" in note.inner_text()
    assert note.locator('[lang="en"]').count() == 2
    assert mark.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(note).to_have_count(1)
        page.keyboard.press(key)
        expect(note).to_have_count(0)
    other = page.locator("#clause-1-2 .term-mark", has_text="两个维护")
    mark.click()
    other.click()
    expect(mark).to_have_attribute("aria-expanded", "false")
    expect(note).to_have_count(1)
    note.get_by_role("link").click()
    expect(page).to_have_url(f"{host}glossary/#two-upholds")


def test_an_english_term_is_explained_in_english_with_the_chinese(visit):  # noqa: F811
    page, _ = visit("en/2021/sections/1/")
    page.locator(".term-mark", has_text="the Two Upholds").click()
    note = page.locator(".term-note")
    assert note.locator('[lang="zh"]').inner_text() == "两个维护"
    assert "loyalties" in note.inner_text() and note.get_by_role("link").inner_text() == "Glossary"


def test_nothing_is_added_to_the_text_as_it_was_issued(visit):  # noqa: F811
    page, _ = visit("2021/full/")
    assert page.locator("[data-issued] .term-mark").count() == 0
    translation, _ = visit("en/2021/full/")
    assert translation.locator(".term-mark").count() > 10


def test_both_languages_of_a_bilingual_page_have_their_terms(visit):  # noqa: F811
    for address in ("2021/sections/1/bilingual/", "en/2021/sections/1/bilingual/"):
        page, faults = visit(address)
        for language in LANGUAGES:
            assert page.locator(f'.pair-clause > [lang="{language}"] .term-mark').count() > 5
        assert faults == []


def test_meanings_are_loaded_once_and_stand_on_no_page_but_the_glossary(site):
    meaning = next(term.meaning["zh"] for term in load(SHIPPED).terms if term.id == "two-upholds")
    holders = [
        path for path in site.root.rglob("*") if path.suffix in (".html", ".js") and meaning in path.read_text("utf-8")
    ]
    assert {path.relative_to(site.root).as_posix() for path in holders} == {
        "glossary/index.html",
        site.asset("assets/javascripts/terms-data.js").relative_to(site.root).as_posix(),
    }


def test_no_form_of_a_term_is_fetched_that_stands_in_no_text_and_the_glossary_is_found_by_it_still():
    script = terms_data(load(SHIPPED), Words("en"))
    assert '"Party branches"' in script and '"Party committee for social organizations"' not in script
    [term] = article(SHIPPED, "glossary/", "en").select("#party-committee-for-social-organizations")
    assert "Party committee for social organizations" in term["data-key"]
    # What stands within another form is found by that.
    assert term["data-key"].count("社会组织行业党委") == 1


def test_a_term_is_explained_that_stands_in_the_remarks_of_a_notice_alone(data):
    change(data / "plans/2023.yml", "老的一条，内有常用语", "老的一条")
    change(data / "plans/2024.yml", "  date: 2024-02-29\n", "  date: 2024-02-29\n  remarks: {zh: 另有常用语。}\n")
    site = load(data)
    assert [place.kind for place in site.occurrences["common-word"]] == ["notice"]
    assert "常用语" in terms_data(site, Words("zh"))


def test_markup_in_a_term_is_explained_as_text(tmp_path, data, tab):
    change(data / "glossary.yml", "zh: 测试用的词。", "zh: '<img src=x onerror=document.title=1></script>用词'")
    built = build(tmp_path / "site", data)
    page = tab()
    page.goto((built.root / "2023/sections/1/index.html").as_uri())
    page.locator(".term-mark").first.click()
    assert "<img src=x onerror=document.title=1></script>用词" in page.locator(".term-note").inner_text()
    assert page.locator(".term-note img").count() == 0


def test_the_english_has_the_glossary_s_one_rendering_of_every_term():
    rules = ("term_not_rendered", "rendered_otherwise")
    assert [notice for notice in load(SHIPPED).notices if notice.rule in rules] == []


def notices(data) -> list[str]:
    """Return the notices on a folder of data as the check words them."""
    return [" / ".join(Words(language).problem(notice) for language in LANGUAGES) for notice in load(data).notices]


def test_a_translation_without_a_term_s_rendering_is_reported(data):
    change(data / "plans/2023.yml", "The old clause, with a common word.", "The old clause, with a usual word.")
    assert notices(data) == [NOT_RENDERED]


def test_another_rendering_beside_the_term_s_own_is_reported(data):
    change(data / "glossary.yml", "    meaning:", "    elsewhere:\n      en: [usual word]\n    meaning:")
    change(data / "plans/2023.yml", "with a common word.", "with a common word, a usual word.")
    assert notices(data) == [RENDERED_OTHERWISE]


def test_a_rendering_for_a_context_is_none_of_the_others(data):
    in_context = (
        "    in_context:\n      - form:\n          en: usual word\n        reason:\n          zh: 测试。\n    meaning:"
    )
    change(data / "glossary.yml", "    meaning:", in_context)
    change(data / "plans/2023.yml", "with a common word.", "with a usual word.")
    assert notices(data) == []
    assert "usual word（测试。）" in article(data, "glossary/").select_one("#common-word").get_text()


NOT_RENDERED = (
    "提示：原文里有术语“常用语”，译文里却没有术语表为它定的译法：common word。"
    " / Note: the Chinese has the term “常用语”, but this translation does not have its rendering: common word."
)

RENDERED_OTHERWISE = (
    "提示：译文把术语“常用语”译作“usual word”，术语表定的译法是：common word。"
    " / Note: this translation renders “常用语” as “usual word”; its rendering in the glossary is: common word."
)


# --- Size, print, the reader's settings -------------------------------------------------------------------------


# Daily in both languages in turn, since five is odd.
@pytest.mark.one_in(5)
@pytest.mark.parametrize(("kind", "language"), list(itertools.product(PAGES, LANGUAGES)))
def test_letters_of_twice_the_size_are_neither_cut_nor_overlap_on_a_small_phone(visit, kind, language):  # noqa: F811
    page, faults = visit(prefix(language) + KINDS[kind], SMALL)
    usual = page.locator("article").evaluate("article => parseFloat(getComputedStyle(article).fontSize)")
    sizes(page).nth(3).click()
    page.keyboard.press("Escape")
    expect(page.locator("article")).to_have_css("font-size", f"{2 * usual:g}px")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert page.evaluate(CUT_OR_OVERLAPPING) == []
    assert faults == []


def sizes(page):
    """Open the panel of sizes of letters, and return its buttons."""
    page.locator(".reading").click()
    return page.locator(".reading-panel button")


# What stands outside of the window or is cut by its box (the matrix scrolls by itself), and blocks that overlap.
CUT_OR_OVERLAPPING = """() => {
    const shown = [...document.querySelectorAll("article *")].filter(tag =>
        tag.checkVisibility() && !tag.closest(".matrix, svg") && tag.getClientRects().length)
    const outline = tag => tag.outerHTML.slice(0, 100)
    const outside = shown.filter(tag => tag.getBoundingClientRect().right > innerWidth + 1)
    const cut = shown.filter(tag => getComputedStyle(tag).overflow === "hidden" && tag.scrollWidth > tag.clientWidth)
    const blocks = [...document.querySelectorAll("article > *")].filter(tag => tag.checkVisibility())
    const over = blocks.filter((tag, at) => at && blocks[at - 1].getBoundingClientRect().bottom
        > tag.getBoundingClientRect().top + 1 && getComputedStyle(tag).position === "static"
        && getComputedStyle(tag).float === "none" && getComputedStyle(blocks[at - 1]).float === "none")
    return [...outside, ...cut, ...over].map(outline)
}"""


def test_the_size_of_letters_is_remembered_on_every_page(visit, host):  # noqa: F811
    page, _ = visit("", PHONE)
    buttons = sizes(page)
    expect(buttons).to_have_text(["标准", "大", "更大", "最大"])
    assert buttons.first.get_attribute("aria-pressed") == "true"
    buttons.nth(1).click()
    page.goto(f"{host}people/ma-wensheng/")
    assert page.evaluate("document.documentElement.style.getPropertyValue('--plan-text-size')") == "1.25"
    assert sizes(page).nth(1).get_attribute("aria-pressed") == "true"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--plan-text-size')") == "1"


def test_colours_and_size_that_were_chosen_hold_in_every_language_before_the_theme_s_script_runs(visit, host):  # noqa: F811
    page, _ = visit("", PHONE)
    sizes(page).nth(2).click()
    page.locator("[for=__palette_1]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.route("**/bundle.*.js", lambda route: route.abort())
    for address in ("people/ma-wensheng/", "en/", "en/branches/society-branch/"):
        page.goto(f"{host}{address}")
        assert page.evaluate("document.documentElement.style.getPropertyValue('--plan-text-size')") == "1.5"
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_the_print_button_prints(visit):  # noqa: F811
    page, _ = visit("en/people/ma-wensheng/")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")


def test_without_javascript_no_button_is_shown_that_would_do_nothing(visit):  # noqa: F811
    page, _ = visit("people/ma-wensheng/", scripts=False)
    page.goto(page.url.replace("people/ma-wensheng", "2021/sections/1"))
    assert page.locator("article button").count() > 3
    assert page.locator(":is(article button, .reading):visible").count() == 0


def test_nothing_moves_for_a_reader_who_wants_less_motion(visit):  # noqa: F811
    page, _ = visit("")
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(tag =>
        parseFloat(getComputedStyle(tag).transitionDuration) > 0).length""")
    assert moving == 0


def test_in_the_reader_s_own_colours_the_marks_of_the_matrix_are_seen(visit):  # noqa: F811
    page, _ = visit("2021/matrix/")
    page.emulate_media(forced_colors="active")
    mark, cell = (
        page.locator(tag).first.evaluate("tag => getComputedStyle(tag).backgroundColor")
        for tag in (".matrix-mark", ".matrix tbody td")
    )
    assert mark != cell and not mark.startswith("rgba(")


# --- Two languages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["2021/sections/2/bilingual/", "en/people/ma-wensheng/bilingual/"])
def test_a_translation_stands_beside_its_clause_and_on_a_phone_below_it(visit, address):  # noqa: F811
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        page, _ = visit(address, size, scripts=False)
        for clause in page.locator(".pair-clause").all():
            chinese, english = (clause.locator(f'> [lang="{language}"]').bounding_box() for language in LANGUAGES)
            assert (abs(chinese["y"] - english["y"]) < 2) == beside
            assert (english["x"] > chinese["x"] + chinese["width"] - 1) == beside
            assert beside or english["y"] >= chinese["y"] + chinese["height"]


# --- Sharing ----------------------------------------------------------------------------------------------------


def test_a_link_preview_has_title_description_and_a_local_picture(site):
    pictures = set()
    for language in LANGUAGES:
        for address in site.addresses(language):
            page = site.page(address, language)
            shown = {meta["property"]: meta["content"] for meta in page.select('meta[property^="og:"]')}
            assert shown["og:description"] == page.select_one('meta[name="description"]')["content"]
            assert page.title.get_text().startswith(shown["og:title"])
            assert shown["og:url"] == page.select_one('link[rel="canonical"]')["href"]
            picture = shown["og:image"].removeprefix("https://plan.example/sub/")
            assert (site.root / picture).read_bytes().startswith(b"\x89PNG")
            pictures.add(picture.rpartition("/")[2])
    assert len(pictures) == 4


def test_without_a_site_address_a_preview_has_no_invented_one(bare_site):
    page = bare_site.page("people/ma-wensheng/")
    assert {meta["property"] for meta in page.select('meta[property^="og:"]')} == {"og:title", "og:description"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_home_screen_finds_name_and_icons(two_plans, language):
    root = two_plans.root / prefix(language)
    page = two_plans.page("", language)
    manifest = json.loads((root / page.select_one('link[rel="manifest"]')["href"]).read_text("utf-8"))
    assert (manifest["name"], manifest["lang"]) == (load(TWO_PLANS).about.name[language], language)
    for icon in manifest["icons"]:
        size = int(icon["sizes"].partition("x")[0])
        content = (root / icon["src"]).read_bytes()
        assert int.from_bytes(content[16:20]) == int.from_bytes(content[20:24]) == size
    assert (root / page.select_one('link[rel="apple-touch-icon"]')["href"]).is_file()


# --- Offline ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stick(tmp_path_factory) -> Path:
    """The site as `make offline` builds it, on a stick."""
    return build(tmp_path_factory.mktemp("stick") / "站点 1", PLAN_OFFLINE="1").root


def test_every_link_of_the_copy_on_a_stick_names_a_file(stick):
    for path in stick.rglob("*.html"):
        if path.name == "404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"]*)"', path.read_text(encoding="utf-8")):
            url = urlsplit(link)
            if not url.scheme and url.path:
                assert (path.parent / unquote(url.path)).is_file(), (path, link)


def test_the_copy_on_a_stick_is_read_by_a_double_click_in_both_languages(stick, tab):
    page = tab()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
    page.goto((stick / "index.html").as_uri())
    page.get_by_role("article").get_by_role("link", name="马文胜").click()
    expect(page.locator("h1")).to_have_text("马文胜", use_inner_text=True)
    page.locator(".language-switch a").click()
    expect(page.locator("h1")).to_have_text("Ma Wensheng (马文胜)", use_inner_text=True)
    page.locator(".clause-number").first.click()
    page.locator(".clause:target").wait_for()
    page.locator(".term-mark").first.click()
    page.locator(".term-note").get_by_role("link").click()
    page.locator(".term:target").wait_for()
    assert faults == []
