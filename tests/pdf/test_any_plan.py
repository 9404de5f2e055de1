"""PDFs of plans of many shapes, read back: levels, tables, who leads and supports until when, and drafts."""

import copy
import shutil

import pikepdf
import pytest
import yaml
from conftest import ANY_PLAN, PROJECT, article
from paper import MM, characters, documents, font_of, lines, rules, tags, text, text_of, typeset

from macros.i18n.words import Words
from macros.plan.document import blocks
from macros.plan.issued_text import folded
from macros.plan.load import load

FULL = {year: f"{year}/full/{year}-full.pdf" for year in (2024, 2025, 2026, 2027)}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """The PDFs of all plans, in one language."""
    return typeset(ANY_PLAN, tmp_path_factory.mktemp("any-plan"))


SHAPES = sorted(path for path in (PROJECT / "tests/data/shapes").iterdir() if path.is_dir())


def text_between_margins(path) -> str:
    return "".join(char["text"] for page in characters(path) for char in page if 35 * MM < char["bottom"] < 263 * MM)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("data", [ANY_PLAN, *SHAPES], ids=lambda data: data.name)
def test_each_plan_is_printed_as_it_was_issued(tmp_path, data):
    site = load(data)
    paths = [f"{plan.year}/full/{plan.year}-full.pdf" for plan in site.plans]
    made = typeset(data, tmp_path / "pdfs", only=paths)
    for plan, path in zip(site.plans, paths, strict=True):
        every = list(blocks(plan, site, Words("zh")))
        # What the titles of sections part are tables with the same head.
        parted = 0 if plan.heads == "each" or plan.has_section_cells else len(plan.parts) - 1
        heads = [str(block) for block in every if block.part == "head"] * parted
        issued = folded("".join([*map(str, every), *heads]))
        printed, _, colophon = folded(text_between_margins(made / path)).rpartition("学习用打印件")
        # A cell that reaches over several rows is drawn behind them; where it stands is another test's.
        assert sorted(printed) == sorted(issued) if plan.columns else printed == issued
        assert len(colophon) < 30


# Those that have tables, levels and the parts around a plan; the rest takes time.
VARIED = ("document", "table", "three-levels")
EACH = [pytest.param(data, marks=[] if data.name in VARIED else pytest.mark.long) for data in SHAPES]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("data", EACH, ids=lambda data: data.name)
def test_all_documents_of_each_shape_conform_to_pdf_ua(tmp_path, data):
    made = typeset(data, tmp_path / "pdfs")
    assert {path.relative_to(made).as_posix() for path in made.rglob("*.pdf")} == set(documents(data))
    for path in made.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert pdf.open_metadata().get("pdfuaid:part") == "1" and pdf.Root.MarkInfo.Marked


def test_headings_stand_one_level_below_what_they_stand_in(paper):
    headings = {year: [kind for kind, _ in tags(paper / FULL[year]) if kind.startswith("/H")] for year in FULL}
    assert headings[2026] == ["/H1", "/H2", "/H3", "/H4", "/H3", "/H2"]
    assert headings[2024] == ["/H1", "/H2", "/H2"]


def test_a_document_without_a_notice_has_its_title_once_and_is_signed_at_its_end(paper):
    first, second = characters(paper / FULL[2026])
    assert text_of(paper / FULL[2026]).count("2026年重点工作任务分工方案") == 1
    assert text(lines(first)[1]) == "（2026年1月5日省政府常务会议通过）"
    attachments, signature, date, copies, issuing, *_ = map(text, lines(second))
    assert (attachments, signature, date) == ("附件：重大项目清单", "示例省人民政府", "2026年1月8日")
    assert (copies, issuing[-2:]) == ("抄送：省委各部门，省军区。", "印发")


def test_who_else_receives_a_document_stands_at_its_end_between_rules(paper):
    path = paper / FULL[2026]
    tops = sorted(mark["top"] for mark in rules(path)[-1] if mark["width"] > 150 * MM)
    assert len(tops) == 4
    copies = [char for char in characters(path)[-1] if char["text"] == "抄"]
    assert tops[0] < copies[0]["top"] < copies[0]["bottom"] < tops[1]
    assert tops[-1] > 250 * MM


