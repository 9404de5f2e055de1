"""Pages of plans of other shapes: three levels, tables, no titles, no sections, many parties, drafts, deadlines."""

import itertools
import re

import invented
import pytest
from conftest import LANGUAGES, PROJECT, article, body, plan_of, renderer
from issued_text import folded
from test_pages import text_of

from macros.i18n.words import Words
from macros.plan.document import blocks
from macros.plan.load import load
from macros.website.pages import found_by_title, navigation, pages


@pytest.fixture(scope="module")
def provincial(tmp_path_factory):
    plans = {2022: invented.provincial(), 2021: invented.flat()}
    return invented.write(tmp_path_factory.mktemp("provincial") / "data", plans, 56)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return invented.write(tmp_path_factory.mktemp("table") / "data", {2023: invented.table()}, 6)


@pytest.fixture(scope="module")
def flat(tmp_path_factory):
    plans = {2021: invented.flat(), 2024: invented.flat(2024, draft=True)}
    return invented.write(tmp_path_factory.mktemp("flat") / "data", plans, 9)


SHAPES = {path.name: path for path in sorted((PROJECT / "tests/data/shapes").iterdir())}


def every_page(data, language):
    """Yield each page of a folder of data with its body."""
    site, words = load(data), Words(language)
    to_html = renderer(site, words)
    for page in pages(site, words):
        yield page, body(to_html, page)


# --- The matrix


def marks(cells):
    return [cell.span and (cell.span["class"][1:], cell.span["aria-label"]) for cell in cells]


def test_the_matrix_tells_lead_support_and_those_beside_the_lead_apart(provincial):
    matrix = article(provincial, "2022/matrix/")
    cells = matrix.select_one('[data-clause="1"]').select("td")
    assert marks(cells[:5]) == [
        ([], "牵头"),
        (["matrix-answers"], "负责"),
        (["matrix-supports"], "配合"),
        (["matrix-supports"], "配合"),
        None,
    ]
    assert [text_of(entry) for entry in matrix.select(".matrix-legend li")] == ["牵头", "负责", "配合"]


def test_who_oversees_has_a_mark_of_another_shape_there_and_in_home_s_picture():
    matrix = article(SHAPES["decimals"], "2026/matrix/")
    assert marks(matrix.select_one('[data-clause="1.1"]').select("td")) == [
        (["matrix-oversees"], "分管领导"),
        ([], "牵头科室"),
        (["matrix-answers"], "责任科室"),
        (["matrix-supports"], "配合科室"),
    ]
    picture = article(SHAPES["decimals"], "").select_one(".picture svg")
    # Beside two squares there are rings for three that answer and one that supports.
    assert len(picture.select("path.picture-ring")) == 2 and len(picture.select("circle.picture-ring")) == 4


def test_a_table_s_own_columns_stand_beside_its_tasks_and_its_sections_in_cells():
    rows = article(SHAPES["register"], "2026/full/").select("[data-issued] table tr")
    assert [cell.get("rowspan") for cell in rows[1].select("td")][:2] == ["2", None]
    assert text_of(rows[3].td) == "社会事业"
    lines = article(SHAPES["register"], "2026/sections/1/").select_one("#clause-2").select(".responsible")
    assert [text_of(line) for line in lines][-2:] == ["预期成效：新增就业500人", "备注：区政府工作报告任务"]


@pytest.mark.parametrize("shape", SHAPES)
def test_whoever_has_part_in_a_clause_has_a_mark_in_its_row(shape):
    for plan in load(SHAPES[shape]).plans:
        matrix = article(SHAPES[shape], f"{plan.address}matrix/") if plan.party_ids else None
        for duty in plan.duties if matrix else ():
            row = matrix.select_one(f'[data-clause="{duty.clause.number}"]')
            assert len(row.select(".matrix-mark")) == len(set(duty.clause.party_ids))


def test_in_a_table_the_heads_of_columns_name_the_marks_and_nobody_stands_beside_a_lead(table):
    matrix = article(table, "2023/matrix/", "en")
    cells = matrix.select_one('[data-clause="1"]').select("td")
    support = (["matrix-supports"], "Supporting units")
    assert marks(cells) == [([], "Responsible unit"), support, support, None, None, None]


def test_the_first_named_leads_where_the_plan_says_so_and_the_rule_stands_beside_the_marks(flat):
    matrix = article(flat, "2021/matrix/")
    assert marks(matrix.select_one('[data-clause="1"]').select("td"))[:2] == [
        ([], "牵头"),
        (["matrix-answers"], "责任单位"),
    ]
    assert "列第一位的为牵头单位。" in matrix.get_text()


