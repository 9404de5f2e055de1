"""Every word of the Chinese is the issued one, and each page shows the clauses that the issued text gives it."""

import shutil

import pytest
from conftest import LANGUAGES, SHIPPED, article, change, plan_of
from issued_text import difference, issued, responsible_by_clause

from macros.i18n.words import Words
from macros.plan.document import blocks
from macros.plan.load import load

PARTIES = {
    "zhang-huixue": "张辉学",
    "hu-shengbiao": "胡胜标",
    "ma-wensheng": "马文胜",
    "hu-weiping": "胡为平",
    "xiao-heyuan": "肖和元",
    "zhu-jianhua": "朱建华",
    "fu-aijun": "傅爱军",
    "shi-xiaoxi": "史小溪",
    "xue-canhui": "薛灿辉",
    "branch-secretaries": "各学会党支部书记",
    "committee-members": "省科协社会组织行业党委委员",
    "first-secretaries": "第一书记",
}
SOURCES = sorted((SHIPPED / "sources").glob("*.txt"))
BRANCHES = (
    "society-branch",
    "association-branch",
    "research-society-branch",
    "private-non-enterprise-branch",
    "hunan-hydraulic-engineering-society",
)


def test_the_issued_text_is_the_whole_document():
    assert len(issued()) == 2788
    assert len(responsible_by_clause()) == 22


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_full_page_is_the_issued_text(site, source):
    [element] = site.page(f"{source.stem}/full/").select("[data-issued]")
    assert difference(element.get_text(), issued(source)) == ""


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_data_adds_up_to_the_issued_text(source):
    data = load(SHIPPED)
    text = "".join(map(str, blocks(plan_of(data, source.stem), data, Words("zh"))))
    assert difference(text, issued(source)) == ""


def test_printed_forms_are_full_width(site):
    text = site.page("2021/full/").select_one("[data-issued]").get_text()
    assert not set(",:;()?!") & set(text)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("走深走心走实", "走深走心走实实", "走心走实实"),
        ("坚持纠“四风”和树新风并举", "坚持纠“四风”和树新风井举", "树新风井举"),
        ("确保全员覆盖、扎实有效", "确保全员覆盖扎实有效", "全员覆盖扎实"),
    ],
    ids=["doubled", "changed", "lost"],
)
def test_a_wrong_character_is_found_and_shown(tmp_path, old, new, shown):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    change(data / "plans/2021.yml", old, new)
    (data / "sources/2021.txt").unlink()  # Else the check finds it first.
    text = article(data, "2021/full/").select_one("[data-issued]").get_text()
    assert shown in difference(text, issued())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("party", PARTIES)
def test_a_party_has_exactly_its_clauses(site, party, language):
    expected = [number for number, names in responsible_by_clause().items() if PARTIES[party] in names]
    assert expected
    assert site.clauses_of("2021", f"people/{party}/", language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("branch", BRANCHES)
def test_a_branch_has_exactly_the_clauses_of_its_secretary(site, branch, language):
    secretaries = PARTIES["branch-secretaries"]
    expected = [number for number, names in responsible_by_clause().items() if secretaries in names]
    assert site.clauses_of("2021", f"branches/{branch}/", language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_hold_every_clause_once_with_its_parties_in_the_issued_order(site, language):
    ids = {name: party for party, name in PARTIES.items()}
    seen = {}
    for section in (1, 2, 3):
        for clause in site.article(f"2021/sections/{section}/", language).select("[data-clause]"):
            links = [link["href"].split("/")[-2] for link in clause.select(".responsible a")]
            assert clause["data-clause"] not in seen
            seen[clause["data-clause"]] = links
    expected = {number: [ids[name] for name in names] for number, names in responsible_by_clause().items()}
    assert seen == expected
