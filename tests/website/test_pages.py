"""What a reader finds on each kind of page."""

import pytest
from conftest import LANGUAGES, SHIPPED, article, change, check

from macros.plan.load import load


def text_of(element) -> str:
    return " ".join(element.get_text().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_leads_to_every_party_branch_and_item_in_one_click(site, language):
    data = load(SHIPPED)
    links = {link["href"] for link in site.article("", language).select("a[href]")}
    assert {party.address for party in data.parties.values()} <= links
    assert {kind.address for kind in data.kinds.values()} | {
        branch.address for branch in data.branches.values()
    } <= links
    items = {f"{section.address}#{item.anchor}" for section in data.newest.sections for item in section.items}
    newest = data.newest.address
    assert items | {f"{newest}full/", f"{newest}matrix/", newest, "glossary/", "branches/"} <= links


WHOLE = ["全文", "责任矩阵"]
INDEXES = {"zh": ["牵头人", "党支部", "术语表"], "en": ["Responsible parties", "Party branches", "Glossary"]}


@pytest.mark.parametrize(
    ("language", "entries"),
    [
        (
            "zh",
            [
                "首页",
                "2024年工作要点",
                "一、新的部分",
                "二、另一部分",
                "全文",
                "责任矩阵",
                "往年工作要点",
                *INDEXES["zh"],
            ],
        ),
        ("en", ["Home", "2024 Work Plan", "I. The new section", "II. Another section", "Full text", *INDEXES["en"]]),
    ],
)
def test_the_navigation_calls_each_page_by_a_short_name(two_plans, language, entries):
    links = [
        text_of(entry) for entry in two_plans.page("2024/sections/1/", language).select(".md-nav--primary .md-ellipsis")
    ]
    # The page itself stands there twice: as a phone shows it, too.
    shown = list(dict.fromkeys(entry for entry in links if entry in entries))
    assert shown == entries


def test_home_says_who_issued_the_plan_and_when(two_plans):
    home = text_of(two_plans.article(""))
    for fact in ("示例委员会", "示发〔2024〕1号", "2024年2月29日"):
        assert fact in home
    assert "February 29, 2024" in text_of(two_plans.article("", "en"))


def test_home_counts_the_clauses_of_each_party_in_the_newest_plan(two_plans):
    secretaries = two_plans.article("").select_one('a[href="people/secretaries/"]').parent
    assert text_of(secretaries) == "各支部书记 1条"
    english = two_plans.article("", "en")
    assert text_of(english.select_one('a[href="people/jia-yi/"]').parent) == "Jia Yi (甲一) 2 clauses"
    assert text_of(english.select_one('a[href="people/advisers/"]').parent) == "Posted advisers 1 clause"


def test_home_links_the_index_where_parties_are_many(data):
    people = data / "people.yml"
    many = "".join(f"  - id: person-{n}\n    name:\n      zh: 人{n}\n      en: Person {n}\n" for n in range(30))
    people.write_text(people.read_text().replace("persons:\n", f"persons:\n{many}"), encoding="utf-8")
    branches = data / "branches.yml"
    name = "    name:\n      zh: 支部{n}\n      en: Branch {n}\n    kind: example-branch\n"
    source = "    source:\n      title:\n        zh: 示发〔2023〕3号\n"
    more = "".join(f"  - id: branch-{n}\n{name.format(n=n)}{source}" for n in range(30))
    branches.write_text(branches.read_text(encoding="utf-8") + more, encoding="utf-8")
    home = article(data, "")
    assert not home.select('a[href^="people/person-"], a[href^="branches/branch-"]')
    assert text_of(home.select_one('a[href="people/"]')) == "全部34个牵头人"
    assert home.select_one('a[href="branches/example-branch/"]')
    assert "32" in text_of(home.select_one('a[href="branches/"]'))
    assert "没有由其负责的条目" in text_of(article(data, "people/person-1/"))


def test_plan_page_has_notice_requirements_and_contents(site):
    article = site.article("2021/")
    assert [heading["id"] for heading in article.select("h2")] == ["notice", "requirements", "contents"]
    assert "各所属学会（协会、研究会、民非）党支部：" in article.get_text()
    assert len(article.select(".contents li")) == 10


def test_a_clause_has_number_text_parties_and_permanent_link(site):
    clause = site.article("2021/sections/2/").select_one("#clause-5-2")
    assert text_of(clause.select_one("p")) == (
        "5.2 开展聘请学会党建专职指导员购买服务试点，精心指导服务一批基础薄弱的学会"
    )
    assert text_of(clause.select_one(".responsible")) == "责任人：胡为平"
    assert clause.select_one(".responsible a")["href"] == "../../../people/hu-weiping/"
    assert clause.select_one(".clause-number")["href"] == "#clause-5-2"


def test_a_page_leads_to_the_file_and_line_that_it_comes_from(site):
    repository = "https://forge.example/committee/plan/blob/main/"
    lines = (SHIPPED / "people.yml").read_text(encoding="utf-8").splitlines()
    line = lines.index("  - id: xue-canhui") + 1
    for language in LANGUAGES:
        edit = site.page("people/xue-canhui/", language).select_one('[rel="edit"]')
        assert edit["href"] == f"{repository}data/people.yml#L{line}"
        assert (
            site.page("about/", language).select_one('[rel="edit"]')["href"] == f"{repository}docs/{language}/about.md"
        )


def test_without_a_repository_address_no_link_to_data_is_invented(bare_site):
    for address in bare_site.addresses():
        assert not bare_site.page(address).select('.data-line, .report, [rel="edit"]'), address


def test_a_lead_is_context_and_no_clause(two_plans):
    article = two_plans.article("people/jia-yi/")
    [lead] = article.select(".lead")
    assert text_of(lead) == "本项总述：这是引语。"
    assert "引语" not in "".join(clause.get_text() for clause in article.select("[data-clause]"))


def test_a_section_page_has_leads_clauses_and_a_way_to_its_neighbours(two_plans):
    first, second = two_plans.page("2024/sections/1/"), two_plans.page("2024/sections/2/")
    assert text_of(first.select_one("#item-1 + .lead")) == "这是引语。"
    assert two_plans.clauses("2024/sections/1/") == [("2024", "1.1"), ("2024", "1.2")]
    assert {link["rel"][0]: link["href"] for link in first.select(".neighbours a")} == {
        "next": "../../../2024/sections/2/"
    }
    assert {link["rel"][0]: link["href"] for link in second.select(".neighbours a")} == {
        "prev": "../../../2024/sections/1/"
    }
    assert first.select('.md-nav--secondary a[href="#item-1"]')


def test_a_party_page_names_who_shares_each_clause(two_plans):
    article = two_plans.article("people/advisers/")
    [clause] = article.select("[data-clause]")
    assert text_of(clause.select_one(".responsible")) == "牵头人：甲一、派驻顾问"
    assert text_of(clause.select_one("strong")) == "派驻顾问"
    assert [link["href"] for link in clause.select(".responsible a")] == ["../../people/jia-yi/"]


def test_pages_group_by_year_newest_first(two_plans):
    for address in ("people/secretaries/", "branches/plain-branch/"):
        assert two_plans.clauses(address) == [("2024", "2.1"), ("2023", "1.1")]
        assert [heading["id"] for heading in two_plans.article(address).select("h2")] == ["plan-2024", "plan-2023"]


def test_home_shows_the_newest_plan_and_earlier_ones_stay(two_plans):
    assert "2024年2月29日" in two_plans.article("").get_text()
    assert two_plans.article("").select_one('a[href="2023/"]')
    assert two_plans.article("2023/sections/1/").select_one("#clause-1-1")


def test_a_plan_has_its_own_label_before_the_names(two_plans):
    assert "老的一条，内有常用语（牵头人：丙丁、各支部书记）。" in two_plans.article("2023/full/").get_text()


def test_a_branch_has_the_clauses_of_every_role_it_fills(two_plans):
    assert two_plans.clauses("branches/advised-branch/") == [("2024", "1.2"), ("2024", "2.1"), ("2023", "1.1")]


def test_a_branch_shows_what_is_known_and_nothing_else(two_plans):
    known = two_plans.article("branches/advised-branch/").select_one(".facts")
    assert text_of(known) == (
        "类别示例支部 所在单位示例学会 书记戊己 要点中的责任人各支部书记、派驻顾问 出处示例网站，2024年2月29日"
    )
    assert known.select_one('a[href="https://example.org/branches"]')
    bare = two_plans.article("branches/plain-branch/").select_one(".facts")
    assert text_of(bare) == "类别示例支部 要点中的责任人各支部书记 出处示发〔2023〕2号"


def test_indexes_list_every_entry_and_can_be_narrowed(two_plans):
    people = two_plans.article("people/").select("[data-filter] li")
    assert [text_of(entry.a) for entry in people] == ["甲一", "丙丁", "各支部书记", "派驻顾问"]
    branches = two_plans.article("branches/")
    assert [entry["data-key"] for entry in branches.select("[data-filter] li")] == [
        "普通支部 plain-branch 普通支部",
        "有顾问的支部 advised-branch 有顾问的支部",
    ]
    for index in (two_plans.article("people/"), branches):
        assert "scripted" in index.select_one(".filter")["class"]


def test_the_glossary_gives_rendering_meaning_source_and_places(site):
    term = site.article("glossary/").select_one("#three-batches")
    facts = text_of(term)
    assert "三个一批 the “Three Batches”" in facts
    assert "本站自拟" in facts
    assert "../2021/sections/2/#item-5" in [link["href"] for link in term.select('a[href*="/sections/"]')]
    sourced = site.article("glossary/", "en").select_one("#four-consciousnesses")
    assert sourced.select('a[href^="http://keywords.china.org.cn/"]')
    assert "clause 1.2" in text_of(sourced)


def test_a_term_is_found_where_a_variant_of_it_stands(data):
    change(
        data / "glossary.yml", "      en: common word\n", "      en: common word\n    variants:\n      zh: [又一项]\n"
    )
    glossary = article(data, "glossary/")
    places = [link["href"] for link in glossary.select('#common-word a[href*="/sections/"]')]
    assert places == ["../2024/sections/2/#item-2", "../2023/sections/1/#clause-1-1"]


def test_the_about_page_names_the_plans_that_were_compared_with_the_issued_text(site, two_plans):
    assert "《2021年工作要点》的中文已与印发的原文逐字核对" in text_of(site.article("about/"))
    assert "The Chinese of the 2021 Work Plan has been compared" in text_of(site.article("about/", "en"))
    assert "《2024年工作要点》没有可供核对的原文。" in text_of(two_plans.article("about/"))


def test_the_root_error_page_speaks_both_languages(site):
    page = site.file("404.html")
    chinese, english = page.select("article section")
    assert (chinese["lang"], english["lang"]) == ("zh", "en")
    assert "未找到该页面" in chinese.get_text() and "Page not found" in english.get_text()
    assert [section.a["href"] for section in (chinese, english)] == ["/sub/", "/sub/en/"]
    assert page.select_one('link[rel="stylesheet"]')["href"].startswith("/sub/assets/")


def test_two_persons_of_one_name_are_reported_and_shown_apart(data):
    change(data / "people.yml", "zh: 丙丁\n      en: Bing Ding", "zh: 甲一\n      en: Jia Yi")
    run = check(data, "--language", "zh")
    assert run.returncode == 0
    assert SAME_NAME in run.stdout
    names = [text_of(link) for link in article(data, "people/").select(".entries a")]
    assert {"甲一 jia-yi", "甲一 bing-ding"} <= set(names)
    assert text_of(article(data, "people/bing-ding/").h1) == "甲一 bing-ding"
    answering = {text_of(link) for link in article(data, "2023/sections/1/").select(".responsible a")}
    assert "甲一 bing-ding" in answering


SAME_NAME = "提示：“甲一”有两个（jia-yi、bing-ding）；页面上在名称后面注明 id，以便区分。"