def test_rows_stand_below_sections_where_items_have_no_title_and_are_named_where_they_are_one_clause(provincial, flat):
    [first, second, *_] = article(provincial, "2022/matrix/").select(".matrix-item")
    assert text_of(first) == "一、第1方面的工作 › （一）第1方面之1"
    assert text_of(second) == "一、第1方面的工作 › （二）第1方面之2"
    rows = article(flat, "2021/matrix/").select("tbody th")
    assert [text_of(row) for row in rows] == ["1. 第1件实事", "2. 第2件实事", "3. 第3件实事"]


def test_many_columns_can_be_narrowed_and_stand_by_the_kind_of_party(provincial, tmp_path):
    many = article(provincial, "2022/matrix/")
    assert len(many.select("thead [data-key]")) == 56 and many.select_one(".filter.scripted")
    assert not many.select(".matrix-kinds")
    few = article(provincial, "2021/matrix/")
    assert not few.select("[data-key], .filter")
    plan = invented.provincial(bodies=30)
    plan["sections"][0]["sections"][0]["items"][0]["clauses"][0]["support"].append("everyone")
    data = invented.write(tmp_path / "data", {2022: plan}, 30)
    people = data / "people.yml"
    people.write_text(f"roles:\n  - id: everyone\n    name: {{zh: 各单位}}\n{people.read_text()}", encoding="utf-8")
    mixed = article(data, "2022/matrix/")
    assert [(text_of(kind), kind["colspan"]) for kind in mixed.select(".matrix-kinds th")] == [
        ("集体", "1"),
        ("单位", "30"),
    ]
    assert text_of(mixed.select("thead [data-key]")[0]) == "各单位"


# --- The plan and its parts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["provincial", "table", "flat", *SHAPES])
def test_no_page_skips_a_level_of_headings_or_lists_a_place_that_it_has_not(kind, language, request):
    data = SHAPES.get(kind) or request.getfixturevalue(kind)
    for page, html in every_page(data, language):
        levels = [int(level) for level in re.findall("<h([1-6])", html)]
        assert levels[0] == 1, page.address
        assert all(below <= above + 1 for above, below in itertools.pairwise(levels)), (page.address, levels)
        assert not re.search(r"<h[1-6][^>]*>\s*</h", html), page.address
        listed = [heading.anchor for heading in page.facts.headings]
        listed += [inner.anchor for heading in page.facts.headings for inner in heading.children]
        anchors = re.findall(r'\bid="([^"]+)"', html)
        assert set(listed) <= set(anchors) and len(anchors) == len(set(anchors)), page.address


@pytest.mark.parametrize(("kind", "year"), [("provincial", 2022), ("table", 2023), ("flat", 2021)])
def test_the_full_text_is_the_document_as_issued_and_nothing_else(kind, year, request):
    data = request.getfixturevalue(kind)
    site = load(data)
    issued = article(data, f"{year}/full/").select_one("[data-issued]").get_text()
    expected = "".join(map(str, blocks(plan_of(site, str(year)), site, Words("zh"))))
    assert folded(issued) == folded(expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "year"), [("provincial", 2022), ("table", 2023), ("flat", 2021)])
def test_the_page_in_two_languages_has_every_text_of_both(kind, year, language, request):
    data = request.getfixturevalue(kind)
    page = text_of(article(data, f"{year}/full/bilingual/", language))
    plan = plan_of(load(data), str(year))
    texts = [text for text in load(data).texts if text.place.path == plan.place.path]
    # Labels stand around names, and the short title is no part of the document.
    around = [plan.lead, plan.responsible, plan.support, plan.first_leads, plan.short_title]
    around += [column.head for column in plan.columns if column.part in ("number", "title", "text")]
    shown = [text for text in texts if text not in around]
    assert len(shown) > 10
    for text in shown:
        assert " ".join(text["zh"].split()) in page and " ".join(text["en"].split()) in page


def test_a_section_page_has_leads_and_closings_of_each_level_and_the_tasks_in_between(provincial):
    section = article(provincial, "2022/sections/1/")
    assert [text_of(heading).strip("¶") for heading in section.select("h2")] == ["（一）第1方面之1", "（二）第1方面之2"]
    assert not section.select("h3")
    assert [text_of(lead) for lead in section.select(".lead")] == ["第1方面总的要求是稳。"]
    closings = [text_of(closing) for closing in section.select(".closing")]
    assert closings == ["第1方面之1到此为止。", "第1方面之2到此为止。"]
    first = section.select_one("#item-1 #clause-1")
    assert text_of(first.p) == "1 推进第1项重点工程，年内取得实效。"
    assert text_of(first.select_one(".responsible")) == "省第2厅牵头，省第16厅负责，省第30厅、省第44厅配合"
    assert not section.select_one("#clause-9 .responsible")