def test_a_masthead_without_a_number_still_has_its_red_line(paper):
    red = [mark for mark in rules(paper / FULL[2024])[0] if mark["stroking_color"] and mark["stroking_color"][0] > 0.8]
    assert len(red) == 1
    assert red[0]["width"] == pytest.approx(156 * MM, abs=1)


def test_a_table_is_a_table_to_those_who_listen_and_its_head_stands_on_every_page(paper, tmp_path):
    kinds = [kind for kind, _ in tags(paper / FULL[2025])]
    # The second clause of an item has no number, no title and no parties of its own.
    assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TD")) == (1, 5, 3 * 5 - 3)
    data = shutil.copytree(ANY_PLAN, tmp_path / "data")
    plan = yaml.load((data / "plans/2025.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    last = plan["items"][-1]
    plan["items"] += [copy.deepcopy(last) | {"number": str(number)} for number in range(3, 60)]
    (data / "plans/2025.yml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    path = typeset(data, tmp_path / "pdfs", only=[FULL[2025]]) / FULL[2025]
    pages = characters(path)
    assert len(pages) > 1
    assert all("完成期限" in text(page) for page in pages)
    assert [kind for kind, _ in tags(path)].count("/TH") == 5


def test_a_sheet_says_who_leads_and_supports_until_when_and_marks_its_own(paper):
    path = paper / "people/finance/people-finance.pdf"
    [page] = characters(path)
    whole = text(page)
    for line in (
        "牵头单位：省发展改革委",
        "配合单位：省财政厅、省交通运输厅",
        "完成时限：6月底前",
        "（一）扩大有效投资",
    ):
        assert line in whole
    bold = {text([char for char in line if font_of(char).startswith("PlanHei")]) for line in lines(page)}
    assert {"省财政厅", "财政厅"} <= bold
    assert "交通运输厅" not in "".join(bold)


def test_the_head_of_a_column_is_what_the_plan_or_the_site_calls_those_who_answer(paper):
    labelled, unlabelled = paper / "2024/items/2024-items.pdf", paper / "2026/sections/1/2026-sections-1.pdf"
    assert text_of(labelled).count("责任单位") == 1
    assert "编号任务责任单位完成备注" in text_of(unlabelled)


def test_a_clause_that_names_nobody_has_a_row_with_an_empty_cell(paper):
    [page] = characters(paper / "2024/items/2024-items.pdf")
    assert [text(line) for line in lines(page) if "应急演练" in text(line)] == ["2开展应急演练"]


def test_a_sheet_says_what_it_is_taken_from_as_far_as_the_document_says(paper):
    endings = {
        "2026/sections/1/2026-sections-1.pdf": "分工方案》（2026年1月8日）。",
        "2025/items/2025-items.pdf": "清单》。",
    }
    for path, ending in endings.items():
        assert f"{ending}学习用打印件" in text_of(paper / path)


def test_a_section_without_tasks_has_no_sheet(paper):
    assert "2026/sections/2/2026-sections-2.pdf" not in documents(ANY_PLAN)
    assert article(ANY_PLAN, "2026/sections/2/", has_pdfs=True).select('[type="application/pdf"]') == []
    assert article(ANY_PLAN, "2026/sections/1/", has_pdfs=True).select('[type="application/pdf"]')


@pytest.mark.parametrize("path", [FULL[2027], "2027/sections/1/2027-sections-1.pdf"])
def test_every_page_of_a_draft_says_so(paper, path):
    for page in characters(paper / path):
        assert text(page).count("草稿") == 1
    with pikepdf.open(paper / path) as pdf:
        assert str(pdf.docinfo.Title).endswith("（草稿）")


def test_nothing_that_is_no_draft_says_so(paper):
    for path in paper.rglob("*.pdf"):
        assert ("2027" in path.name) == ("草稿" in text_of(path)), path


def test_every_pdf_conforms_to_pdf_ua(paper):
    every = list(paper.rglob("*.pdf"))
    assert len(every) == len(documents(ANY_PLAN))
    for path in every:
        with pikepdf.open(path) as pdf:
            assert pdf.open_metadata().get("pdfuaid:part") == "1" and pdf.Root.MarkInfo.Marked
