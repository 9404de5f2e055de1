"""Each page has its translation, and each language is whole."""

import datetime
import re

import pytest
from conftest import LANGUAGES, SHIPPED, TWO_PLANS, article, change, plan_of

from macros.i18n import words
from macros.i18n.words import Words
from macros.plan.load import load
from macros.plan.site import untranslated

HAN = re.compile(r"[一-鿿]")


def test_both_languages_have_the_same_pages(site):
    assert site.addresses("zh") == site.addresses("en")
    assert {"", "2021/", "2021/full/", "people/", "branches/", "glossary/", "about/"} <= site.addresses("zh")


def test_every_page_links_to_its_twin_without_javascript(site):
    for address in site.addresses("zh"):
        up = "../" * address.count("/")
        [to_english] = site.page(address).select(".language-switch a")
        [to_chinese] = site.page(address, "en").select(".language-switch a")
        assert (to_english["href"], to_english["lang"]) == (f"{up}en/{address}", "en")
        assert (to_chinese["href"], to_chinese["lang"]) == (f"{up}../{address}", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_its_language_and_its_alternates(site, language):
    for address in site.addresses(language):
        page = site.page(address, language)
        assert page.html["lang"] == language
        alternates = {link["hreflang"]: link["href"] for link in page.select('link[rel="alternate"]')}
        assert alternates == {
            "zh": f"https://plan.example/sub/{address}",
            "en": f"https://plan.example/sub/en/{address}",
            "x-default": f"https://plan.example/sub/{address}",
        }
        prefix = "" if language == "zh" else "en/"
        assert page.select_one('link[rel="canonical"]')["href"] == f"https://plan.example/sub/{prefix}{address}"


def test_without_a_site_address_alternates_are_relative(bare_site):
    page = bare_site.page("people/ma-wensheng/", "en")
    alternates = {link["hreflang"]: link["href"] for link in page.select('link[rel="alternate"]')}
    assert alternates["zh"] == alternates["x-default"] == "../../../people/ma-wensheng/"
    assert not page.select('link[rel="canonical"]')


def test_titles_and_descriptions_are_each_page_s_own(site):
    for language in LANGUAGES:
        titles = {site.page(address, language).title.get_text(strip=True) for address in site.addresses(language)}
        assert len(titles) == len(site.addresses(language))
        for address in site.addresses(language):
            page = site.page(address, language)
            description = page.select_one('meta[name="description"]')["content"]
            is_chinese = language == "zh" or bool(page.h1.select(".untranslated"))
            assert bool(HAN.search(description)) == is_chinese, (address, description)


def test_the_interface_is_in_the_page_s_language(two_plans):
    chinese, english = two_plans.page("people/"), two_plans.page("people/", "en")
    assert chinese.select_one(".md-search__input")["placeholder"] == "搜索"
    assert english.select_one(".md-search__input")["placeholder"] == "Search"
    assert "党支部" in chinese.select_one(".md-nav").get_text()
    assert "Party branches" in english.select_one(".md-nav").get_text()
    assert not HAN.search(english.select_one(".md-nav").get_text())
    assert english.select_one("[for^=__palette]")["title"] == "Switch to dark mode"


@pytest.mark.parametrize("file", ["site.yml", "plans/2021.yml"])
def test_the_english_of_what_is_finished_is_complete(file):
    # A new branch or next year's plan may come before its translation: the check counts what is missing.
    texts = [text for text in load(SHIPPED).texts if text.place.path.endswith(file)]
    assert texts and untranslated(texts, "en") == 0


def test_on_english_pages_whatever_is_chinese_says_so(site):
    for address in site.addresses("en"):
        for text in site.article(address, "en").find_all(string=HAN):
            assert text.find_parent(lang=True)["lang"] == "zh", (address, text)


def test_names_have_the_chinese_beside_them_at_first_mention(site):
    article = site.article("2021/sections/1/", "en")
    names = [link.get_text() for link in article.select('a[href$="people/zhang-huixue/"]')]
    assert names == ["Zhang Huixue (张辉学)", "Zhang Huixue"]
    assert not site.article("2021/sections/1/").select(".original-name")


def test_the_full_text_has_the_chinese_beside_names_at_first_mention(two_plans):
    article = two_plans.article("2024/full/", "en")
    assert "(Leading: Jia Yi (甲一); Posted advisers.)" not in article.get_text()
    assert "(Leading: Jia Yi (甲一).)" in article.get_text()
    assert "(Leading: Jia Yi; Posted advisers.)" in article.get_text()
    assert article.find(string="甲一").parent["lang"] == "zh"
    assert "(" not in two_plans.article("2024/full/").get_text()


def test_a_translation_says_that_the_original_is_the_authority(two_plans):
    assert two_plans.article("2024/full/", "en").select_one(".translation-notice")
    assert not two_plans.article("2024/full/").select(".translation-notice")


def test_a_missing_translation_shows_the_original_with_a_notice(data):
    change(data / "plans/2024.yml", "              en: The second new clause.\n", "")
    clause = article(data, "2024/sections/1/", "en").select_one("#clause-1-2")
    assert clause.select_one(".untranslated")["lang"] == "zh"
    assert clause.select_one(".untranslated").get_text() == "新的第二条"
    assert clause.select_one(".untranslated-notice").get_text() == "(not yet translated)"
    full = article(data, "2024/full/", "en")
    assert full.select_one(".untranslated").get_text() == "新的第二条"
    assert not article(data, "2024/sections/1/").select(".untranslated")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["2024/full/", "2024/sections/1/", "people/jia-yi/", "people/secretaries/"])