def test_tasks_without_titles_are_listed_by_their_first_words(provincial):
    for address in ("", "2022/"):
        entries = [text_of(entry.a) for entry in article(provincial, address).select(".contents .contents li")]
        assert len(entries) == 60
        assert entries[:2] == ["1. 推进第1项重点工程，年内取得实效…", "2. 推进第2项重点工程，年内取得实效…"]


def test_the_only_clause_of_an_item_does_not_repeat_its_number(flat, table):
    items = article(flat, "2021/items/")
    assert text_of(items.select_one("#item-2")) == "2. 第2件实事"
    assert text_of(items.select_one("#clause-2 p")) == "办好第2件实事"
    assert items.select_one('#item-2 a[href="#item-2"]')
    party = article(table, "people/body-3/")
    assert text_of(party.select_one(".clause p")) == "完成农村公路改造。"
    assert party.select_one("h4 a")["href"] == "../../2023/sections/1/#clause-1"
    beside = article(flat, "2021/items/bilingual/")
    assert not beside.select(".clause-number") and len(beside.select("[data-clause]")) == 3


def test_an_item_without_a_title_begins_with_its_number_where_it_has_an_opening(tmp_path):
    plan = invented.flat()
    item = plan["items"][0]
    del item["title"]
    item["lead"] = invented.text("分两步走。", "In two steps.")
    item["clauses"].append(dict(item["clauses"][0], text=invented.text("走第二步", "Take the second")))
    data = invented.write(tmp_path / "data", {2021: plan}, 9)
    assert text_of(article(data, "2021/items/").select_one("#item-1 .lead")) == "1. 分两步走。"
    beside = article(data, "2021/items/bilingual/")
    assert [text_of(side) for side in beside.select_one(".pair-lead").select("p")] == [
        "1. 分两步走。",
        "1. In two steps.",
    ]
    numbers = [text_of(number) for number in article(data, "2021/items/").select(".clause-number")]
    assert numbers == ["1.1", "1.2"]


def test_a_table_is_a_table_whose_shared_cells_go_over_several_rows(tmp_path):
    plan = invented.table()
    item = plan["sections"][0]["items"][0]
    item["clauses"].append(dict(item["clauses"][0], text=invented.text("修桥。", "Bridges."), merged=["deadline"]))
    data = invented.write(tmp_path / "data", {2023: plan}, 6)
    rows = article(data, "2023/full/").select("[data-issued] table tr")
    heads = rows[0].select("th")
    assert [text_of(head) for head in heads] == ["序号", "事项", "工作内容", "责任单位", "配合单位", "完成时限"]
    assert {head["scope"] for head in heads} == {"col"}
    assert text_of(rows[1].h3) == "一、改善民生" and rows[1].td["colspan"] == "6"
    assert [cell.get("rowspan", "1") for cell in rows[2].select("td")] == ["2", "2", "1", "1", "1", "2"]
    assert [text_of(cell) for cell in rows[3].select("td")] == ["修桥。", "省第1厅", "省第2厅、省第3厅"]


def test_beside_a_task_of_a_table_stands_what_its_columns_say(table):
    lines = article(table, "2023/sections/1/").select_one("#clause-1").select(".responsible")
    assert [text_of(line) for line in lines] == ["责任单位：省第1厅", "配合单位：省第2厅、省第3厅", "完成时限：6月底前"]
    party = article(table, "people/body-3/", "en").select(".clause .responsible")
    assert text_of(party[-1]) == "Deadline: by 2023-06"


def test_a_plan_that_is_a_document_by_itself_has_no_notice_and_its_signature_last(flat):
    plan = article(flat, "2021/")
    assert text_of(plan.select_one("#notice")) == "文件信息"
    assert not plan.select("h3")
    full = [text_of(part) for part in article(flat, "2021/full/").select(".document > *")]
    assert full[-3:] == ["各单位每月报送进展。", "示例省人民政府办公厅", "2021年1月5日"]


# --- Home


def test_home_counts_what_the_plan_has(provincial, table, flat):
    assert "共4个部分、60项。" in article(provincial, "").get_text()
    assert "共3项，每条都注明责任单位。" in article(flat, "").get_text()
    assert "2 sections and 4 items, each with the names" in text_of(article(table, "", "en"))
    assert "部分" not in article(flat, "").get_text()
    assert text_of(article(flat, "").select_one("#sections")) == "各项任务"


def test_home_s_picture_shows_who_leads_and_who_supports(provincial):
    picture = article(provincial, "").select_one(".picture svg")
    led = 60 - 60 // 9
    # A ring for those beside the lead and in support, and in the first a dot.
    assert len(picture.select(".picture-ring")) == 3 * led
    assert len(picture.select('circle[r="3.4"]')) == len(picture.select('circle[r="1.3"]')) == led


