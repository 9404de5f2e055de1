"""Ways through the site: to the items beside one, out of a glossary that folds, to what the site says of itself."""

import re

import pytest
from conftest import LANGUAGES, SHIPPED, TWO_PLANS, article, plan_of
from playwright.sync_api import expect
from tabs import DESKTOP, PHONE
from test_browser import FOLDERS, KINDS, host, visit  # noqa: F401 - fixtures

from macros.plan.load import load


def test_each_item_leads_to_those_before_and_after_it():
    plan = plan_of(load(SHIPPED), "2021")
    found = []
    for section in plan.sections:
        page = article(SHIPPED, section.address)
        found += [[link.get_text() for link in ways.select("a")] for ways in page.select(".item-ways")]
        for link in page.select(".item-ways a[href^='#']"):
            assert page.find(id=link["href"][1:])
    assert found[0] == ["第2项 →"] and found[-1] == ["← 第9项"]
    assert found[3] == ["← 第3项", "第5项 →"] and len(found) == len(plan.all_items)
    second = article(SHIPPED, "2021/sections/2/", "en").select_one(".item-ways a")
    assert (second["href"], second.get_text()) == ("../../../2021/sections/1/#item-3", "← item 3")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_own_title_first_in_its_contents_and_a_foot_that_leads_to_the_sources(bare_site, language):
    for kind in ("home", "section", "person", "branch", "glossary", "about"):
        page = bare_site.page(KINDS[kind], language)
        heading = page.select_one("article h1")
        if entries := page.select(".md-nav--secondary [data-md-component=toc] > li > a"):
            assert entries[0]["href"] == f"#{heading['id']}"
        links = [link["href"] for link in page.select("footer .about a")]
        about = "../" * KINDS[kind].count("/") + "about/"
        expected = [about, *(f"{about}#{anchor}" for anchor in ("text", "corrections", "privacy"))]
        assert [
            link if link.startswith("..") or link.startswith("about") else f"../about/{link}" for link in links
        ] == [*expected] or kind == "about"
    assert bare_site.article("about/", language).select_one(".trail a")["href"] == ".."


def test_a_foot_leads_to_no_page_that_is_not_there(two_plans):
    for link in two_plans.page("").select("footer a[href]"):
        assert (two_plans.root / link["href"].partition("#")[0] / "index.html").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_folds_on_a_phone_and_is_narrowed(visit, language):  # noqa: F811
    page, _ = visit(f"{FOLDERS[language]}glossary/#two-upholds", PHONE)
    assert page.locator(".term details[open]").evaluate_all("terms => terms.map(term => term.parentNode.id)") == [
        "two-upholds"
    ]
    page.locator(".filter input").fill("四个意识" if language == "zh" else "four consc")
    expect(page.locator(".term:visible")).to_have_count(1)
    page.set_viewport_size(DESKTOP)
    page.goto("about:blank")
    page, _ = visit(f"{FOLDERS[language]}glossary/", DESKTOP)
    assert page.locator(".term details:not([open])").count() == 0


# --- Type -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["2021/sections/2/", "2021/sections/2/bilingual/"])
def test_a_title_breaks_between_words_alone_and_says_the_same(bare_site, address):
    words = [str(word) for word in bare_site.article(address).select_one("h1 .words").strings]
    assert words == ["二、", "切实", "履职尽责，", "提升", "学会", "党建", "工作", "质量"]
    assert {len(heading.select(".words")) for heading in bare_site.article(address).select("h1, h2")} == {1}
    assert bare_site.article("2021/sections/2/", "en").select(".words") == []


@pytest.mark.parametrize("address", ["2021/", "2021/full/", "2021/full/bilingual/"])
def test_the_titles_of_a_document_break_between_words_alone(bare_site, address):
    page = bare_site.article(address)
    for part in ("masthead", "title"):
        titles = page.select(f".document-{part}, .pair-{part} [lang=zh], h2.pair [lang=zh]")
        assert titles and all(title.select_one(".words") for title in titles), part


def test_a_title_makes_no_further_line_for_its_permalink_which_is_not_read_aloud(visit):  # noqa: F811
    page, _ = visit(KINDS["section"], DESKTOP)
    assert page.locator(".headerlink").first.evaluate("tag => getComputedStyle(tag).position") == "absolute"
    assert {"", "第4项的固定链接"} >= {page.locator(".headerlink").first.inner_text()}
    expect(page.get_by_role("link", name="第4项的固定链接")).to_have_count(1)


def test_the_parts_of_a_document_s_number_stay_together():
    assert article(TWO_PLANS, "", "en").select_one(".imprint span").get_text() == "Shi Fa [2024]\u00a0No.\u00a01"


def test_english_pages_have_typographic_apostrophes(bare_site):
    for address in bare_site.addresses("en"):
        assert not re.search(r"[a-z]'[a-z]", bare_site.article(address, "en").get_text()), address