def test_a_bilingual_page_has_each_clause_beside_its_translation(two_plans, address, language):
    plan = plan_of(load(TWO_PLANS), "2024")
    page = two_plans.article(f"{address}bilingual/", language)
    shown = two_plans.clauses(f"{address}bilingual/", language)
    if address.endswith("full/"):
        assert shown == [("2024", duty.clause.number) for duty in plan.duties]
    else:
        assert shown == two_plans.clauses(address, language)
    texts = {duty.clause.number: duty.clause.text for duty in plan.duties}
    for clause in page.select('[data-plan="2024"][data-clause]'):
        chinese, english = clause.find_all("div", recursive=False)
        assert (chinese["lang"], english["lang"]) == ("zh", "en")
        text = texts[clause["data-clause"]]
        assert text["zh"] in chinese.get_text() and text["en"] in english.get_text()
    assert two_plans.article(address, language).select_one(
        'a[href="' + "../" * address.count("/") + f'{address}bilingual/"]'
    )
    assert page.select_one(".title-line a")["href"] == "../" * (address.count("/") + 1) + address


def test_a_missing_translation_is_reported_on_a_bilingual_page_too(data):
    change(data / "plans/2024.yml", "              en: The second new clause.\n", "")
    clause = article(data, "2024/full/bilingual/").select_one('[data-clause="1.2"]')
    assert clause.select_one('[lang="en"] .untranslated')["lang"] == "zh"
    assert clause.select_one(".untranslated-notice").get_text() == "(not yet translated)"


def test_a_page_written_in_chinese_only_is_shown_so_with_a_notice(extended):
    article = extended.article("only-chinese/", "en")
    assert article.select_one(".untranslated-notice").get_text() == "This page has not been translated yet."
    assert article.select_one('[lang="zh"] h1').get_text() == "补充 & 说明"
    assert not extended.article("only-chinese/").select(".untranslated-notice")
    assert [heading["id"] for heading in article.select("h2")] == ["联系我们", "བདཡག"]
    # A strict host would refuse a style.
    assert article.td.find_next("td")["align"] == "center" and not article.select("[style]")
    assert article.img["src"] == "../pictures/home.png"
    assert (extended.root / "en/pictures/home.png").is_file()


def test_a_third_language_is_a_locale_and_a_few_lines(extended):
    assert extended.addresses("fr") == extended.addresses("en")
    page = extended.page("people/", "fr")
    assert page.html["lang"] == "fr"
    assert page.h1.get_text() == "Responsables"
    assert "Mme Jia" in page.get_text()
    missing = page.select_one('a[href="../people/bing-ding/"] .untranslated')
    assert (missing["lang"], missing.get_text()) == ("zh", "丙丁")
    assert "29 février 2024" in extended.article("", "fr").get_text()
    about = extended.article("about/", "fr")
    assert about.select_one(".untranslated-notice") and about.select_one('[lang="en"] h1')
    switch = extended.page("people/").select(".language-switch a")
    assert [link["lang"] for link in switch] == ["en", "fr", "ug", "zh-TW"]
    assert [link.get_text() for link in switch][:3] == ["English", "Français", "ئۇيغۇرچە"]
    assert "繁體" in switch[3].get_text()


def test_a_language_with_a_region_may_begin_with_an_empty_locale(extended):
    assert extended.page("people/", "zh-TW").html["lang"] == "zh-TW"
    article = extended.article("", "zh-TW").get_text()
    assert "2024年2月29日" in article
    # What it lacks is said in English, and counted as in English.
    assert "1 clause\n" in article and "2 clauses\n" in article and "1 clauses" not in article


def test_a_language_that_the_theme_does_not_have_is_built_with_english_words_and_its_own_direction(extended):
    assert extended.addresses("ug") == extended.addresses("en")
    page = extended.page("people/", "ug")
    assert (page.html["lang"], page.body["dir"]) == ("ug", "rtl")
    assert page.select_one(".md-search__input")["placeholder"] == "Search"
    assert "29-فېۋرال، 2024" in extended.article("", "ug").get_text()


@pytest.mark.parametrize("language", ["bo", "tlh", "no_language"])
def test_a_language_of_which_babel_knows_little_or_nothing_has_words(language, monkeypatch):
    locale = "macros.i18n.words._words"
    monkeypatch.setattr(locale, lambda name, of=words._words: {} if name == language else of(name))
    made = Words(language)
    assert made.language_name("zh") and made.plain("clauses", count=1) == "1 clause"
    assert made.direction == "ltr" and "2024" in made.date(datetime.date(2024, 2, 29))
    assert made.plain("language_name") not in ("", "English")
