"""The responsibility matrix as a PDF: on one sheet or, so that it can be read, on several that say what is on them."""

import itertools
import re

import invented
import pdfplumber
import pytest
from conftest import LANGUAGES, SHIPPED
from paper import lines, text, typeset

from macros.pdf.addresses import path_of
from macros.plan.load import load


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_takes_one_sheet_and_has_every_mark(printed, language):
    plan = load(SHIPPED).newest
    folder = "" if language == "zh" else f"{language}/"
    [offer] = printed.article("2021/matrix/", language).select('[type="application/pdf"]')
    path = path_of(f"{plan.address}matrix/", language)
    assert path.endswith(offer["href"].rpartition("/")[2])
    with pdfplumber.open(printed.root / folder / path) as pdf:
        [sheet] = pdf.pages
        assert len(sheet.curves) == sum(len(duty.clause.party_ids) for duty in plan.duties)
        # Names are turned.
        upright = [char for char in sheet.chars if abs(char["matrix"][0]) > 0.5 and char["text"].strip()]
        assert (
            min(char["size"] for char in upright if char["bottom"] < max(mark["bottom"] for mark in sheet.curves)) > 10
        )
        said = text(upright)
        assert all(duty.clause.number in said for duty in plan.duties)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The matrix of 56 parties with names of several lines and of 60 clauses, as its sheets."""
    folder = tmp_path_factory.mktemp("large")
    data = invented.write(folder / "data", {2022: invented.provincial()}, 56, languages=["zh"])
    people = data / "people.yml"
    people.write_text(people.read_text(encoding="utf-8").replace("厅", "厅（示例省监督管理局）"), encoding="utf-8")
    path = "2022/matrix/2022-matrix.pdf"
    with pdfplumber.open(typeset(data, folder / "pdfs", only=[path]) / path) as pdf:
        yield [(sheet.width, sheet.chars, sheet.curves) for sheet in pdf.pages]


def test_what_is_too_large_for_a_sheet_takes_several_in_type_that_can_be_read(sheets):
    assert min(char["size"] for _, chars, _ in sheets for char in chars) > 8.99
    for number, (width, chars, _) in enumerate(sheets, start=1):
        assert text(lines([char for char in chars if char["text"].strip()])[-1]) == f"第{number}页，共{len(sheets)}页"
        assert max(char["x1"] for char in chars) < width - 35 and min(char["x0"] for char in chars) > 35


def test_on_each_sheet_stand_names_and_titles_of_what_is_on_it(sheets):
    for _, chars, curves in sheets:
        said = text([char for char in chars if char["text"].strip()])
        assert "编号" in said and "示例省监督管理局" in said
        rows = [text(line) for line in lines([char for char in chars if char["text"].strip() and char["x0"] < 120])]
        first = next(rank for rank, row in enumerate(rows) if "编号" in row)
        assert re.fullmatch("（[一二]）第[1-4]方面之[12]", rows[first + 1])
        # None stands alone at the end of a sheet.
        assert all(re.fullmatch("[0-9]+", below) for above, below in itertools.pairwise(rows) if "方面之" in above)
        assert curves


def test_the_sheets_together_have_every_clause_for_every_party_and_every_mark(sheets):
    duties = 60 - 60 // 9
    # Of the two kinds of ring one has a dot in it.
    legend, marks = 1 + 2 + 1, duties * (1 + 2 + 2)
    assert sum(len(curves) for _, _, curves in sheets) == legend + marks
    said = "".join(text([char for char in chars if char["text"].strip()]) for _, chars, _ in sheets)
    blocks = said.count("合计")
    assert blocks > 1
    # Each sheet of a block has all of its names.
    assert said.count("省第") * blocks == 56 * said.count("编号")
