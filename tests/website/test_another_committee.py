"""A county union with departments for parties, in one language, without branches or a glossary: no page says more."""

import json
import re

import pdfplumber
import pytest
from conftest import PROJECT, TWO_PLANS, UNION, article, build, change, check, command

from macros.i18n.words import Words
from macros.plan.load import load
from macros.website.pages import pages

# What a site of this committee has no reason to say, in words that readers see or that machines read.
FOREIGN = re.compile(
    "党支部|支部|书记|术语|个人|集体责任人|责任人|姓名|译文|译法|英文|中英|对照|科协|学会"
    "|English|hreflang|Party branch|Glossary|/en/|bilingual/|branches/|glossary/"
)
READ = (".html", ".xml", ".json", ".webmanifest", ".txt", ".js", ".css")
# Material's own, and the worker, whose addresses wait for what another site has.
OF_ANY_SITE = re.compile(r"assets/(javascripts/(bundle|lunr|workers)|stylesheets/(main|palette)|fonts)")


@pytest.fixture(scope="module")
def index(union) -> dict:
    text = (union.root / "search/plan.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("planIndex(").removesuffix(")"))


def test_no_file_speaks_of_what_the_committee_does_not_have(union):
    paths = [path for path in union.root.rglob("*") if path.is_file()]
    said = {}
    for path in paths:
        name = path.relative_to(union.root).as_posix()
        if path.suffix in READ and not OF_ANY_SITE.match(name):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            said[name] = FOREIGN.findall(text)
    assert {"index.html", "404.html", "sitemap.xml", "manifest.webmanifest", "search/plan.js"} <= said.keys()
    assert {name: found for name, found in said.items() if found} == {}
    assert not [path for path in paths if re.search("branch|gloss|person|bilingual|terms", path.name)]


def test_a_plan_without_sections_is_told_of_none(tmp_path):
    root = build(tmp_path / "site", PROJECT / "tests/data/shapes/numbered-clauses").root
    read = [path for path in root.rglob("*") if path.suffix in (".html", ".xml") or path.name == "plan.js"]
    assert {path.name for path in read} >= {"index.html", "sitemap.xml", "plan.js"}
    said = re.compile(f"部分|{FOREIGN.pattern}", FOREIGN.flags)
    assert {str(path): found for path in read if (found := said.findall(path.read_text(encoding="utf-8")))} == {}


def test_the_words_of_the_search_worker_say_nothing_either(union):
    assert not re.search("[一-鿿]", (union.root / "assets/javascripts/workers/plan-search.js").read_text("utf-8"))


def test_the_shipped_site_would_be_found_out(site):
    assert FOREIGN.search((site.root / "index.html").read_text(encoding="utf-8"))
    assert FOREIGN.search((site.root / "search/plan.js").read_text(encoding="utf-8"))


def test_it_has_the_pages_of_what_it_has_and_no_others(union):
    assert union.addresses() == {
        *("", "2026/", "2026/full/", "2026/matrix/", "2026/sections/1/", "2026/sections/2/", "about/"),
        *("people/", "people/office/", "people/rights/", "people/grassroots/"),
    }
    assert not (union.root / "en").exists()
    [missing] = union.file("404.html").select("article h1")
    assert missing.get_text() == "未找到该页面"


def test_every_heading_and_menu_says_what_the_plan_calls_them(union):
    assert union.article("people/").h1.get_text() == "责任部门"
    assert [link.get_text() for link in union.article("people/rights/").select(".trail a")] == ["首页", "责任部门"]
    menu = union.page("").select_one(".md-nav--primary").get_text()
    assert "责任部门" in menu
    assert "每条都注明责任部门" in union.article("").get_text()
    assert "每列一个责任部门" in union.article("2026/matrix/").get_text()
    assert "共同责任部门" in union.article("people/rights/").get_text()
    assert "按部分、责任部门查阅" in union.article("about/").get_text()
    assert union.page("people/").select_one('meta[name="description"]')["content"] == "每个责任部门负责的全部条目。"
    placeholder = json.loads(union.page("").select_one("#__config").string)["translations"]["search.result.placeholder"]
    assert placeholder == "输入名称、条号或关键词"


def test_the_picture_of_a_small_plan_has_no_large_dots(union, site):
    left, _, width, _ = map(int, union.article("").select_one(".picture svg")["viewbox"].split())
    assert width >= 150
    dots = [int(dot["cx"]) for dot in union.article("").select(".picture circle")]
    assert abs((min(dots) - left) - (left + width - max(dots))) <= 1
    assert site.article("").select_one(".picture svg")["viewbox"].startswith("0 0 ")


def test_the_search_knows_the_departments_as_what_they_are(index):
    assert index["parties"] == [["office", "办公室"], ["rights", "权益保障部"], ["grassroots", "基层工作部"]]
    assert index["words"]["role"] == "单位"
    assert not {"person", "branch", "term"} & index["words"].keys()
    assert index["words"]["ways"][:3] == [
        ["2026/full/", "全文"],
        ["people/", "责任部门"],
        ["2026/sections/1/", "一、服务职工"],
    ]


def test_the_site_s_own_word_goes_before_the_plan_s(union_data):
    change(union_data / "site.yml", "languages: [zh]\n", "languages: [zh]\nparties:\n  zh: 责任单位\n")
    assert article(union_data, "people/").h1.get_text() == "责任单位"
    assert "共同责任单位" in article(union_data, "people/rights/").get_text()


def test_a_label_that_is_a_verb_is_no_word_for_anybody(union_data):
    change(union_data / "plans/2026.yml", "  zh: 责任部门\n", "  zh: 由{}负责\n")
    assert article(union_data, "people/").h1.get_text() == "责任单位"


def test_in_english_the_word_is_the_locale_s_unless_the_site_has_one(data):
    assert article(data, "people/").h1.get_text() == "牵头人"
    assert article(data, "people/", "en").h1.get_text() == "Responsible parties"
    with (data / "site.yml").open("a", encoding="utf-8") as file:
        file.write("parties:\n  zh: 责任单位\n  en: Responsible units\n")
    assert article(data, "people/", "en").h1.get_text() == "Responsible units"


def test_bodies_stand_beside_persons_and_groups(data):
    with (data / "people.yml").open("a", encoding="utf-8") as file:
        file.write("bodies:\n  - id: office\n    name:\n      zh: 办公室\n      en: Office\n")
    change(data / "plans/2024.yml", "responsible: [jia-yi, advisers]", "responsible: [jia-yi, advisers, office]")
    assert check(data).returncode == 0
    headings = [heading.get_text() for heading in article(data, "people/", "en").select("h2")]
    assert headings == ["Persons", "Groups", "Departments and units"]
    assert "each column one of those responsible" in article(data, "2024/matrix/", "en").get_text()


@pytest.mark.parametrize("lost", ["branches.yml", "glossary.yml"])
def test_a_file_that_is_not_there_has_no_pages_and_no_links(data, lost):
    subject = lost.removesuffix(".yml")
    (data / lost).unlink()
    assert check(data).returncode == 0
    site, words = load(data), Words("zh")
    assert not [page for page in pages(site, words) if page.address.startswith(subject)]
    assert not [link for link in article(data, "").select("a[href]") if subject in link["href"]]


def test_texts_in_another_language_are_allowed_and_ignored(data):
    change(data / "site.yml", "issuer:\n", "languages: [zh]\nissuer:\n")
    site = load(data)
    assert {language for text in site.texts for language in text} == {"zh"}
    assert "Work Plan" not in article(data, "").get_text()
    glossary = article(data, "glossary/")
    assert "common word" not in glossary.get_text() and "译法" not in glossary.get_text()
    run = check(data)
    assert run.returncode == 0 and "（en）" not in run.stdout
    assert command("translations", data).stdout.startswith("要翻译或更新译文的共0处。")


def test_a_translation_that_a_site_of_one_language_lacks_is_not_missed(union_data):
    run = command("translations", union_data)
    assert run.returncode == 0
    assert run.stdout == "要翻译或更新译文的共0处。 / To be translated or brought up to date: 0.\n"
    assert "缺少译文" not in check(union_data).stdout


def test_a_plan_whose_parties_are_in_no_file_is_one_mistake(union_data):
    (union_data / "people.yml").unlink()
    run = check(union_data, "--language", "en")
    assert run.stderr.splitlines()[:-1] == ["data/people.yml:1: This file is missing."]


def test_two_departments_of_one_name_are_told_apart(union_data):
    change(union_data / "people.yml", "      zh: 基层工作部\n", "      zh: 权益保障部\n")
    assert "“权益保障部”有两个（rights、grassroots）" in check(union_data).stdout
    assert article(union_data, "people/grassroots/").h1.get_text() == "权益保障部 grassroots"


def test_the_switch_of_languages_needs_two(union, two_plans):
    assert not union.page("").select(".language-switch")
    assert two_plans.page("").select(".language-switch a")


def test_a_study_sheet_asks_for_no_branch(union_printed):
    with pdfplumber.open(union_printed.root / "people/rights/people-rights.pdf") as pdf:
        text = pdf.pages[0].extract_text()
    assert "责任部门" in text and "支部" not in text
    assert {path.name for path in union_printed.root.rglob("*.pdf")} == {
        *("2026-full.pdf", "2026-sections-1.pdf", "2026-sections-2.pdf"),
        *("people-office.pdf", "people-rights.pdf", "people-grassroots.pdf"),
    }
    links = union_printed.article("2026/").select(".to-paper a")
    assert [link["href"] for link in links] == ["../2026/full/2026-full.pdf"]


def test_the_example_of_two_languages_still_has_all_of_it():
    site = load(TWO_PLANS)
    assert {page.kind.name for page in pages(site, Words("zh"))} >= {"branches", "glossary", "people", "full_bilingual"}
    assert not {page.kind.name for page in pages(load(UNION), Words("zh"))} & {"branches", "glossary", "full_bilingual"}