# --- Deadlines


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("zh", ["2023年3月31日", "2023年6月", "2023年上半年", "长期坚持"]),
        ("en", ["March 31, 2023", "June 2023", "First half of 2023", "at all times"]),
    ],
)
def test_tasks_stand_by_their_deadlines_in_the_order_of_the_calendar(table, language, titles):
    page = article(table, "2023/deadlines/", language)
    assert [text_of(heading) for heading in page.select("h2")] == titles
    assert [clause["data-clause"] for clause in page.select("[data-clause]")] == ["3", "1", "2", "4"]
    first = page.select_one("[data-clause]")
    assert first.a["href"] == "../../2023/sections/2/#clause-3"
    assert len(first.select('.responsible a[href^="../../people/"]')) == 3


def test_who_answers_by_a_section_s_heading_is_named_beside_the_deadline(tmp_path):
    plan = invented.table()
    section = plan["sections"][0]
    section |= {"title": invented.text("改善民生（省第6厅）", "Better lives (Department 6)"), "responsible": ["body-6"]}
    for key in ("responsible", "support"):
        del section["items"][0]["clauses"][0][key]
    data = invented.write(tmp_path / "data", {2023: plan}, 6)
    beside = article(data, "2023/deadlines/").select_one('[data-clause="1"] + .responsible')
    assert text_of(beside) == "责任单位：省第6厅" and beside.a["href"] == "../../people/body-6/"


def test_navigation_and_home_lead_to_deadlines_where_a_plan_has_any(table, provincial):
    for data, address, has_any in ((table, "2023/", True), (provincial, "2022/", False)):
        site, words = load(data), Words("zh")
        assert ("deadlines" in str(navigation(pages(site, words), site, words))) is has_any
        for page in ("", address):
            assert bool(article(data, page).select('a[href$="deadlines/"]')) is has_any


def test_quarters_and_years_have_names():
    words = {language: Words(language) for language in LANGUAGES}
    for when, chinese, english in (
        ("2022-Q2", "2022年第2季度", "2nd quarter 2022"),
        ("2022-H2", "2022年下半年", "Second half of 2022"),
        ("2022", "2022年", "2022"),
        ("9999-12", "9999年12月", "December 9999"),
    ):
        period = invented.period(when)
        assert words["zh"].period(period, period.last_day) == chinese
        assert words["en"].period(period, period.last_day) == english


# --- Drafts


@pytest.mark.parametrize(("language", "mark"), [("zh", "草稿"), ("en", "Draft")])
def test_each_page_of_a_draft_says_that_it_is_one_and_no_other_does(flat, language, mark):
    kinds = set()
    for page, html in every_page(flat, language):
        of_draft = page.address.startswith("2024/")
        assert (f'<p class="draft-mark">{mark}</p>' in html) is of_draft, page.address
        assert (mark.lower() in page.facts.title.lower()) is of_draft
        assert page.is_draft is of_draft
        kinds |= {page.kind.name} if of_draft else set()
    assert kinds == {"plan", "section", "section_bilingual", "full", "full_bilingual", "matrix", "deadlines"}


def test_a_draft_is_found_beside_the_newest_plan_and_takes_nothing_from_it(flat):
    site, words = load(flat), Words("zh")
    assert site.newest.year == "2021"
    _, newest, draft, *_ = navigation(pages(site, words), site, words)
    assert (list(newest), list(draft)) == (["2021年民生实事"], ["2024年民生实事（草稿）"])
    # Below it, once is enough.
    assert {"全文": "2024/full/index.md"} in draft["2024年民生实事（草稿）"]
    assert found_by_title(pages(site, words), words)["2024/"] == ("2024年民生实事（草稿）",)
    start = article(flat, "")
    assert text_of(start.h1) == "2021年民生实事" and not start.select("#earlier")
    assert [text_of(link) for link in start.select("#drafts + ul a")] == ["2024年民生实事"]
    assert text_of(article(flat, "people/").select_one(".count")) == "1条"


def test_a_party_s_page_has_the_draft_below_a_heading_that_says_so(flat):
    for address in ("people/body-1/", "people/body-1/bilingual/"):
        assert "草稿" in article(flat, address).select_one("#plan-2024").get_text()
        assert "草稿" not in article(flat, address).select_one("#plan-2021").get_text()
    [page] = [page for page in pages(load(flat), Words("zh")) if page.address == "people/body-1/"]
    assert page.facts.plan.year == "2021" and "与省第1厅有关的1条" in page.facts.description
